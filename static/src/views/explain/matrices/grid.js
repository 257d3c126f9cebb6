/* A matrix on the page: cells between brackets, labels beside them, symbol and shape below. */
import { digitsApart, largest, sign as signOf, strength, text } from "../../../encode.js";
import { formula } from "../../../formula/typeset.js";
import { keyOf, parseRef, sizesOf } from "../../../refs.js";
import { html } from "../../pen.js";
import { fitting } from "../parts.js";
import { goesInto } from "./parts.js";

/**
 * @typedef {import("./parts.js").MatrixPart} MatrixPart
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("../../../types").Trace} Trace
 */

/** From so many rows or columns on, cells are smaller, and then have no room for numbers. */
const SMALLER_FROM = 5;
const TILES_FROM = 11;

/**
 * How a matrix is drawn: `headed` leaves room above columns that have no labels, so that all brackets are level;
 * `compact` has less room.
 * @typedef {{ trace: Trace, headed?: boolean, compact?: boolean }} Manner
 */

/**
 * @param {HTMLElement} into
 * @param {MatrixPart} part
 * @param {Manner} manner
 * @returns {HTMLElement}
 */
function grid(into, part, { trace, headed = false, compact = false }) {
  const { cells, rows, columns, latex, result, colour } = part;
  const density = densityOf(cells, compact);
  const figure = html(into, "div", `matrix ${density} ${colour}${result ? " result-matrix" : ""}`);
  figure.setAttribute("role", result ? "grid" : "table");
  figure.setAttribute("aria-label", `${plainName(part)}, ${shapeWords(part)}`);
  figure.style.setProperty("--columns", String(cells[0].length));
  const tiled = density === "tiles";
  if (columns) heads(figure, columns, result, tiled);
  else if (headed) html(figure, "span", "head-room").setAttribute("aria-hidden", "true");
  const most = Math.max(1, largest(cells.map((row) => row.map(({ value }) => value ?? 0))));
  cells.forEach((row, i) => {
    const line = html(figure, "div", "matrix-row");
    line.setAttribute("role", "row");
    label(line, { role: "rowheader", words: rows[i], tiled, result });
    row.forEach((cell, c) => {
      const node = entry(line, cell, { result, trace, most, letters: density === "full" ? 7 : 6 });
      node.dataset.cell = `${i} ${c}`;
      bracket(node, i, c, [cells.length, row.length]);
    });
  });
  const below = html(figure, "div", "matrix-name");
  below.setAttribute("aria-hidden", "true");
  below.append(formula(latex));
  html(below, "span", "shape", shapeWords(part));
  return figure;
}

/** @param {import("./parts.js").Cell[][]} cells @param {boolean} compact */
function densityOf(cells, compact) {
  const size = Math.max(cells.length, cells[0].length);
  if (size >= TILES_FROM) return "tiles";
  return compact || size >= SMALLER_FROM ? "small" : "full";
}

/** @param {HTMLElement} into @param {string[]} columns @param {boolean} result @param {boolean} tiled */
function heads(into, columns, result, tiled) {
  const head = html(into, "div", "matrix-row");
  head.setAttribute("role", "row");
  html(head, "span", "corner").setAttribute("role", result ? "gridcell" : "cell");
  for (const words of columns) label(head, { role: "columnheader", words, tiled, result });
}

/**
 * @param {HTMLElement} into
 * @param {import("./parts.js").Cell} cell
 * @param {{ result: boolean, trace: Trace, most: number, letters: number }} how
 */
function entry(into, { value, ref, before }, { result, trace, most, letters }) {
  const node = html(into, "span", `entry ${value === null ? "absent" : signOf(value)}`);
  node.setAttribute("role", result ? "gridcell" : "cell");
  if (ref) node.dataset.ref = ref;
  const key = ref && result ? keyIn(ref, trace) : null;
  if (key) node.dataset.key = key;
  if (result) node.tabIndex = -1;
  if (value === null) return node;
  node.style.setProperty("--strength", `${Math.round(Math.abs(strength(value, most)) * 100)}%`);
  html(node, "span", "entry-number", writtenAs(value, before ?? null, letters));
  return node;
}

