/* A chart with a logarithmic scale on both axes: lines, their ends named, and something marked in it. */
import { scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { svg } from "../pen.js";
import { powerOfTen } from "./gradient_check_words.js";

const [WIDTH, HEIGHT] = [440, 230];
const MARGIN = { top: 14, right: 16, bottom: 36, left: 52 };

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {object} Chart
 * @property {(values: Point[], className: string) => SVGElement} line
 * @property {(value: Point, className: string, r: number) => SVGElement} dot
 * @property {(value: Point, words: string, className: string, anchor?: string, dy?: number) => SVGElement} words
 * @property {(x: number, className: string) => SVGElement} upright a line across the whole height
 * @property {(from: number, to: number) => SVGElement} column an invisible part of the chart that can be clicked
 */

/**
 * @param {SVGElement} root emptied
 * @param {{ x: [number, number], y: [number, number], xName: string, yName: string, xEvery?: number, yEvery?: number }} about
 *     the exponents between which the axes run, what they are, and how many powers of ten lie between labels
 * @returns {Chart}
 */
export function logChart(root, { x: [left, right], y: [low, high], xName, yName, xEvery = 2, yEvery = 2 }) {
  root.replaceChildren();
  root.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  const x = scaleLog([10 ** left, 10 ** right], [MARGIN.left, WIDTH - MARGIN.right]).clamp(true);
  const y = scaleLog([10 ** low, 10 ** high], [HEIGHT - MARGIN.bottom, MARGIN.top]).clamp(true);
  const axes = svg(root, "g", "axes");
  for (let e = low; e <= high; e += yEvery) {
    svg(axes, "path", "grid", { d: `M${MARGIN.left},${y(10 ** e)}H${WIDTH - MARGIN.right}` });
    svg(axes, "text", "tick", { x: MARGIN.left - 6, y: y(10 ** e) + 4, "text-anchor": "end" }).textContent =
      powerOfTen(e);
  }
  for (let e = left; e <= right; e += xEvery) {
    svg(axes, "text", "tick", {
      x: x(10 ** e),
      y: HEIGHT - MARGIN.bottom + 16,
      "text-anchor": "middle",
    }).textContent = powerOfTen(e);
  }
  svg(axes, "path", "axis", { d: `M${MARGIN.left},${HEIGHT - MARGIN.bottom}H${WIDTH - MARGIN.right}` });
  svg(axes, "text", "axis-name", {
    x: WIDTH - MARGIN.right,
    y: HEIGHT - 4,
    "text-anchor": "end",
  }).textContent = xName;
  svg(axes, "text", "axis-name", {
    x: MARGIN.left + 4,
    y: MARGIN.top - 3,
    "text-anchor": "start",
  }).textContent = yName;
  const path = line(
    (/** @type {Point} */ point) => x(point.x),
    (/** @type {Point} */ point) => y(Math.max(point.y, 10 ** low)),
  );
  return {
    line: (values, className) => svg(root, "path", className, { d: path(values) ?? "" }),
    dot: (value, className, r) =>
      svg(root, "circle", className, { cx: x(value.x), cy: y(Math.max(value.y, 10 ** low)), r }),
    words(value, written, className, anchor = "start", dy = 0) {
      const at = { x: x(value.x), y: y(Math.max(value.y, 10 ** low)) + dy, "text-anchor": anchor };
      const node = svg(root, "text", className, at);
      node.textContent = written;
      return node;
    },
    upright: (at, className) =>
      svg(root, "path", className, { d: `M${x(at)},${MARGIN.top}V${HEIGHT - MARGIN.bottom}` }),
    column: (from, to) =>
      svg(root, "rect", "chart-column", {
        x: x(from),
        y: MARGIN.top,
        width: x(to) - x(from),
        height: HEIGHT - MARGIN.top - MARGIN.bottom,
      }),
  };
}
