// @ts-check
/** One message as a bubble with its keyboard. */

import { el, iconButton } from "./dom.js";
import { inlineKeyboard } from "./keyboard.js";
import { media } from "./media.js";
import { phone } from "./phone.js";
import { rich } from "./rich.js";
import { milliseconds, timeOf } from "./time.js";

/**
 * @typedef {import("./rich.js").Taps & {
 *   follow: (address: string) => void, jump: (id: number) => void,
 *   menu: (message: any, at: {x: number, y: number}, opener: HTMLElement) => void,
 * }} Actions
 * @param {any} message @param {boolean} follows whether the one above is from the same side, a moment before
 * @param {Actions} actions @returns {HTMLElement}
 */
export function bubble(message, follows, actions) {
  const words = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities;
  const carried = media(message);
  const about = { "aria-haspopup": "menu", "data-testid": "message-more" };
  const more = iconButton("more", "More about this message", about);
  more.addEventListener("click", () => {
    const { left, bottom } = more.getBoundingClientRect();
    actions.menu(message, { x: left, y: bottom }, more);
  });
  const body = el("div", { class: "bubble" },
    el("span", { class: "unseen" }, message.mine ? "You: " : `${phone.bot.name}: `),
    origin(message.forward_origin), quoted(message.reply_to_message, actions), carried,
    words && el("div", { class: "words", dir: "auto" }, rich(words, entities, actions)),
    !words && !carried && el("div", { class: "words" }, el("em", {}, "A kind of message this phone does not show.")),
    foot(message));
  return el("article", {
    class: `message ${message.mine ? "mine" : "theirs"}${follows ? " follows" : ""}`,
    tabindex: "-1", "data-testid": "message",
    "data-message-id": message.message_id, "data-edited": Boolean(message.edit_date),
  }, el("div", { class: "line" }, body, more), inlineKeyboard(message, actions.follow));
}

function foot(message) {
  const time = timeOf(milliseconds(message.date));
  const { reaction } = message;
  return el("div", { class: "foot-note" },
    reaction && el("span", { class: "reaction", role: "img", "aria-label": `Reaction: ${reaction}` }, reaction),
    // The bot edits its own all the time, to put one question in place of another: that is no news.
    message.mine && message.edit_date && el("span", { "data-testid": "edited" }, "edited"), el("time", {}, time));
}

function origin(from) {
  if (!from) return null;
  const chat = from.sender_chat ?? from.chat;
  const name = from.sender_user_name ?? from.sender_user?.first_name ?? chat?.title ?? "someone";
  return el("p", { class: "origin" }, "Forwarded from ", el("strong", {}, name));
}

function quoted(message, actions) {
  if (!message) return null;
  const jump = () => actions.jump(message.message_id);
  return el("button", { class: "quoted", onclick: jump },
    el("strong", {}, message.mine ?? !message.from?.is_bot ? "You" : phone.bot.name), el("span", {}, gist(message)));
}

/** A message in a few words. @param {any} message */
export function gist(message) {
  const words = message.text ?? message.caption;
  if (words) return words.slice(0, 120);
  if (message.document) return message.document.file_name || "File";
  const kinds = { photo: "Photo", voice: "Voice message", location: "Location", contact: "Contact" };
  return kinds[Object.keys(kinds).find((kind) => message[kind]) ?? ""] ?? "Message";
}
