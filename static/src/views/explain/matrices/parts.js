/* The matrices of an equation: their entries with refs, their shapes and labels, and which entries make which. */
import { indexOf, present } from "../../../formula/expression.js";
import { kindOf, symbolic } from "../../../formula/latex.js";
import { read, ref, sizesOf } from "../../../refs.js";

/**
 * @typedef {import("../../../types").Tree} Tree
 * @typedef {import("../../../types").SymbolNode} SymbolNode
 * @typedef {import("../../../types").Trace} Trace
 * @typedef {import("../../../formula/expression.js").Environment} Environment
 *
 * Which entries go into entry (i, c) of the result: row i, column c, the same entry, or all.
 * `turned`: column i, of a matrix whose transpose is multiplied.
 * @typedef {"row" | "column" | "entry" | "all" | "turned"} Pick
 *
 * @typedef {{ value: number | null, ref: string | null, before?: number | null }} Cell before: of a new weight, the
 *     old one, from which it must differ in what is written
 * @typedef {{ kind: "matrix", latex: string, name: string, colour: string, cells: Cell[][], rows: string[],
 *   columns: string[] | null, pick: Pick, result: boolean }} MatrixPart
 * @typedef {{ kind: "sign", latex: string, words: string }} SignPart
 * @typedef {MatrixPart | SignPart} Part
 * @typedef {Extract<Tree, { left: Tree, op: "add" | "subtract" | "multiply" | "divide" | "power" | "matmul" }>} Binary
 *
 * One equation, from left to right; the last part is the result.
 * @typedef {Part[]} MatrixEquation
 * @typedef {{ env: Environment, jacobian: (l: number) => number[][] | null, before: MatrixEquation[] }} Context
 *     before: equations that must be read first, with what the others call by a name
 */

const MATRICES = /^(w|nabla_w|updated_w)$/;

/** @param {string} latex @param {string} words @returns {SignPart} */
export const sign = (latex, words) => ({ kind: "sign", latex, words });

/** @param {Cell[][]} cells */
const turned = (cells) => cells[0].map((_, c) => cells.map((row) => row[c]));

/** @param {number} n @param {string} [word] */
const numbered = (n, word = "") => Array.from({ length: n }, (_, i) => `${word}${i + 1}`);

/**
 * A symbol as the matrix or the column of its entries.
 * @param {SymbolNode} node
 * @param {Context} context
 * @param {{ pick?: Pick, transposed?: boolean, result?: boolean }} [as]
 * @returns {MatrixPart}
 */
export function matrixOf(node, context, { pick = "entry", transposed = false, result = false } = {}) {
  const { env } = context;
  const sizes = sizesOf(env.trace);
  const l = layerOf(node, env);
  const plain = `${symbolic(env).symbol({ ...node }, env).text}`;
  const square = node.name === "jacobian";
  const cells = square ? jacobianCells(context.jacobian(l), sizes[l - 1]) : entriesOf(node, l, env);
  const labels = labelsOf(square, MATRICES.test(node.name), cells);
  const shared = {
    kind: /** @type {const} */ ("matrix"),
    name: node.name,
    colour: kindOf(node.name),
    pick,
    result,
  };
  if (!transposed) return { ...shared, latex: plain, cells, ...labels };
  const [rows, columns] = [labels.columns ?? [""], labels.rows];
  return { ...shared, latex: `(${plain})^{\\mathsf{T}}`, cells: turned(cells), rows, columns };
}

/**
 * A Jacobian has a row for each a and a column for each z, weights a row for each neuron they lead to.
 * @param {boolean} square
 * @param {boolean} wide
 * @param {Cell[][]} cells
 * @returns {{ rows: string[], columns: string[] | null }}
 */
function labelsOf(square, wide, cells) {
  const [n, m] = [cells.length, cells[0].length];
  if (square) return { rows: numbered(n, "a "), columns: numbered(m, "z ") };
  if (wide) return { rows: numbered(n, "to\u00a0"), columns: numbered(m, "from\u00a0") };
  return { rows: n > 1 ? numbered(n) : [""], columns: null };
}

