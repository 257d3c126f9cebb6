/* One calculation as rows of an align environment; where it is too long for a line, it is broken before a sign. */
import { bare } from "../formula/bare.js";
import { lengthOf } from "../formula/extent.js";

/** What fits on a line, in letters as `lengthOf` counts them. */
const LINE = 62;

/**
 * @param {import("../formula/worked.js").Worked} worked
 * @returns {string} rows, without the end of the last one
 */
export function alignedRows({ left, rights, value }) {
  const [, name, relation] = /^(.*) (=|\\leftarrow) $/.exec(bare(left)) ?? [];
  const sides = [...rights.map(bare), ...(value ? [bare(value)] : [])];
  const room = LINE - lengthOf(name);
  const rows = sides.reduce((/** @type {string[]} */ lines, side, i) => {
    const sign = i === 0 ? `&${relation}` : "=";
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + lengthOf(side) + 2 <= room) {
      return [...lines.slice(0, -1), `${last} = ${side}`];
    }
    const [first, ...rest] = broken(side, room);
    return [
      ...lines,
      `${sign.startsWith("&") ? sign : `&${sign}`} ${first}`,
      ...rest.map((row) => `&\\quad ${row}`),
    ];
  }, []);
  return `${name} ${rows.join(" \\\\\n  ")}`;
}

/**
 * @param {string} side
 * @param {number} room
 */
function broken(side, room) {
  return terms(side).reduce((/** @type {string[]} */ rows, term) => {
    const last = rows.at(-1);
    if (last === undefined || lengthOf(last) + lengthOf(term) > room) return [...rows, term];
    return [...rows.slice(0, -1), `${last} ${term}`];
  }, []);
}

/**
 * The terms of a sum, each with its sign; a plain bracket may be broken, a group or a growing bracket may not.
 * @param {string} side
 */
function terms(side) {
  /** @type {string[]} */
  const found = [];
  let [depth, from] = [0, 0];
  const pieces = side.matchAll(/\\left\b|\\right\b|[{}]| [-+] /g);
  for (const { 0: piece, index } of pieces) {
    if (piece === "{" || piece === "\\left") depth += 1;
    else if (piece === "}" || piece === "\\right") depth -= 1;
    else if (depth === 0) {
      found.push(side.slice(from, index));
      from = index + 1;
    }
  }
  return [...found, side.slice(from)];
}
