/* The delta recursion beside the sum over paths: each delta computed once, and how often it is used. */
import { sign, signed, text } from "../../encode.js";
import { formula } from "../../formula/typeset.js";
import { keyOf } from "../../refs.js";
import { html } from "../pen.js";
import { many, whole } from "./digits.js";
import { chip, fold, twin } from "./parts.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {{ j: number, symbol: string, refs: string[], product: number }} Term
 * @typedef {{ symbol: string, ref: string, layer: number, j: number, frame: string, value: number, paths: string,
 *   factors: { symbol: string, value: number, ref: string | null }[], terms: Term[] | null, uses: number,
 *   uses_for_all: number }} RecursionStep
 */

/** Of layers with more deltas than this the others are folded away. */
const ROWS = 4;
const ROWS_OF_MANY = 2;

/**
 * @param {HTMLElement} element
 * @param {() => void} unfolded more numbers are there
 * @returns {(answer: any, scene: Scene) => void}
 */
export function recursionCard(element, unfolded) {
  html(element, "h3", "", "The same number, with nothing computed twice");
  const words = html(element, "p", "sentence");
  const rows = html(element, "div", "recursion");
  const table = html(element, "div");

  return (answer, scene) => {
    /** @type {RecursionStep[]} */
    const steps = answer.recursion;
    const { operations, operations_all: all } = answer;
    words.textContent = sentence(operations, all);
    rows.replaceChildren();
    for (const layer of new Set(steps.map((step) => step.layer))) {
      const here = steps.filter((step) => step.layer === layer);
      const shown = here.length > ROWS ? ROWS_OF_MANY : ROWS;
      here.slice(0, shown).forEach((step) => row(rows, step));
      if (here.length <= shown) continue;
      const rest = fold(rows, `${here.length - shown} more in layer ${layer}`);
      // so many formulas are set only when somebody wants to see them
      const unfold = () => {
        here.slice(shown).forEach((step) => row(rest, step));
        unfolded();
      };
      rest.parentElement?.addEventListener("toggle", unfold, { once: true });
    }
    last(rows, answer, steps, scene);
    table.replaceChildren();
    twin(
      table,
      "The recursion as a table",
      ["delta", "value", "used for this gradient", "used in the whole backward pass", "paths gathered"],
      steps.map((step) => [
        plain(step),
        step.value,
        `${step.uses}×`,
        `${step.uses_for_all}×`,
        whole(step.paths),
      ]),
    );
  };
}

/** @typedef {{ paths: string, backprop: number, counted: boolean }} Operations */

/**
 * @param {Operations} one for the parameter
 * @param {Operations} all for all parameters
 */
function sentence({ paths, backprop }, all) {
  const before = paths === String(backprop) ? "as many as before" : `in place of ${whole(paths)}`;
  const how = all.counted ? "counted while doing it" : "by exact formulas";
  return [
    "Each delta gathers all paths from its neuron on, once, and is kept.",
    `For this parameter that is ${many(backprop, "multiplication")}, ${before};`,
    `for all parameters of this network ${whole(all.backprop)} in place of ${whole(all.paths)}, ${how}.`,
  ].join(" ");
}

/** @param {RecursionStep} step */
const plain = ({ ref, layer, j }) =>
  `${ref.startsWith("delta") ? "δ" : "∂C/∂a"} of neuron ${j}, layer ${layer}`;

/** @param {HTMLElement} into @param {RecursionStep} step */
function row(into, step) {
  const { symbol, ref, terms, factors, value, paths, uses_for_all: uses } = step;
  const line = html(into, "div", "recursion-row");
  html(line, "span", "factors-left").append(formula(symbol));
  const made = html(line, "span", "path-factors");
  const key = keyOf(ref) ?? undefined;
  (terms ?? []).forEach((term, i) =>
    chip(made, {
      symbol: i ? `+\\, ${term.symbol}` : term.symbol,
      value: term.product,
      refs: term.refs[1] ?? term.refs[0],
      kind: term.refs[1] ? "backward" : "",
      key,
    }),
  );
  // a sum stands for the first factor, which it comes to
  factors.slice(terms ? 1 : 0).forEach((factor, i) =>
    chip(made, {
      symbol: i || terms ? `\\cdot\\, ${factor.symbol}` : factor.symbol,
      value: factor.value,
      refs: factor.ref ?? undefined,
      kind: factor.ref?.startsWith("slope") && terms ? "forward" : "backward",
      key: keyOf(factor.ref ?? "") ?? key,
    }),
  );
  const result = html(line, "span", "recursion-result");
  const number = html(result, "strong", "delta-value", `= ${text(value)}`);
  number.dataset.ref = ref;
  if (key) number.dataset.key = key;
  const badge = html(result, "span", "badge", `used ${uses}×`);
  badge.title = `Used by ${uses} numbers of the whole backward pass; ${many(paths, "path")} in one number`;
  if (paths !== "1") html(result, "span", "gathered", `${whole(paths)} paths in one`);
}

/**
 * delta times what the weight carries.
 * @param {HTMLElement} into
 * @param {any} answer
 * @param {RecursionStep[]} steps
 * @param {Scene} scene
 */
function last(into, { symbol, ref, gradient, parameter }, steps, { trace, example }) {
  const delta = steps.at(-1);
  if (!delta) return;
  const { layer, kind, k } = parameter;
  const line = html(into, "div", "recursion-row recursion-last");
  html(line, "span", "factors-left").append(formula(symbol));
  const made = html(line, "span", "path-factors");
  const key = keyOf(delta.ref) ?? undefined;
  chip(made, { symbol: delta.symbol, value: delta.value, refs: delta.ref, kind: "backward", key });
  if (kind === "weight") {
    const a = `a^{${layer - 1}}_{${k}}`;
    chip(made, {
      symbol: `\\cdot\\, ${a}`,
      value: trace.layers[layer - 2].a[example][k - 1],
      refs: `a.${layer - 1}.${k}`,
      kind: "forward",
      key: keyOf(`a.${layer - 1}.${k}`) ?? undefined,
    });
  }
  const result = html(line, "span", "recursion-result");
  const number = html(result, "strong", `chip-value result ${sign(gradient)}`, `= ${signed(gradient)}`);
  number.dataset.ref = ref;
  number.dataset.key = keyOf(ref) ?? "";
}