/** @param {SymbolNode} node @param {Environment} env */
function layerOf({ name, at }, env) {
  if (name === "x") return 1;
  if (name === "y") return env.trace.layers.length;
  return Number(indexOf(at[0], env));
}

/**
 * @param {SymbolNode} node
 * @param {number} l
 * @param {Environment} env
 * @returns {Cell[][]}
 */
function entriesOf({ name }, l, { trace, example }) {
  const sizes = sizesOf(trace);
  const at = name === "x" || name === "y" ? [] : [l];
  const cell = (/** @type {number[]} */ ...rest) => ({
    value: read(trace, example, name, [...at, ...rest]),
    ref: ref(name, ...at, ...rest),
    ...(name.startsWith("updated_")
      ? { before: read(trace, example, name.slice(-1), [...at, ...rest]) }
      : {}),
  });
  const rows = Array.from({ length: sizes[l - 1] }, (_, j) => j + 1);
  if (!MATRICES.test(name)) return rows.map((j) => [cell(j)]);
  return rows.map((j) => Array.from({ length: sizes[l - 2] }, (_, k) => cell(j, k + 1)));
}

/** @param {number[][] | null} values @param {number} n */
const jacobianCells = (values, n) =>
  Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => ({ value: values?.[i]?.[j] ?? null, ref: null })),
  );

/**
 * What all examples have, one column each.
 * @param {SymbolNode} node
 * @param {Environment} env
 * @param {{ pick: Pick, transposed?: boolean }} as
 * @returns {MatrixPart}
 */
function batchOf(node, env, { pick, transposed = false }) {
  const l = layerOf(node, env);
  const n = sizesOf(env.trace)[l - 1];
  const cells = Array.from({ length: n }, (_, j) =>
    env.trace.targets.map((__, x) => ({
      value: read(env.trace, x, node.name, [l, j + 1]),
      // only the numbers of the example on show have a name
      ref: x === env.example ? ref(node.name, l, j + 1) : null,
    })),
  );
  const [rows, columns] = [numbered(n), numbered(env.trace.targets.length, "x ")];
  const letter = node.name === "delta" ? "\\Delta" : "A";
  const shared = {
    kind: /** @type {const} */ ("matrix"),
    name: node.name,
    colour: kindOf(node.name),
    pick,
    result: false,
  };
  if (!transposed) return { ...shared, latex: `${letter}^{${l}}`, cells, rows, columns };
  return {
    ...shared,
    latex: `(${letter}^{${l}})^{\\mathsf{T}}`,
    cells: turned(cells),
    rows: columns,
    columns: rows,
  };
}

/**
 * The parts of a formula, from left to right.
 * @param {Tree} tree
 * @param {Context} context
 * @param {Pick} [pick]
 * @returns {Part[]}
 */
export function partsOf(tree, context, pick = "entry") {
  switch (tree.op) {
    case "symbol":
      return symbolParts(tree, context, pick, false);
    case "transpose":
      return tree.of.op === "symbol" ? symbolParts(tree.of, context, pick, true) : [];
    case "matmul":
      return collected(tree, context) ?? product(tree, context, pick);
    case "multiply":
      return multiplied(tree, context, pick);
    case "add":
    case "subtract":
      return added(tree, context, pick);
    case "call":
      return called(tree, context, pick);
    case "mean":
      return averaged(tree.of, context, pick);
    default:
      return [];
  }
}

/**
 * @param {SymbolNode} node
 * @param {Context} context
 * @param {Pick} pick
 * @param {boolean} transposed
 * @returns {Part[]}
 */
const symbolParts = (node, context, pick, transposed) =>
  node.name in context.env.settings
    ? [setting(node, context.env)]
    : [matrixOf(node, context, { pick, transposed })];

/**
 * @param {Binary} tree
 * @param {Context} context
 * @param {Pick} pick
 */
const product = ({ left, right }, context, pick) => [
  ...partsOf(left, context, "row"),
  sign("\\cdot", "times"),
  ...partsOf(right, context, pick === "row" ? "all" : "column"),
];

