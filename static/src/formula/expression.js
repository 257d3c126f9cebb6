/* Walks the tree of a formula: as LaTeX or plain text, in symbols or with the numbers put in, and for its operands. */
import { read, ref } from "../refs.js";

/**
 * @typedef {import("../types").Tree} Tree
 * @typedef {import("../types").SymbolNode} SymbolNode
 * @typedef {import("../types").Trace} Trace
 *
 * What a formula is about. Indices without a value stay letters.
 * @typedef {object} Environment
 * @property {Trace} trace
 * @property {number} example from 0
 * @property {boolean} [elsewhere] whether it is another example than the one on show
 * @property {Record<string, number>} settings of the optimizer and the penalties, by name
 * @property {Names} names how LaTeX writes activations, settings and slots
 * @property {Record<string, number>} indices l, j, k, q, i as far as they are known
 *
 * @typedef {{ functions: Record<string, string>, settings: Record<string, string>, activations: string[],
 *             slots: Record<string, string> }} Names
 *
 * How the parts are written. Levels say how tightly a part binds: 0 sum, 1 product, 2 power or atom.
 * @typedef {object} Style
 * @property {(node: SymbolNode, env: Environment) => Part} symbol
 * @property {(value: number) => Part} number
 * @property {(inner: string) => string} group
 * @property {Record<string, (left: string, right: string, scaling: boolean) => string>} infix scaling: the left one
 *     is a single number also where symbols are matrices
 * @property {(base: string, exponent: string) => string} power
 * @property {(over: string, under: string) => Part} fraction
 * @property {(of: string) => string} transpose
 * @property {(node: SymbolNode, env: Environment) => Part} [transposed] a symbol's matrix with its numbers, turned
 * @property {(name: string, argument: Part) => Part} call
 * @property {(layer: number | string, env: Environment) => Part} width how many neurons a layer has
 * @property {(index: string, of: Part) => Part} sum
 * @property {(of: string, env: Environment) => Part} mean of a sum over the examples
 * @property {(condition: string, yes: string, no: string) => Part} cases
 * @property {Record<string, string>} relation
 * @property {string} more what stands for the terms left out of a long sum
 * @property {boolean} expand whether sums are written out term by term
 * @property {number} longest the number of terms up to which they are
 *
 * @typedef {{ text: string, level: number, negative?: boolean, scalar?: boolean }} Part
 */

/**
 * @param {Tree} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {string}
 */
export const write = (tree, env, style) => part(tree, env, style).text;

/**
 * @param {Tree} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function part(tree, env, style) {
  switch (tree.op) {
    case "number":
      return style.number(tree.value);
    case "symbol":
      return style.symbol(tree, env);
    case "negative":
      return negated(part(tree.of, env, style), style);
    case "transpose":
      return turned(tree.of, env, style);
    case "call":
      return called(tree, env, style);
    case "sum":
      return style.expand ? expanded(tree, env, style) : style.sum(tree.index, part(tree.of, env, style));
    case "mean":
      return averaged(tree.of, env, style);
    case "cases":
      return chosen(tree, env, style);
    case "compare":
      return compared(tree, env, style);
    default:
      return binary(tree, env, style);
  }
}

/**
 * @param {Part} of
 * @param {Style} style
 * @returns {Part}
 */
const negated = (of, style) => ({
  text: style.infix.negative("", unsigned(of, 1, style), false),
  level: 0,
  negative: true,
});

