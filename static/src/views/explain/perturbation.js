/* The perturbation: a weight is nudged, the change runs forward to the cost; beside it what the derivatives predict. */
import { digitsApart, sign, signed, symbol, text } from "../../encode.js";
import { homeOf, keyOf, ref, sizesOf } from "../../refs.js";
import { html } from "../pen.js";
import { rewrite } from "./keep.js";
import { nudgeCurve } from "./nudge/curve.js";
import { equations, parameterSymbol } from "./nudge/equations.js";
import { gapTable } from "./nudge/gap.js";
import { ripple } from "./nudge/ripple.js";
import {
  chip,
  drawMade,
  gradientRef,
  parameterOf,
  parameterPicker,
  parameterWords,
  slider,
  twin,
} from "./parts.js";

/**
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../wire").components["schemas"]["PerturbationAnswer"]} Perturbation
 */

/** The largest nudge to either side, and the one to begin with. */
const MOST = 1;
const FIRST = 0.5;
/** In taller layers the neurons stand so close that words between them could not be read; the bars have the numbers. */
const MOST_LABELLED = 4;
const FINE = 0.01;
const DECIMALS = 2;

/** @type {import("../../types").Explanation} */
export const perturbation = {
  id: "perturbation",
  title: "The perturbation",
  question: "Nudge one weight: what happens to the cost, and what did the derivative say would happen?",
  group: "How do we know, and what does it cost?",
  source: "Nielsen's chapter 2: the big picture, eqs. 47 to 50",
  place: "panel",
  opensAt: "g2",
  unavailable: () => null,
  asks(scene, settings) {
    const more = { parameter: parameterOf(scene) };
    // the second answer is the frame: how far everything could move, so that bars and curve keep their scale
    return {
      nudged: { path: "/perturbation", more: { ...more, change: nudgeOf(settings) } },
      widest: { path: "/perturbation", more: { ...more, change: MOST } },
    };
  },
  view: perturbationView,
};

/** @param {import("../../types").Settings} settings */
const nudgeOf = ({ change = FIRST }) => change;

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function perturbationView(element, actions) {
  const pick = parameterPicker(element, actions);
  const set = (/** @type {number} */ change) => actions.set({ change: Number(change.toFixed(DECIMALS)) });
  const words = (/** @type {number} */ value) => signed(value, 2) || "0";
  const nudge = slider(element, "Nudge it by", { low: -MOST, high: MOST, step: FINE, words }, set);
  const body = html(element, "div", "perturbed");
  /** @type {ExplainedScene | null} */
  let scene = null;
  /** What was written last: all that it depends on. */
  /** @type {unknown[]} */
  let written = [];

  /** @param {ExplainedScene} next @param {{ nudged: Perturbation, widest: Perturbation }} answers */
  function write(next, answers) {
    const { nudged, widest } = answers;
    result(body, next, nudged);
    ripple(html(body, "section", "ripple"), answers, actions);
    nudgeCurve(html(body, "section", "nudge-curve"), answers, set);
    gapTable(html(body, "section", "nudge-gap"), nudged);
    equations(html(body, "section", "nudge-equations"), next, nudged, actions);
    twins(body, nudged, widest);
  }

  return {
    show(next) {
      scene = next;
      pick(next);
      nudge(nudgeOf(next.settings));
      /** @type {{ nudged?: Perturbation, widest?: Perturbation }} */
      const { nudged, widest } = next.answers;
      const depends = [nudged, widest, next.trace, next.example, next.settings.q];
      // while the slider moves, the answer to come is waited for with the last one as it is
      if (nudged && depends.every((one, i) => one === written[i])) return;
      written = depends;
      if (!nudged || !widest) {
        body.replaceChildren();
        return;
      }
      rewrite(body, () => write(next, { nudged, widest }));
      actions.trail(trailOf(next, nudged));
    },
    draw(t) {
      if (scene) drawMade(body, scene, t);
    },
  };
}

/**
 * Equation 47 with its numbers, and what really happened.
 * @param {HTMLElement} into
 * @param {ExplainedScene} scene
 * @param {Perturbation} nudged
 */
