/* What is quietly said of the state, beside the diagram and in the menu. */
import { isDistribution, outputsCompete } from "./experiment.js";

/**
 * @typedef {import("./session.js").State} State
 * @typedef {import("./types").Experiment} Experiment
 */

/**
 * What has become of the learning steps, and which rule the edited targets break; empty where there is nothing to say.
 * @param {State} state
 */
export function noteOf({ note, edited, experiment, catalog }) {
  const broken =
    edited && outputsCompete(experiment, catalog) && !experiment.targets.every((row) => isDistribution(row));
  const targets = broken ? "The targets of an example do not add up to 1: δ = a − y does not hold then." : "";
  return [note ?? "", targets].filter(Boolean).join(" ");
}

/**
 * All that is wrong, each sentence once; null where nothing is.
 * @param {Pick<State, "report" | "away" | "fault">} state
 */
export function faultOf({ report, away, fault }) {
  const said = new Set([...report, away, fault].filter((words) => words !== null));
  return said.size ? [...said].join(" ") : null;
}

/** The state in which nothing is wrong. */
export const NO_FAULT = Object.freeze({ report: [], away: null, fault: null });

/**
 * The name of a network that is none of the presets any more, because it has been built anew; null for all others.
 * @param {State} state
 */
export function ownNetwork({ presets, preset, edited, experiment }) {
  const from = presets.find(({ id }) => id === preset);
  if (!edited || !from || shapeOf(from) === shapeOf(experiment)) return null;
  return `Your network ${sizesOf(experiment).join("-")}`;
}

/** @param {Pick<Experiment, "network">} experiment */
const sizesOf = ({ network: { layers } }) => [
  layers[0].weights[0].length,
  ...layers.map(({ weights }) => weights.length),
];

/**
 * What the title of a preset tells of its network.
 * @param {Pick<Experiment, "network" | "loss">} experiment
 */
const shapeOf = ({ network, loss }) => {
  const layers = network.layers.map(({ activation, biases }) => `${activation} ${Boolean(biases)}`);
  return [...sizesOf({ network }), ...layers, loss].join();
};
