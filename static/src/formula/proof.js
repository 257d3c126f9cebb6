/* Writes the lines of a proof: those of its symbols that nothing records as LaTeX, or as the numbers they come to. */
import { indexOf, refOf, valueOf, write } from "./expression.js";
import { numberPart, numeric, symbolic } from "./latex.js";

/**
 * @typedef {import("../types").Tree} Tree
 * @typedef {import("../types").SymbolNode} SymbolNode
 * @typedef {import("../types").Catalog["proofs"][number]} Proof
 * @typedef {Proof["lines"][number]} ProofLine
 * @typedef {Proof["symbols"][number]} ProofSymbol
 * @typedef {import("./expression.js").Environment} Environment
 * @typedef {import("./expression.js").Style} Style
 * @typedef {import("./expression.js").Part} Part
 */

/** How tightly the parts of a formula bind, as in expression.js. @type {Record<string, number>} */
const LEVELS = { number: 3, symbol: 3, multiply: 1 };
/** A line that holds for many neurons is shown with numbers for the first few. */
const MOST_INSTANCES = 3;

/**
 * A line in symbols.
 * @param {Proof} proof
 * @param {ProofLine} line
 * @param {Environment} env
 */
export function proofLine(proof, line, env) {
  const at = ofLayer(env);
  const style = inSymbols(proof, at);
  return `${write(line.result, at, style)} = ${write(line.formula, at, style)}`;
}

/**
 * The same with the numbers put in, for the neurons that it holds for; `value` is what it comes to, where that is
 * recorded or the product of two numbers in it.
 * @param {Proof} proof
 * @param {ProofLine} line
 * @param {Environment} env with the layer and the neuron j
 * @returns {{ left: string, right: string, value: string }[]}
 */
export function proofNumbers(proof, line, env) {
  return instances(line, ofLayer(env)).map((at) => {
    const [symbols, numbers] = [inSymbols(proof, at), inNumbers(proof, at)];
    const right = write(settled(line.formula, at), at, numbers);
    const result = resultOf(proof, line.result, at);
    const said = result === null || plain(right) === numberPart(result).text;
    return {
      left: `${write(line.result, at, symbols)} = `,
      right,
      value: said ? "" : write(line.result, at, numbers),
    };
  });
}

/** @param {string} latex of a number that nothing records, rounded as those are that something does */
const given = (latex) => `\\htmlClass{symbol given}{${latex}}`;

/** @param {string} latex without the marks of links */
const plain = (latex) => latex.replaceAll(/\\html(Data|Class)\{[^}]*\}/g, "").replaceAll(/[{}]/g, "");

/**
 * f is the activation of the layer.
 * @param {Environment} env
 * @returns {Environment}
 */
function ofLayer(env) {
  const f = env.names.activations[env.indices.l - 1];
  return { ...env, names: { ...env.names, functions: { ...env.names.functions, f } } };
}

/**
 * @param {ProofLine} line
 * @param {Environment} env
 * @returns {Environment[]}
 */
function instances({ free }, env) {
  return free.reduce(
    (found, { index, layer }) =>
      found.flatMap((at) => {
        if (index in at.indices) return [at];
        const width = env.trace.layers[Number(indexOf(layer, at)) - 1].a[0].length;
        const few = Math.min(width, MOST_INSTANCES);
        return Array.from({ length: few }, (_, i) => ({ ...at, indices: { ...at.indices, [index]: i + 1 } }));
      }),
    [env],
  );
}

/**
 * @param {Proof} proof
 * @param {SymbolNode} node
 */
const own = ({ symbols }, node) => symbols.find(({ name }) => name === node.name);

/**
 * @param {Proof} proof
 * @param {Environment} env
 * @returns {Style}
 */
function inSymbols(proof, env) {
  const style = symbolic(env);
  return {
    ...style,
    symbol(node, inEnv) {
      const symbol = own(proof, node);
      if (symbol) return { text: named(symbol, node, inEnv), level: 2 };
      if (node.at.length || node.name.length > 1) return style.symbol(node, inEnv);
      return { text: String(indexOf(node.name, inEnv)), level: 3 };
    },
  };
}

