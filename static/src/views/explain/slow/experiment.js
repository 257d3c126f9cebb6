/* The single neuron that learns to put out 0: from a good start and a bad one, under both costs. */
import { text } from "../../../encode.js";
import { html } from "../../pen.js";
import { slider, twin } from "../parts.js";
import { learningCurves } from "./curves.js";
import { STARTS, startWords } from "./starts.js";

/**
 * @typedef {import("../../../wire").components["schemas"]["StepAnswer"]} Steps
 * @typedef {import("../../../wire").components["schemas"]["BackwardAnswer"]} Backward
 * @typedef {Record<string, any>} Experiment the answers to EXPERIMENT
 * @typedef {import("./starts.js").Start} Start
 */

/** Of the experiment in the book. */
const STEPS = 300;
const RATE = 0.15;
const LOSSES = ["half_squared_error", "binary_cross_entropy"];
const FIRST_LOOK = 100;
/** The table has every so many steps. */
const ROWS_APART = 25;

/** @param {Start} start @param {string} loss */
const problem = ({ w, b }, loss) => ({
  network: { layers: [{ weights: [[w]], biases: [b], activation: "sigmoid" }] },
  inputs: [[1]],
  targets: [[0]],
  loss,
  regularization: { l1: 0, l2: 0 },
});

/**
 * The 300 steps from each start under each cost, and the first delta of each.
 * @type {Record<string, import("../../../types").Ask>}
 */
export const EXPERIMENT = Object.fromEntries(
  LOSSES.flatMap((loss) =>
    STARTS.flatMap((start) => {
      const given = problem(start, loss);
      const optimizer = { name: "sgd", learning_rate: RATE };
      return [
        [`${loss} ${start.id}`, { path: "/step", more: { ...given, optimizer, count: STEPS } }],
        [`${loss} ${start.id} first`, { path: "/backward", more: given }],
      ];
    }),
  ),
);

/**
 * @param {HTMLElement} element
 * @param {import("../../../types").ExplanationActions} actions
 * @returns {(scene: import("../../../types").ExplainedScene, experiment: Experiment | null) => void}
 */
export function experimentView(element, actions) {
  html(element, "h3", "", "A single neuron that starts too wrong");
  const before = html(element, "div", "slow-text");
  const scrub = slider(element, "Steps made", { low: 0, high: STEPS, step: 1, words: String }, (step) =>
    actions.set({ step }),
  );
  const charts = html(element, "div", "slow-charts");
  const after = html(element, "div", "slow-text");
  /** @type {Experiment | null} */
  let written = null;

  return ({ catalog, settings }, experiment) => {
    const step = settings.step ?? FIRST_LOOK;
    scrub(step);
    charts.replaceChildren();
    if (!experiment) return;
    const titles = LOSSES.map((loss) => catalog.losses.find(({ name }) => name === loss)?.title ?? loss);
    const runs = LOSSES.map((loss) => STARTS.map(({ id }) => costsOf(experiment[`${loss} ${id}`])));
    LOSSES.forEach((_, i) => {
      const figure = html(charts, "figure", "slow-chart");
      html(figure, "figcaption", "", titles[i]);
      learningCurves(figure, runs[i], step, titles[i]);
    });
    if (experiment === written) return;
    written = experiment;
    before.replaceChildren();
    after.replaceChildren();
    for (const words of beforeWords(experiment)) html(before, "p", "sentence", words);
    firstDeltas(after, experiment, titles);
    costTable(after, runs, titles);
  };
}

/**
 * The cost after 0, 1, 2, … steps.
 * @param {Steps} steps
 */
const costsOf = ({ losses, loss_after: after }) => [...losses, after];

/**
 * @param {Experiment} experiment
 * @param {string} loss
 * @param {Start} start
 */
function firstOf(experiment, loss, { id }) {
  /** @type {Backward} */
  const { layers } = experiment[`${loss} ${id} first`];
  const output = layers[layers.length - 1];
  return {
    a: output.a[0][0],
    slope: output.activation_derivative?.[0][0] ?? 0,
    delta: output.delta?.[0][0] ?? 0,
  };
}

/** @param {Experiment} experiment */
function beforeWords(experiment) {
  const [good, bad] = STARTS.map((start) => firstOf(experiment, LOSSES[0], start));
  return [
    `One sigmoid neuron with the input 1 is to learn to put out 0, at the learning rate ${text(RATE)}. From ${startWords(STARTS[0])} it puts out ${text(good.a)} at first; from ${startWords(STARTS[1])} it puts out ${text(bad.a)}, which is more wrong. One would expect the larger mistake to be learned from faster.`,
  ];
}

/**
 * Why it is so: the first delta of each, with its factors.
 * @param {HTMLElement} into
 * @param {Experiment} experiment
 * @param {string[]} titles
 */
function firstDeltas(into, experiment, titles) {
  const all = LOSSES.map((loss) => STARTS.map((start) => firstOf(experiment, loss, start)));
  const [quadratic, entropy] = all;
  const costs = STARTS.map(({ id }) => costsOf(experiment[`${LOSSES[0]} ${id}`]));
  const [was, came] = [costs[0], costs[1]].map((run) => `${text(run[0])} to ${text(run[FIRST_LOOK])}`);
  const words = [
    `With the quadratic cost (${titles[0].toLowerCase()}) the worse start hardly moves at first: after ${FIRST_LOOK} steps its cost has only come from ${came}, while that of the other start went from ${was}.`,
    `Its first delta says why: at the flat end of the sigmoid the slope is ${text(quadratic[1].slope)}, so delta is ${text(quadratic[1].delta)} and not ${text(entropy[1].delta)}.`,
    "With cross-entropy the slope cancels, delta is output minus target, and the larger mistake is learned from faster.",
  ];
  html(into, "p", "sentence", words.join(" "));
  const holder = html(into, "div", "scrollable");
  holder.tabIndex = 0;
  holder.setAttribute("role", "region");
  holder.setAttribute("aria-label", "The first delta from each start");
  const table = html(holder, "table", "twin-table");
  const head = html(html(table, "thead"), "tr");
  for (const name of ["start", "output a", "f′(z)", `δ, ${titles[0]}`, `δ, ${titles[1]}`]) {
    html(head, "th", "", name).scope = "col";
  }
  const body = html(table, "tbody");
  STARTS.forEach((start, i) => {
    const row = html(body, "tr");
    html(row, "th", "", startWords(start)).scope = "row";
    const { a, slope, delta } = quadratic[i];
    const products = [
      `${text(a)} × ${text(slope)} = ${text(delta)}`,
      `${text(a)} − 0 = ${text(entropy[i].delta)}`,
    ];
    for (const cell of [text(a), text(slope), ...products]) html(row, "td", "", cell);
  });
}

/**
 * @param {HTMLElement} into
 * @param {number[][][]} runs
 * @param {string[]} titles
 */
function costTable(into, runs, titles) {
  const steps = Array.from({ length: STEPS / ROWS_APART + 1 }, (_, i) => i * ROWS_APART);
  twin(
    into,
    "The curves as a table",
    ["steps", ...titles.flatMap((title) => STARTS.map((start) => `${title}, ${startWords(start)}`))],
    steps.map((step) => [String(step), ...runs.flatMap((costs) => costs.map((run) => run[step]))]),
  );
}
