/* The step's heading and its sentence, as lines of SVG text below the diagram. */
import { svg } from "../views/pen.js";

/** Rows, in letters' heights. */
const HEADING = 1.12;
const ROW = 1.45;
/** Below the diagram, in letters' heights. */
const ABOVE = 0.6;
/** Lines end a little early: where the page's typeface is missing, another one is wider. */
const FILLED = 0.9;
/** A sentence longer than this is cut. */
const MOST_LINES = 4;

/**
 * @typedef {{ heading: string, sentence: string, phase: string }} Words
 * @typedef {(words: string) => number} Measure the width of words in the size of the sentence
 */

/** Letters that are legible in a picture of this height. @param {number} height */
export const sizeOfWords = (height) => Math.max(12, Math.round(height / 36));

/**
 * Words in lines that are no wider than there is room.
 * @param {string} words
 * @param {number} width
 * @param {Measure} measure
 * @returns {string[]}
 */
export function wrapped(words, width, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of words.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && measure(longer) <= width * FILLED) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`];
}

/**
 * How much height so many lines below a heading take.
 * @param {number} lines
 * @param {number} size
 */
export const heightOfWords = (lines, size) => (ABOVE + HEADING * ROW + lines * ROW) * size;

/**
 * @param {SVGElement} root
 * @param {Words} words
 * @param {{ y: number, size: number, width: number, measure: Measure }} room
 */
export function drawWords(root, { heading, sentence, phase }, { y, size, width, measure }) {
  root.replaceChildren();
  const first = y + (ABOVE + HEADING) * size;
  /** @param {string} name @param {number} at @param {number} font @param {string} text */
  const line = (name, at, font, text) => {
    const node = svg(root, "text", name, { x: 0, y: Math.round(at * 10) / 10, "font-size": font });
    node.textContent = text;
    return node;
  };
  line(`heading ${phase}`, first, Math.round(size * HEADING), heading).dataset.ref = "heading";
  wrapped(sentence, width, measure).forEach((text, i) => {
    line("sentence", first + (HEADING * 0.25 + (i + 1) * ROW) * size, size, text).dataset.ref = "sentence";
  });
}
