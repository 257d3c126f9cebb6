/* Slow learning: how steep each neuron stands, how delta fades on its way back, and one neuron that starts too wrong. */
import { largest, share, text } from "../../encode.js";
import { ref, sizesOf } from "../../refs.js";
import { html } from "../pen.js";
import { rewrite } from "./keep.js";
import { drawMade, twin } from "./parts.js";
import { EXPERIMENT, experimentView } from "./slow/experiment.js";
import { meters } from "./slow/meters.js";

/**
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../wire").components["schemas"]["SaturationAnswer"]} Saturation
 */

/** In taller layers the neurons stand so close that words between them could not be read. */
const MOST_LABELLED = 4;

/** @type {import("../../types").Explanation} */
export const slowLearning = {
  id: "slow-learning",
  title: "Slow learning",
  question: "Which neurons learn slowly, and why?",
  group: "How does it learn?",
  source: "Nielsen's chapter 2: a weight learns slowly if its neuron is saturated",
  place: "panel",
  opensAt: "g2",
  unavailable: () => null,
  // the single neuron is the same beside every network: once answered it is kept, and not asked for again
  asks: (_scene, { experiment }) => ({
    slopes: { path: "/saturation", batch: true },
    ...(experiment ? {} : EXPERIMENT),
  }),
  view: slowLearningView,
};

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function slowLearningView(element, actions) {
  const body = html(element, "div", "slow");
  const single = experimentView(html(element, "section", "slow-experiment"), actions);
  /** @type {ExplainedScene | null} */
  let scene = null;
  /** @type {Saturation | undefined} */
  let slopes;

  /** @param {ExplainedScene} next @param {Saturation} known */
  function write(next, known) {
    rewrite(body, () => {
      meters(html(body, "section", "slow-meters"), next, known);
      fading(html(body, "section", "slow-deltas"), next, known, actions);
      tables(body, known);
    });
    actions.trail(trailOf(next, known));
  }

  return {
    show(next) {
      const { slopes: answered, ...experiment } = next.answers;
      const kept = next.trace === scene?.trace ? slopes : undefined;
      scene = next;
      slopes = answered ?? kept;
      if (slopes) write(next, slopes);
      else body.replaceChildren();
      const known = next.settings.experiment ?? (Object.keys(experiment).length ? experiment : null);
      single(next, known);
      if (known && !next.settings.experiment) actions.set({ experiment: known });
    },
    draw(t) {
      if (scene) drawMade(body, scene, t);
    },
  };
}

/**
 * How long delta is in each layer, from the output back.
 * @param {HTMLElement} into
 * @param {ExplainedScene} scene
 * @param {Saturation} slopes
 * @param {import("../../types").ExplanationActions} actions
 */
function fading(into, { trace }, { layers, output_factor: factor }, actions) {
  html(into, "h3", "", "How much of the error arrives");
  html(into, "p", "sentence", fadingWords(layers, trace.targets.length > 1)).dataset.key = "d2";
  const most = largest(layers.map(({ delta_norm: length }) => length));
  const table = html(into, "div", "delta-bars");
  const head = html(table, "div", "delta-row delta-head");
  for (const words of ["", "length of δ", "", "of the gradient"]) html(head, "span", "", words);
  for (const { layer: l, delta_norm: length, nabla_norm: gradient } of layers.toReversed()) {
    const row = html(table, "div", "delta-row");
    const go = html(row, "button", "frame-name", `δ, layer ${l}`);
    go.type = "button";
    go.title = "Go to the step that computes it";
    go.addEventListener("click", () => actions.goTo(`d${l}`));
    const track = html(row, "span", "delta-track");
    track.dataset.key = `d${l}`;
    html(track, "span", "delta-bar").style.setProperty("--width", `${share(length, most)}%`);
    html(row, "strong", "delta-number", text(length)).dataset.key = `d${l}`;
    html(row, "span", "delta-number gradient", text(gradient)).dataset.key = `g${l}`;
  }
  html(into, "p", "sentence", factor.sentence);
}

/**
 * @param {Saturation["layers"]} layers
 * @param {boolean} mean whether the lengths are means over several examples
 */
export function fadingWords(layers, mean) {
  const [first, last] = [layers[0], layers[layers.length - 1]];
  const average = mean ? ", on average over the examples" : "";
  if (first === last) {
    return `There is one layer to learn, and its delta is ${text(last.delta_norm)} long${average}.`;
  }
  const way = `The delta of the output layer is ${text(last.delta_norm)} long${average}`;
  const end = `that of layer ${first.layer}`;
  if (first.delta_norm < last.delta_norm) {
    return `${way}, ${end} only ${text(first.delta_norm)}. Each layer back multiplies by the weights and by the slope, which is at most ${text(first.largest_slope, 2)} here: what arrives in front is small, and so the first layers learn slowly.`;
  }
  return `${way}, ${end} ${text(first.delta_norm)}. Each layer back multiplies by the weights and by the slope: here the weights make up for what the slopes take away.`;
}

/**
 * The flat neurons are named in the diagram; everything else stays as it is.
 * @param {ExplainedScene} scene
 * @param {Saturation} slopes
 * @returns {import("../../types").TrailMark[]}
 */
function trailOf({ trace }, { layers }) {
  const flat = new Map(
    layers.flatMap(({ layer, neurons }) =>
      neurons
        .filter(({ state }) => state !== "active")
        .map(({ j, state }) => [ref("neuron", layer, j), state]),
    ),
  );
  const sizes = sizesOf(trace);
  const tall = Math.max(...sizes) > MOST_LABELLED;
  if (!flat.size || tall) return [];
  const count = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => i + 1);
  return sizes.flatMap((size, i) =>
    count(size).flatMap((j) => {
      const home = ref("neuron", i + 1, j);
      const edges = i ? count(sizes[i - 1]).map((k) => ({ home: ref("edge", i + 1, j, k), words: "" })) : [];
      return [{ home, words: flat.get(home) ?? "", key: i ? `a${i + 1}.${j}` : undefined }, ...edges];
    }),
  );
}

/**
 * @param {HTMLElement} into
 * @param {Saturation} slopes
 */
function tables(into, { layers }) {
  twin(
    into,
    "The slopes as a table",
    ["neuron", "slope", "largest it can be", "state"],
    layers.flatMap(({ layer, largest_slope: most, neurons }) =>
      neurons.map(({ j, mean_derivative: mean, state }) => [
        `layer ${layer}, neuron ${j}`,
        mean,
        most,
        state,
      ]),
    ),
  );
}
