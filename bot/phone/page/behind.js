// @ts-check
/** A look behind: where the person stands in the machine, what was written last, what is due. */

import { api } from "./api.js";
import { attempt } from "./dialogs.js";
import { byId, el } from "./dom.js";
import { drawer } from "./drawers.js";
import { drawing } from "./drawing.js";
import { on, phone } from "./phone.js";
import { fully } from "./time.js";

const body = byId("behind-body");
const toggle = byId("behind-toggle");
// Several rows change within one turn; one look is enough for all of them.
const PAUSE = 200;
let waiting = 0;
let told = "";
let panel;

export function showBehind() {
  panel = drawer(byId("behind"), toggle, "(max-width: 1099px)", (open) => open && look());
  on("person", soon);
  on("clock", soon);
}

/** Looks again in a moment, if it is open at all. */
export function soon() {
  if (!panel.isOpen()) return;
  clearTimeout(waiting);
  waiting = window.setTimeout(look, PAUSE);
}

async function look() {
  const id = phone.id;
  const seen = await attempt(() => api.behind(id));
  if (!seen || id !== phone.id || told === JSON.stringify([id, seen])) return;
  told = JSON.stringify([id, seen]);
  const { scrollTop } = body;
  body.replaceChildren(flow(seen), journey(seen.journey), due(seen.due), rows(seen.rows));
  body.scrollTop = scrollTop;
  show(body.querySelector(".flow .state[aria-current]"));
}

/** Scrolls the panel alone: scrollIntoView would move the page on a small screen. */
function show(state) {
  if (!state) return;
  const [around, at] = [body.getBoundingClientRect(), state.getBoundingClientRect()];
  if (at.top < around.top || at.bottom > around.bottom) body.scrollTop += at.top - around.top - body.clientHeight / 3;
}

function flow(seen) {
  if (!seen.flow) return el("section", {}, el("h3", {}, "Conversation"), el("p", { class: "note" }, "None is open at the moment."));
  return el("section", { class: "flow" }, el("h3", {}, seen.title || seen.flow, seen.status && seen.status !== "active" ? el("small", {}, ` · ${seen.status}`) : ""), drawing(seen.nodes, seen.edges, seen.current, "States of the conversation"));
}

function journey(machine) {
  if (!machine?.nodes?.length) return "";
  return el("section", {}, el("h3", {}, "This person"), drawing(machine.nodes, machine.edges, machine.current, "States of the person"));
}

function due(list) {
  const items = (list ?? []).map((one) => el("li", {}, el("strong", {}, one.what), el("span", {}, `${fully(one.at)}, ${one.state}`)));
  return el("section", {}, el("h3", {}, "Due"), items.length ? el("ul", { class: "facts", "data-testid": "due" }, items) : el("p", { class: "note" }, "Nothing."));
}

function rows(list) {
  const items = (list ?? []).map((row) => el("li", {}, el("strong", {}, row.table, " ", el("small", {}, row.key)), el("span", {}, row.summary), el("time", {}, fully(row.at))));
  return el("section", {}, el("h3", {}, "Newest rows"), items.length ? el("ul", { class: "facts", "data-testid": "rows" }, items) : el("p", { class: "note" }, "None yet."));
}
