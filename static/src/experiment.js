/* Edits of an experiment as values: one number set, inputs and targets that follow the sizes of the layers. */
import { parseRef } from "./refs.js";

/**
 * @typedef {import("./types").Experiment} Experiment
 * @typedef {import("./types").Matrix} Matrix
 * @typedef {import("./types").Catalog} Catalog
 */

/** What an input or target is before somebody gives it a value. */
const BLANK = 0.5;
/** As near to 1 as sums of rounded targets come; the engine asks for the same. */
const NEAR = 1e-9;

/**
 * Of a preset or a link.
 * @param {import("./types").Preset | import("./types").LinkAnswer} given
 * @returns {Experiment}
 */
export const experimentOf = (given) => ({
  network: given.network,
  inputs: given.inputs,
  targets: given.targets,
  loss: given.loss,
  optimizer: given.optimizer,
  regularization: "regularization" in given ? given.regularization : { l1: 0, l2: 0 },
});

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
 * The experiment with inputs and targets as wide as its network asks for; what is there is kept. Where the network or
 * the cost begins to ask for a distribution, targets that are none become one: 1 for the largest, 0 for all others.
 * @param {Experiment} experiment
 * @param {Experiment} before
 * @param {Catalog} catalog
 * @returns {Experiment}
 */
export function resized(experiment, before, catalog) {
  const { layers } = experiment.network;
  const compete = outputsCompete(experiment, catalog);
  const width = layers[layers.length - 1].weights.length;
  const targets = fitted(experiment.targets, width, compete ? 0 : BLANK);
  return {
    ...experiment,
    inputs: fitted(experiment.inputs, layers[0].weights[0].length, BLANK),
    targets: compete && outputOf(experiment) !== outputOf(before) ? targets.map(distribution) : targets,
  };
}

/**
 * Whether delta is a - y as long as the targets are a distribution, as with softmax and cross-entropy.
 * @param {Experiment} experiment
 * @param {Catalog} catalog
 */
export function outputsCompete({ network, loss }, catalog) {
  const output = network.layers[network.layers.length - 1].activation;
  const entry = catalog.activations.find(({ name }) => name === output);
  return !entry?.elementwise && catalog.losses.find(({ name }) => name === loss)?.canonical === output;
}

/** @param {number[]} targets of one example */
export const isDistribution = (targets) =>
  targets.every((y) => y >= 0 && y <= 1) && Math.abs(targets.reduce((sum, y) => sum + y, 0) - 1) < NEAR;

/** @param {number[]} targets */
function distribution(targets) {
  const chosen = targets.indexOf(Math.max(...targets));
  return isDistribution(targets) ? targets : targets.map((_, j) => (j === chosen ? 1 : 0));
}

/**
 * What decides which targets are asked for.
 * @param {Experiment} experiment
 */
const outputOf = ({ network: { layers }, loss }) => {
  const { weights, activation } = layers[layers.length - 1];
  return `${weights.length} ${activation} ${loss}`;
};

/**
 * @param {Matrix} rows
 * @param {number} width
 * @param {number} blank
 */
const fitted = (rows, width, blank) =>
  rows.map((row) => Array.from({ length: width }, (_, i) => row[i] ?? blank));
