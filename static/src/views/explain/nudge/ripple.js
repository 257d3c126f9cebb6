/* The ripple: per layer, how far every weighted input and activation moves, and how far it was predicted to move. */
import { largest, share, sign, signed } from "../../../encode.js";
import { ref } from "../../../refs.js";
import { html } from "../../pen.js";

/**
 * @typedef {import("../../../wire").components["schemas"]["PerturbationAnswer"]} Perturbation
 * @typedef {Perturbation["layers"][number]} Moves
 * @typedef {{ real: number, predicted: number, most: number, ref: string, key: string }} Pair
 */

/** Neurons of a layer that get bars; the table below has them all. */
const MOST_ROWS = 10;

/**
 * @param {HTMLElement} into
 * @param {{ nudged: Perturbation, widest: Perturbation }} answers widest: of the largest nudge, which sets the scale
 * @param {import("../../../types").ExplanationActions} actions
 */
export function ripple(into, { nudged, widest }, actions) {
  html(into, "h3", "", "How the ripple runs forward");
  legend(into);
  const from = nudged.parameter.layer;
  if (from > 2) {
    const still = from === 3 ? "Layer 2 does" : `Layers 2 to ${from - 1} do`;
    html(into, "p", "hint", `${still} not move: the ripple only runs forward.`);
  }
  nudged.layers.forEach((moves, i) => {
    if (moves.layer < from) return;
    layer(into, moves, widest.layers[i], actions);
  });
  const end = html(into, "div", "ripple-end");
  html(end, "span", "", "and so to the cost:");
  const cost = html(
    end,
    "strong",
    `chip-value ${sign(nudged.delta_loss)}`,
    `ΔC = ${signed(nudged.delta_loss) || "0"}`,
  );
  cost.dataset.key = "C";
  frameButton(end, "C", actions);
}

/** @param {HTMLElement} into */
function legend(into) {
  const row = html(into, "p", "ripple-legend");
  for (const [kind, words] of [
    ["real", "what really happens"],
    ["predicted", "what the slopes predict"],
  ]) {
    const entry = html(row, "span");
    html(entry, "span", `swatch ${kind}`);
    html(entry, "span", "", words);
  }
}

/**
 * @param {HTMLElement} into
 * @param {Moves} moves
 * @param {Moves} widest
 * @param {import("../../../types").ExplanationActions} actions
 */
function layer(into, moves, widest, actions) {
  const l = moves.layer;
  const block = html(into, "div", "ripple-layer");
  const head = html(block, "div", "ripple-row ripple-head");
  for (const name of ["z", "a"]) {
    const cell = html(head, "div", "ripple-name");
    if (name === "z") html(cell, "h4", "", `Layer ${l}`);
    html(cell, "span", "", `Δ${name}`);
    frameButton(cell, `${name}${l}`, actions);
  }
  const moving = moves.delta_a
    .map((_, i) => i)
    .filter((i) => moves.delta_z[i] !== 0 || moves.delta_a[i] !== 0);
  const most = {
    z: largest([widest.delta_z_predicted, moves.delta_z]),
    a: largest([widest.delta_a_predicted, moves.delta_a]),
  };
  for (const i of moving.slice(0, MOST_ROWS)) {
    const row = html(block, "div", "ripple-row");
    row.dataset.home = ref("neuron", l, i + 1);
    html(row, "span", "ripple-neuron", String(i + 1)).setAttribute("aria-label", `neuron ${i + 1}`);
    pair(row, {
      real: moves.delta_z[i],
      predicted: moves.delta_z_predicted[i],
      most: most.z,
      ref: ref("z", l, i + 1),
      key: `z${l}.${i + 1}`,
    });
    pair(row, {
      real: moves.delta_a[i],
      predicted: moves.delta_a_predicted[i],
      most: most.a,
      ref: ref("a", l, i + 1),
      key: `a${l}.${i + 1}`,
    });
  }
  const rest = restOf(moving.length, moves.delta_a.length);
  if (rest) html(block, "p", "hint", rest);
}

/**
 * What is said of the neurons of a layer that have no bars.
 * @param {number} moving
 * @param {number} all
 */
export function restOf(moving, all) {
  const still = all - moving;
  if (moving > MOST_ROWS) return `and ${moving - MOST_ROWS} more neurons, in the table below`;
  if (still === 0) return "";
  if (moving === 0) return all === 1 ? "The neuron does not move." : "No neuron moves.";
  return still === 1 ? "The other neuron does not move." : `The other ${still} neurons do not move.`;
}

/**
 * What really happens above what was predicted, on one scale around zero.
 * @param {HTMLElement} row
 * @param {Pair} pair
 */
function pair(row, { real, predicted, most, ref: target, key }) {
  const cell = html(row, "span", "ripple-pair");
  cell.dataset.ref = target;
  cell.dataset.key = key;
  for (const [kind, value] of /** @type {[string, number][]} */ ([
    ["real", real],
    ["predicted", predicted],
  ])) {
    const line = html(cell, "span", `ripple-line ${kind}`);
    const bar = html(html(line, "span", "ripple-track"), "span", `ripple-bar ${sign(value)}`);
    bar.style.setProperty("--width", `${Math.min(100, share(value, most))}%`);
    html(line, "span", `ripple-number ${sign(value)}`, signed(value) || "0");
  }
}

/**
 * @param {HTMLElement} into
 * @param {string} frame
 * @param {import("../../../types").ExplanationActions} actions
 */
function frameButton(into, frame, actions) {
  const go = html(into, "button", "frame-name", frame);
  go.type = "button";
  go.setAttribute("aria-label", `Go to step ${frame}`);
  go.addEventListener("click", () => actions.goTo(frame));
}
