/* The mini-batch: one example after another, what each leaves behind, and what is made of it all in the end. */
import { text } from "../../encode.js";
import { read, ref } from "../../refs.js";
import { html } from "../pen.js";
import { parameterOf } from "./parts.js";

/**
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {{ words: string | null, ref?: string }} Cell words: null where it is not computed yet
 */

/**
 * @param {HTMLElement} into
 * @param {ExplainedScene} scene
 * @param {number} t
 * @param {import("../../types").ExplanationActions} actions
 */
export function miniBatch(into, scene, t, actions) {
  const { trace, example } = scene;
  const m = trace.targets.length;
  const focused = into.contains(into.ownerDocument.activeElement);
  into.replaceChildren();
  into.hidden = m === 1;
  if (m === 1) return;
  const weight = weightOf(scene);
  html(into, "h3", "", `A mini-batch: ${m} examples, one after another`);
  html(
    into,
    "p",
    "sentence",
    "Each runs through the network on its own and leaves its deltas behind; the gradient is the mean over all of them, so it waits for the last.",
  );
  const table = html(html(into, "div", "scrollable"), "table", "twin-table");
  const head = html(html(table, "thead"), "tr");
  const names = [
    "example",
    "cost",
    `δ of layer ${trace.layers.length}`,
    `a · δ of the weight ${weight.words}`,
  ];
  for (const name of names) html(head, "th", "", name).scope = "col";
  const body = html(table, "tbody");
  trace.targets.forEach((_, x) => {
    row(body, x === example ? "on-show" : "", String(x + 1), exampleCells(scene, weight, x, t));
  });
  row(body, "mean", "mean", meanCells(scene, weight, t));
  const last = example === m - 1;
  const next = html(into, "button", "");
  next.type = "button";
  next.textContent = last
    ? "Take the mean, and one step against it"
    : `Example ${example + 2}, from its input`;
  next.addEventListener("click", () => {
    if (!last) actions.example(example + 1);
    actions.goTo(last ? "u" : "x");
  });
  if (focused) next.focus({ preventScroll: true });
}

/**
 * Whether all examples have been through: a gradient is their mean, so they have when the first one is made.
 * @param {ExplainedScene} scene
 * @param {number} t
 */
const allThrough = ({ trace, script }, t) => script.progress(`g${trace.layers.length}`, t) > 0;

/**
 * What one example has left behind by time t; until all are through, those before it have been, those after it not.
 * @param {ExplainedScene} scene
 * @param {ReturnType<typeof weightOf>} weight
 * @param {number} x
 * @param {number} t
 * @returns {Cell[]}
 */
function exampleCells(scene, weight, x, t) {
  const { trace, script, example } = scene;
  const output = trace.layers.length;
  const all = allThrough(scene, t);
  /** @param {string} key */
  const made = (key) => all || x < example || (x === example && script.progress(key, t) === 1);
  const deltas = trace.layers[output - 1].delta?.[x] ?? [];
  const [a, d] = weight.factors(x);
  return [
    { words: made("C") ? text(trace.loss.per_example[x]) : null },
    { words: made(`d${output}`) ? deltas.map((delta) => text(delta)).join(", ") : null },
    {
      words:
        script.progress(`g${weight.at[0]}`, t) === 1 ? `${text(a)} × (${text(d)}) = ${text(a * d)}` : null,
    },
  ];
}

/**
 * The means, once the last example has been through.
 * @param {ExplainedScene} scene
 * @param {ReturnType<typeof weightOf>} weight
 * @param {number} t
 * @returns {Cell[]}
 */
function meanCells(scene, weight, t) {
  const { trace, script, example } = scene;
  const penalized = trace.loss.penalty > 0 ? " with the penalty" : "";
  const [cost, gradient] = [trace.loss.value, read(trace, example, "nabla_w", weight.at) ?? 0];
  return [
    { words: allThrough(scene, t) ? text(cost) + penalized : null, ref: "cost" },
    { words: "" },
    {
      words: script.progress(`g${weight.at[0]}`, t) === 1 ? text(gradient) + penalized : null,
      ref: ref("nabla_w", ...weight.at),
    },
  ];
}

/**
 * The weight that the batch is followed for: the chosen one, or the first.
 * @param {ExplainedScene} scene
 */
function weightOf(scene) {
  const { layer, j, k } = parameterOf(scene);
  const at = [layer, j, k ?? 1];
  const { trace } = scene;
  return {
    at,
    words: `from ${at[2]} to ${j} of layer ${layer}`,
    factors: (/** @type {number} */ x) => [
      read(trace, x, "a", [layer - 1, at[2]]) ?? 0,
      read(trace, x, "delta", [layer, j]) ?? 0,
    ],
  };
}

/**
 * @param {HTMLElement} body
 * @param {string} className
 * @param {string} name
 * @param {Cell[]} cells
 */
function row(body, className, name, cells) {
  const line = html(body, "tr", className);
  html(line, "th", "", name).scope = "row";
  for (const { words, ref: target } of cells) {
    const node = html(line, "td", words === null ? "pending-cell" : "", words ?? "–");
    if (target && words) node.dataset.ref = target;
  }
}
