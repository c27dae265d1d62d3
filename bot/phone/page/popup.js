// @ts-check
/** A menu that pops up where it was asked for: mouse, touch and arrow keys. */

import { el, icon } from "./dom.js";

const MARGIN = 8;
let shut = () => {};

/**
 * @typedef {{label: string, icon?: string, test?: string, danger?: boolean, checked?: boolean, run: () => void}} Item
 * @param {{x: number, y: number}} at @param {string} label @param {Item[]} items @param {HTMLElement | null} opener
 */
export function popup(at, label, items, opener) {
  shut();
  const menu = el("div", { class: "popup", role: "menu", "aria-label": label, "data-testid": "popup" }, items.map(entry));
  menu.addEventListener("keydown", (event) => moved(event, menu));
  document.body.append(menu);
  place(menu, at);
  opener?.setAttribute("aria-expanded", "true");
  const away = (event) => menu.contains(event.target) || close();
  const close = () => {
    shut = () => {};
    document.removeEventListener("pointerdown", away, true);
    removeEventListener("resize", close);
    opener?.setAttribute("aria-expanded", "false");
    const inside = menu.contains(document.activeElement);
    menu.remove();
    if (inside) opener?.focus({ preventScroll: true });
  };
  shut = close;
  document.addEventListener("pointerdown", away, true);
  addEventListener("resize", close);
  menu.firstElementChild?.focus({ preventScroll: true });
}

/** Below or above a button, at its nearer end. @param {HTMLElement} button @param {string} label @param {Item[]} items */
export function popupAt(button, label, items) {
  const { left, top, bottom } = button.getBoundingClientRect();
  const below = top < innerHeight / 2;
  popup({ x: left, y: below ? bottom + 4 : top - 4 }, label, items, button);
}

function entry({ label, icon: name, test, danger, checked, run }) {
  const press = () => {
    shut();
    run();
  };
  const role = checked === undefined ? "menuitem" : "menuitemcheckbox";
  return el("button", {
    type: "button", role, tabindex: "-1", class: danger ? "danger" : null, "data-testid": test, onclick: press,
    "aria-checked": checked === undefined ? null : String(checked),
  }, name && icon(name), label);
}

function moved(event, menu) {
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
