/* The cost while one neuron learns, from two starts: two curves, and where they are at the chosen step. */
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { largest, text } from "../../../encode.js";
import { html, svg } from "../../pen.js";
import { STARTS, startWords } from "./starts.js";

const WIDTH = 300;
const HEIGHT = 200;
const MARGIN = { left: 38, right: 12, top: 12, bottom: 28 };

/**
 * @param {HTMLElement} into
 * @param {number[][]} runs per start the cost after 0, 1, 2, … steps
 * @param {number} step
 * @param {string} title
 */
export function learningCurves(into, runs, step, title) {
  const chart = svg(into, "svg", "learning-chart", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": `${title}: the cost over the steps, from two starts; the table below has the numbers`,
  });
  const x = scaleLinear([0, runs[0].length - 1], [MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleLinear([0, largest(runs)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  for (const value of y.ticks(4)) {
    svg(chart, "path", "chart-grid", { d: `M${x.range()[0]},${y(value)}H${x.range()[1]}` });
    word(chart, "end", [x.range()[0] - 6, y(value) + 4], text(value, 1));
  }
  for (const value of x.ticks(3)) word(chart, "middle", [x(value), HEIGHT - 10], String(value));
  svg(chart, "path", "chart-axis", { d: `M${x.range()[0]},${y(0)}H${x.range()[1]}` });
  svg(chart, "path", "chart-now", { d: `M${x(step)},${y.range()[0]}V${y.range()[1]}` });
  const path = line(
    (_, i) => x(i),
    (/** @type {number} */ cost) => y(cost),
  );
  runs.forEach((costs, i) => {
    const { id } = STARTS[i];
    svg(chart, "path", `run ${id}`, { d: path(costs) ?? "" });
    svg(chart, "circle", `run-now ${id}`, { cx: x(step), cy: y(costs[step]), r: 5 });
  });
  legend(into, runs, step);
}

/**
 * Which curve is which, and what it has come to.
 * @param {HTMLElement} into
 * @param {number[][]} runs
 * @param {number} step
 */
function legend(into, runs, step) {
  const list = html(into, "ul", "run-list");
  STARTS.forEach((start, i) => {
    const entry = html(list, "li");
    html(entry, "span", `swatch run-${start.id}`);
    html(entry, "span", "", startWords(start));
    html(entry, "strong", "", `C = ${text(runs[i][step])}`);
  });
}

/**
 * @param {SVGElement} chart
 * @param {string} anchor
 * @param {[number, number]} place
 * @param {string} words
 */
function word(chart, anchor, [x, y], words) {
  svg(chart, "text", "chart-word", { x, y, "text-anchor": anchor }).textContent = words;
}
