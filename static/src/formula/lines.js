/* What the equation panel, the inspector and the narration say about a step, from the catalog's equations. */
import { digitsApart, usualDigits } from "../encode.js";
import { indexOf, operandsOf, refOf, valueOf, write } from "./expression.js";
import { numberPart, numeric, symbolic } from "./latex.js";
import { parseRef, ref } from "../refs.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Step} Step
 * @typedef {import("../types").Frame} Frame
 * @typedef {import("../types").Line} Line
 * @typedef {import("../types").Equation} Equation
 * @typedef {import("../types").SymbolNode} SymbolNode
 * @typedef {import("./expression.js").Environment} Environment
 */

/**
 * @param {Scene} scene
 * @param {Frame} frame
 * @returns {Equation}
 */
export function equationOf({ catalog }, frame) {
  const equation = catalog.equations.find(({ id }) => id === frame.form);
  if (!equation) throw new Error(`the catalog has no equation ${frame.form}`);
  return equation;
}

/**
 * @param {Scene} scene
 * @param {Record<string, number>} indices
 * @returns {Environment}
 */
export function environment({ trace, example, catalog, experiment }, indices) {
  const functions = Object.fromEntries(catalog.activations.map(({ name, symbol }) => [name, symbol]));
  const rule = catalog.optimizers.find(({ name }) => name === experiment.optimizer.name);
  const parameters = rule?.parameters ?? [];
  const symbols = parameters.map((p) => [p.name, p.kind === "number" ? p.symbol : p.name]);
  return {
    trace,
    example,
    indices,
    settings: {
      // what a request leaves out has its default, which the server puts in
      train_biases: 1,
      ...Object.fromEntries(parameters.map((p) => [p.name, Number(p.default)])),
      .../** @type {Record<string, number>} */ (/** @type {unknown} */ (experiment.optimizer)),
      ...experiment.regularization,
      step: trace.optimizer_state.step,
    },
    names: {
      functions,
      settings: { ...Object.fromEntries(symbols), l1: "\\lambda_1", l2: "\\lambda_2", step: "t" },
      slots: Object.fromEntries((rule?.slots ?? []).map((slot) => [slot.name, slot.symbol])),
      activations: trace.layers.map(({ activation }) => (activation ? functions[activation] : "f")),
    },
  };
}

/**
 * The indices that a step is about. The update runs over all layers: what stands for it is the chosen weight, or the
 * first one.
 * @param {Scene} scene
 * @param {Step} step
 * @param {boolean} [concrete] whether a neuron is to be picked where the step is about a whole layer
 * @returns {Record<string, number>}
 */
export function indicesOf({ selected }, step, concrete = false) {
  const chosen = selected ? parseRef(selected) : { name: "", at: [] };
  const update = step.frame.equation === "update";
  if (!concrete) return only({ l: step.layer, j: step.neuron });
  const l = step.layer ?? (chosen.name === "edge" ? chosen.at[0] : 2);
  const here = chosen.at[0] === l;
  const j = step.neuron ?? (here ? chosen.at[1] : 1);
  const k = update ? (here && chosen.name === "edge" ? chosen.at[2] : 1) : null;
  return only({ l, j, k });
}

/**
 * @param {Record<string, number | null>} indices
 * @returns {Record<string, number>}
 */
const only = (indices) =>
  /** @type {Record<string, number>} */ (
    Object.fromEntries(Object.entries(indices).filter(([, i]) => i !== null))
  );

/**
 * What stands between the two sides of a line.
 * @param {Frame} frame
 */
export const relation = (frame) => (frame.equation === "update" ? "\\leftarrow" : "=");

/**
 * A line in symbols.
 * @param {Line} line
 * @param {Environment} env
 * @param {Frame} frame
 */
export function symbolicLine(line, env, frame) {
  const style = symbolic(env);
  return `${write(line.result, env, style)} ${relation(frame)} ${write(line.formula, env, style)}`;
}

/**
 * Whether there is what a line computes: a gradient of biases only where there are any, new ones only where they learn.
 * @param {Line} line
 * @param {Environment} env
 */
