/* The styles in which LaTeX writes a formula: in symbols, with numbers, as matrices. Every symbol carries its ref. */
import { HIDDEN, text } from "../encode.js";
import { indexOf, refOf, valueOf } from "./expression.js";
import { SLOT } from "../refs.js";

/**
 * @typedef {import("../types").SymbolNode} SymbolNode
 * @typedef {import("./expression.js").Environment} Environment
 * @typedef {import("./expression.js").Style} Style
 * @typedef {import("./expression.js").Part} Part
 */

/** The kinds of quantity: each has one colour wherever it stands. */
const KINDS = {
  forward: /^(x|a|z|slope)$/,
  backward: /^(delta|grad_a|nabla_w|nabla_b|jacobian)$/,
  update: /^updated_/,
};

/** @param {string} name of a symbol */
export const kindOf = (name) => Object.entries(KINDS).find(([, names]) => names.test(name))?.[0] ?? "given";

/**
 * How each symbol is written. `up` is the layer, `down` the indices within it.
 * @type {Record<string, (up: string, down: string, env: Environment, layer: number | string) => string>}
 */
const SYMBOLS = {
  x: (_up, down) => `x${down}`,
  y: (_up, down) => `y${down}`,
  a: (up, down) => `a${up}${down}`,
  z: (up, down) => `z${up}${down}`,
  w: (up, down) => `w${up}${down}`,
  b: (up, down) => `b${up}${down}`,
  delta: (up, down) => `\\delta${up}${down}`,
  slope: (up, down, env, layer) => `${functionOf(env, layer)}'(z${up}${down})`,
  grad_a: (up, down) => `\\frac{\\partial C}{\\partial a${up}${down}}`,
  nabla_w: (up, down) => `\\frac{\\partial C}{\\partial w${up}${down}}`,
  nabla_b: (up, down) => `\\frac{\\partial C}{\\partial b${up}${down}}`,
  updated_w: (up, down) => `w${up}${down}`,
  updated_b: (up, down) => `b${up}${down}`,
  jacobian: (up) => `J${up}`,
  cost: () => "C",
  cost_of_example: () => "C_x",
  penalty: () => "\\Omega",
};

/**
 * @param {Environment} env
 * @param {number | string} layer
 */
const functionOf = (env, layer) =>
  typeof layer === "number" ? (env.names.activations[layer - 1] ?? "f") : "f";

/**
 * A symbol with its indices; indices above 9 are set apart by commas.
 * @param {SymbolNode} node
 * @param {Environment} env
 */
function symbolOf(node, env) {
  const setting = env.names.settings[node.name];
  if (setting) return setting;
  const at = node.at.map((expression) => indexOf(expression, env));
  const layered = !/^(x|y)$/.test(node.name);
  const [layer, rest] = layered ? [at[0], at.slice(1)] : ["", at];
  const apart = rest.some((index) => typeof index === "number" && index > 9) ? "," : "";
  const up = layer === undefined || layer === "" ? "" : `^{${layer}}`;
  const down = rest.length ? `_{${rest.join(apart)}}` : "";
  const known = SYMBOLS[node.name]?.(up, down, env, layer);
  if (known) return known;
  const slot = env.names.slots[SLOT.exec(node.name)?.[1] ?? ""];
  return slot ? `${slot}${up}${down}` : `\\mathrm{${node.name.replaceAll("_", "\\_")}}`;
}

/**
 * @param {string} latex
 * @param {SymbolNode} node
 * @param {Environment} env
 */
function linked(latex, node, env) {
  const coloured = `\\htmlClass{symbol ${kindOf(node.name)}}{${latex}}`;
  const target = refOf(node, env);
  return target ? `\\htmlData{ref=${target}}{${coloured}}` : coloured;
}

/**
 * @param {number} value
 * @param {number} [digits]
 * @returns {Part}
 */
export function numberPart(value, digits) {
  if (text(value, digits) === HIDDEN) return { text: `\\mathord{${HIDDEN}}`, level: 3, negative: false };
  const [mantissa, exponent] = text(value, digits).replaceAll("−", "-").split("e");
  const negative = mantissa.startsWith("-");
  if (exponent === undefined) return { text: mantissa, level: 3, negative };
  return { text: `${mantissa}\\cdot 10^{${exponent}}`, level: 1, negative };
}

