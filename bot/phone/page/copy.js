// @ts-check
/** Words into the clipboard, also where a browser keeps the modern way for https. */

import { el } from "./dom.js";
import { say } from "./dialogs.js";

/** @param {string} words @param {string} [said] */
export async function copy(words, said = "Copied") {
  try {
    if (!navigator.clipboard) throw new Error("no clipboard outside of https and localhost");
    await navigator.clipboard.writeText(words);
    say(said);
  } catch {
    say(copiedByHand(words) ? said : "The browser did not allow copying.");
  }
}

function copiedByHand(words) {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  const field = el("textarea", { class: "unseen", readonly: true, "aria-hidden": "true" });
  field.value = words;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus({ preventScroll: true });
  return done;
}
