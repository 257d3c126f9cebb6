/* What is given before the first step: inputs, targets, weights, activations, cost and optimizer. */
import { formula } from "../formula/typeset.js";
import { inSentence, settingsOf, titleOf } from "../formula/worked.js";
import { numberPart } from "../formula/latex.js";
import { text } from "../encode.js";
import { sizesOf } from "../refs.js";
import { html } from "../views/pen.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").TracedLayer} TracedLayer
 */

/** Wider tables do not fit on the paper. */
const MOST_COLUMNS = 12;
const MOST_ROWS = 24;

/**
 * @param {HTMLElement} into
 * @param {Scene} scene
 */
export function writeGiven(into, scene) {
  const { trace, example, catalog, experiment } = scene;
  const section = html(into, "section", "given");
  html(section, "h2", "", "What is given");
  const facts = html(section, "dl", "facts");
  fact(facts, "Network").append(`${sizesOf(trace).join("-")}: ${activations(scene)}`);
  fact(facts, "Cost").append(titleOf(catalog.losses, experiment.loss));
  const input = fact(facts, "Input");
  vector(input, "x", trace.layers[0].a[example]);
  if (trace.targets.length > 1) input.append(` (example ${example + 1} of ${trace.targets.length})`);
  const optimizer = fact(facts, "Optimizer");
  optimizer.append(titleOf(catalog.optimizers, experiment.optimizer.name));
  for (const { name, symbol, value } of settingsOf(scene)) {
    optimizer.append(`, ${name.toLowerCase()} `, formula(`${symbol} = ${value}`));
  }
  vector(fact(facts, "Target"), "y", trace.targets[example]);
  const tables = html(section, "div", "tables");
  for (const layer of trace.layers.slice(1)) writeWeights(tables, layer);
  html(
    section,
    "p",
    "legend",
    "In the pictures a solid line is a positive weight, a dashed line a negative one; a wider line is a larger weight. A dashed outline is not computed yet.",
  );
}

/**
 * @param {HTMLElement} into
 * @param {string} name
 */
function fact(into, name) {
  const row = html(into, "div");
  html(row, "dt", "", name);
  return html(row, "dd");
}

/** @param {Scene} scene */
const activations = ({ trace, catalog }) =>
  trace.layers
    .slice(1)
    .map(
      ({ layer, activation }) =>
        `${inSentence(titleOf(catalog.activations, activation ?? ""))} in layer ${layer}`,
    )
    .join(", ");

/**
 * @param {HTMLElement} into
 * @param {string} name
 * @param {number[]} values
 */
function vector(into, name, values) {
  values.slice(0, MOST_ROWS).forEach((value, i) => {
    if (i > 0) into.append(", ");
    into.append(formula(`${name}_{${i + 1}} = ${numberPart(value).text}`));
  });
  if (values.length > MOST_ROWS) into.append(` … (${values.length} values)`);
}

/**
 * The weights into a layer, and its biases: a row for each neuron that they lead to.
 * @param {HTMLElement} into
 * @param {TracedLayer} layer
 */
function writeWeights(into, { layer: l, weights, biases }) {
  const rows = weights ?? [];
  const columns = rows[0].length;
  if (columns > MOST_COLUMNS || rows.length > MOST_ROWS) {
    const words = `The ${rows.length} × ${columns} weights into layer ${l} are too many to print.`;
    html(into, "p", "more", words);
    return;
  }
  const table = html(into, "table");
  html(table, "caption", "", `Weights into layer ${l}`).append(" ", formula(`w^{${l}}_{jk}`));
  const head = html(html(table, "thead"), "tr");
  for (const title of ["to \\ from", ...rows[0].map((_, k) => `k = ${k + 1}`), ...(biases ? ["bias"] : [])]) {
    html(head, "th", "", title).scope = "col";
  }
  const body = html(table, "tbody");
  rows.forEach((row, i) => {
    const line = html(body, "tr");
    html(line, "th", "", `j = ${i + 1}`).scope = "row";
    for (const value of [...row, ...(biases ? [biases[i]] : [])]) html(line, "td", "", text(value));
  });
}