/** @param {SymbolNode} node @param {Environment} env */
const setting = (node, env) => {
  const symbol = env.names.settings[node.name] ?? node.name;
  return sign(`\\underset{${env.settings[node.name]}}{${symbol}}`, `${env.settings[node.name]}`);
};

/**
 * What the layer after it sends back has a name of its own, dC/da: it is an equation of its own.
 * @param {Binary} tree
 * @param {Context} context
 * @returns {Part[] | null}
 */
function collected({ left, right }, context) {
  const sent = left.op === "transpose" && left.of.op === "symbol" && left.of.name === "w";
  if (!sent || right.op !== "symbol" || right.name !== "delta") return null;
  /** @type {SymbolNode} */
  const name = { op: "symbol", name: "grad_a", at: ["l"] };
  context.before.push([
    ...partsOf(left, context, "row"),
    sign("\\cdot", "times"),
    ...partsOf(right, context, "column"),
    sign("=", "equals"),
    matrixOf(name, context, { result: true }),
  ]);
  return [matrixOf(name, context)];
}

/**
 * A number in front of a matrix scales it; two matrices are multiplied entry by entry.
 * @param {Binary} tree
 * @param {Context} context
 * @param {Pick} pick
 */
function multiplied({ left, right }, context, pick) {
  const [one, other] = [partsOf(left, context, pick), partsOf(right, context, pick)];
  const scaling = one.every(({ kind }) => kind === "sign");
  return [...one, ...(scaling ? [] : [sign("\\odot", "entry by entry times")]), ...other];
}

/**
 * @param {Binary} tree
 * @param {Context} context
 * @param {Pick} pick
 */
function added({ op, left, right }, context, pick) {
  const one = present(left, context.env) ? partsOf(left, context, pick) : [];
  const other = present(right, context.env) ? partsOf(right, context, pick) : [];
  if (!one.length || !other.length) return [...one, ...other];
  return [...one, op === "add" ? sign("+", "plus") : sign("-", "minus"), ...other];
}

/**
 * A function of every entry; softmax is one of all of them.
 * @param {Extract<Tree, { op: "call" }>} tree
 * @param {Context} context
 * @param {Pick} pick
 */
function called({ function: name, arguments: [argument] }, context, pick) {
  const symbol =
    context.env.names.functions[name] ?? (name === "sign" ? "\\operatorname{sgn}" : `\\mathrm{${name}}`);
  const inside = partsOf(argument, context, name === "softmax" ? "all" : pick);
  return [sign(`${symbol}\\,(`, `${name} of`), ...inside, sign(")", "")];
}

/**
 * The mean over the examples is a product of matrices too: one column for each example.
 * @param {Tree} of
 * @param {Context} context
 * @param {Pick} pick
 * @returns {Part[]}
 */
function averaged(of, context, pick) {
  const { env } = context;
  const m = env.trace.targets.length;
  if (m === 1) return partsOf(of, context, pick);
  if (of.op === "symbol") {
    const mean = sign(`\\tfrac{1}{${m}}\\sum_x`, `one of ${m} times the sum over the examples of`);
    return [mean, batchOf(of, env, { pick: "row" })];
  }
  const [left, right] = of.op === "matmul" && of.right.op === "transpose" ? [of.left, of.right.of] : [];
  if (left?.op !== "symbol" || right?.op !== "symbol") return [];
  return [
    sign(`\\tfrac{1}{${m}}`, `one of ${m} times`),
    batchOf(left, env, { pick: "row" }),
    sign("\\cdot", "times"),
    batchOf(right, env, { pick: "column", transposed: true }),
  ];
}

/**
 * Whether an entry of a part goes into entry (i, c) of the result.
 * @param {MatrixPart} part
 * @param {[number, number]} entry from 0
 * @param {[number, number]} chosen from 0
 */
export function goesInto({ pick, cells, result }, [row, column], [i, c]) {
  const only = cells[0].length === 1 ? 0 : c;
  if (result) return row === i && column === only;
  switch (pick) {
    case "row":
      return row === i;
    case "column":
      return column === only;
    case "turned":
      return column === i;
    case "entry":
      return row === i && column === only;
    default:
      return true;
  }
}
