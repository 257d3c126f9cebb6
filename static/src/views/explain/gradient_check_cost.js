/* What both ways take: passes and measured time for this network, and how that grows to a million weights. */
import { html, svg } from "../pen.js";
import { duration } from "./gradient_check_words.js";
import { logChart } from "./log_chart.js";

/**
 * @typedef {{ numerical: number, backprop: number }} Spent
 * @typedef {{ parameters: number, forward_passes: Spent, seconds: Spent }} Growth
 */

/**
 * @param {HTMLElement} into
 * @returns {(checked: import("./gradient_check.js").Checked) => void}
 */
export function costPart(into) {
  html(into, "h3", "", "Right, and far too slow");
  const words = html(into, "p", "");
  const chart = svg(into, "svg", "log-chart", { "aria-hidden": "true" });
  const holder = html(into, "div", "scrollable");
  holder.tabIndex = 0;
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", "Passes and time by number of parameters");
  const end = html(into, "p", "sentence");
  const how = html(into, "p", "hint");
  return ({ check, size, all }) => {
    /** @type {Growth[]} */
    const growth = check.growth;
    const own = growth.find(({ parameters }) => parameters === size) ?? growth[0];
    words.textContent = passes(own, check);
    draw(chart, growth, own);
    table(holder, growth, own);
    end.textContent = outlook(growth);
    const times = all
      ? "The times of this network are measured while you wait"
      : "A pass of this network is measured while you wait";
    how.textContent = `${times}; the others are extrapolated from them and from what a weight adds to the time of a large layer.`;
  };
}

/** @param {Growth} own @param {any} check */
function passes({ parameters: n, forward_passes: made, seconds }, { method }) {
  const each =
    method === "central"
      ? `a forward pass above and one below for each of ${n} parameters`
      : `a forward pass for each of ${n} parameters and one to compare with`;
  return `The quotients take ${each}: ${count(made.numerical)} passes, ${duration(seconds.numerical)}. Backpropagation takes one forward and one backward pass for all of them together: ${made.backprop}, ${duration(seconds.backprop)}.`;
}

/** @param {Growth[]} growth */
function outlook(growth) {
  const last = growth[growth.length - 1];
  return `With ${count(last.parameters)} parameters it would be ${count(last.forward_passes.numerical)} passes, ${duration(last.seconds.numerical)}, for a single gradient; backpropagation still needs ${last.forward_passes.backprop} and ${duration(last.seconds.backprop)}. So one checks with quotients, and learns with backpropagation.`;
}

/**
 * @param {SVGElement} root
 * @param {Growth[]} growth
 * @param {Growth} own
 */
function draw(root, growth, own) {
  const seconds = growth.flatMap(({ seconds: { numerical, backprop } }) => [numerical, backprop]);
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...seconds.filter((time) => time > 0), 1e-4))),
    Math.ceil(Math.log10(Math.max(...seconds))),
  ];
  const first = Math.floor(Math.log10(growth[0].parameters));
  const last = growth[growth.length - 1];
  const chart = logChart(root, {
    x: [first, Math.ceil(Math.log10(last.parameters))],
    y: [low, high],
    xName: "parameters",
    yName: "seconds",
    xEvery: 1,
    yEvery: 2,
  });
  for (const way of /** @type {const} */ (["numerical", "backprop"])) {
    const points = growth.map(({ parameters, seconds: time }) => ({ x: parameters, y: time[way] }));
    chart.line(points, `growth ${way}`);
    chart.dot({ x: own.parameters, y: own.seconds[way] }, `growth-own ${way}`, 4.5);
    const at = points[points.length - 1];
    const name = way === "numerical" ? "difference quotients" : "backpropagation";
    const words = chart.words(at, `${name}: ${duration(at.y)}`, `growth-name ${way}`, "end", -9);
    if (way === "numerical") words.setAttribute("dx", "-14");
  }
}

/**
 * @param {HTMLElement} into
 * @param {Growth[]} growth
 * @param {Growth} own
 */
function table(into, growth, own) {
  into.replaceChildren();
  const node = html(into, "table", "check-table growth-table");
  const head = html(html(node, "thead"), "tr");
  for (const name of ["parameters", "passes: quotients", "backprop", "time: quotients", "backprop"]) {
    html(head, "th", "", name).scope = "col";
  }
  const body = html(node, "tbody");
  for (const row of growth) {
    const line = html(body, "tr", row === own ? "own" : "");
    html(line, "th", "", `${count(row.parameters)}${row === own ? " · this network" : ""}`).scope = "row";
    for (const cell of [
      count(row.forward_passes.numerical),
      count(row.forward_passes.backprop),
      duration(row.seconds.numerical),
      duration(row.seconds.backprop),
    ]) {
      html(line, "td", "", cell);
    }
  }
}

/** @param {number} n */
const count = (n) => n.toLocaleString("en");
