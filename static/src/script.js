/* Opens the frames of a trace into the steps that the player takes, and knows when each quantity is made. */
import { sizesOf } from "./refs.js";

/**
 * @typedef {import("./types").Trace} Trace
 * @typedef {import("./types").Frame} Frame
 * @typedef {import("./types").Step} Step
 * @typedef {import("./types").Script} Script
 * @typedef {import("./types").Granularity} Granularity
 */

/** @type {Granularity[]} from coarse to fine */
export const GRANULARITIES = ["pass", "layer", "neuron", "term"];

/** Above this many steps a finer granularity would only be tedious; the frames are opened less far. */
const MOST_STEPS = 600;

/**
 * @param {Trace} trace
 * @param {Granularity} granularity
 * @returns {Script}
 */
export function scriptOf(trace, granularity) {
  const steps = trace.frames.flatMap((frame) => stepsOf(trace, frame, granularity));
  if (steps.length > MOST_STEPS) {
    return scriptOf(trace, GRANULARITIES[GRANULARITIES.indexOf(granularity) - 1]);
  }
  if (granularity === "pass") markEndsOfPhases(steps);
  return { granularity, steps, last: steps.length - 1, ...timesOf(steps) };
}

/**
 * @param {Trace} trace
 * @param {Frame} frame
 * @param {Granularity} granularity
 * @returns {Step[]}
 */
function stepsOf(trace, frame, granularity) {
  const whole = { id: frame.id, frame, layer: layerOf(trace, frame), neuron: null, term: null, stop: true };
  if (granularity === "pass" || granularity === "layer") return [whole];
  // the input is given: nothing is made in its neurons one after the other
  if (frame.id === "x") return [whole];
  const parts = neuronsOf(trace, whole);
  if (granularity === "neuron") return parts;
  return parts.flatMap((part) => termsOf(trace, part));
}

/**
 * The cost is a matter of the output layer; the update runs through the layers one by one.
 * @param {Trace} trace
 * @param {Frame} frame
 */
const layerOf = (trace, frame) => frame.layer ?? (frame.phase === "loss" ? trace.layers.length : null);

/**
 * @param {Trace} trace
 * @param {Step} step
 * @returns {Step[]}
 */
function neuronsOf(trace, step) {
  const sizes = sizesOf(trace);
  if (step.layer === null) {
    return sizes.slice(1).map((_, i) => ({ ...step, id: `${step.id}.${i + 2}`, layer: i + 2 }));
  }
  if (step.frame.id === "C" && sizes[step.layer - 1] === 1) return [step];
  return range(sizes[step.layer - 1]).map((j) => ({ ...step, id: `${step.id}.${j}`, neuron: j }));
}

/**
 * The terms of a neuron's sum, and last what is done with it: the bias, the slope.
 * @param {Trace} trace
 * @param {Step} step
 * @returns {Step[]}
 */
function termsOf(trace, step) {
  const { frame, layer } = step;
  if (layer === null || !OPENED[frame.equation]) return [step];
  const names = OPENED[frame.equation](trace, layer);
  return names.map((term) => ({ ...step, id: `${step.id}.${term}`, term }));
}

/** @type {Record<string, (trace: Trace, l: number) => string[]>} */
const OPENED = {
  weighted_input: (trace, l) => [...indices(trace, l - 1), ...bias(trace, l)],
  BP2: (trace, l) => [...indices(trace, l + 1), "f"],
  BP3_BP4: (trace, l) => [...indices(trace, l - 1), ...bias(trace, l)],
};

/**
 * @param {Trace} trace
 * @param {number} l
 */
const indices = (trace, l) => range(sizesOf(trace)[l - 1]).map(String);

/**
 * @param {Trace} trace
 * @param {number} l
 */
const bias = (trace, l) => (trace.layers[l - 1].biases ? ["b"] : []);

/** @param {number} n */
const range = (n) => Array.from({ length: n }, (_, i) => i + 1);

/** @param {Step[]} steps */
function markEndsOfPhases(steps) {
  steps.forEach((step, i) => {
    step.stop = i === 0 || steps[i + 1]?.frame.phase !== step.frame.phase;
  });
}

/**
 * When each key comes into being. A step `z2.1.3` is part of the making of `z2.1.3`, `z2.1` and `z2`; a key that has
 * no step of its own is made by the step of its nearest ancestor.
 * @param {Step[]} steps
 * @returns {Pick<Script, "progress" | "alone">}
 */
function timesOf(steps) {
  /** @type {Map<string, { from: number, to: number }>} */
  const times = new Map();
  steps.forEach((step, i) => {
    for (let key = step.id; key; key = parentOf(key)) {
      const time = times.get(key);
      if (time) time.to = i;
      else times.set(key, { from: i - 1, to: i });
    }
  });
  /** @param {string} key */
  const timeOf = (key) => {
    for (let ancestor = key; ancestor; ancestor = parentOf(ancestor)) {
      const time = times.get(ancestor);
      if (time) return time;
    }
    throw new Error(`no step makes ${key}`);
  };
  return {
    progress(key, t) {
      const { from, to } = timeOf(key);
      return Math.min(1, Math.max(0, (t - from) / (to - from)));
    },
    alone: (key) => times.has(key),
  };
}

/**
 * Whether a trace has a step, or a part of one, of this name, however far its frames are opened now.
 * @param {Trace} trace
 * @param {string} id
 */
export function hasStep(trace, id) {
  const frame = trace.frames.find((entry) => `${id}.`.startsWith(`${entry.id}.`));
  const parts = frame ? [frame.id, ...stepsOf(trace, frame, "term").map((step) => step.id)] : [];
  return parts.some((part) => `${part}.`.startsWith(`${id}.`));
}

/** @param {string} key */
const parentOf = (key) => key.slice(0, Math.max(0, key.lastIndexOf(".")));

/**
 * The place of a named position: the step of that id; where the frames are opened less far, the step that contains
 * it; where they are opened further, the last of its parts. Undefined for a name that this trace does not have.
 * @param {Script} script
 * @param {string} id
 * @returns {number | undefined}
 */
export function placeOf({ steps }, id) {
  for (let name = id; name; name = parentOf(name)) {
    const exact = steps.findIndex((step) => step.id === name);
    if (exact >= 0) return exact;
    if (name !== id) continue; // a frame that is opened further has the part asked for, or it does not exist
    const last = steps.findLastIndex((step) => step.id.startsWith(`${id}.`));
    if (last >= 0) return last;
  }
  return undefined;
}
