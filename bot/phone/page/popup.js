// @ts-check
/** A menu that pops up where it was asked for: mouse, touch and arrow keys. */

import { byId, el, icon } from "./dom.js";

const MARGIN = 8;
let shut = () => {};
/** @type {HTMLElement | null} */
let button = null;

/**
 * @typedef {{label: string, icon?: string, test?: string, danger?: boolean, checked?: boolean, run: () => void}} Item
 * @param {() => {x: number, y: number}} at asked again when the window changes: a phone's keyboard goes as the menu comes
 * @param {string} label @param {Item[]} items @param {HTMLElement | null} opener
 */
export function popup(at, label, items, opener) {
  const again = button !== null && button === opener;
  shut();
  if (again) return;
  if (opener instanceof HTMLButtonElement) button = opener;
  const about = { class: "popup", role: "menu", "aria-label": label, "data-testid": "popup" };
  const menu = el("div", about, items.map(entry));
  menu.addEventListener("keydown", (event) => keyed(event, menu));
  byId("main").append(menu);
  place(menu, at());
  button?.setAttribute("aria-expanded", "true");
  const away = (event) => menu.contains(event.target) || button?.contains(event.target) || close();
  const moved = () => place(menu, at());
  const close = () => {
    shut = () => {};
    document.removeEventListener("pointerdown", away, true);
    removeEventListener("resize", moved);
    button?.setAttribute("aria-expanded", "false");
    button = null;
    const inside = menu.contains(document.activeElement);
    menu.remove();
    if (inside) opener?.focus({ preventScroll: true });
  };
  shut = close;
  document.addEventListener("pointerdown", away, true);
  addEventListener("resize", moved);
  menu.firstElementChild?.focus({ preventScroll: true });
}

/** Below or above a button, at its nearer end. @param {HTMLElement} opener @param {string} label @param {Item[]} items */
export function popupAt(opener, label, items) {
  const at = () => {
    const { left, top, bottom } = opener.getBoundingClientRect();
    return { x: left, y: top < innerHeight / 2 ? bottom + 4 : top - 4 };
  };
  popup(at, label, items, opener);
}

/** @param {Item} item */
function entry({ label, icon: name, test, danger, checked, run }) {
  const press = () => {
    shut();
    run();
  };
  const role = checked === undefined ? "menuitem" : "menuitemcheckbox";
  return el("button", {
    role, tabindex: "-1", class: danger ? "danger" : null, "data-testid": test, onclick: press,
    "aria-checked": checked === undefined ? null : String(checked),
  }, name && icon(name), label);
}

function keyed(event, menu) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items.at(to % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") shut();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, { x, y }) {
  const { width, height } = menu.getBoundingClientRect();
  const top = y + height + MARGIN > innerHeight ? y - height : y;
  menu.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
  menu.style.top = `${Math.max(MARGIN, Math.min(top, innerHeight - height - MARGIN))}px`;
}