/**
 * @param {Tree} of
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function turned(of, env, style) {
  if (style.transposed && of.op === "symbol") return style.transposed(of, env);
  return { text: style.transpose(tight(part(of, env, style), 2, style)), level: 2 };
}

/**
 * A function; n(l) counts the neurons of layer l.
 * @param {Extract<Tree, { op: "call" }>} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function called({ function: name, arguments: [argument] }, env, style) {
  if (name === "n" && argument.op === "symbol") return style.width(indexOf(argument.name, env), env);
  return style.call(name, part(argument, env, style));
}

/**
 * A mean over the examples; that of a single example is the example.
 * @param {Tree} of
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function averaged(of, env, style) {
  const examples = env.trace.targets.map((_, x) => x);
  if (examples.length === 1) return part(of, env, style);
  if (!style.expand) return style.mean(`\\sum_{x} ${part(of, env, style).text}`, env);
  const terms = shortened(examples, style).map((x) =>
    x === null ? null : part(of, { ...env, example: x, elsewhere: x !== env.example }, style),
  );
  return style.mean(style.group(joined(terms, style).text), env);
}

/**
 * @param {Extract<Tree, { left: Tree, op: "add" | "subtract" | "multiply" | "divide" | "power" | "matmul" }>} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function binary(tree, env, style) {
  if (tree.op === "add" || tree.op === "subtract") return added(tree, env, style);
  const [left, right] = [part(tree.left, env, style), part(tree.right, env, style)];
  if (tree.op === "divide") return style.fraction(left.text, right.text);
  if (tree.op === "power") return { text: style.power(unsigned(left, 3, style), right.text), level: 2 };
  const second = unsigned(right, 1, style);
  const text = style.infix[tree.op](tight(left, 1, style), second, left.scalar ?? false);
  return { text, level: 1, negative: left.negative, scalar: left.scalar && right.scalar };
}

/**
 * @param {Extract<Tree, { left: Tree, op: "add" | "subtract" | "multiply" | "divide" | "power" | "matmul" }>} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function added(tree, env, style) {
  if (!present(tree.right, env)) return part(tree.left, env, style);
  if (!present(tree.left, env)) return part(tree.right, env, style);
  const [left, right] = [part(tree.left, env, style), part(tree.right, env, style)];
  const level = tree.op === "subtract" ? 1 : 0;
  const second = unsigned(right, level, style);
  return { text: style.infix[tree.op](left.text, second, false), level: 0, negative: left.negative };
}

/**
 * A sum written out; where it is long, its beginning and its end.
 * @param {Extract<Tree, { op: "sum" }>} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function expanded(tree, env, style) {
  const indices = shortened(summed(tree, env), style);
  const terms = indices.map((i) => (i === null ? null : part(tree.of, inner(env, tree.index, i), style)));
  return joined(terms, style);
}

/**
 * The indices of a sum that are written out, null for those left out.
 * @param {number[]} indices
 * @param {Style} style
 * @returns {(number | null)[]}
 */
const shortened = (indices, { longest }) =>
  indices.length <= longest ? indices : [...indices.slice(0, longest - 2), null, ...indices.slice(-1)];

/**
 * @param {(Part | null)[]} terms null for those left out
 * @param {Style} style
 * @returns {Part}
 */
function joined(terms, style) {
  const text = terms
    .map((term, i) => {
      if (term === null) return style.more;
      return i > 0 && term.negative ? style.group(term.text) : term.text;
    })
    .reduce((sum, term) => style.infix.add(sum, term, false));
  const [first] = terms;
  return { text, level: terms.length > 1 ? 0 : (first?.level ?? 0), negative: first?.negative };
}

/**
 * @param {Extract<Tree, { op: "sum" }>} tree
 * @param {Environment} env
 */
function summed(tree, env) {
  const layer = indexOf(tree.layer, env);
  if (typeof layer !== "number") return [];
  return env.trace.layers[layer - 1].a[0].map((_, i) => i + 1);
}

/**
 * In symbols both cases; with numbers the one that holds.
 * @param {Extract<Tree, { op: "cases" }>} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function chosen(tree, env, style) {
  if (style.expand) {
    const holds = conditionHolds(tree.condition, env);
    if (holds !== null) return part(holds ? tree.yes : tree.no, env, style);
  }
  const [condition, yes, no] = [tree.condition, tree.yes, tree.no].map((of) => write(of, env, style));
  return style.cases(condition, yes, no);
}

/** @type {Record<string, (left: number, right: number) => boolean>} */
const RELATIONS = { greater: (left, right) => left > right, equal: (left, right) => left === right };

/**
 * @param {Tree} condition
 * @param {Environment} env
 * @returns {boolean | null}
 */
