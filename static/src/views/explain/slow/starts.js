/* The two starts of the single neuron, as in the book: one that is a little wrong, and one that is very wrong. */
import { exact } from "../../../encode.js";

/**
 * @typedef {{ id: string, w: number, b: number }} Start
 */

/** @type {Start[]} */
export const STARTS = [
  { id: "good", w: 0.6, b: 0.9 },
  { id: "bad", w: 2, b: 2 },
];

/** @param {Start} start */
export const startWords = ({ w, b }) => `w = ${exact(w)}, b = ${exact(b)}`;
