/* One of the four equations as a card: in indices and in matrices, with the numbers of a layer, and its proof. */
import { sign, signed, text } from "../../encode.js";
import { write } from "../../formula/expression.js";
import { calculation, environment, equationOf, symbolicLine } from "../../formula/lines.js";
import { inMatrices, inNumbers, writable } from "../../formula/matrix.js";
import { formula } from "../../formula/typeset.js";
import { keyOf, read, ref } from "../../refs.js";
import { html, svg } from "../pen.js";
import { proofSteps } from "./proof_steps.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../types").Line} Line
 * @typedef {import("../../types").Equation} Equation
 * @typedef {import("./four_equations.js").Choice} Choice
 */

/** What each of the four is about: the result of its lines, its frame, and its sentence. */
/** @type {Record<string, { results: string[], letter: string, title: (l: number) => string, words: string }>} */
const ABOUT = {
  BP1: {
    results: ["delta", "grad_a"],
    letter: "d",
    title: () => "Delta of the output layer",
    words: "How the cost changes with the output, times how the output changes with z.",
  },
  BP2: {
    results: ["delta", "grad_a"],
    letter: "d",
    title: (l) => `Delta of layer ${l}, from layer ${l + 1}`,
    words: "The deltas of the next layer run back along the weights, are added up, and meet the slope.",
  },
  BP3: {
    results: ["nabla_b"],
    letter: "g",
    title: () => "Gradient of a bias",
    words: "It is the delta itself.",
  },
  BP4: {
    results: ["nabla_w"],
    letter: "g",
    title: () => "Gradient of a weight",
    words: "The activation that goes in times the delta that comes out.",
  },
};
/** What BP1 says where cost and activation fit each other. */
const CANCELLED = "With this cost the slope of the output cancels: what is left is output minus target.";
/** How many lines of numbers there is room for. */
const MOST_LINES = 4;

/**
 * @param {HTMLElement} into
 * @param {ExplainedScene} scene
 * @param {string} tag
 * @param {Choice} choice
 * @param {string} form index, matrix or both
 * @param {(change: import("../../types").Settings) => void} set
 */
export function card(into, scene, tag, choice, form, set) {
  const { results, letter, title, words } = ABOUT[tag];
  const { length: depth } = scene.trace.layers;
  const l = layerOf(tag, choice.l, depth);
  const node = html(into, "section", `equation-card ${l === choice.l ? "chosen" : ""}`);
  node.dataset.card = tag;
  const head = html(node, "header", "equation-card-head");
  html(head, "span", "tag-of-card", tag);
  html(head, "h3", "", title(l));
  const lacks = lacking(scene, tag, l);
  if (lacks) {
    html(node, "p", "hint", lacks);
    return;
  }
  html(head, "span", "layer-of-card", `layer ${l}`);
  node.dataset.frame = `${letter}${l}`;
  const frame = scene.trace.frames.find(({ id }) => id === `${letter}${l}`);
  if (!frame) return;
  html(node, "p", "sentence", frame.form.endsWith("_canonical") ? CANCELLED : words);
  const equation = only(equationOf(scene, frame), results);
  const at = l === choice.l ? choice : { l, j: 1, k: 1 };
  if (form !== "matrix") inIndices(node, scene, equation, frame, at, tag);
  if (form !== "index") inMatrixForm(node, scene, equation, at.l);
  if (tag === "BP4") alongTheEdge(node, scene, at);
  const proof = scene.catalog.proofs.find(
    ({ equation: proved, forms }) => proved === tag && forms.includes(frame.form),
  );
  if (proof) proofSteps(node, scene, proof, at, set);
}

/**
 * BP1 is about the output layer alone and BP2 about the others.
 * @param {string} tag
 * @param {number} l
 * @param {number} depth
 */
function layerOf(tag, l, depth) {
  if (tag === "BP1") return depth;
  return tag === "BP2" ? Math.min(l, depth - 1) : l;
}

/**
 * Why an equation has nothing to say here, or null.
 * @param {Scene} scene
 * @param {string} tag
 * @param {number} l
 */
function lacking({ trace }, tag, l) {
  if (tag === "BP2" && l < 2) return "This network has no hidden layer: BP1 gives its only delta.";
  if (tag === "BP3" && !trace.layers[l - 1].biases) return `Layer ${l} has no biases.`;
  return null;
}

/**
 * The lines with these results.
 * @param {Equation} equation
 * @param {string[]} results
 * @returns {Equation}
 */
function only(equation, results) {
  const wanted = (/** @type {Line} */ { result }) => result.op === "symbol" && results.includes(result.name);
  const { index, lines, matrix } = equation;
  return {
    ...equation,
    index: index.filter(wanted),
    lines: lines.filter(wanted),
    matrix: matrix.filter(wanted),
  };
}

/**
 * @param {HTMLElement} into
 * @param {Scene} scene
 * @param {Equation} equation
 * @param {import("../../types").Frame} frame
 * @param {Choice} at
 * @param {string} tag
 */