export function hasResult({ result }, env) {
  if (result.op !== "symbol" || !/_b$/.test(result.name)) return true;
  if (result.name === "updated_b" && !env.settings.train_biases) return false;
  const l = indexOf(result.at[0], env);
  return env.trace.layers.some(
    ({ layer, biases }) => biases !== null && biases !== undefined && (layer === l || typeof l === "string"),
  );
}

/**
 * The calculation with the numbers put in: one entry for each line, and where a line leaves k open, for each k.
 * @param {Equation} equation
 * @param {Environment} env
 * @param {Frame} frame
 * @param {number} most the number of entries up to which all are shown
 * @returns {{ left: string, right: string, value: string, ref: string | null }[]}
 */
export function calculation(equation, env, frame, most) {
  const entries = equation.lines.flatMap((line) => instances(line, env).map((at) => ({ line, at })));
  return entries
    .filter(({ line, at }) => hasResult(line, at) && !repeats(line, at))
    .slice(0, most)
    .map(({ line, at }) => {
      const result = /** @type {SymbolNode} */ (line.result);
      const value = valueOf(result, at);
      return {
        left: `${write(result, at, symbolic(at))} ${relation(frame)} `,
        right: write(line.formula, at, numeric(at)),
        // a line whose right side is one number has said its value already
        value:
          typeof value === "number" && line.formula.op !== "symbol"
            ? numberPart(value, digitsOf(result, at)).text
            : "",
        ref: refOf(result, at),
      };
    });
}

/**
 * A new value has as many digits as it takes to tell it from the old one.
 * @param {SymbolNode} result
 * @param {Environment} env
 */
function digitsOf(result, env) {
  if (!result.name.startsWith("updated_")) return undefined;
  const [before, after] = [{ ...result, name: result.name.slice(-1) }, result].map(
    (node) => valueOf(node, env) ?? 0,
  );
  return digitsApart(before, after, usualDigits());
}

/**
 * The refs of the numbers that a step about a single term is about.
 * @param {Step} step
 * @returns {string[]}
 */
export function termRefs({ frame, layer: l, neuron: j, term }) {
  if (term === null || l === null || j === null) return [];
  const i = Number(term);
  switch (frame.equation) {
    case "weighted_input":
      return term === "b" ? [ref("b", l, j)] : [ref("w", l, j, i), ref("a", l - 1, i)];
    case "BP2":
      return term === "f"
        ? [ref("grad_a", l, j), ref("slope", l, j)]
        : [ref("w", l + 1, i, j), ref("delta", l + 1, i)];
    default:
      return term === "b" ? [ref("nabla_b", l, j)] : [ref("nabla_w", l, j, i)];
  }
}

/**
 * A mean over one example, or a sum with one present term, only repeats its operand.
 * @param {Line} line
 * @param {Environment} env
 */
function repeats({ result, formula }, env) {
  return (
    result.op === "symbol" &&
    result.name === "cost" &&
    env.trace.targets.length === 1 &&
    env.trace.loss.penalty === 0 &&
    formula.op === "add"
  );
}

/**
 * @param {Line} line
 * @param {Environment} env
 * @returns {Environment[]}
 */
function instances({ result }, env) {
  if (result.op !== "symbol" || !result.at.includes("k") || "k" in env.indices) return [env];
  const before = indexOf("l-1", env);
  if (typeof before !== "number") return [env];
  return env.trace.layers[before - 1].a[0].map((_, i) => ({ ...env, indices: { ...env.indices, k: i + 1 } }));
}

/**
 * The refs that a recorded number was computed from, for linking.
 * @param {Scene} scene
 * @param {string} target
 * @returns {string[]}
 */
export function factorsOf(scene, target) {
  const { name, at } = parseRef(target);
  const [l, j, k] = at;
  const env = environment(scene, only({ l: l ?? scene.trace.layers.length, j: j ?? null, k: k ?? null }));
  for (const frame of scene.trace.frames) {
    if (frame.layer !== null && frame.layer !== l) continue;
    const line = equationOf(scene, frame).lines.find(
      ({ result }) => result.op === "symbol" && result.name === name,
    );
    if (line) return [...new Set(operandsOf(line.formula, env))];
  }
  return [];
}
