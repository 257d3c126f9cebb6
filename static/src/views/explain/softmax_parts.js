/* What the parts of the explanation of softmax have in common. */
import { ref } from "../../refs.js";
import { html } from "../pen.js";

/**
 * A heading of a part, and what it says first.
 * @param {HTMLElement} into
 * @param {string} title
 */
export function opened(into, title) {
  into.replaceChildren();
  html(into, "h3", "", title);
}

/**
 * A recorded or answered number that is hollow until the step of `key` has made it.
 * @param {HTMLElement} into
 * @param {string} words
 * @param {{ key: string, name?: string, className?: string }} more name: its ref
 */
export function made(into, words, { key, name, className = "" }) {
  const node = html(into, "span", `made ${className}`);
  node.dataset.key = key;
  if (name) node.dataset.ref = name;
  html(node, "span", "made-number", words);
  return node;
}

/**
 * Where a quantity of a neuron is made.
 * @param {string} frame `a` or `d`
 * @param {number} layer
 * @param {number} j
 */
export const keyAt = (frame, layer, j) => ref(`${frame}${layer}`, j);

/**
 * Whether two lists of numbers are the same but for rounding.
 * @param {number[]} one
 * @param {number[]} other
 */
export const agree = (one, other) =>
  one.every((value, i) => Math.abs(value - other[i]) <= 1e-9 * Math.max(1, Math.abs(value)));
