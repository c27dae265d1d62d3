// @ts-check
/** A state machine as a drawing: states from top to bottom, what leaps over one as an arc beside them. */

import { el, svg } from "./dom.js";

// Pixels from lane to lane, and how many there are; what finds none free shares the last.
const LANE = 9;
const LANES = 8;

/**
 * @param {{name: string, label: string, part?: any}[]} nodes
 * @param {{from: string, to: string, label?: string}[]} edges
 * @param {string | null} current @param {string} label
 * @returns {HTMLElement}
 */
export function drawing(nodes, edges, current, label) {
  const order = new Map(nodes.map((node, index) => [node.name, index]));
  const onward = (edge) => order.get(edge.to) === Number(order.get(edge.from)) + 1;
  const known = edges.filter((edge) => order.has(edge.from) && order.has(edge.to));
  const leaps = pairs(known.filter((edge) => !onward(edge) && edge.from !== edge.to));
  const spine = new Set(known.filter(onward).map((edge) => edge.from));
  const picture = svg("svg", { class: "arcs", "aria-hidden": "true" });
  const list = el("ol", { class: "states", "aria-label": label });
  let part;
  for (const node of nodes) {
    if (node.part && node.part !== part) list.append(el("li", { class: "part" }, partName(node.part)));
    part = node.part || part;
    list.append(state(node, known, { here: node.name === current, onward: spine.has(node.name), nodes, label }));
  }
  const whole = el("div", { class: "drawing" }, list, picture);
  const redraw = () => arcs(picture, list, leaps, current);
  list.addEventListener("toggle", redraw, true);
  new ResizeObserver(redraw).observe(list);
  return whole;
}

/** There and back again, and several reasons for the same leap, are one arc. */
function pairs(leaps) {
  const found = new Map();
  for (const { from, to } of leaps) {
    const back = found.get(`${to} ${from}`);
    if (back) back.both = true;
    else if (!found.has(`${from} ${to}`)) found.set(`${from} ${to}`, { from, to, both: false });
  }
  return [...found.values()];
}

const partName = (part) => (typeof part === "number" ? `Part ${part}` : String(part));

function state(node, edges, { here, onward, nodes, label }) {
  const named = (name) => nodes.find((one) => one.name === name)?.label .replace(/\.$/, "") || name;
  const ways = [...reasons(edges.filter((edge) => edge.from === node.name))];
  const line = el("span", { class: "state-name" }, node.label || node.name);
  const way = ([to, why]) => el("li", {}, "→ ", el("strong", {}, named(to)), why.length ? `: ${why.join("; ")}` : "");
  const details = el("details", { open: here, name: label },
    el("summary", {}, line, here && el("span", { class: "here" }, "now")),
    ways.length ? el("ul", {}, ways.map(way)) : el("p", {}, "Nothing follows."));
  const about = { "data-state": node.name, "aria-current": here ? "step" : null };
  return el("li", { class: onward ? "state onward" : "state", ...about }, details);
}

/** Why one goes where, by where. */
function reasons(ways) {
  const found = new Map();
  for (const { to, label } of ways) found.set(to, [...(found.get(to) ?? []), ...(label ? [label] : [])]);
  return found;
}

/** Arcs to the right of the states, each in the first lane that is free over its length. */
function arcs(picture, list, leaps, current) {
  const middle = (name) => {
    const row = list.querySelector(`[data-state="${CSS.escape(name)}"]`);
    return row.offsetTop + row.querySelector("summary").offsetHeight / 2;
  };
  const lanes = [];
  const length = (edge) => Math.abs(middle(edge.from) - middle(edge.to));
  const made = [...leaps].sort((one, other) => length(one) - length(other)).map((edge) => {
    const [from, to] = [middle(edge.from), middle(edge.to)];
    const lane = free(lanes, Math.min(from, to), Math.max(from, to));
    const lit = edge.from === current || (edge.both && edge.to === current);
    return arc(from, to, (lane + 1) * LANE, lit, edge.both);
  });
  const isLit = (one) => Number(one.classList.contains("lit"));
  picture.replaceChildren(...made.sort((one, other) => isLit(one) - isLit(other)));
  picture.setAttribute("height", String(list.offsetHeight));
}

function free(lanes, top, bottom) {
  let lane = lanes.findIndex((taken) => taken.every(([begin, end]) => bottom < begin || end < top));
  if (lane < 0) lane = lanes.length < LANES ? lanes.push([]) - 1 : LANES - 1;
  lanes[lane].push([top, bottom]);
  return lane;
}

function arc(from, to, out, lit, both) {
  // A little off the middle: what leaves upwards and what leaves downwards stay apart.
  const [begin, end] = from < to ? [from + 4, to - 4] : [from - 4, to + 4];
  const bend = Math.min(8, out, Math.max(2, Math.abs(end - begin) / 2));
  const down = end > begin ? bend : -bend;
  const there = `M0 ${begin}H${out - bend}Q${out} ${begin} ${out} ${begin + down}`;
  const path = `${there}V${end - down}Q${out} ${end} ${out - bend} ${end}H1`;
  return svg("g", { class: lit ? "arc lit" : "arc" }, svg("path", { d: path }), tip(end), both && tip(begin));
}

const tip = (at) => svg("path", { class: "tip", d: `M0 ${at}l5 -3.5v7z` });
