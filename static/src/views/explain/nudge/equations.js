/* Equations 48 to 50 with the numbers put in: one link of the ripple after the other, and where they lead. */
import { numberPart } from "../../../formula/latex.js";
import { formula } from "../../../formula/typeset.js";
import { keyOf, read, ref } from "../../../refs.js";
import { html } from "../../pen.js";
import { gradientRef } from "../parts.js";

/**
 * @typedef {import("../../../wire").components["schemas"]["PerturbationAnswer"]} Perturbation
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 * @typedef {{ tag: string, words: string, latex: string, key?: string }} Line
 */

/**
 * @param {HTMLElement} into
 * @param {ExplainedScene} scene
 * @param {Perturbation} nudged
 * @param {import("../../../types").ExplanationActions} actions
 */
export function equations(into, scene, nudged, actions) {
  html(into, "h3", "", "Why the derivative is right: link by link");
  const next = nudged.links.following;
  const q = Math.min(scene.settings.q ?? 1, next?.length ?? 1);
  if (next && next.length > 1) chooseNext(into, next.length, q, nudged.parameter.layer + 1, actions);
  for (const { tag, words, latex, key } of linesOf(scene, nudged, q)) {
    html(into, "p", "nudge-why", words);
    const row = html(into, "div", "nudge-line scrollable");
    row.tabIndex = 0;
    row.setAttribute("role", "region");
    row.setAttribute("aria-label", tag ? `Equation ${tag}` : "The sum over all paths");
    if (key) row.dataset.key = key;
    row.append(formula(latex));
    if (tag) html(row, "span", "algorithm-tag", tag);
  }
  const more = html(into, "button", "", "Every path with its product →");
  more.type = "button";
  more.addEventListener("click", () => actions.open("panel", "paths"));
}

/**
 * @param {HTMLElement} into
 * @param {number} count
 * @param {number} q
 * @param {number} l
 * @param {import("../../../types").ExplanationActions} actions
 */
function chooseNext(into, count, q, l, actions) {
  const label = html(html(into, "div", "picker"), "label");
  html(label, "span", "", `Follow it into neuron q of layer ${l}: q =`);
  const select = html(label, "select");
  for (let i = 1; i <= count; i += 1) html(select, "option", "", String(i)).value = String(i);
  select.value = String(q);
  select.addEventListener("change", () => actions.set({ q: Number(select.value) }));
}

/**
 * The equations, with symbols and then with numbers.
 * @param {ExplainedScene} scene
 * @param {Perturbation} nudged
 * @param {number} q the neuron of the next layer that is followed
 * @returns {Line[]}
 */
function linesOf(scene, nudged, q) {
  const { parameter, change, links, layers, gradient } = nudged;
  const { layer: l, j } = parameter;
  const w = parameterSymbol(parameter);
  const a = index("a", l, j);
  const own = rate(a, w);
  const moved = layers[l - 2].delta_a_predicted[j - 1];
  const first = {
    tag: "48",
    key: `a${l}.${j}`,
    words: `The nudge moves the activation it leads to.`,
    latex: `\\Delta ${linked(a, ref("a", l, j))} \\approx ${own}\\,\\Delta ${w} = ${shown(links.own)} \\cdot ${shown(change)} = ${result(moved)}`,
  };
  return [first, ...onward(scene, nudged, { a, own, w, moved }, q), sumOverPaths(scene, nudged, gradient, w)];
}

/**
 * @param {ExplainedScene} scene
 * @param {Perturbation} nudged
 * @param {{ a: string, own: string, w: string, moved: number }} start
 * @param {number} q
 * @returns {Line[]}
 */
function onward({ trace, example }, { parameter, change, links }, { a, own, w, moved }, q) {
  const { layer: l, j } = parameter;
  const following = links.following?.[q - 1];
  if (following === undefined) {
    const words = "That is an output: the cost depends on it directly, and no layer lies between.";
    const slope = read(trace, example, "grad_a", [l, j]) ?? 0;
    const one = trace.layers[l - 1].activation_derivative !== null && trace.loss.penalty === 0;
    const numbers = one ? ` = ${shown(slope)} \\cdot ${shown(moved)} = ${result(slope * moved)}` : "";
    const sum = one
      ? `${rate("C", a)}\\,\\Delta ${a}`
      : `\\sum_m ${rate("C", `a^{${l}}_{m}`)}\\,\\Delta a^{${l}}_{m}`;
    return [{ tag: "", words, latex: `\\Delta C \\approx ${sum}${numbers}`, key: `d${l}.${j}` }];
  }
  const b = index("a", l + 1, q);
  const step = rate(b, a);
  const left = `\\Delta ${linked(b, ref("a", l + 1, q))} \\approx`;
  const key = `a${l + 1}.${q}`;
  return [
    {
      tag: "49",
      key,
      words: `That moves every activation of the next layer; this one by`,
      latex: `${left} ${step}\\,\\Delta ${a} = ${shown(following)} \\cdot ${shown(moved)} = ${result(following * moved)}`,
    },
    {
      tag: "50",
      key,
      words: "Put the first into the second: the rates along the way are multiplied.",
      latex: `${left} ${step}\\,${own}\\,\\Delta ${w} = ${shown(following)} \\cdot ${shown(links.own)} \\cdot ${shown(change)} = ${result(following * moved)}`,
    },
  ];
}

/**
 * @param {ExplainedScene} scene
 * @param {Perturbation} nudged
 * @param {number} gradient
 * @param {string} w
 * @returns {Line}
 */
function sumOverPaths({ trace }, { parameter }, gradient, w) {
  const { layer: l, j } = parameter;
  const last = trace.layers.length;
  const a = index("a", l, j);
  const output = `a^{${last}}_{m}`;
  const far = last - l > 1;
  const next = rate(`a^{${l + 1}}_{${far ? "q" : "m"}}`, a);
  const middle =
    l === last
      ? `\\sum_m ${rate("C", output)}\\,${rate(output, w)}`
      : `\\sum_{${far ? "q \\ldots m" : "m"}} ${rate("C", output)}${far ? " \\cdots " : "\\,"}${next}\\,${rate(a, w)}`;
  return {
    tag: "",
    key: keyOf(gradientRef(/** @type {import("../parts.js").Parameter} */ (parameter))) ?? undefined,
    words: `So it goes on to the cost. The ripple takes every path there is, and what the paths bring adds up:`,
    latex: `${rate("C", w)} = ${middle} = ${result(gradient)}`,
  };
}

/** @param {string} of @param {string} by */
const rate = (of, by) => `\\frac{\\partial ${of}}{\\partial ${by}}`;

/** @param {string} name @param {number} l @param {number[]} at */
const index = (name, l, ...at) => `${name}^{${l}}_{${at.join(at.some((i) => i > 9) ? "," : "")}}`;

/** @param {Perturbation["parameter"]} parameter */
export const parameterSymbol = ({ layer, kind, j, k }) =>
  kind === "weight" ? index("w", layer, j, /** @type {number} */ (k)) : index("b", layer, j);

/** @param {string} latex @param {string} target */
const linked = (latex, target) => `\\htmlData{ref=${target}}{${latex}}`;

/** A number in a product. @param {number} value */
function shown(value) {
  const { text: words, negative } = numberPart(value);
  return negative ? `(${words})` : words;
}

/** @param {number} value */
const result = (value) => `\\mathbf{${numberPart(value).text}}`;
