/* The equations of a frame, as matrices: from the catalog's matrix form, and where there is none, as a function. */
import { environment, equationOf, hasResult } from "../../../formula/lines.js";
import { read, sizesOf } from "../../../refs.js";
import { matrixOf, partsOf, sign } from "./parts.js";

/**
 * @typedef {import("../../../types").Scene} Scene
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../../types").Step} Step
 * @typedef {import("../../../types").SymbolNode} SymbolNode
 * @typedef {import("./parts.js").Context} Context
 * @typedef {import("./parts.js").MatrixEquation} MatrixEquation
 * @typedef {import("./parts.js").MatrixPart} MatrixPart
 */

/**
 * The layer that is shown: that of the step; the update runs over all, there it is the one that the reader chose.
 * @param {ExplainedScene} scene
 * @param {Step} step
 */
export function layerOf({ selected, settings, trace }, step) {
  const [, l] = (selected ?? "").split(".").map(Number);
  const depth = trace.layers.length;
  const wished = settings.layer ?? (l >= 2 ? l : 2);
  return step.layer ?? Math.min(depth, wished);
}

/**
 * @param {ExplainedScene} scene
 * @param {number} l
 * @returns {Context}
 */
export const contextOf = (scene, l) => ({
  env: environment(scene, { l }),
  jacobian: (layer) => scene.answers[`jacobian${layer}`]?.jacobian ?? null,
  before: [],
});

/** @param {string} name @param {string[]} at @returns {SymbolNode} */
export const named = (name, ...at) => ({ op: "symbol", name, at });

/**
 * @param {ExplainedScene} scene
 * @param {Step} step
 * @returns {MatrixEquation[]}
 */
export function equationsOf(scene, step) {
  const { frame } = step;
  const l = layerOf(scene, step);
  const context = contextOf(scene, l);
  if (frame.phase === "loss") return costs(scene, context);
  const { matrix, index } = equationOf(scene, frame);
  const lines = (matrix.length ? matrix : index).filter((line) => hasResult(line, context.env));
  const equations = lines.map(({ result, formula }) => {
    if (result.op !== "symbol") return [];
    const end = [
      sign(relation(frame), "becomes"),
      matrixOf({ ...result, at: ["l"] }, context, { result: true }),
    ];
    // a rule of many operations is applied to each entry by itself: what goes in and what comes out
    if (!matrix.length) return [...rule(scene, result.name, context), ...end];
    return [...partsOf(formula, context), ...end];
  });
  return [...context.before, ...equations];
}

/** @param {import("../../../types").Frame} frame */
const relation = (frame) => (frame.equation === "update" ? "\\to" : "=");

/** @param {Scene} scene @param {string} result @param {Context} context */
function rule({ catalog, experiment }, result, context) {
  const kind = result.slice(-1);
  const title = catalog.optimizers.find(({ name }) => name === experiment.optimizer.name)?.title ?? "f";
  return [
    sign(`\\text{${title}}\\,(`, `${title} of`),
    matrixOf(named(kind, "l"), context),
    sign(",", "and"),
    matrixOf(named(`nabla_${kind}`, "l"), context),
    sign(")", ""),
  ];
}

/**
 * The cost has no matrix form: outputs and targets go in, one number comes out.
 * @param {Scene} scene
 * @param {Context} context
 * @returns {MatrixEquation[]}
 */
function costs({ trace, example }, context) {
  const single = trace.targets.length === 1;
  /** @param {string} latex @param {string} ref @returns {MatrixPart} */
  const number = (latex, ref) => ({
    kind: "matrix",
    latex,
    name: ref,
    colour: "given",
    cells: [[{ value: read(trace, example, ref, []), ref }]],
    rows: [""],
    columns: null,
    pick: "all",
    result: true,
  });
  const ofExample = [
    sign("C_x(", "the cost of"),
    matrixOf(named("a", "l"), context, { pick: "all" }),
    sign(",", "and"),
    matrixOf(named("y"), context, { pick: "all" }),
    sign(")", ""),
    sign("=", "equals"),
    number(single ? "C" : "C_x", "cost_of_example"),
  ];
  if (single && trace.loss.penalty === 0) return [ofExample];
  const penalty =
    trace.loss.penalty === 0 ? [] : [sign("+", "plus"), { ...number("\\Omega", "penalty"), result: false }];
  const each = trace.loss.per_example.map((value, x) => ({
    value,
    ref: x === example ? "cost_of_example" : null,
  }));
  const all = {
    ...number("C_x", "cost_of_example"),
    cells: [each],
    columns: each.map((_, x) => `x ${x + 1}`),
    result: false,
  };
  const m = trace.targets.length;
  return [
    ofExample,
    [
      ...(single ? [] : [sign(`\\tfrac{1}{${m}}\\sum_x`, `one of ${m} times the sum over the examples of`)]),
      all,
      ...penalty,
      sign("=", "equals"),
      number("C", "cost"),
    ],
  ];
}

/** @param {Scene} scene */
export const widest = ({ trace }) => Math.max(...sizesOf(trace));
