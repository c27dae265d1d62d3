// @ts-check
/** The list of people and the look behind: beside the chat where there is room, over it where not. */

import { byId } from "./dom.js";

const main = byId("main");
const scrim = byId("scrim");
const drawers = [];

/**
 * @param {HTMLElement} panel @param {HTMLElement} toggle
 * @param {string} narrow the media query while which it lies over the chat
 * @param {(open: boolean) => void} [changed]
 */
export function drawer(panel, toggle, narrow, changed = () => {}) {
  const over = matchMedia(narrow);
  const one = {
    isOpen: () => panel.classList.contains("open"),
    covers: () => over.matches && one.isOpen(),
    set(open) {
      const within = panel.contains(document.activeElement);
      panel.classList.toggle("open", open);
      toggle.setAttribute("aria-expanded", String(open));
      uncover();
      if (one.covers()) panel.querySelector("button")?.focus({ preventScroll: true });
      else if (within && !open) toggle.focus({ preventScroll: true });
      changed(open);
    },
  };
  drawers.push(one);
  toggle.addEventListener("click", () => one.set(!one.isOpen()));
  panel.querySelector("[data-close]")?.addEventListener("click", () => one.set(false));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && one.covers() && one.set(false));
  over.addEventListener("change", uncover);
  return one;
}

/** What lies under an open drawer cannot be reached until it is closed. */
function uncover() {
  const covered = drawers.some((one) => one.covers());
  main.inert = covered;
  scrim.hidden = !covered;
}

scrim.addEventListener("click", () => drawers.filter((one) => one.covers()).forEach((one) => one.set(false)));
