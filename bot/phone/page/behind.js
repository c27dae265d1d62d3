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
  const { id } = phone;
  if (!id) return;
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

const section = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);
const note = (words) => el("p", { class: "note" }, words);

function flow(seen) {
  if (!seen.flow) return section("Conversation", note("None is open at the moment."));
  const status = seen.status && seen.status !== "active" ? ` · ${seen.status}` : "";
  const picture = drawing(seen.nodes, seen.edges, seen.current, "States of the conversation");
  const found = section(seen.title || seen.flow, picture);
  found.classList.add("flow");
  found.firstChild.append(el("small", {}, status));
  return found;
}

function journey(machine) {
  if (!machine?.nodes?.length) return "";
  return section("This person", drawing(machine.nodes, machine.edges, machine.current, "States of the person"));
}

function due(list) {
  return section("Due", facts("due", list ?? [], (one) => [
    el("strong", {}, one.what), el("span", {}, `${fully(one.at)}, ${one.state}`),
  ]));
}

function rows(list) {
  return section("Newest rows", facts("rows", list ?? [], (row) => [
    el("strong", {}, row.table, " ", el("small", {}, row.key)),
    el("span", {}, row.summary), el("time", {}, fully(row.at)),
  ]));
}

function facts(test, list, fact) {
  if (!list.length) return note("Nothing.");
  return el("ul", { class: "facts", "data-testid": test }, list.map((one) => el("li", {}, fact(one))));
}
