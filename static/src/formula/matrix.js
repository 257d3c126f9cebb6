/* The styles in which LaTeX writes a formula in matrices: with the shapes below, and with the numbers put in. */
import { childrenOf, indexOf, valueOf } from "./expression.js";
import { kindOf, numberPart, symbolic, SYMBOLIC } from "./latex.js";
import { ref, sizesOf } from "../refs.js";

/**
 * @typedef {import("../types").Tree} Tree
 * @typedef {import("../types").SymbolNode} SymbolNode
 * @typedef {import("./expression.js").Environment} Environment
 * @typedef {import("./expression.js").Style} Style
 * @typedef {import("./expression.js").Part} Part
 */

const MATRICES = /^(w|nabla_w|updated_w)$/;
const VECTORS = /^(a|x|z|b|y|slope|grad_a|delta|nabla_b|updated_b)$/;
/** Larger ones are written as their symbol and their shape. */
const WRITTEN_OUT = 4;

/** A number in front of a matrix scales it; two matrices are multiplied entry by entry. */
const INFIX = {
  ...SYMBOLIC.infix,
  /** @param {string} left @param {string} right @param {boolean} scaling */
  multiply: (left, right, scaling) => (scaling ? `${left}\\,${right}` : `${left} \\odot ${right}`),
};

/**
 * Symbols, with their shapes below.
 * @param {Environment} env
 * @returns {Style}
 */
export function inMatrices(env) {
  const style = symbolic(env);
  return {
    ...style,
    infix: INFIX,
    number: (value) => ({ ...style.number(value), scalar: true }),
    symbol(node, inEnv) {
      const written = { ...style.symbol(node, inEnv), scalar: node.name in env.settings };
      const shape = shapeOf(node, inEnv);
      return shape ? { ...written, text: `\\underset{${shape.join("\\times ")}}{${written.text}}` } : written;
    },
  };
}

/**
 * The numbers, as matrices and columns.
 * @param {Environment} env
 * @param {number} digits
 * @returns {Style}
 */
export function inNumbers(env, digits) {
  const symbols = inMatrices(env);
  /** @param {SymbolNode} node @param {Environment} inEnv @param {boolean} turned */
  const written = (node, inEnv, turned) => {
    const entries = entriesOf(node, inEnv);
    if (!entries) return numberOrSymbol(node, inEnv, symbols);
    return { text: bracketed(node, turned ? transposed(entries) : entries, inEnv, digits), level: 3 };
  };
  return {
    ...symbols,
    symbol: (node, inEnv) => written(node, inEnv, false),
    transposed: (node, inEnv) => {
      if (entriesOf(node, inEnv)) return written(node, inEnv, true);
      return { text: symbols.transpose(symbols.symbol(node, inEnv).text), level: 2 };
    },
  };
}

/**
 * @param {SymbolNode} node
 * @param {Environment} env
 * @param {Style} symbols
 * @returns {Part}
 */
function numberOrSymbol(node, env, symbols) {
  if (!(node.name in env.settings)) return symbols.symbol(node, env);
  return { ...numberPart(env.settings[node.name]), scalar: true };
}

/**
 * @param {SymbolNode} node
 * @param {Environment} env
 * @returns {[number, number] | null} rows and columns
 */
function shapeOf(node, env) {
  const sizes = sizesOf(env.trace);
  const l = layerOf(node, env, sizes);
  if (l === null) return null;
  if (node.name === "jacobian") return [sizes[l - 1], sizes[l - 1]];
  if (MATRICES.test(node.name)) return [sizes[l - 1], sizes[l - 2]];
  return VECTORS.test(node.name) ? [sizes[l - 1], 1] : null;
}

/**
 * @param {SymbolNode} node
 * @param {Environment} env
 * @param {number[]} sizes
 */
function layerOf({ name, at }, env, sizes) {
  if (name === "x") return 1;
  if (name === "y") return sizes.length;
  const l = at.length ? indexOf(at[0], env) : null;
  return typeof l === "number" ? l : null;
}

/**
 * The refs of all entries, row by row, or null where it is no matrix, or one too large to write out.
 * @param {SymbolNode} node
 * @param {Environment} env
 * @returns {string[][] | null}
 */
function entriesOf(node, env) {
  const shape = shapeOf(node, env);
  const l = layerOf(node, env, sizesOf(env.trace));
  if (!shape || l === null || node.name === "jacobian" || Math.max(...shape) > WRITTEN_OUT) return null;
  const [rows, columns] = shape;
  const layered = node.name === "x" || node.name === "y" ? [] : [l];
  return Array.from({ length: rows }, (_, j) =>
    MATRICES.test(node.name)
      ? Array.from({ length: columns }, (__, k) => ref(node.name, ...layered, j + 1, k + 1))
      : [ref(node.name, ...layered, j + 1)],
  );
}

/** @param {string[][]} rows */
const transposed = (rows) => rows[0].map((_, k) => rows.map((row) => row[k]));

/**
 * @param {SymbolNode} node
 * @param {string[][]} entries
 * @param {Environment} env
 * @param {number} digits
 */
function bracketed(node, entries, env, digits) {
  const kind = kindOf(node.name);
  const cell = (/** @type {string} */ target) => {
    const [name, ...at] = target.split(".");
    const value = valueOf({ op: "symbol", name, at }, env);
    const number = typeof value === "number" ? numberPart(value, digits).text : "\\cdot";
    return `\\htmlData{ref=${target}}{\\htmlClass{symbol ${kind}}{${number}}}`;
  };
  return `\\begin{bmatrix} ${entries.map((row) => row.map(cell).join(" & ")).join(" \\\\ ")} \\end{bmatrix}`;
}

/**
 * Whether every matrix of a line can be written out with its numbers: those of one example, and small ones.
 * @param {import("../types").Line} line
 * @param {Environment} env
 */
export const writable = (line, env) =>
  (env.trace.targets.length === 1 || !averages(line.formula)) &&
  leaves(line.formula).every((node) => isWritable(node, env));

/**
 * @param {SymbolNode} node
 * @param {Environment} env
 */
const isWritable = (node, env) =>
  node.name in env.settings || entriesOf(node, env) !== null || isAbsent(node, env);

/**
 * @param {SymbolNode} node
 * @param {Environment} env
 */
const isAbsent = (node, env) =>
  node.name === "b" && !env.trace.layers[Number(indexOf(node.at[0], env)) - 1]?.biases;

/**
 * @param {Tree} tree
 * @returns {SymbolNode[]}
 */
const leaves = (tree) => (tree.op === "symbol" ? [tree] : childrenOf(tree).flatMap(leaves));

/**
 * @param {Tree} tree
 * @returns {boolean}
 */
const averages = (tree) => tree.op === "mean" || childrenOf(tree).some(averages);
