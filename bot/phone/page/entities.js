// @ts-check
/** A text and its entities, counted in UTF-16 units as Telegram and JavaScript do, as a tree. */

/**
 * @typedef {{type: string, offset: number, length: number, url?: string, language?: string}} Entity
 * @typedef {string | {entity: Entity, pieces: Piece[]}} Piece
 */

const end = (entity) => entity.offset + entity.length;
// Of two over the same words the block must be the outer one: a quote holds bold, never the other way round.
const OUTER = ["blockquote", "expandable_blockquote", "pre"];
const rank = (entity) => (OUTER.includes(entity.type) ? 0 : 1);
const inOrder = (one, other) => one.offset - other.offset || end(other) - end(one) || rank(one) - rank(other);

/**
 * The text as pieces within pieces; where two entities cross, the later one is cut in two at the edge.
 * @param {string} text @param {readonly Entity[]} [entities] @returns {Piece[]}
 */
export function nested(text, entities = []) {
  const within = entities.map((one) => cut(one, 0, text.length)).filter((one) => one.length > 0);
  return pieces(text, 0, text.length, within.sort(inOrder));
}

function pieces(text, from, to, entities) {
  const found = [];
  let at = from;
  while (entities.length) {
    const [outer, ...others] = entities;
    if (outer.offset > at) found.push(text.slice(at, outer.offset));
    at = end(outer);
    const inside = others.filter((one) => one.offset < at);
    found.push({ entity: outer, pieces: pieces(text, outer.offset, at, inside.map((one) => cut(one, 0, at))) });
    const left = inside.filter((one) => end(one) > at).map((one) => cut(one, at, to));
    entities = [...left, ...others.filter((one) => one.offset >= at)].sort(inOrder);
  }
  if (at < to) found.push(text.slice(at, to));
  return found;
}

function cut(entity, from, to) {
  const offset = Math.max(entity.offset, from);
  return { ...entity, offset, length: Math.min(end(entity), to) - offset };
}
