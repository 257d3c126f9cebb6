/* How the work grows with depth and width: path by path against with the deltas kept, as bars. */
import { scaleLinear, scaleLog } from "d3-scale";
import { html } from "../pen.js";
import { many, whole } from "./digits.js";
import { slider, twin } from "./parts.js";
import { DEEPEST, WIDEST } from "./paths.js";

/**
 * @typedef {{ hidden_layers: number, width: number, paths: string, multiplications_paths: string,
 *   multiplications_backprop: number }} Growth
 */

const SCALES = /** @type {const} */ (["linear", "logarithmic"]);
const TICKS = 4;

/**
 * @param {HTMLElement} element
 * @param {(change: import("../../types").Settings) => void} set
 * @returns {(growth: Growth[], chosen: { width: number, depth: number, scale?: string }) => void}
 */
export function growthCard(element, set) {
  html(element, "h3", "", "Multiplications for all parameters, as networks grow");
  const words = html(element, "p", "sentence");
  const sliders = html(element, "div", "growth-sliders");
  const neurons = (/** @type {number} */ n) => `${n} neuron${n === 1 ? "" : "s"}`;
  const depth = slider(
    sliders,
    "Hidden layers",
    { low: 1, high: DEEPEST, step: 1, words: (n) => `up to ${n}` },
    (value) => set({ depth: value }),
  );
  const width = slider(sliders, "Width of each", { low: 1, high: WIDEST, step: 1, words: neurons }, (value) =>
    set({ width: value }),
  );
  const buttons = scaleButtons(element, (scale) => {
    chosenScale = scale;
    draw();
  });
  const chart = html(element, "div", "growth-chart");
  chart.setAttribute("role", "img");
  const legend = html(element, "p", "growth-legend");
  for (const [kind, label] of [
    ["by-paths", "path by path"],
    ["by-deltas", "deltas kept"],
  ]) {
    const entry = html(legend, "span");
    html(entry, "span", `swatch ${kind}`);
    entry.append(label);
  }
  const table = html(element, "div");
  /** @type {typeof SCALES[number]} */
  let chosenScale = "linear";
  /** @type {Growth[]} */
  let growth = [];
  let shown = "";

  function draw() {
    buttons(chosenScale);
    bars(chart, growth, chosenScale);
  }

  return (next, chosen) => {
    depth(chosen.depth);
    width(chosen.width);
    const now = JSON.stringify(next);
    if (now === shown) return;
    shown = now;
    growth = next;
    words.textContent = sentence(growth);
    chart.setAttribute("aria-label", words.textContent);
    draw();
    const open = table.querySelector("details")?.open ?? false;
    table.replaceChildren();
    twin(
      table,
      "The growth as a table",
      ["hidden layers", "paths", "multiplications path by path", "with deltas kept"],
      growth.map((entry) => [
        entry.hidden_layers,
        whole(entry.paths),
        whole(entry.multiplications_paths),
        whole(entry.multiplications_backprop),
      ]),
    );
    const details = table.querySelector("details");
    if (details) details.open = open;
  };
}

/** @param {Growth[]} growth */
export function sentence(growth) {
  const [first, last] = [growth[0], growth[growth.length - 1]];
  const {
    hidden_layers: layers,
    width,
    multiplications_paths: byPaths,
    multiplications_backprop: kept,
  } = last;
  const of = `of ${many(width, "neuron")}`;
  const begun = `One hidden layer ${of}: ${whole(first.multiplications_paths)} path by path, ${whole(first.multiplications_backprop)} with the deltas kept.`;
  if (layers === 1) return begun;
  const grows =
    width > 1
      ? `Every further layer makes the paths of each weight before it ${width} times as many, but adds only the same few multiplications to the recursion.`
      : "With one neuron a layer there is nothing to branch: the paths are longer, not more.";
  return `${begun} ${layers} of them: ${whole(byPaths)} against ${whole(kept)}. ${grows}`;
}

/**
 * @param {HTMLElement} element
 * @param {(scale: typeof SCALES[number]) => void} choose
 */
function scaleButtons(element, choose) {
  const group = html(element, "div", "segmented growth-scale");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Axis");
  const entries = SCALES.map((scale) => {
    const button = html(group, "button", "", `${scale} axis`);
    button.type = "button";
    button.addEventListener("click", () => choose(scale));
    return { scale, button };
  });
  return (/** @type {string} */ chosen) => {
    for (const { scale, button } of entries) button.setAttribute("aria-pressed", String(scale === chosen));
  };
}

/**
 * @param {HTMLElement} chart
 * @param {Growth[]} growth
 * @param {typeof SCALES[number]} kind
 */
function bars(chart, growth, kind) {
  chart.replaceChildren();
  chart.dataset.scale = kind;
  const most = Math.max(2, ...growth.map((entry) => Number(entry.multiplications_paths)));
  const scale = kind === "linear" ? scaleLinear([0, most], [0, 100]) : scaleLog([1, most], [0, 100]);
  const plot = html(chart, "div", "growth-plot");
  for (const tick of ticksOf(scale, kind, most)) {
    const line = html(plot, "div", "growth-tick");
    line.style.setProperty("bottom", `${scale(tick)}%`);
    html(line, "span", "", tickText(tick));
  }
  for (const { hidden_layers: layers, ...entry } of growth) {
    const group = html(plot, "div", "growth-group");
    const [paths, kept] = [entry.multiplications_paths, String(entry.multiplications_backprop)];
    group.title = `${layers} hidden: ${whole(paths)} path by path, ${whole(kept)} with deltas kept`;
    for (const [name, digits] of [
      ["by-paths", paths],
      ["by-deltas", kept],
    ]) {
      const bar = html(group, "div", `growth-bar ${name}`);
      bar.style.setProperty("height", `${scale(Math.max(1, Number(digits)))}%`);
    }
    html(group, "span", "growth-label", String(layers));
  }
  html(chart, "p", "growth-axis", "hidden layers");
  const across = kind === "linear" ? "multiplications" : "multiplications; every line is a power of ten";
  html(chart, "p", "growth-up", across);
}

/**
 * @param {import("d3-scale").ScaleContinuousNumeric<number, number>} scale
 * @param {string} kind
 * @param {number} most
 */
function ticksOf(scale, kind, most) {
  if (kind === "linear") return scale.ticks(TICKS);
  const powers = Math.floor(Math.log10(most));
  const every = Math.max(1, Math.ceil(powers / (TICKS + 2)));
  return Array.from({ length: powers + 1 }, (_, i) => i)
    .filter((i) => i % every === 0)
    .map((i) => 10 ** i);
}

/** @param {number} tick */
const tickText = (tick) => whole(BigInt(Math.round(tick)).toString());
