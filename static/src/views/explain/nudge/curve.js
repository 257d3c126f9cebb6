/* The cost against the nudge: the curve, the tangent that the gradient is, and the gap between them. */
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { largest, signed } from "../../../encode.js";
import { html, svg } from "../../pen.js";

/**
 * @typedef {import("../../../wire").components["schemas"]["PerturbationAnswer"]} Perturbation
 */

/** Of the drawing; on the screen it is as wide as its place. */
const WIDTH = 440;
const HEIGHT = 216;
const MARGIN = { left: 56, right: 20, top: 14, bottom: 30 };

/**
 * @param {HTMLElement} into
 * @param {{ nudged: Perturbation, widest: Perturbation }} answers
 * @param {(change: number) => void} set where somebody points at another nudge
 */
export function nudgeCurve(into, { nudged, widest }, set) {
  const { curve } = widest;
  html(into, "h3", "", "The same for every nudge");
  const label = `ΔC for nudges from ${signed(curve[0].change, 2)} to ${signed(curve[curve.length - 1].change, 2)}: a curve, and the tangent at 0 that touches it; the table below has the numbers`;
  const chart = svg(into, "svg", "nudge-chart", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "aria-label": label,
  });
  const most = Math.max(largest(curve.map(({ delta_loss: real }) => real)), 1e-300);
  const tangentMost = largest(curve.map(({ delta_loss_predicted: predicted }) => predicted));
  const reach = Math.max(most, tangentMost);
  const x = scaleLinear(
    [curve[0].change, curve[curve.length - 1].change],
    [MARGIN.left, WIDTH - MARGIN.right],
  );
  const y = scaleLinear([-reach, reach], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  axes(chart, x, y, reach);

  const path = line(
    (/** @type {Perturbation["curve"][number]} */ { change }) => x(change),
    ({ delta_loss: real }) => y(real),
  );
  const tangent = line(
    (/** @type {Perturbation["curve"][number]} */ { change }) => x(change),
    ({ delta_loss_predicted: predicted }) => y(predicted),
  );
  svg(chart, "path", "chart-tangent", { d: tangent(curve) ?? "" });
  svg(chart, "path", "chart-curve", { d: path(curve) ?? "" });

  const { change, delta_loss: real, delta_loss_predicted: predicted } = nudged;
  svg(chart, "path", "chart-gap", { d: `M${x(change)},${y(real)}V${y(predicted)}` });
  svg(chart, "circle", "chart-predicted", { cx: x(change), cy: y(predicted), r: 5 });
  svg(chart, "circle", "chart-real", { cx: x(change), cy: y(real), r: 5.5 });
  legend(into);

  // the slider above is the way for the keyboard
  chart.addEventListener("pointerdown", (event) => {
    const box = chart.getBoundingClientRect();
    const at = x.invert(((event.clientX - box.left) / box.width) * WIDTH);
    set(Math.max(curve[0].change, Math.min(curve[curve.length - 1].change, at)));
  });
}

/**
 * @param {SVGElement} chart
 * @param {import("d3-scale").ScaleLinear<number, number>} x
 * @param {import("d3-scale").ScaleLinear<number, number>} y
 * @param {number} reach
 */
function axes(chart, x, y, reach) {
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  svg(chart, "path", "chart-axis", { d: `M${left},${y(0)}H${right}M${x(0)},${bottom}V${top}` });
  for (const value of x.ticks(4)) {
    svg(chart, "path", "chart-tick", { d: `M${x(value)},${bottom}v4` });
    word(chart, "middle", [x(value), bottom + 18], value === 0 ? "0" : signed(value, 1));
  }
  for (const value of y.ticks(4)) {
    if (Math.abs(value) > reach) continue;
    svg(chart, "path", "chart-grid", { d: `M${left},${y(value)}H${right}` });
    word(chart, "end", [left - 8, y(value) + 4], value === 0 ? "0" : signed(value, 2));
  }
  // at the ends of the axes, where neither line comes by
  word(chart, "start", [x(0) + 7, top + 8], "ΔC");
  word(chart, "end", [right, y(0) - 6], "nudge");
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

/** @param {HTMLElement} into */
function legend(into) {
  const row = html(into, "p", "ripple-legend");
  for (const [kind, words] of [
    ["curve", "what really happens"],
    ["tangent", "gradient × nudge: the tangent"],
    ["between", "the gap"],
  ]) {
    const entry = html(row, "span");
    html(entry, "span", `swatch ${kind}`);
    html(entry, "span", "", words);
  }
}
