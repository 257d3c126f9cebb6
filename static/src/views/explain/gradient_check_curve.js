/* The error against epsilon on logarithmic axes: a V, with rounding on its left and the bend of the cost on its right. */
import { html, svg } from "../pen.js";
import { epsilonWords, errorWords, EXPONENTS, parameterSymbol, stepOf } from "./gradient_check_words.js";
import { logChart } from "./log_chart.js";
import { twin } from "./parts.js";

/**
 * @typedef {{ epsilon: number, max_relative_error: number, median_relative_error: number, checked: number }} Point
 */

/** Relative errors are at most 2; the axis goes down to where doubles end. */
const HIGHEST = 1;
const LOWEST = -15;

/**
 * @param {HTMLElement} into
 * @param {import("../../types").ExplanationActions} actions
 * @returns {(checked: import("./gradient_check.js").Checked) => void}
 */
export function curvePart(into, actions) {
  html(into, "h3", "", "Neither too large nor too small");
  const chart = svg(into, "svg", "log-chart", { "aria-hidden": "true" });
  const words = html(into, "p", "sentence");
  const about = html(into, "p", "hint");
  const table = html(into, "div");
  return ({ check, curve }) => {
    /** @type {Point[]} */
    const points = curve.sweep ?? [];
    if (!points.length) return;
    draw(chart, points, check, curve, actions);
    const [first] = curve.parameters;
    const of =
      curve.parameters.length > 1
        ? `the parameter where it is largest, of ${curve.parameters.length}`
        : parameterSymbol(first.parameter);
    about.textContent = `Relative error of ${of}, ${check.method} quotient${curve.parameters.length > 1 ? "; dashed, the median" : ""}. Click in the chart to choose ε.`;
    words.textContent = sentence(points, check);
    table.replaceChildren();
    twin(
      table,
      "The curve as a table",
      ["ε", "largest relative error", "median", "parameters not at a kink"],
      points.map((point) => [
        epsilonWords(point.epsilon),
        errorWords(point.max_relative_error),
        errorWords(point.median_relative_error),
        String(point.checked),
      ]),
    );
  };
}

/**
 * @param {SVGElement} root
 * @param {Point[]} points
 * @param {any} check
 * @param {any} curve
 * @param {import("../../types").ExplanationActions} actions
 */
function draw(root, points, check, curve, actions) {
  const lowest = Math.min(
    ...points.map(({ max_relative_error: error }) => error).filter((error) => error > 0),
    1e-8,
  );
  const bottom = Math.max(LOWEST, Math.floor(Math.log10(lowest)) - 2);
  const [left, right] = EXPONENTS;
  const low = bottom - ((HIGHEST - bottom) % 2);
  const chart = logChart(root, {
    x: [left, right],
    y: [low, HIGHEST],
    xName: "ε",
    yName: "relative error",
    xEvery: 2,
    yEvery: 2,
  });
  const bounds = { x: 10 ** left, y: 10 ** low };
  chart.words(bounds, "rounding", "chart-hint", "start", -8);
  chart.words({ ...bounds, x: 10 ** right }, "the cost bends", "chart-hint", "end", -8);
  if (curve.parameters.length > 1) {
    chart.line(
      points.map(({ epsilon, median_relative_error: y }) => ({ x: epsilon, y })),
      "curve-median",
    ).dataset.key = "g2";
  }
  const most = points.map(({ epsilon, max_relative_error: y }) => ({ x: epsilon, y }));
  chart.line(most, "curve-most").dataset.key = "g2";
  for (const point of most) chart.dot(point, "curve-dot", 2).dataset.key = "g2";
  chart.upright(check.epsilon, "curve-epsilon");
  const at = { x: check.epsilon, y: errorHere(check, curve) };
  chart.dot(at, "curve-chosen", 5.5).dataset.key = "g2";
  const side =
    check.epsilon > 10 ** (right - 1) ? "end" : check.epsilon < 10 ** (left + 1) ? "start" : "middle";
  chart.words(at, errorWords(at.y), "curve-label", side, 22).dataset.key = "g2";
  for (const { epsilon } of points) {
    const exponent = Math.round(Math.log10(epsilon) * 2) / 2;
    const column = chart.column(
      10 ** Math.max(left, exponent - 0.25),
      10 ** Math.min(right, exponent + 0.25),
    );
    column.addEventListener("click", () => actions.set({ epsilon: stepOf(exponent) }));
  }
}

/**
 * The error at the chosen epsilon, of what the curve shows.
 * @param {any} check
 * @param {any} curve
 */
const errorHere = (check, curve) => (curve === check ? check : curve).max_relative_error;

/** @param {Point[]} points @param {any} check */
function sentence(points, { method }) {
  const counted = points.filter(({ checked }) => checked > 0);
  if (!counted.length) return "At every ε the step reaches a kink: there is no curve to draw.";
  const best = counted.reduce((least, point) =>
    point.max_relative_error < least.max_relative_error ? point : least,
  );
  const order = method === "central" ? "with its square" : "in proportion to it";
  return `From the right the error falls ${order}: over a shorter step the cost looks straighter. Then it rises again: the two costs differ in fewer and fewer of their 16 digits, and rounding is all that is left. The best here is ε = ${epsilonWords(best.epsilon)}, with an error of ${errorWords(best.max_relative_error)}.`;
}
