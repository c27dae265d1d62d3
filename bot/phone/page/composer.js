// @ts-check
/** Where one writes: new messages, replies, corrections of one's own; drafts stay with the person. */

import { api } from "./api.js";
import { gist } from "./bubble.js";
import { byId, el, icon, iconButton, touch } from "./dom.js";
import { attempt } from "./dialogs.js";
import { on, phone, refreshChat } from "./phone.js";

const form = byId("composer");
const words = byId("words");
const context = byId("context");
// Telegram takes no more in one message; its own apps send the rest as the next.
const LONGEST = 4096;

/** @type {{kind: "new" | "reply" | "edit", message?: any}} */
let mode = { kind: "new" };
/** @type {Map<number, string>} */
const drafts = new Map();
let writer = 0;

/** @param {(event: KeyboardEvent) => boolean} menuKeys the command menu, which has a first look at each key */
export function showComposer(menuKeys) {
  form.addEventListener("submit", submit);
  words.addEventListener("input", grow);
  words.addEventListener("keydown", (event) => menuKeys(event) || keyed(event));
  on("person", changeWriter);
  grow();
}

function changeWriter() {
  if (writer && mode.kind !== "edit") drafts.set(writer, words.value);
  writer = phone.id;
  enter({ kind: "new" }, drafts.get(writer) ?? "");
}

function keyed(event) {
  if (event.isComposing) return;
  const wanted = touch.matches ? event.ctrlKey || event.metaKey : !event.shiftKey && !event.altKey;
  const sends = event.key === "Enter" && wanted;
  if (sends) form.requestSubmit();
  else if (event.key === "Escape" && mode.kind !== "new") cancel();
  else if (event.key === "ArrowUp" && !words.value && mode.kind === "new") editLast();
  else return;
  event.preventDefault();
}

function editLast() {
  const last = phone.chat?.messages.findLast(editable);
  if (last) edit(last);
}

/** @param {any} message */
export const editable = (message) => message.mine && Boolean(wordsOf(message)) && !message.forward_origin;

const wordsOf = (message) => message.text ?? message.caption;

/** @param {any} message */
export function edit(message) {
  drafts.set(writer, mode.kind === "edit" ? drafts.get(writer) ?? "" : words.value);
  enter({ kind: "edit", message }, wordsOf(message));
  words.focus();
}

/** @param {any} message */
export function reply(message) {
  enter({ kind: "reply", message }, mode.kind === "edit" ? drafts.get(writer) ?? "" : words.value);
  words.focus();
}

function cancel() {
  enter({ kind: "new" }, mode.kind === "edit" ? drafts.get(writer) ?? "" : words.value);
  words.focus();
}

function enter(next, text) {
  mode = next;
  write(text);
  const { message } = mode;
  context.hidden = !message;
  context.replaceChildren(...(message ? about(message, mode.kind === "edit") : []));
}

function about(message, editing) {
  return [
    icon(mode.kind),
    el("div", {}, el("strong", {}, editing ? "Editing" : "Reply to"), el("span", {}, gist(message))),
    iconButton("close", editing ? "Stop editing" : "No reply", { onclick: cancel }),
  ];
}

/** The focus to where one writes; on a touch screen it would bring the keyboard up unasked. */
export function backToWords() {
  if (!touch.matches) words.focus({ preventScroll: true });
}

/** Puts words into the composer. @param {string} text */
export function write(text) {
  words.value = text;
  words.setSelectionRange(text.length, text.length);
  words.dispatchEvent(new Event("input"));
}

function grow() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight}px`;
  const empty = !words.value.trim();
  byId("send").hidden = empty;
  byId("record").hidden = !empty;
  byId("commands").hidden = !empty;
  byId("send").setAttribute("aria-label", mode.kind === "edit" ? "Save" : "Send");
}

function submit(event) {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  const { kind, message } = mode;
  drafts.delete(writer);
  enter({ kind: "new" }, "");
  words.focus();
  if (kind === "edit") change(message, text);
  else sendWords(text, message?.message_id);
}

async function change(message, text) {
  if (text === wordsOf(message)) return;
  const done = await attempt(async () => (await api.edit(phone.id, message.message_id, text), true));
  if (done) await attempt(refreshChat);
  else if (mode.kind === "new" && !words.value) enter({ kind: "edit", message }, text);
}

/** Sends words, in several messages where they are too long; what was refused is back in the composer. */
export async function sendWords(text, replyTo) {
  const id = phone.id;
  for (const piece of pieces(text)) {
    const done = await attempt(() => api.send(id, piece, replyTo));
    if (!done) {
      if (id === phone.id && !words.value) write(text);
      return;
    }
  }
  await attempt(refreshChat);
}

function pieces(text) {
  const found = [];
  while (text.length > LONGEST) {
    const room = text.slice(0, LONGEST);
    const cut = Math.max(room.lastIndexOf("\n"), room.lastIndexOf(" "));
    found.push(text.slice(0, cut > 0 ? cut : LONGEST - 1));
    text = text.slice(found.at(-1).length).trimStart();
  }
  return [...found, text];
}
