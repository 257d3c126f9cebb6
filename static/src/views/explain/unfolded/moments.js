/* When the numbers of the computation graph come into being: its nodes and edges, by the steps of the player. */
import { parseRef, ref } from "../../../refs.js";

/**
 * A stretch of the step that makes something; `own` is the stretch where this has a step of its own.
 * @typedef {{ key: string, from: number, to: number, own?: [number, number] }} Moment
 * @typedef {import("../../../types").Script} Script
 * @typedef {{ sizes: number[] }} Shape
 */

/**
 * @param {string} key
 * @param {number} [from]
 * @param {number} [to]
 * @param {[number, number]} [own]
 * @returns {Moment}
 */
const moment = (key, from = 0, to = 1, own = [from, to]) => ({ key, from, to, own });

/** @param {string} letter @param {number[]} at @param {string} [term] */
const key = (letter, at, term) => letter + [...at, ...(term ? [term] : [])].join(".");

/**
 * When the value of a node is made; null for what is given.
 * @param {string} id
 * @returns {Moment | null}
 */
export function valueMoment(id) {
  const { name, at } = parseRef(id);
  if (id === "C") return moment("C");
  if (name === "p") return moment(key("z", at), 0, 0.5);
  if (name === "z") return moment(key("z", at));
  if ((name === "a" || name === "neuron") && at[0] > 1) return moment(key("a", at));
  return null;
}

/**
 * When the adjoint of a node is made: dC/dnode.
 * @param {string} id
 * @param {Shape} shape
 * @returns {Moment | null} null for a target, which has none
 */
export function adjointMoment(id, { sizes }) {
  const { name, at } = parseRef(id);
  const [l, j, k] = at;
  switch (name) {
    case "C":
      return moment("C");
    case "a":
      if (l === 1) return moment("d2");
      // the output hears from the cost, the others from each neuron of the layer after them
      if (l === sizes.length) return moment(key("d", at), 0, 0.5);
      return moment(key("d", at, String(sizes[l])), 0, 0.5, [0, 1]);
    case "z":
      return moment(key("d", at, "f"), 0, 0.8, [0, 0.6]);
    case "neuron":
      return moment(key("d", at, "f"));
    case "p":
      return moment(key("d", [l, j], "f"));
    case "w":
      return moment(key("g", [l, j, k]));
    case "b":
      return moment(key("g", at, "b"));
    default:
      return null;
  }
}

/**
 * When a number runs along an edge, forward and backward.
 * @param {{ source: string, target: string }} edge
 * @returns {{ forward: Moment | null, backward: Moment | null }}
 */
export function edgeMoments({ source, target }) {
  const [from, to] = [parseRef(source), parseRef(target)];
  const [l, j, k] = to.at;
  if (target === "C") {
    if (from.name === "y") return { forward: moment("C"), backward: null };
    return { forward: moment(`C.${from.at[1]}`), backward: moment(key("d", from.at), 0, 0.5) };
  }
  if (to.name === "a") {
    return { forward: moment(key("a", to.at)), backward: moment(key("d", from.at, "f"), 0.5, 0.8, [0, 0.6]) };
  }
  if (to.name === "z") {
    if (from.name === "b") {
      return { forward: moment(key("z", to.at, "b"), 0.5), backward: moment(key("g", to.at, "b")) };
    }
    return {
      forward: moment(key("z", from.at), 0.5),
      backward: moment(key("d", to.at, "f"), 0.8, 1, [0.6, 1]),
    };
  }
  if (from.name === "w") {
    return { forward: moment(key("z", to.at), 0, 0.5), backward: moment(key("g", to.at)) };
  }
  // from a neuron or an input into a multiplier, or into a neuron that is folded
  const [i, q] = [k ?? from.at[1], j];
  const forward = moment(key("z", [l, j, i]), 0, to.name === "p" ? 0.5 : 1);
  if (from.at[0] === 1) return { forward, backward: moment(key("d", [2, q], "f"), 0.9) };
  return { forward, backward: moment(key("d", from.at, String(q)), 0, 0.5, [0, 1]) };
}

/**
 * From when on a local derivative can be written: with the values that it is made of.
 * @param {{ source: string, target: string }} edge
 * @param {Shape} shape
 * @returns {Moment | null} null where it is given
 */
export function localMoment({ source, target }, shape) {
  const [from, to] = [parseRef(source), parseRef(target)];
  if (target === "C") return moment(key("d", [shape.sizes.length, from.at[1]]), 0, 0.2);
  if (to.name === "a") return valueMoment(target);
  // of a product by its weight it is the activation, and the other way round
  if (from.name === "w") return valueMoment(ref("a", to.at[0] - 1, to.at[2]));
  return null;
}

/**
 * How far a moment has come at time t, from 0 to 1.
 * @param {Script} script
 * @param {Moment | null} when null for what is given
 * @param {number} t
 */
export function reached(script, when, t) {
  if (!when) return 1;
  const [from, to] = (script.alone(when.key) && when.own) || [when.from, when.to];
  return Math.min(1, Math.max(0, (script.progress(when.key, t) - from) / (to - from)));
}

/**
 * Whether a moment is part of the step that is under way or has just been made.
 * @param {string} step its id
 * @param {Moment | null} when
 */
export const isNow = (step, when) => when !== null && (within(when.key, step) || within(step, when.key));

/** @param {string} part @param {string} whole */
const within = (part, whole) => part === whole || part.startsWith(`${whole}.`);
