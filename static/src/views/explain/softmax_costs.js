/* Two costs on the same network, step by step beside each other: with one of them the slope of the output cancels. */
import { largest, share, sign, symbol, text } from "../../encode.js";
import { numberPart } from "../../formula/latex.js";
import { formula } from "../../formula/typeset.js";
import { ref } from "../../refs.js";
import { html } from "../pen.js";
import { keyAt, made, opened } from "./softmax_parts.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").Catalog["losses"][number]} Cost
 * @typedef {import("../../types").Catalog["activations"][number]} Activation
 * @typedef {import("../../types").Trace} Trace
 */

const MOST_ROWS = 8;

/** @param {Scene} scene */
const outputOf = ({ catalog, trace }) =>
  catalog.activations.find(({ name }) => name === trace.layers.at(-1)?.activation);

/**
 * The costs to compare: one that takes any target, and the one in which the slope of these outputs cancels.
 * @param {Scene} scene
 * @returns {{ quadratic?: Cost, entropy?: Cost, why: string | null }} why there is nothing to compare
 */
export function costsOf(scene) {
  const { catalog, experiment, trace, example } = scene;
  const output = outputOf(scene);
  const open = catalog.losses.filter(({ target_range: range }) => range === null);
  const quadratic = open.find(({ name }) => name === experiment.loss) ?? open[0];
  const entropy = catalog.losses.find(({ canonical }) => canonical === output?.name);
  if (!output || !entropy) {
    const titles = catalog.activations
      .filter(({ name }) => catalog.losses.some(({ canonical }) => canonical === name))
      .map(({ title }) => title);
    const why = `The outputs here are ${output?.title}. Cross-entropy takes the logarithm of outputs between 0 and 1: choose ${titles.join(" or ")} for the output layer under “Build a network” to compare the costs.`;
    return { why };
  }
  const [low, high] = entropy.target_range ?? [-Infinity, Infinity];
  const outside = trace.targets[example].find((y) => y < low || y > high);
  if (outside === undefined) return { quadratic, entropy, why: null };
  return {
    why: `Cross-entropy takes targets from ${low} to ${high}; one of this example is ${text(outside)}.`,
  };
}

/**
 * @param {HTMLElement} into
 * @returns {(shown: import("./softmax.js").Shown) => void}
 */
export function costsPart(into) {
  return ({ scene }) => {
    opened(into, "Two costs, the same network");
    const { quadratic, entropy, why } = costsOf(scene);
    const output = outputOf(scene);
    if (why || !quadratic || !entropy || !output) {
      html(into, "p", "", why ?? "");
      return;
    }
    const { quadratic: left, entropy: right } = scene.answers;
    if (!left || !right) return;
    html(into, "p", "", "Same weights, same example; only the cost differs. Both move with the player.");
    const most = largest([left, right].map(deltasOf));
    const pair = html(into, "div", "costs");
    card(pair, { cost: quadratic, trace: left, output, most, own: scene.experiment.loss });
    card(pair, { cost: entropy, trace: right, output, most, own: scene.experiment.loss });
    html(into, "p", "sentence", verdict(left, right, output));
  };
}

/** @param {Trace} trace of one example */
const deltasOf = (trace) => trace.layers.at(-1)?.delta?.[0] ?? [];

/**
 * @param {HTMLElement} into
 * @param {{ cost: Cost, trace: Trace, output: Activation, most: number, own: string }} about
 */
function card(into, { cost, trace, output, most, own }) {
  const node = html(into, "section", "cost-card");
  const L = trace.layers.length;
  const recorded = cost.name === own;
  const head = html(node, "h4", "", cost.title);
  if (recorded) html(head, "span", "hint", " · of this network");
  const cancels = cost.canonical === output.name;
  html(node, "div", "cost-formula scrollable").append(
    formula(`\\displaystyle ${deltaFormula(output, cancels, L)}`),
  );
  const values = html(node, "p", "cost-value", "C = ");
  made(values, text(trace.loss.per_example[0]), { key: "C", name: recorded ? "cost_of_example" : undefined });
  table(node, trace, { output, most, recorded });
  const j = 1;
  if (output.elementwise) {
    const line = html(node, "div", "cost-formula scrollable");
    made(line, "", { key: keyAt("d", L, j) }).replaceChildren(
      formula(`\\displaystyle ${substituted(trace, cancels, j)}`),
    );
  }
  const after = html(node, "p", "cost-value", "after one learning step C = ");
  made(after, text(trace.loss.after_update), { key: "u" });
}

/**
 * @param {HTMLElement} into
 * @param {Trace} trace
 * @param {{ output: Activation, most: number, recorded: boolean }} how
 */
