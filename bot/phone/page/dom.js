// @ts-check
/** Elements without a single string of HTML: what people wrote can never become markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element; a property that is a function listens (`onclick`), one that is false, null or undefined is left out.
 * @param {string} tag @param {Record<string, any>} [properties] @param {...any} children
 * @returns {any}
 */
export function el(tag, properties = {}, ...children) {
  // A button submits its form unless it is told not to, and hardly one here should.
  const given = tag === "button" ? { type: "button", ...properties } : properties;
  return filled(document.createElement(tag), given, children);
}

/** @param {string} tag @param {Record<string, any>} [properties] @param {...any} children @returns {any} */
export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** @param {string} name */
export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `/page/icons.svg#${name}` }));
}

/**
 * A round button that shows only an icon.
 * @param {string} name @param {string} label @param {Record<string, any>} [more]
 */
export function iconButton(name, label, more = {}) {
  return el("button", { class: "round", "aria-label": label, title: label, ...more }, icon(name));
}

/** @param {string} id @returns {any} */
export function byId(id) {
  return document.getElementById(id);
}

/** One of six colours that stays with the person. @param {{id: number, first_name: string}} person */
export function avatar(person) {
  const letter = [...(person.first_name || "?")][0].toUpperCase();
  const colour = `avatar avatar-${Math.abs(person.id) % 6}`;
  return el("span", { class: colour, "aria-hidden": "true", "data-letter": letter });
}

/** @param {{first_name: string, last_name?: string}} person */
export function nameOf(person) {
  return [person.first_name, person.last_name].filter(Boolean).join(" ");
}

/** The reader's fingers, not a mouse: a virtual keyboard comes up with the focus. */
export const touch = matchMedia("(pointer: coarse)");
