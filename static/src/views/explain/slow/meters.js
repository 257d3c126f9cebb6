/* The slope of every neuron as a meter: how steep its activation is where it stands, of how steep it can be. */
import { share, text } from "../../../encode.js";
import { ref } from "../../../refs.js";
import { html } from "../../pen.js";
import { fold } from "../parts.js";

/**
 * @typedef {import("../../../wire").components["schemas"]["SaturationAnswer"]} Saturation
 * @typedef {Saturation["layers"][number]} Layer
 */

/** Neurons of a layer that get a meter, and examples that get a mark on it; the table below has all neurons. */
const MOST_ROWS = 16;
const MOST_MARKS = 20;

/**
 * @param {HTMLElement} into
 * @param {import("../../../types").ExplainedScene} scene
 * @param {Saturation} slopes
 */
export function meters(into, { trace, catalog }, { layers, saturated_below: threshold }) {
  html(into, "h3", "", "How steep each neuron stands");
  const examples = trace.targets.length;
  html(
    into,
    "p",
    "sentence",
    "Every delta has the slope of its neuron as a factor (BP1, BP2), at the output unless the cost cancels it, and every gradient has the delta. Where the curve is flat, little gets through.",
  );
  for (const layer of layers) {
    const title =
      catalog.activations.find(({ name }) => name === layer.activation)?.title ?? layer.activation;
    const block = html(into, "div", "meters");
    const head = html(block, "div", "meters-head");
    html(head, "h4", "", `Layer ${layer.layer} · ${title}`);
    html(head, "span", "hint", `${layer.measure}, at most ${text(layer.largest_slope, 2)}`);
    for (const neuron of layer.neurons.slice(0, MOST_ROWS)) {
      meter(block, layer, neuron, { threshold, examples });
    }
    const more = layer.neurons.length - MOST_ROWS;
    if (more > 0) html(block, "p", "hint", `and ${more} more neurons, in the table below`);
  }
  const marks = examples > 1 ? " Each mark is an example; the bar and the number are their mean." : "";
  html(
    into,
    "p",
    "hint",
    `Left of the thin line, at ${Math.round(threshold * 100)} % of the largest slope, a neuron counts as saturated.${marks}`,
  );
  inWords(into, layers);
}

/**
 * @param {HTMLElement} into
 * @param {Layer} layer
 * @param {Layer["neurons"][number]} neuron
 * @param {{ threshold: number, examples: number }} look
 */
function meter(into, { layer: l, largest_slope: most }, neuron, { threshold, examples }) {
  const { j, derivative, mean_derivative: mean, share: part, state } = neuron;
  const row = html(into, "div", "meter-row");
  row.dataset.home = ref("neuron", l, j);
  // the mean of several examples is not the number that is recorded for one of them
  if (examples === 1) row.dataset.ref = ref("slope", l, j);
  row.dataset.key = `a${l}.${j}`;
  html(row, "span", "meter-name", `neuron ${j}`);
  const track = html(row, "span", "meter-track");
  track.style.setProperty("--threshold", `${share(threshold, 1)}%`);
  html(track, "span", `meter-bar ${state}`).style.setProperty("--width", `${share(part, 1)}%`);
  if (examples > 1) {
    for (const value of derivative.slice(0, MOST_MARKS)) {
      const mark = html(track, "span", "meter-mark");
      mark.style.setProperty("--at", `${Math.min(100, share(value, most))}%`);
    }
  }
  html(row, "strong", "meter-number", text(mean));
  html(row, "span", `meter-state ${state}`, state);
}

/**
 * @param {HTMLElement} into
 * @param {Layer[]} layers
 */
function inWords(into, layers) {
  const neurons = layers.flatMap((layer) => layer.neurons);
  const flat = neurons.filter(({ state }) => state !== "active");
  if (!flat.length) html(into, "p", "sentence", "No neuron is saturated or dead here.");
  else {
    const list = html(into, "ul", "slow-sentences");
    for (const { sentence } of flat.slice(0, MOST_ROWS)) html(list, "li", "", sentence);
    if (flat.length > MOST_ROWS) html(list, "li", "", `and ${flat.length - MOST_ROWS} more`);
  }
  const all = html(fold(into, "Every neuron in a sentence"), "ul", "slow-sentences");
  for (const { sentence } of neurons) html(all, "li", "", sentence);
}