function table(into, trace, { output, most, recorded }) {
  const layer = trace.layers[trace.layers.length - 1];
  const l = layer.layer;
  const node = html(html(into, "div", "scrollable"), "table", "cost-table");
  const slopes = output.elementwise ? [`${slopeName(output)}`] : [];
  const head = html(html(node, "thead"), "tr");
  for (const name of ["output", "∂C/∂a", ...slopes, "δ"]) html(head, "th", "", name).scope = "col";
  html(head, "td");
  const body = html(node, "tbody");
  deltasOf(trace)
    .slice(0, MOST_ROWS)
    .forEach((delta, i) => {
      const row = html(body, "tr");
      const key = keyAt("d", l, i + 1);
      /** @param {string} name */
      const own = (name) => (recorded ? ref(name, l, i + 1) : undefined);
      html(row, "th", "", String(i + 1)).scope = "row";
      const gradA = layer.grad_a?.[0][i] ?? 0;
      made(html(row, "td"), text(gradA), { key, name: own("grad_a") });
      if (output.elementwise) {
        const slope = layer.activation_derivative?.[0][i] ?? 0;
        const more = { key: keyAt("a", l, i + 1), name: ref("slope", l, i + 1) };
        made(html(row, "td"), text(slope), more);
      }
      made(html(row, "td"), text(delta), { key, name: own("delta"), className: sign(delta) });
      const bar = html(html(row, "td", "bar-cell"), "span", `delta-bar ${sign(delta)}`);
      bar.dataset.key = key;
      bar.style.setProperty("--width", `${share(delta, most)}%`);
    });
}

/** @param {Activation} output */
const slopeName = ({ symbol: name }) => (name === "\\sigma" ? "σ′(z)" : "f′(z)");

/**
 * How delta of the output layer comes about under a cost, in symbols.
 * @param {Activation} output
 * @param {boolean} cancels
 * @param {number} L
 */
function deltaFormula({ symbol: f, elementwise }, cancels, L) {
  const left = `\\delta^{${L}}_j`;
  if (elementwise) {
    const slope = `${f}'(z_j)`;
    return cancels
      ? `${left} = \\frac{a_j - y_j}{\\cancel{${slope}}}\\;\\cancel{${slope}} = a_j - y_j`
      : `${left} = \\frac{\\partial C}{\\partial a_j}\\;${slope}`;
  }
  const rest = "\\bigl(\\mathbf{1}[i = j] - a_j\\bigr)";
  return cancels
    ? `${left} = \\sum_i \\frac{-y_i}{\\cancel{a_i}}\\;\\cancel{a_i}\\,${rest}`
    : `${left} = \\sum_i \\frac{\\partial C}{\\partial a_i}\\;a_i\\,${rest}`;
}

/**
 * The same with the numbers of output j.
 * @param {Trace} trace
 * @param {boolean} cancels
 * @param {number} j
 */
function substituted(trace, cancels, j) {
  const layer = trace.layers[trace.layers.length - 1];
  /** @param {import("../../types").Matrix | null | undefined} values */
  const number = (values) => numberPart(values?.[0][j - 1] ?? 0).text;
  /** @param {string} value */
  const bracketed = (value) => (value.startsWith("-") ? `(${value})` : value);
  const [slope, delta] = [number(layer.activation_derivative), number(layer.delta)];
  const d = `\\delta^{${layer.layer}}_{${j}}`;
  if (!cancels) return `${d} = ${number(layer.grad_a)} \\cdot ${bracketed(slope)} = ${delta}`;
  const difference = `${number(layer.a)} - ${bracketed(numberPart(trace.targets[0][j - 1]).text)}`;
  return `${d} = \\frac{${difference}}{\\cancel{${slope}}} \\cdot \\cancel{${slope}} = ${delta}`;
}

/**
 * @param {Trace} left
 * @param {Trace} right
 * @param {Activation} output
 */
function verdict(left, right, { elementwise, title }) {
  const [d, ours, theirs] = [symbol("δ", left.layers.length, 1), deltasOf(left)[0], deltasOf(right)[0]];
  const numbers = `${d} is ${text(ours)} under the first cost and ${text(theirs)} under the second.`;
  if (elementwise) {
    return `${numbers} The first keeps the slope as a factor, so an output that is saturated and wrong learns slowly. In the second the derivative of the cost has the slope below its fraction line, and it cancels: the larger the error, the larger δ.`;
  }
  return `${numbers} In the first the factors aᵢ of the Jacobian stay, and outputs near 0 or 1 pass little on. In the second ∂C/∂a has aᵢ below its fraction line, and it cancels: what remains of the whole Jacobian of ${title} is a\u00a0−\u00a0y where the targets add up to 1.`;
}
