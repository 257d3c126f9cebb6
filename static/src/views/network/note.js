/* What the diagram has no room to say, and how to see it all the same: lines below it. */
import { svg } from "../pen.js";

/**
 * @typedef {import("../../layout.js").Geometry} Geometry
 */

const SIZE = 11.5;
const ROW = 15;
/** Width of a letter, in pixels. */
const LETTER_WIDTH = 5.8;
/** A lower diagram needs all of its height itself. */
const LOWEST = 150;

/**
 * The lines that a diagram needs; none where every weight has its number.
 * @param {Geometry} geometry
 * @returns {string[]}
 */
export function noteOf({ density, edges, width, height }) {
  if (height < LOWEST) return [];
  if (density === "dense") {
    return broken(
      "No room for numbers. Dots: deltas, diamonds: gradients. Choose a neuron or a weight to see its numbers.",
      Math.floor((width - 16) / LETTER_WIDTH),
    );
  }
  if (edges.every(({ label }) => label)) return [];
  return broken(
    "No room for all numbers: choose a weight for its own.",
    Math.floor((width - 16) / LETTER_WIDTH),
  );
}

/** @param {string[]} lines */
export const noteHeight = (lines) => lines.length * ROW + (lines.length ? 3 : 0);

/**
 * @param {SVGElement} layer
 * @param {string[]} lines
 * @param {{ width: number, height: number }} room
 */
export function note(layer, lines, { width, height }) {
  lines.forEach((words, i) => {
    const y = height - (lines.length - i - 0.5) * ROW - 2;
    svg(layer, "text", "layer-kind", { x: width / 2, y, "font-size": SIZE }).textContent = words;
  });
}

/**
 * Words in lines of at most so many letters.
 * @param {string} words
 * @param {number} most
 */
export const broken = (words, most) =>
  words.split(" ").reduce(
    (lines, word) => {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      return longer.length <= most ? lines.with(-1, longer) : [...lines, word];
    },
    [""],
  );
