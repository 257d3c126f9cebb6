/* How the gap between what happens and what was predicted shrinks with the nudge. */
import { signed, text } from "../../../encode.js";
import { html } from "../../pen.js";

/**
 * @typedef {import("../../../wire").components["schemas"]["PerturbationAnswer"]} Perturbation
 * @typedef {Perturbation["gap"]} Gap
 */

/** Halvings that are shown. */
const MOST = 6;
/** What counts as a quarter. */
const QUARTER = [0.2, 0.3];

/**
 * @param {HTMLElement} into
 * @param {Perturbation} nudged
 */
export function gapTable(into, { gap, change }) {
  html(into, "h3", "", "The gap as the nudge shrinks");
  html(into, "p", "sentence", gapWords(gap));
  if (change === 0) return;
  const holder = html(into, "div", "scrollable");
  holder.tabIndex = 0;
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", "The gap as the nudge shrinks");
  const table = html(holder, "table", "twin-table gap-table");
  const head = html(html(table, "thead"), "tr");
  for (const name of ["nudge", "gap", "of the one before"]) html(head, "th", "", name).scope = "col";
  const body = html(table, "tbody");
  gap.slice(0, MOST).forEach(({ change: by, gap: apart, ratio }, i) => {
    const row = html(body, "tr");
    html(row, "th", "", signed(by)).scope = "row";
    html(row, "td", "", signed(apart));
    html(row, "td", "", ratio === null ? (i ? "only rounding is left" : "") : text(ratio));
  });
}

/**
 * @param {Gap} gap
 */
export function gapWords(gap) {
  if (gap[0].change === 0) return "No nudge, no gap.";
  const ratios = gap.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
  if (!ratios.length) {
    return "There is no gap that rounding would not explain: over this nudge the cost is as good as straight.";
  }
  const isQuarter = (/** @type {number} */ ratio) => ratio > QUARTER[0] && ratio < QUARTER[1];
  const last = ratios[ratios.length - 1];
  const square = "the gap goes with the square of the nudge, so a small nudge is predicted almost exactly.";
  if (ratios.every(isQuarter)) {
    return `Halve the nudge, and only a quarter of the gap is left, or nearly: ${square}`;
  }
  if (isQuarter(last)) {
    return `At first it is not so regular, but the smaller the nudge, the nearer each halving comes to leaving a quarter of the gap: ${square}`;
  }
  return "Halving the nudge does not leave a quarter of the gap here: the curve has a bend within reach, or is flatter than a parabola where it starts.";
}