function conditionHolds(condition, env) {
  if (condition.op !== "compare" || condition.left.op !== "symbol" || condition.right.op !== "number") {
    return null;
  }
  const value = valueOf(condition.left, env);
  return typeof value === "number" ? RELATIONS[condition.relation](value, condition.right.value) : null;
}

/**
 * @param {Extract<Tree, { op: "compare" }>} tree
 * @param {Environment} env
 * @param {Style} style
 * @returns {Part}
 */
function compared(tree, env, style) {
  const [left, right] = [write(tree.left, env, style), write(tree.right, env, style)];
  return { text: `${left} ${style.relation[tree.relation]} ${right}`, level: 0 };
}

/**
 * @param {Part} inside
 * @param {number} level the least that needs no brackets
 * @param {Style} style
 */
const tight = (inside, level, style) => (inside.level < level ? style.group(inside.text) : inside.text);

/**
 * The same where a sign in front would be misread.
 * @param {Part} inside
 * @param {number} level
 * @param {Style} style
 */
const unsigned = (inside, level, style) =>
  inside.negative ? style.group(inside.text) : tight(inside, level, style);

/**
 * @param {Environment} env
 * @param {string} index
 * @param {number} value
 * @returns {Environment}
 */
const inner = (env, index, value) => ({ ...env, indices: { ...env.indices, [index]: value } });

/**
 * The value of an index expression such as `l-1`, or the expression itself where its letter is open.
 * @param {string} expression
 * @param {Environment} env
 * @returns {number | string}
 */
export function indexOf(expression, { indices }) {
  const [, letter, shift] = /^([a-z])([+-]\d+)?$/.exec(expression) ?? [];
  const value = letter === undefined ? Number(expression) : indices[letter];
  return value === undefined ? expression : value + Number(shift ?? 0);
}

/**
 * The number of a symbol: recorded, or a setting. Null where the network has none, undefined where an index is open.
 * @param {SymbolNode} node
 * @param {Environment} env
 * @returns {number | null | undefined}
 */
export function valueOf(node, env) {
  if (node.name in env.settings) return env.settings[node.name];
  const at = node.at.map((expression) => indexOf(expression, env));
  if (at.some((index) => typeof index !== "number")) return undefined;
  return read(env.trace, env.example, node.name, at.map(Number));
}

/**
 * The ref of a symbol, or null where an index is open, it is a setting, or belongs to an example that is not on show.
 * @param {SymbolNode} node
 * @param {Environment} env
 */
export function refOf(node, env) {
  if (node.name in env.settings || env.elsewhere) return null;
  const at = node.at.map((expression) => indexOf(expression, env));
  return at.every((index) => typeof index === "number") ? ref(node.name, ...at.map(Number)) : null;
}

/**
 * Whether a term is there at all: not the biases of a layer without any, nor a penalty of zero.
 * @param {Tree} tree
 * @param {Environment} env
 * @returns {boolean}
 */
export function present(tree, env) {
  if (tree.op === "multiply") return present(tree.left, env) && present(tree.right, env);
  if (tree.op !== "symbol") return true;
  if (/^(l1|l2|penalty)$/.test(tree.name)) return valueOf(tree, env) !== 0;
  if (tree.name !== "b") return true;
  const l = indexOf(tree.at[0], env);
  return typeof l !== "number" || Boolean(env.trace.layers[l - 1].biases);
}

/**
 * The refs of all numbers that go into a formula.
 * @param {Tree} tree
 * @param {Environment} env
 * @returns {string[]}
 */
export function operandsOf(tree, env) {
  if (!present(tree, env)) return [];
  if (tree.op === "symbol") {
    const operand = refOf(tree, env);
    return operand ? [operand] : [];
  }
  if (tree.op === "sum") {
    return summed(tree, env).flatMap((i) => operandsOf(tree.of, inner(env, tree.index, i)));
  }
  return childrenOf(tree).flatMap((child) => operandsOf(child, env));
}

/** @param {Tree} tree */
export const childrenOf = (tree) =>
  /** @type {Tree[]} */ (
    Object.values(tree)
      .flat()
      .filter((child) => typeof child === "object" && child !== null)
  );
