// @ts-check
/** Formatted words as elements: bold, quotes, code to copy, links and commands to tap. */

import { copy } from "./copy.js";
import { el } from "./dom.js";
import { nested } from "./entities.js";

const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;

/**
 * @typedef {{link: (address: string) => boolean, command: (text: string) => void}} Taps
 * `link` answers whether it took care of the address itself.
 */

/** @param {string} text @param {any[] | undefined} entities @param {Taps} taps @returns {Node[]} */
export function rich(text, entities, taps) {
  return shown(nested(text, entities), taps);
}

function shown(pieces, taps) {
  return pieces.map((piece, index) => {
    if (typeof piece !== "string") return element(piece, taps);
    return document.createTextNode(unbroken(piece, isBlock(pieces[index - 1]), isBlock(pieces[index + 1])));
  });
}

const isBlock = (piece) => typeof piece === "object" && BLOCKS.has(piece.entity.type);

// A block begins a line of its own: the line break beside it would show as an empty line.
function unbroken(words, afterBlock, beforeBlock) {
  const begun = afterBlock ? words.replace(/^\n/, "") : words;
  return beforeBlock ? begun.replace(/\n$/, "") : begun;
}

function element({ entity, pieces }, taps) {
  const words = wordsOf(pieces);
  const inside = () => shown(pieces, taps);
  if (PLAIN_TAGS[entity.type]) return el(PLAIN_TAGS[entity.type], {}, inside());
  switch (entity.type) {
    case "pre": return block(words, entity.language);
    case "blockquote": return el("blockquote", {}, inside());
    case "expandable_blockquote": return expandable(inside());
    case "spoiler": return spoiler(inside());
    case "text_link": return link(entity.url, inside(), taps);
    case "url": return link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, inside(), taps);
    case "email": return link(`mailto:${words}`, inside(), taps);
    case "phone_number": return link(`tel:${words.replace(/[^\d+]/g, "")}`, inside(), taps);
    case "bot_command": return el("button", { class: "link", onclick: () => taps.command(words) }, words);
    case "mention": case "hashtag": case "cashtag": case "text_mention": return el("span", { class: "mark" }, inside());
    default: return el("span", {}, inside());
  }
}

const wordsOf = (pieces) => pieces.map((piece) => (typeof piece === "string" ? piece : wordsOf(piece.pieces))).join("");

function link(address, inside, taps) {
  if (!SAFE.test(address ?? "")) return el("span", {}, inside);
  const onclick = (event) => taps.link(address) && event.preventDefault();
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", onclick }, inside);
}

function block(words, language) {
  const press = el("button", { class: "copy", onclick: () => copy(words) }, "Copy");
  const bar = el("div", { class: "pre-bar" }, el("span", {}, language ?? ""), press);
  return el("div", { class: "pre" }, bar, el("pre", {}, words));
}

function expandable(inside) {
  const quote = el("blockquote", { class: "short" }, inside);
  const press = el("button", { class: "link", "aria-expanded": "false", onclick: toggle }, "Show all");
  function toggle() {
    const short = quote.classList.toggle("short");
    press.setAttribute("aria-expanded", String(!short));
    press.textContent = short ? "Show all" : "Show less";
  }
  return el("div", {}, quote, press);
}

function spoiler(inside) {
  const words = el("span", { class: "hidden-words", inert: true }, inside);
  const about = { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden words, press to show" };
  const cover = el("span", about, words);
  const reveal = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    cover.replaceWith(...words.childNodes);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}