/**
 * What only proofs speak of, by the formula that it stands for.
 * @param {Proof} proof
 * @param {Environment} env
 * @returns {Style}
 */
function inNumbers(proof, env) {
  const style = numeric(env);
  /** @type {Style} */
  const numbers = {
    ...style,
    infix: { ...style.infix, negative: (_left, right) => (plain(right) === "0" ? right : `-${right}`) },
    symbol(node, inEnv) {
      const symbol = own(proof, node);
      if (!symbol) return style.symbol(node, inEnv);
      const bound = boundBy(symbol, node, inEnv);
      const tree = settled(symbol.formula, bound);
      if (tree.op === "symbol") return numbers.symbol(tree, bound);
      const product = productOf(tree, bound);
      if (tree.op === "number") return numbers.number(tree.value);
      if (product !== null) return { ...numberPart(product), text: given(numberPart(product).text) };
      return { text: write(tree, bound, numbers), level: LEVELS[tree.op] ?? 0 };
    },
  };
  return numbers;
}

/**
 * The symbol of a derivative with its indices; a comma sets those above 9 apart.
 * @param {ProofSymbol} symbol
 * @param {SymbolNode} node
 * @param {Environment} env
 */
function named(symbol, node, env) {
  const at = node.at.map((expression) => indexOf(expression, env));
  const latex = symbol.latex.replace(/<(\d)>(?=(<\d>)?)/g, (_all, i, next) => {
    const index = at[Number(i) - 1];
    const apart = next !== undefined && [index, at[Number(i)]].some((one) => Number(one) > 9);
    return `${index}${apart ? "," : ""}`;
  });
  const coloured = `\\htmlClass{symbol ${symbol.name.startsWith("grad") ? "backward" : "given"}}{${latex}}`;
  const bound = boundBy(symbol, node, env);
  const target = symbol.formula.op === "symbol" ? refOf(symbol.formula, bound) : null;
  return target ? `\\htmlData{ref=${target}}{${coloured}}` : coloured;
}

/**
 * The letters of a symbol's meaning, bound to the indices that it has in a line.
 * @param {ProofSymbol} symbol
 * @param {SymbolNode} node
 * @param {Environment} env
 * @returns {Environment}
 */
function boundBy({ result }, node, env) {
  const letters = result.op === "symbol" ? result.at : [];
  /** @type {Record<string, number>} */
  const indices = {};
  letters.forEach((letter, i) => {
    const value = indexOf(node.at[i], env);
    if (/^[a-z]$/.test(letter) && typeof value === "number") indices[letter] = value;
  });
  if (!("l" in indices)) indices.l = env.indices.l;
  return { ...env, indices };
}

/**
 * The case that holds, where the indices decide it.
 * @param {Tree} tree
 * @param {Environment} env
 * @returns {Tree}
 */
function settled(tree, env) {
  if (tree.op !== "cases" || tree.condition.op !== "compare") return tree;
  const { left, right } = tree.condition;
  if (left.op !== "symbol" || right.op !== "symbol") return tree;
  return indexOf(left.name, env) === indexOf(right.name, env) ? tree.yes : tree.no;
}

/**
 * The number that a symbol comes to.
 * @param {Proof} proof
 * @param {Tree} node
 * @param {Environment} env
 * @returns {number | null}
 */
function resultOf(proof, node, env) {
  if (node.op !== "symbol") return null;
  const symbol = own(proof, node);
  if (!symbol) return valueOf(node, env) ?? null;
  const bound = boundBy(symbol, node, env);
  return productOf(settled(symbol.formula, bound), bound);
}

/**
 * @param {Tree} tree a recorded number, or the product of two
 * @param {Environment} env
 * @returns {number | null} null for any other
 */
function productOf(tree, env) {
  if (tree.op === "number") return tree.value;
  if (tree.op === "symbol") return valueOf(tree, env) ?? null;
  if (tree.op !== "multiply") return null;
  const [left, right] = [tree.left, tree.right].map((of) => (of.op === "symbol" ? valueOf(of, env) : null));
  return typeof left === "number" && typeof right === "number" ? left * right : null;
}
