/* What several explanations are made of: chips of factors, the choice of a parameter, sliders, folds. */
import { power, sign, text } from "../../encode.js";
import { formula } from "../../formula/typeset.js";
import { parseRef, ref, sizesOf } from "../../refs.js";
import { html } from "../pen.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").ExplanationActions} ExplanationActions
 * @typedef {{ layer: number, kind: "weight" | "bias", j: number, k?: number }} Parameter
 */

/**
 * The parameter that an explanation is about: the chosen weight, the bias of the chosen neuron, or the first weight.
 * @param {Scene} scene
 * @returns {Parameter}
 */
export function parameterOf({ selected, trace }) {
  const { name, at } = parseRef(selected ?? "");
  if (name === "edge") return { layer: at[0], kind: "weight", j: at[1], k: at[2] };
  if (name === "neuron" && trace.layers[at[0] - 1]?.biases) return { layer: at[0], kind: "bias", j: at[1] };
  return { layer: 2, kind: "weight", j: 1, k: 1 };
}

/**
 * The same in words.
 * @param {Parameter} parameter
 */
export const parameterWords = ({ layer, kind, j, k }) =>
  kind === "weight"
    ? `the weight from neuron ${k} of layer ${layer - 1} to neuron ${j} of layer ${layer}`
    : `the bias of neuron ${j} of layer ${layer}`;

/**
 * @param {Parameter} parameter
 * @returns {string} the ref of its gradient
 */
export const gradientRef = ({ layer, kind, j, k }) =>
  kind === "weight" ? ref("nabla_w", layer, j, /** @type {number} */ (k)) : ref("nabla_b", layer, j);

/**
 * Menus to choose a parameter with; one may also click it in the diagram.
 * @param {HTMLElement} into
 * @param {ExplanationActions} actions
 * @returns {(scene: Scene) => void} shows the choice
 */
export function parameterPicker(into, actions) {
  const row = html(into, "div", "picker");
  const [layer, j, k] = ["Parameter of layer", "into neuron", "leaving neuron"].map((label) => {
    const wrapper = html(row, "label");
    html(wrapper, "span", "", label);
    return html(wrapper, "select");
  });
  html(row, "span", "hint", "or click it in the diagram");
  /** @param {HTMLSelectElement} select @param {[string, string][]} options @param {string} value */
  const fill = (select, options, value) => {
    select.replaceChildren();
    for (const [name, words] of options) html(select, "option", "", words).value = name;
    select.value = value;
  };
  /** @type {Scene | null} */
  let shown = null;
  const choose = () => {
    if (!shown) return;
    const sizes = sizesOf(shown.trace);
    const l = Number(layer.value);
    const to = Math.min(Number(j.value), sizes[l - 1]);
    const bias = k.value === "bias" && shown.trace.layers[l - 1].biases;
    const from = Math.min(Number(k.value) || 1, sizes[l - 2]);
    actions.select(bias ? ref("neuron", l, to) : ref("edge", l, to, from));
  };
  for (const select of [layer, j, k]) select.addEventListener("change", choose);
  return (scene) => {
    shown = scene;
    const sizes = sizesOf(scene.trace);
    const parameter = parameterOf(scene);
    /** @param {number} n @returns {[string, string][]} */
    const upTo = (n) => Array.from({ length: n }, (_, i) => [String(i + 1), String(i + 1)]);
    fill(layer, upTo(sizes.length).slice(1), String(parameter.layer));
    fill(j, upTo(sizes[parameter.layer - 1]), String(parameter.j));
    const biases = scene.trace.layers[parameter.layer - 1].biases;
    const sources = upTo(sizes[parameter.layer - 2]);
    fill(
      k,
      biases ? [...sources, ["bias", "its bias"]] : sources,
      parameter.kind === "bias" ? "bias" : String(parameter.k),
    );
  };
}

/**
 * A factor: its symbol above, its number below.
 * @param {HTMLElement} into
 * @param {{ symbol: string, value: number, refs?: string, kind?: string, key?: string }} factor symbol: LaTeX; key: of
 *     the step that makes it, before which the chip is hollow
 */
export function chip(into, { symbol, value, refs, kind = "", key }) {
  const node = html(into, "span", `chip ${kind}`);
  if (refs) node.dataset.ref = refs;
  if (key) node.dataset.key = key;
  html(node, "span", "chip-symbol").append(formula(symbol));
  html(node, "span", `chip-value ${sign(value)}`, text(value));
  return node;
}

/**
 * Makes hollow what is not computed yet at time t.
 * @param {HTMLElement} root what has `data-key` in it
 * @param {Scene} scene
 * @param {number} t
 */
export function drawMade(root, { script }, t) {
  for (const node of root.querySelectorAll("[data-key]")) {
    node.classList.toggle("hollow", script.progress(node.getAttribute("data-key") ?? "", t) < 1);
  }
}

/**
 * A slider with its value in words.
 * @param {HTMLElement} into
 * @param {string} label
 * @param {{ low: number, high: number, step?: number, words?: (value: number) => string }} range
 * @param {(value: number) => void} action called while it moves
 * @returns {(value: number) => void} shows a value
 */
export function slider(into, label, { low, high, step, words = String }, action) {
  const wrapper = html(into, "label", "explained-slider");
  html(wrapper, "span", "", label);
  const input = html(wrapper, "input");
  input.type = "range";
  input.min = String(low);
  input.max = String(high);
  input.step = step === undefined ? "any" : String(step);
  const output = html(wrapper, "output");
  const tell = () => {
    output.textContent = words(input.valueAsNumber);
    input.setAttribute("aria-valuetext", words(input.valueAsNumber));
  };
  input.addEventListener("input", () => {
    tell();
    action(input.valueAsNumber);
  });
  return (value) => {
    if (input.ownerDocument.activeElement !== input) input.value = String(value);
    tell();
  };
}

/**
 * Something to open: a summary line and what is below it.
 * @param {HTMLElement} into
 * @param {string} summary
 * @param {boolean} [open]
 */
export function fold(into, summary, open = false) {
  const details = html(into, "details", "fold");
  details.open = open;
  html(details, "summary", "", summary);
  return html(details, "div", "folded");
}

/**
 * The text twin of an explanation: a table that says the same.
 * @param {HTMLElement} into
 * @param {string} caption
 * @param {string[]} head
 * @param {(string | number)[][]} rows the first cell of each names it
 */
export function twin(into, caption, head, rows) {
  const table = html(html(fold(into, caption), "div", "scrollable"), "table", "twin-table");
  const line = html(html(table, "thead"), "tr");
  for (const name of head) html(line, "th", "", name).scope = "col";
  const body = html(table, "tbody");
  for (const [name, ...cells] of rows) {
    const row = html(body, "tr");
    html(row, "th", "", String(name)).scope = "row";
    for (const cell of cells) html(row, "td", "", typeof cell === "number" ? text(cell) : cell);
  }
  const holder = /** @type {HTMLElement} */ (table.parentElement);
  holder.tabIndex = 0;
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", caption);
}

/** What is smaller than this, and has no room for its digits, is written by its power of ten. */
const SMALL = 1e-3;

/**
 * A number with as many digits, three at most, as so many letters have room for.
 * @param {number} value
 * @param {number} letters
 */
export const fitting = (value, letters) =>
  [3, 2].map((digits) => text(value, digits)).find(({ length }) => length <= letters) ??
  (Math.abs(value) < SMALL ? power(value, 2) : text(value, 1));
