/* Edits of an experiment as values: one number set, inputs and targets that follow the sizes of the layers. */
import { parseRef } from "./refs.js";

/**
 * @typedef {import("./types").Experiment} Experiment
 * @typedef {import("./types").Matrix} Matrix
 */

/** What an input or target is before somebody gives it a value. */
const BLANK = 0.5;

/**
 * The experiment with one number replaced: a weight `w.2.1.1`, a bias `b.2.1`, an input `x.1`, a target `y.1`.
 * @param {Experiment} experiment
 * @param {string} target
 * @param {number} value
 * @param {number} example the example whose input or target it is, from 0
 * @returns {Partial<Experiment>}
 */
export function withNumber({ network, inputs, targets }, target, value, example) {
  const { name, at } = parseRef(target);
  switch (name) {
    case "x":
      return { inputs: replaced(inputs, [example, at[0] - 1], value) };
    case "y":
      return { targets: replaced(targets, [example, at[0] - 1], value) };
    case "w":
      return {
        network: { layers: replaced(network.layers, [at[0] - 2, "weights", at[1] - 1, at[2] - 1], value) },
      };
    case "b":
      return { network: { layers: replaced(network.layers, [at[0] - 2, "biases", at[1] - 1], value) } };
    default:
      throw new Error(`${target} cannot be edited`);
  }
}

/**
 * A copy with the value at `path` replaced.
 * @template T
 * @param {T} whole
 * @param {(string | number)[]} path
 * @param {unknown} value
 * @returns {T}
 */
function replaced(whole, [key, ...rest], value) {
  const copy = /** @type {any} */ (Array.isArray(whole) ? [...whole] : { .../** @type {object} */ (whole) });
  copy[key] = rest.length ? replaced(copy[key], rest, value) : value;
  return copy;
}

/**
 * The experiment with inputs and targets as wide as its network asks for; what is there is kept.
 * @param {Experiment} experiment
 * @returns {Experiment}
 */
export function resized(experiment) {
  const { layers } = experiment.network;
  return {
    ...experiment,
    inputs: fitted(experiment.inputs, layers[0].weights[0].length),
    targets: fitted(experiment.targets, layers[layers.length - 1].weights.length),
  };
}

/**
 * @param {Matrix} rows
 * @param {number} width
 */
const fitted = (rows, width) => rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? BLANK));
