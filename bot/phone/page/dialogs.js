// @ts-check
/** What the page says and asks: snackbar, alert, question, form; every dialog gives the focus back. */

import { byId, el } from "./dom.js";

let hiding = 0;

/** A short word at the lower edge; a refusal stays longer. @param {string} words */
export function say(words) {
  const bar = byId("snackbar");
  bar.replaceChildren(el("span", {}, words));
  // Shown anew it lies over a dialog that was opened since.
  bar.hidePopover();
  bar.showPopover();
  const { left, width } = byId("main").getBoundingClientRect();
  bar.style.left = `${left + width / 2}px`;
  bar.classList.add("shown");
  clearTimeout(hiding);
  hiding = window.setTimeout(() => bar.classList.remove("shown"), Math.max(3500, words.length * 70));
}

/** Does it, and says in a sentence when it was refused. @param {() => Promise<any>} action @returns {Promise<any>} */
export async function attempt(action) {
  try {
    return await action();
  } catch (failure) {
    say(failure instanceof Error ? failure.message : String(failure));
    return undefined;
  }
}

/** A modal dialog that is gone from the page once closed. @param {any} properties @param {...any} children */
export function dialog(properties, ...children) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const shown = el("dialog", properties, ...children);
  shown.addEventListener("close", () => {
    shown.remove();
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  });
  // A tap beside it closes it; the dialog itself is covered by what is in it.
  shown.addEventListener("click", (event) => event.target === shown && shown.close());
  document.body.append(shown);
  shown.showModal();
  return shown;
}

/** @param {string} words */
export function alertBox(words) {
  const close = el("button", { class: "wide", onclick: () => box.close() }, "OK");
  const about = { "aria-label": "A message from the bot", "data-testid": "alert" };
  const box = dialog(about, el("div", { class: "sheet" }, el("p", {}, words), close));
}

/**
 * One of several; resolves to its value, or null when closed.
 * @param {string} title @param {string} words
 * @param {{label: any, value: any, danger?: boolean, test?: string}[]} choices
 * @returns {Promise<any>}
 */
export function choose(title, words, choices) {
  return new Promise((resolve) => {
    let chosen = null;
    const pick = (value) => () => { chosen = value; box.close(); };
    const buttons = choices.map(({ label, value, danger, test }) => el("button", {
      class: danger ? "wide danger" : "wide", "data-testid": test, onclick: pick(value),
    }, label));
    const cancel = el("button", { class: "wide quiet", onclick: () => box.close() }, "Cancel");
    const box = dialog({ "aria-label": title, "data-testid": "choice" },
      el("div", { class: "sheet" }, el("h2", {}, title), words && el("p", {}, words), ...buttons, cancel));
    box.addEventListener("close", () => resolve(chosen));
  });
}

/**
 * Some fields to fill in; resolves to their values by name, or null when closed.
 * @param {string} title @param {string} send
 * @param {({name: string, label: string, area?: boolean, options?: string[][]} & Record<string, any>)[]} fields
 * @param {...any} above @returns {Promise<Record<string, string> | null>}
 */
export function fill(title, send, fields, ...above) {
  return new Promise((resolve) => {
    /** @type {any} */
    let values = null;
    const submit = (event) => {
      event.preventDefault();
      values = Object.fromEntries(new FormData(event.target).entries());
      box.close();
    };
    const cancel = el("button", { class: "wide quiet", onclick: () => box.close() }, "Cancel");
    const box = dialog({ "aria-label": title, "data-testid": "form" },
      el("form", { class: "sheet", autocomplete: "off", onsubmit: submit },
        el("h2", {}, title), ...above, ...fields.map(field),
        el("button", { type: "submit", class: "wide" }, send), cancel));
    box.addEventListener("close", () => resolve(values));
  });
}

/** @param {any} field */
function field({ name, label, area, options, value, ...more }) {
  const input = el(options ? "select" : area ? "textarea" : "input", { name, ...more },
    ...(options ?? []).map(([code, words]) => el("option", { value: code, selected: code === value }, words)));
  if (value !== undefined && !options) input.value = value;
  return el("label", {}, el("span", {}, label), input);
}
