/* Which neurons are opened, and which can be. */
import { parseRef, ref, sizesOf } from "../../../refs.js";
import { range } from "./geometry.js";

/**
 * @typedef {import("../../../types").Scene} Scene
 * @typedef {import("../../../types").Settings} Settings
 */

/** A larger network opens one neuron at a time. */
const MOST_OPENED = 9;
/** With more multipliers than this the whole is not read any more. */
export const MOST_UNFOLDED = 48;
/** A neuron with more of them is too tall, and a layer of so many too. */
export const WIDEST = 16;

/** @param {number[]} sizes */
export const multipliers = (sizes) => sizes.slice(1).reduce((all, n, i) => all + n * sizes[i], 0);

/** @param {Scene} scene */
export const shapeOf = ({ trace }) => ({
  sizes: sizesOf(trace),
  biases: trace.layers.map(({ biases }) => Boolean(biases)),
  tied: trace.layers.map(({ layer, activation_derivative: slope }) => layer > 1 && !slope),
});

/** @param {Scene} scene @param {number} l */
export const homesOf = ({ trace }, l) => range(sizesOf(trace)[l - 1]).map((j) => ref("neuron", l, j));

/** @param {Scene} scene */
export const allHomes = (scene) =>
  range(scene.trace.layers.length)
    .slice(1)
    .flatMap((l) => homesOf(scene, l));

/**
 * The neurons that are opened: as the reader left them; at first the one that is chosen, or all of a small network
 * where there is room for them. A softmax layer opens as a whole, for its sums feed all its activations.
 * @param {Scene} scene
 * @param {Settings} settings
 * @param {(homes: string[]) => boolean} fits
 * @returns {Set<string>}
 */
export function openOf(scene, { open, sizes }, fits = () => true) {
  const now = sizesOf(scene.trace);
  const { tied } = shapeOf(scene);
  const kept = open && sizes === now.join() ? open : null;
  const all = allHomes(scene);
  const whole = !isChosen(scene) && multipliers(now) <= MOST_OPENED && fits(all);
  const chosen = kept ?? (whole ? all : [firstOf(scene)]);
  return new Set(
    chosen.flatMap((/** @type {string} */ home) => {
      const [l] = parseRef(home).at;
      return tied[l - 1] ? homesOf(scene, l) : [home];
    }),
  );
}

/** @param {Scene} scene whether a neuron is chosen that can be opened */
function isChosen({ selected }) {
  const { name, at } = parseRef(selected ?? "");
  return name === "neuron" && at[0] > 1;
}

/** @param {Scene} scene the neuron that is chosen, or the one that the chosen weight leads to */
function firstOf({ selected, trace }) {
  const { at } = parseRef(selected ?? "");
  return ref("neuron", ...(at[0] > 1 && at[0] <= trace.layers.length ? at.slice(0, 2) : [2, 1]));
}