/** @type {Style} */
export const SYMBOLIC = {
  symbol: (node, env) => ({
    text: linked(symbolOf(node, env), node, env),
    level: node.name === "slope" ? 2 : 3,
  }),
  number: (value) => ({ text: String(value), level: 3, negative: value < 0 }),
  group: (inside) => `\\left(${inside}\\right)`,
  infix: {
    add: (left, right) => `${left} + ${right}`,
    subtract: (left, right) => `${left} - ${right}`,
    multiply: (left, right) => `${left}\\,${right}`,
    matmul: (left, right) => `${left}\\,${right}`,
    negative: (_left, right) => `-${right}`,
  },
  power: (base, exponent) => `${base}^{${exponent}}`,
  fraction: (over, under) => ({ text: `\\frac{${over}}{${under}}`, level: 2 }),
  transpose: (of) => `(${of})^{\\mathsf{T}}`,
  call: (name, argument) => called(name, argument, null),
  width: (layer) => ({ text: `n^{${layer}}`, level: 3 }),
  sum: (index, of) => ({
    text: `\\sum_{${index}} ${of.level < 1 ? `\\left(${of.text}\\right)` : of.text}`,
    level: 1,
  }),
  mean: (of, env) => ({ text: `\\frac{1}{${env.trace.targets.length}} ${of}`, level: 1 }),
  cases: (condition, yes, no) => ({
    text: `\\begin{cases} ${yes} & ${condition} \\\\ ${no} & \\text{otherwise}\\end{cases}`,
    level: 2,
  }),
  relation: { greater: ">", equal: "=" },
  more: "\\cdots",
  expand: false,
  longest: 6,
};

/** Settings that are whole numbers. */
const COUNTS = new Set(["step"]);

/** The functions that formulas use besides the activations. */
/** @type {Record<string, (argument: string) => string>} */
const FUNCTIONS = {
  exp: (argument) => `e^{${argument}}`,
  ln: (argument) => `\\ln ${argument}`,
  sqrt: (argument) => `\\sqrt{${argument}}`,
  sign: (argument) => `\\operatorname{sgn}(${argument})`,
  Phi: (argument) => `\\Phi(${argument})`,
  phi: (argument) => `\\varphi(${argument})`,
  sigma: (argument) => `\\sigma(${argument})`,
};

/**
 * @param {string} name
 * @param {Part} argument
 * @param {Record<string, string> | null} functions how LaTeX writes the activations
 * @returns {Part}
 */
function called(name, argument, functions) {
  if (name === "ln" && argument.level < 3) return { text: `\\ln\\left(${argument.text}\\right)`, level: 2 };
  const known = FUNCTIONS[name];
  if (known) return { text: known(argument.text), level: 2 };
  return { text: `${functions?.[name] ?? `\\mathrm{${name}}`}(${argument.text})`, level: 2 };
}

/**
 * The style in symbols, with the activations of this network.
 * @param {Environment} env
 * @returns {Style}
 */
export const symbolic = (env) => ({
  ...SYMBOLIC,
  call: (name, argument) => called(name, argument, env.names.functions),
});

/**
 * The style with the numbers put in.
 * @param {Environment} env
 * @param {number} [digits]
 * @returns {Style}
 */
export const numeric = (env, digits) => ({
  ...symbolic(env),
  symbol(node, inEnv) {
    const value = valueOf(node, inEnv);
    if (typeof value !== "number") return SYMBOLIC.symbol(node, inEnv);
    const number = COUNTS.has(node.name) ? { text: String(value), level: 3 } : numberPart(value, digits);
    return { ...number, text: linked(number.text, node, inEnv) };
  },
  // a plain bracket lets the line break inside; numbers are never tall
  group: (inside) => `(${inside})`,
  infix: { ...SYMBOLIC.infix, multiply: (left, right) => `${left} \\cdot ${right}` },
  width: (layer) => ({ text: String(env.trace.layers[Number(layer) - 1].a[0].length), level: 3 }),
  expand: true,
});
