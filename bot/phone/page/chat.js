// @ts-check
/** The messages in order: only what changed is drawn anew, and reading further up is not disturbed. */

import { bubble } from "./bubble.js";
import { byId, el } from "./dom.js";
import { on, phone } from "./phone.js";
import { dayName, dayOf, milliseconds } from "./time.js";

const scroller = byId("scroller");
const log = byId("chat");
const jump = byId("newest");
// Seconds within which messages of one side stand close together.
const CLOSE = 300;
// Pixels from the end that still count as the end.
const NEAR = 48;

/** @type {Map<string, {node: HTMLElement, told: string}>} */
let drawn = new Map();
/** Where each person was reading; nothing for those at the end. @type {Map<number, number>} */
const places = new Map();
let atEnd = true;
let unseen = 0;
/** Whose chat is on the page: not yet the open one while that is being fetched. */
let shownId = 0;

/** @param {import("./bubble.js").Actions} actions */
export function showChat(actions) {
  on("person", leave);
  on("chat", () => draw(actions));
  on("clock", () => phone.chat && draw(actions));
  scroller.addEventListener("scroll", scrolled, { passive: true });
  // A keyboard that comes up must not push the newest message out of sight.
  new ResizeObserver(() => atEnd && toEnd()).observe(scroller);
  new ResizeObserver(() => atEnd && toEnd()).observe(log);
  jump.addEventListener("click", comeDown);
}

function leave() {
  if (shownId && atEnd) places.delete(shownId);
  else if (shownId) places.set(shownId, scroller.scrollTop);
  log.setAttribute("aria-busy", "true");
  log.replaceChildren();
  drawn = new Map();
  shownId = 0;
  atEnd = true;
}

function draw(actions) {
  const arriving = phone.id !== shownId;
  const rows = rowsOf(phone.chat.messages);
  const before = drawn;
  const focus = focusWithin();
  drawn = new Map();
  for (const row of rows) {
    const old = before.get(row.key);
    drawn.set(row.key, old && old.told === row.told ? old : { told: row.told, node: row.draw(actions) });
  }
  settle([...drawn.values()].map((one) => one.node));
  if (focus) refocus(focus);
  if (arriving) arrive();
  else heed(rows.filter((row) => !before.has(row.key) && row.message));
}

/** Nodes into place with as few moves as possible: a moved node would lose focus and playing sound. */
function settle(nodes) {
  const kept = new Set(nodes);
  for (const old of [...log.children]) if (!kept.has(old)) old.remove();
  nodes.forEach((node, index) => log.children[index] === node || log.insertBefore(node, log.children[index] ?? null));
}

function rowsOf(messages) {
  const rows = [];
  let day = "";
  /** @type {any} */
  let above = null;
  for (const message of messages) {
    const at = milliseconds(message.date);
    if (dayOf(at) !== day) {
      day = dayOf(at);
      above = null;
      const name = dayName(at);
      rows.push({ key: `day ${day}`, told: name, draw: () => el("p", { class: "day" }, el("span", {}, name)) });
    }
    const follows = Boolean(above) && above.mine === message.mine && message.date - above.date < CLOSE;
    rows.push({
      key: `message ${message.message_id}`, told: JSON.stringify([message, follows]), message,
      draw: (actions) => bubble(message, follows, actions),
    });
    above = message;
  }
  return rows;
}

function focusWithin() {
  const message = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest(".message"));
  if (!message || !log.contains(message)) return null;
  return { id: message.dataset.messageId, element: document.activeElement };
}

/** The bot edits the message one is tapping on: the focus goes to its new first key, else to the message. */
function refocus({ id, element }) {
  if (element.isConnected) return;
  const message = messageNode(id);
  const key = message?.querySelector(".key") ?? message ?? log.lastElementChild;
  key?.focus({ preventScroll: true });
}

const messageNode = (id) => log.querySelector(`[data-message-id="${id}"]`);

function arrive() {
  shownId = phone.id;
  log.removeAttribute("aria-busy");
  const place = places.get(phone.id);
  scroller.scrollTop = place ?? scroller.scrollHeight;
  atEnd = place === undefined;
  unseen = 0;
  scrolled();
}

function heed(fresh) {
  if (fresh.some((row) => row.message.mine)) atEnd = true;
  if (atEnd) toEnd();
  else unseen += fresh.length;
  offer();
}

/** From far above at once: the way down would take longer than it explains. */
function comeDown() {
  const far = scroller.scrollHeight - scroller.scrollTop > 4 * scroller.clientHeight;
  scroller.scrollTo({ top: scroller.scrollHeight, behavior: far ? "auto" : smooth() });
}

function toEnd() {
  scroller.scrollTop = scroller.scrollHeight;
}

function scrolled() {
  atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
  if (atEnd) unseen = 0;
  offer();
}

function offer() {
  jump.hidden = atEnd;
  jump.dataset.count = unseen || "";
  jump.setAttribute("aria-label", unseen ? `To the newest message, ${unseen} new` : "To the newest message");
}

/** Scrolls to a message and lets it light up for a moment. @param {number} id */
export function jumpTo(id) {
  const message = messageNode(id);
  if (!message) return;
  message.scrollIntoView({ block: "center", behavior: smooth() });
  message.focus({ preventScroll: true });
  message.classList.add("lit");
  setTimeout(() => message.classList.remove("lit"), 1500);
}

const smooth = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
