// @ts-check
/** The bot's commands: behind a button, and while one types a slash. */

import { backToWords, sendWords, write } from "./composer.js";
import { byId, el } from "./dom.js";
import { on, phone } from "./phone.js";

const menu = byId("command-menu");
const toggle = byId("commands");
const words = byId("words");
let marked = -1;

export function showCommands() {
  toggle.addEventListener("click", () => (menu.hidden ? list("") : hide()));
  words.addEventListener("input", typed);
  on("person", hide);
  document.addEventListener("pointerdown", (event) => {
    const at = /** @type {Node} */ (event.target);
    if (!menu.contains(at) && !toggle.contains(at) && at !== words) hide();
  });
  toggle.addEventListener("keydown", (event) => menuKeys(event) && event.preventDefault());
}

function typed() {
  const begun = /^\/(\w*)$/.exec(words.value);
  if (begun) list(begun[1].toLowerCase());
  else hide();
}

function list(begun) {
  const found = (phone.chat?.commands ?? []).filter((one) => one.command.startsWith(begun));
  menu.replaceChildren(...found.map(option));
  menu.hidden = !found.length;
  toggle.setAttribute("aria-expanded", String(!menu.hidden));
  mark(begun && found.length ? 0 : -1);
}

function option({ command, description }, index) {
  return el("div", {
    role: "option", id: `command-${index}`, "aria-selected": "false",
    "data-testid": "command", "data-command": command, onclick: () => take(command),
  }, el("strong", {}, `/${command}`), el("span", {}, description));
}

function hide() {
  menu.hidden = true;
  toggle.setAttribute("aria-expanded", "false");
  mark(-1);
}

function mark(index) {
  marked = index;
  [...menu.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
  menu.children[index]?.scrollIntoView({ block: "nearest" });
  if (index < 0 || menu.hidden) words.removeAttribute("aria-activedescendant");
  else words.setAttribute("aria-activedescendant", `command-${index}`);
}

function take(command) {
  hide();
  write("");
  backToWords();
  sendWords(`/${command}`);
}

/** Keys while the menu is open; answers whether this one was for it. @param {KeyboardEvent} event */
export function menuKeys(event) {
  if (menu.hidden || event.isComposing) return false;
  const count = menu.children.length;
  const command = /** @type {HTMLElement | undefined} */ (menu.children[marked])?.dataset.command;
  if (event.key === "ArrowDown") mark((marked + 1) % count);
  else if (event.key === "ArrowUp") mark((marked - 1 + count) % count);
  else if (event.key === "Escape") hide();
  else if (event.key === "Enter" && command) take(command);
  else if (event.key === "Tab" && command) write(`/${command} `);
  else return false;
  event.preventDefault();
  return true;
}
