// @ts-check
/** What one can do with a message: by right click, long press, or its "more" button. */

import { api } from "./api.js";
import { edit, editable, reply } from "./composer.js";
import { copy } from "./copy.js";
import { attempt, choose } from "./dialogs.js";
import { byId, nameOf } from "./dom.js";
import { phone, refreshChat } from "./phone.js";
import { popup } from "./popup.js";

// As long as a phone takes to tell a long press from a tap, in milliseconds; and how far a finger may stray, in pixels.
const LONG = 450;
const STRAY = 10;

/** @param {any} message @param {{x: number, y: number}} at @param {HTMLElement} opener */
export function messageMenu(message, at, opener) {
  const words = message.text ?? message.caption;
  popup(() => at, "Message", [
    { label: "Reply", icon: "reply", test: "menu-reply", run: () => reply(message) },
    ...(words ? [{ label: "Copy text", icon: "copy", test: "menu-copy", run: () => copy(words) }] : []),
    ...(editable(message) ? [{ label: "Edit", icon: "edit", test: "menu-edit", run: () => edit(message) }] : []),
    { label: "Forward", icon: "forward", test: "menu-forward", run: () => forward(message) },
    { label: "Delete for me", icon: "trash", test: "menu-delete", danger: true, run: () => remove(message) },
  ], opener);
}

async function forward(message) {
  const from = phone.id;
  const people = phone.people.map((one) => ({ label: nameOf(one), value: one.id, test: "forward-to" }));
  const to = await choose("Forward", "To the bot, in the chat of:", people);
  if (to) await change(() => api.forward(to, message.message_id, from));
}

const remove = (message) => change(() => api.remove(phone.id, message.message_id));

async function change(action) {
  await attempt(async () => {
    await action();
    await refreshChat();
  });
}

export function showMessageMenu() {
  const log = byId("chat");
  const within = (event) => event.target.closest("a, .pre, .key") ? null : event.target.closest(".message");
  const open = (node, { clientX: x, clientY: y }) => {
    const message = phone.chat?.messages.find((one) => String(one.message_id) === node.dataset.messageId);
    if (message) messageMenu(message, { x, y }, node);
  };
  log.addEventListener("contextmenu", (event) => {
    const node = within(event);
    // Selected words keep the browser's own menu.
    if (!node || String(getSelection())) return;
    event.preventDefault();
    open(node, event);
  });
  let timer = 0;
  let start = { clientX: 0, clientY: 0 };
  log.addEventListener("pointerdown", (event) => {
    const node = event.pointerType === "touch" && within(event);
    start = event;
    if (node) timer = window.setTimeout(() => open(node, event), LONG);
  });
  log.addEventListener("pointermove", (event) => {
    if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > STRAY) clearTimeout(timer);
  });
  for (const end of ["pointerup", "pointercancel", "scroll"]) {
    document.addEventListener(end, () => clearTimeout(timer), true);
  }
}
