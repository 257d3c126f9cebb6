/* openFormula: a line of the catalog in letters alone, as a book would print it: any layer, any neuron. */
import { write } from "./expression.js";
import { SYMBOLIC, symbolic } from "./latex.js";
import { inMatrices } from "./matrix.js";

/**
 * @typedef {import("../types").Catalog} Catalog
 * @typedef {import("./expression.js").Environment} Environment
 */

/** No network: every index stays a letter, and nothing is left out but penalties. */
const NOTHING = /** @type {import("../types").Trace} */ (
  /** @type {unknown} */ ({ targets: [[]], layers: [], frames: [] })
);

/**
 * @param {Catalog} catalog
 * @param {string} id of an equation
 * @param {{ form?: string, result?: string, layer?: string }} [which] form: index or matrix; result: the line that
 *     computes this symbol, the first one where nothing is said; layer: the letter for l
 * @returns {string} LaTeX
 */
export function openFormula(catalog, id, { form = "index", result, layer } = {}) {
  const equation = catalog.equations.find((entry) => entry.id === id);
  const lines = form === "matrix" ? equation?.matrix : equation?.index;
  const line = lines?.find(({ result: of }) => !result || (of.op === "symbol" && of.name === result));
  if (!line) throw new Error(`the catalog has no ${form} form of ${id} for ${result || "anything"}`);
  const env = environment(catalog);
  const style = { ...(form === "matrix" ? inMatrices(env) : symbolic(env)), symbol: unshaped };
  const relation = id.startsWith("update") ? "\\leftarrow" : "=";
  const latex = `${write(line.result, env, style)} ${relation} ${write(line.formula, env, style)}`;
  return layer ? latex.replaceAll("^{l}", `^{${layer}}`) : latex;
}

/**
 * Without a shape, which only a network gives it.
 * @type {import("./expression.js").Style["symbol"]}
 */
const unshaped = (node, env) => ({ ...SYMBOLIC.symbol(node, env), scalar: node.name in env.settings });

/**
 * @param {Catalog} catalog
 * @returns {Environment}
 */
function environment({ activations, optimizers }) {
  const parameters = optimizers.flatMap((rule) => rule.parameters);
  return {
    trace: NOTHING,
    example: 0,
    indices: {},
    settings: { ...Object.fromEntries(parameters.map(({ name }) => [name, 0])), l1: 0, l2: 0 },
    names: {
      functions: Object.fromEntries(activations.map(({ name, symbol }) => [name, symbol])),
      settings: Object.fromEntries(parameters.map((p) => [p.name, p.kind === "number" ? p.symbol : p.name])),
      slots: {},
      activations: [],
    },
  };
}
