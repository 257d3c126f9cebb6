/* A still picture of the network at a step, as the page draws it. */
import { sizesOf } from "../refs.js";
import { html } from "../views/pen.js";
import { networkView } from "../views/network/index.js";

/** The layers for which there is room beside the words. */
const BESIDE = 3;
const NARROW = { width: 440, most: 300, least: 230 };
const WIDE = { width: 900, most: 320, least: 200 };
const PER_NEURON = 67;
const HEADER = 30;

/**
 * Whether the network is too long to stand beside the words.
 * @param {import("../types").Scene} scene
 */
export const takesWholeWidth = ({ trace }) => trace.layers.length > BESIDE;

/**
 * @param {HTMLElement} into
 * @param {import("../types").Scene} scene
 * @param {number} t
 * @param {string} label
 */
export function drawPicture(into, scene, t, label) {
  const { width, most, least } = takesWholeWidth(scene) ? WIDE : NARROW;
  const figure = html(into, "figure", "picture");
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", label);
  const view = networkView(figure);
  const tallest = HEADER + PER_NEURON * Math.max(...sizesOf(scene.trace));
  view.size(width, Math.max(least, Math.min(most, tallest)));
  view.show(scene);
  view.draw(t);
}
