/* The terms of a sum, product by product, each factor with the number that it is. */
import { bracketed, text } from "../encode.js";
import { read, ref, sizesOf } from "../refs.js";

/**
 * @typedef {import("../types").Scene} Scene
 *
 * @typedef {{ words: string, ref: string | null }} Factor without a ref where it is a setting, or of an
 *     example that is not on show
 * @typedef {{ name: string, factors: Factor[], product: number }} Term
 */

/**
 * What a neuron adds up to its z: what comes in along each weight, and the bias.
 * @param {Scene} scene
 * @param {number} l
 * @param {number} j
 * @returns {Term[]}
 */
export function incoming({ trace, example }, l, j) {
  const bias = read(trace, example, "b", [l, j]);
  const terms = indices(trace, l - 1).map((k) =>
    product(trace, example, "", [ref("w", l, j, k), ref("a", l - 1, k)]),
  );
  if (bias === null) return terms;
  return [...terms, { name: "", factors: [{ words: "bias", ref: ref("b", l, j) }], product: bias }];
}

/**
 * What a neuron adds up to its ∂C/∂a: what comes back along each weight.
 * @param {Scene} scene
 * @param {number} l
 * @param {number} j
 * @returns {Term[]}
 */
export const leaving = ({ trace, example }, l, j) =>
  indices(trace, l + 1).map((q) =>
    product(trace, example, "", [ref("w", l + 1, q, j), ref("delta", l + 1, q)]),
  );

/**
 * What each example contributes to the gradient of a weight: it gets the mean of these.
 * @param {Scene} scene
 * @param {number[]} at
 * @returns {Term[]}
 */
export const contributions = ({ trace, example }, [l, j, k]) =>
  trace.targets.map((_, x) => {
    const name = trace.targets.length > 1 ? `example ${x + 1}` : "";
    const term = product(trace, x, name, [ref("a", l - 1, k), ref("delta", l, j)]);
    if (x === example) return term;
    return { ...term, factors: term.factors.map(({ words }) => ({ words, ref: null })) };
  });

/**
 * What the penalties add to the gradient of a weight, those that there are.
 * @param {Scene} scene
 * @param {number[]} at
 * @returns {Term[]}
 */
export function penalties({ trace, example, experiment }, at) {
  const { l1, l2 } = experiment.regularization;
  const [w, target] = [read(trace, example, "w", at) ?? 0, ref("w", ...at)];
  return [
    { name: "penalty l2", factor: l2, words: bracketed(w), slope: w },
    { name: "penalty l1", factor: l1, words: `sign(${text(w)})`, slope: Math.sign(w) },
  ]
    .filter(({ factor }) => factor !== 0)
    .map(({ name, factor, words, slope }) => ({
      name,
      factors: [
        { words: text(factor), ref: null },
        { words, ref: target },
      ],
      product: factor * slope,
    }));
}

/**
 * @param {import("../types").Trace} trace
 * @param {number} x the example
 * @param {string} name
 * @param {string[]} refs
 * @returns {Term}
 */
function product(trace, x, name, refs) {
  const values = refs.map((target) => {
    const [symbol, ...at] = target.split(".");
    return read(trace, x, symbol, at.map(Number)) ?? 0;
  });
  return {
    name,
    factors: values.map((value, i) => ({ words: i > 0 ? bracketed(value) : text(value), ref: refs[i] })),
    product: values.reduce((sofar, value) => sofar * value),
  };
}

/**
 * @param {import("../types").Trace} trace
 * @param {number} l
 */
const indices = (trace, l) => Array.from({ length: sizesOf(trace)[l - 1] }, (_, i) => i + 1);
