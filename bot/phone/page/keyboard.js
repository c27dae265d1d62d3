// @ts-check
/** The buttons under a message: pressed, they turn until the bot has answered. */

import { api } from "./api.js";
import { copy } from "./copy.js";
import { alertBox, say } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { phone } from "./phone.js";

// A bot that never answers a press must not leave the button turning.
const PATIENCE = 8000;
const STYLES = new Set(["primary", "success", "danger"]);

/** Buttons that turn, by the number of their press; and answers that came before that number did. */
const turning = new Map();
const early = new Set();

/** @param {any} message @param {(address: string) => void} follow */
export function inlineKeyboard(message, follow) {
  const rows = message.reply_markup?.inline_keyboard?.filter((row) => row.length) ?? [];
  if (!rows.length) return null;
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons" }, rows.map((row) =>
    el("div", { class: row.length > 4 ? "keys many" : "keys" }, row.map((key) => button(message, key, follow)))));
}

function button(message, key, follow) {
  const style = STYLES.has(key.style) ? ` ${key.style}` : "";
  const empty = key.text.trim() ? "" : " void";
  const sign = key.copy_text ? icon("copy") : key.url && icon("out");
  const press = el("button", {
    class: `key${style}${empty}`, "data-testid": "key", "aria-label": empty ? "Empty" : null, onclick: () => act(),
  }, el("span", {}, key.text), sign);
  const act = () => {
    if (key.copy_text) copy(key.copy_text.text);
    else if (key.url) follow(key.url);
    else if (key.callback_data !== undefined) pressed(press, message.message_id, key.callback_data);
    else say("This phone does not know that kind of button.");
  };
  return press;
}

async function pressed(press, message, data) {
  if (press.getAttribute("aria-busy") === "true") return;
  press.setAttribute("aria-busy", "true");
  try {
    const { query_id: query } = await api.press(phone.id, message, data);
    if (early.delete(query)) still(press);
    else turning.set(query, press);
    setTimeout(() => turning.delete(query) && still(press), PATIENCE);
  } catch (failure) {
    still(press);
    say(/** @type {Error} */ (failure).message);
  }
}

const still = (press) => press.removeAttribute("aria-busy");

/** The bot's answer to a press. @param {{person: number, query_id: string, text?: string, alert?: boolean}} toast */
export function answered(toast) {
  const press = turning.get(toast.query_id);
  if (press) still(press);
  else early.add(toast.query_id);
  turning.delete(toast.query_id);
  setTimeout(() => early.delete(toast.query_id), PATIENCE);
  if (!toast.text || toast.person !== phone.id) return;
  if (toast.alert) alertBox(toast.text);
  else say(toast.text);
}