function inIndices(into, scene, equation, frame, { l, j, k }, tag) {
  const open = environment(scene, { l });
  for (const line of equation.index) {
    html(into, "div", "card-symbols").append(formula(symbolicLine(line, open, frame), { display: true }));
  }
  const env = environment(scene, tag === "BP4" ? { l, j, k } : { l, j });
  const numbers = html(into, "div", "card-numbers");
  for (const { left, right, value, ref: target } of calculation(equation, env, frame, MOST_LINES)) {
    const row = html(numbers, "div", "line");
    row.dataset.key = (target && keyOf(target)) ?? frame.id;
    row.append(formula(left + right));
    if (!value) continue;
    html(row, "span", "result").append(
      formula(`= ${target ? `\\htmlData{ref=${target}}{${value}}` : value}`),
    );
  }
}

/**
 * @param {HTMLElement} into
 * @param {Scene} scene
 * @param {Equation} equation
 * @param {number} l
 */
function inMatrixForm(into, scene, equation, l) {
  const env = environment(scene, { l });
  const style = inMatrices(env);
  for (const line of equation.matrix) {
    const symbols = html(into, "div", "card-symbols");
    const latex = `${write(line.result, env, style)} = ${write(line.formula, env, style)}`;
    symbols.append(formula(latex, { display: true }));
    if (!writable(line, env)) {
      html(into, "p", "hint", why(scene));
      continue;
    }
    const numbers = inNumbers(env, Math.min(3, scene.digits));
    const box = html(into, "div", "card-numbers");
    scrolls(box, "The matrices with their numbers");
    const row = html(box, "div", "line matrices");
    const { result } = line;
    row.dataset.key = result.op === "symbol" && result.name.startsWith("nabla") ? `g${l}` : `d${l}`;
    row.append(formula(write(line.formula, env, numbers)));
    html(row, "span", "result").append(formula(`= ${write(line.result, env, numbers)}`));
  }
}

/**
 * What may be wider than there is room for can be scrolled with the keyboard too.
 * @param {HTMLElement} box
 * @param {string} name
 */
function scrolls(box, name) {
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", name);
}

/** @param {Scene} scene */
const why = ({ trace }) =>
  trace.targets.length > 1
    ? `The mean is over ${trace.targets.length} examples: each brings a matrix of its own.`
    : "The matrices are too large to write out here.";

const WIDTH = 300;
const HEIGHT = 84;
const RADIUS = 30;

/**
 * a_in · delta_out at the edge of the chosen weight.
 * @param {HTMLElement} into
 * @param {Scene} scene
 * @param {Choice} at
 */
function alongTheEdge(into, { trace, example, experiment }, { l, j, k }) {
  const a = read(trace, example, "a", [l - 1, k]) ?? 0;
  const delta = read(trace, example, "delta", [l, j]) ?? 0;
  const { l1, l2 } = experiment.regularization;
  const alone = trace.targets.length === 1 && !l1 && !l2;
  const product = alone ? (read(trace, example, "nabla_w", [l, j, k]) ?? 0) : a * delta;
  const figure = html(into, "figure", "along-the-edge");
  const picture = svg(figure, "svg", "edge-picture", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    "aria-hidden": "true",
  });
  const [left, right, middle] = [RADIUS + 2, WIDTH - RADIUS - 2, HEIGHT / 2];
  svg(picture, "line", "edge-line", { x1: left, x2: right, y1: middle, y2: middle });
  const ends = [
    { x: left, letter: "a", below: "in", value: text(a), target: ref("a", l - 1, k), kind: "in" },
    { x: right, letter: "δ", below: "out", value: text(delta), target: ref("delta", l, j), kind: "out" },
  ];
  for (const { x, letter, below, value, target, kind } of ends) {
    const group = svg(picture, "g", `edge-end ${kind}`, { "data-ref": target });
    svg(group, "circle", "", { cx: x, cy: middle, r: RADIUS });
    const name = svg(group, "text", "edge-letter", { x, y: middle - 8 });
    name.textContent = letter;
    svg(name, "tspan", "edge-below", { dy: 4 }).textContent = below;
    const number = svg(group, "text", "edge-number", { x, y: middle + 13 });
    number.textContent = value;
    number.dataset.key = keyOf(target) ?? "";
  }
  const key = keyOf(ref("nabla_w", l, j, k)) ?? "";
  const at = svg(picture, "text", `edge-product ${sign(product)}`, { x: WIDTH / 2, y: middle - 10 });
  at.textContent = signed(product);
  at.dataset.key = key;
  if (alone) at.dataset.ref = ref("nabla_w", l, j, k);
  const words = html(figure, "figcaption", "hint");
  words.append("(32) ∂C/∂w = a", html(words, "sub", "", "in"), " · δ", html(words, "sub", "", "out"));
  html(words, "span", "", ` = ${text(a)} · ${bracketed(delta)} = ${text(product)}`).dataset.key = key;
  const of = alone ? "" : `, for example ${example + 1} alone`;
  html(
    words,
    "span",
    "",
    `: on the edge from neuron ${k} of layer ${l - 1} to neuron ${j} of layer ${l}${of}.`,
  );
}

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${text(value)})` : text(value));