function result(into, { trace, example }, nudged) {
  const { parameter, gradient, change, delta_loss: real, delta_loss_predicted: predicted } = nudged;
  const at = /** @type {import("./parts.js").Parameter} */ (parameter);
  const alone = trace.targets.length === 1;
  const known = keyOf(gradientRef(at)) ?? undefined;
  const row = html(into, "div", "factors nudge-result");
  const w = parameterSymbol(at);
  const refs = alone ? gradientRef(at) : homeOf(gradientRef(at));
  const digits = digitsApart(real, predicted, 3);
  figure(row, "ΔC, really", real, { key: "C", digits, refs: alone ? "cost" : undefined });
  html(row, "span", "times", "≈");
  chip(row, {
    symbol: `\\frac{\\partial C}{\\partial ${w}}`,
    value: gradient,
    refs,
    kind: "backward",
    key: known,
  });
  html(row, "span", "times", "·");
  chip(row, { symbol: `\\Delta ${w}`, value: change, refs: homeOf(gradientRef(at)), kind: "nudge" });
  // where there is no room for all of it, it breaks before the sign
  const said = html(row, "span", "nudge-said");
  html(said, "span", "times", "=");
  figure(said, "predicted", predicted, { key: known, digits });
  html(row, "span", "algorithm-tag", "47");
  const sentence = html(into, "p", "sentence nudge-words", wordsOf(nudged, digits));
  if (known) sentence.dataset.key = known;
  if (!alone) {
    html(into, "p", "hint", `This is example ${example + 1} alone; C stands for its cost.`);
  }
  if (trace.loss.penalty > 0) html(into, "p", "hint", "C is taken with the penalty on the weights.");
}

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @param {number} value
 * @param {{ key?: string, digits: number, refs?: string }} look
 */
function figure(row, name, value, { key, digits, refs }) {
  const node = html(row, "span", "chip outcome");
  if (key) node.dataset.key = key;
  if (refs) node.dataset.ref = refs;
  html(node, "span", "chip-symbol", name);
  html(node, "span", `chip-value ${sign(value)}`, signed(value, digits));
}

/**
 * What happened, in a sentence or two.
 * @param {Perturbation} nudged
 * @param {number} digits with which prediction and outcome can be told apart
 */
export function wordsOf(nudged, digits) {
  const { parameter, change, loss, gap, delta_loss: real, delta_loss_predicted: predicted } = nudged;
  const which = parameterWords(/** @type {import("./parts.js").Parameter} */ (parameter));
  if (change === 0) return `Without a nudge nothing moves. Move the slider to change ${which}.`;
  const size = text(Math.abs(change), 2);
  const begin = change > 0 ? `Add ${size} to ${which}` : `Take ${size} from ${which}`;
  if (real === 0 && predicted === 0) return `${begin}, and the cost does not move at all.`;
  const apart = digitsApart(loss.before, loss.after, 4);
  const moved = `${begin}, and the cost goes from ${text(loss.before, apart)} to ${text(loss.after, apart)}, a change of ${signed(real, digits)}.`;
  const said = `The derivative said ${signed(predicted, digits)}.`;
  return `${moved} ${said} ${gap[0].gap === 0 ? "That is exact." : `The gap is ${signed(gap[0].gap)}.`}`;
}

/**
 * The way of the ripple through the diagram, with what each activation really moved by.
 * @param {ExplainedScene} scene
 * @param {Perturbation} nudged
 * @returns {import("../../types").TrailMark[]}
 */
function trailOf({ trace }, { parameter, layers }) {
  const { layer: from, j, k, kind } = parameter;
  const sizes = sizesOf(trace);
  const crowded = sizes.length > 4;
  const tall = Math.max(...sizes) > MOST_LABELLED;
  const source = kind === "weight" && k ? [ref("edge", from, j, k), ref("neuron", from - 1, k)] : [];
  /** @type {import("../../types").TrailMark[]} */
  const marks = [...source, "cost"].map((home) => ({ home, words: "" }));
  for (const { layer: l, delta_a: moves } of layers) {
    if (l < from) continue;
    moves.forEach((move, i) => {
      const at = i + 1;
      if (l === from && move === 0 && at !== j) return;
      const moved = `Δa ${crowded ? "" : "= "}${signed(move, 2) || "0"}`;
      const words = tall ? "" : moved;
      marks.push({ home: ref("neuron", l, at), words, key: `a${l}.${at}` });
      for (let q = 1; q <= (sizes[l] ?? 0); q += 1) {
        marks.push({ home: ref("edge", l + 1, q, at), words: "" });
      }
    });
  }
  return marks;
}

/**
 * Bars and curve as tables.
 * @param {HTMLElement} into
 * @param {Perturbation} nudged
 * @param {Perturbation} widest
 */
function twins(into, { layers }, { curve }) {
  twin(
    into,
    "The ripple as a table",
    ["neuron", "Δz", "Δz predicted", "Δa", "Δa predicted"],
    layers.flatMap(({ layer, delta_z, delta_z_predicted, delta_a, delta_a_predicted }) =>
      delta_z.map((value, i) => [
        `${symbol("a", layer, i + 1)}`,
        value,
        delta_z_predicted[i],
        delta_a[i],
        delta_a_predicted[i],
      ]),
    ),
  );
  twin(
    into,
    "The curve as a table",
    ["nudge", "ΔC", "ΔC predicted"],
    curve
      .filter((_, i) => i % 4 === 0)
      .map(({ change, delta_loss, delta_loss_predicted }) => [
        signed(change, 2) || "0",
        delta_loss,
        delta_loss_predicted,
      ]),
  );
}