/** @param {number} value @param {number | null} before @param {number} letters */
const writtenAs = (value, before, letters) =>
  before === null || before === value ? fitting(value, letters) : text(value, digitsApart(before, value, 3));

/** @param {HTMLElement} node @param {number} i @param {number} c @param {[number, number]} shape */
function bracket(node, i, c, [rows, columns]) {
  node.classList.toggle("first", c === 0);
  node.classList.toggle("last", c === columns - 1);
  node.classList.toggle("top", i === 0);
  node.classList.toggle("bottom", i === rows - 1);
}

/** @param {MatrixPart} part */
const shapeWords = ({ cells }) => `${cells.length} × ${cells[0].length}`;

/**
 * The name of a row or a column; where there is no room for it, it is there for those who listen.
 * @param {HTMLElement} into
 * @param {{ role: "rowheader" | "columnheader", words: string, tiled: boolean, result: boolean }} what
 */
function label(into, { role, words, tiled, result }) {
  const node = html(into, "span", `matrix-label ${role}`);
  node.setAttribute("role", words ? role : result ? "gridcell" : "cell");
  html(node, "span", tiled ? "visually-hidden" : "", words);
}

/** What one calls a quantity. @type {Record<string, string>} */
const NAMES = {
  w: "weights",
  a: "activations",
  x: "inputs",
  y: "targets",
  z: "weighted inputs",
  b: "biases",
  slope: "slopes",
  grad_a: "dC by da",
  delta: "deltas",
  nabla_w: "gradient of the weights",
  nabla_b: "gradient of the biases",
  updated_w: "new weights",
  updated_b: "new biases",
  jacobian: "Jacobian",
  cost: "cost",
  cost_of_example: "cost of the example",
  penalty: "penalty",
};

/** @param {MatrixPart} part */
const plainName = ({ name, latex }) =>
  `${NAMES[name] ?? name}${latex.includes("mathsf{T}") ? ", transposed" : ""}`;

/**
 * The key of the step that makes a result; what is collected from the layer after it is there with the last term.
 * @param {string} target
 * @param {Trace} trace
 */
function keyIn(target, trace) {
  const { name, at } = parseRef(target);
  const after = sizesOf(trace)[at[0]];
  if (name === "grad_a" && after) return `d${at.join(".")}.${after}`;
  return keyOf(target);
}

/**
 * Marks what goes into entry (i, c) of the result.
 * @param {HTMLElement} figure
 * @param {MatrixPart} part
 * @param {[number, number]} chosen from 0
 */
export function markEntry(figure, part, chosen) {
  for (const cell of figure.querySelectorAll("[data-cell]")) {
    const [row, column] = (cell.getAttribute("data-cell") ?? "").split(" ").map(Number);
    const on = goesInto(part, [row, column], chosen);
    cell.classList.toggle("chosen", on);
    if (part.result) cell.setAttribute("tabindex", on ? "0" : "-1");
    if (part.result) cell.setAttribute("aria-selected", String(on));
  }
}

/**
 * Whether a matrix of these has labels above its columns.
 * @param {Part[]} parts
 */
export const hasHeads = (parts) => parts.some((part) => part.kind === "matrix" && part.columns !== null);

/**
 * A whole equation on one line: matrices and the signs between them.
 * @param {HTMLElement} into
 * @param {Part[]} parts
 * @param {Manner} manner
 * @returns {{ figure: HTMLElement, part: MatrixPart }[]}
 */
export function equationRow(into, parts, manner) {
  const row = html(into, "div", `matrix-equation${manner.headed ? " headed" : ""}`);
  /** @type {{ figure: HTMLElement, part: MatrixPart }[]} */
  const figures = [];
  for (const part of parts) {
    if (part.kind === "matrix") figures.push({ part, figure: grid(row, part, manner) });
    else html(row, "span", "matrix-sign").append(formula(part.latex));
  }
  return figures;
}
