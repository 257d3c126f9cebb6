/* One sentence a step, built from the numbers. */
import { symbol, text } from "../encode.js";
import { indexOf, valueOf, write } from "./expression.js";
import { environment, equationOf, indicesOf } from "./lines.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Step} Step
 * @typedef {import("../types").SymbolNode} SymbolNode
 * @typedef {import("./expression.js").Environment} Environment
 * @typedef {import("./expression.js").Style} Style
 */

/** A learning step may change the cost by little. */
const COST_DIGITS = 5;
/** How many numbers a sentence lists before it would no longer be one. */
const LISTED = 4;

/** @type {Style} */
const SPOKEN = {
  symbol(node, env) {
    const value = valueOf(node, env);
    if (typeof value !== "number") return { text: node.name, level: 3 };
    return { text: text(value), level: 3, negative: value < 0 };
  },
  number: (value) => ({ text: String(value), level: 3, negative: value < 0 }),
  group: (inside) => `(${inside})`,
  infix: {
    add: (left, right) => `${left} + ${right}`,
    subtract: (left, right) => `${left} − ${right}`,
    multiply: (left, right) => `${left} × ${right}`,
    matmul: (left, right) => `${left} ${right}`,
    negative: (_left, right) => `−${right}`,
  },
  power: (base, exponent) => `${base}^${exponent}`,
  fraction: (over, under) => ({ text: `(${over}) / (${under})`, level: 1 }),
  transpose: (of) => of,
  call: (name, argument) => ({ text: `${name}(${argument.text})`, level: 2 }),
  width: (layer, env) => ({ text: String(env.trace.layers[Number(layer) - 1].a[0].length), level: 3 }),
  sum: (_index, of) => of,
  mean: (of, env) => ({ text: `${of} / ${env.trace.targets.length}`, level: 1 }),
  cases: (_condition, yes) => ({ text: yes, level: 2 }),
  relation: { greater: ">", equal: "=" },
  more: "…",
  expand: true,
  longest: 6,
};

/**
 * @param {Scene} scene
 * @param {Step} step
 * @returns {string}
 */
export function sentence(scene, step) {
  const equation = equationOf(scene, step.frame);
  const aboutPart = step.neuron !== null || (step.frame.layer === null && step.id !== step.frame.id);
  const template = aboutPart ? equation.neuron_sentence : equation.sentence;
  const env = environment(scene, indicesOf(scene, step));
  const withTerm = termSentence(scene, step);
  return withTerm ?? fill(optional(template, env), equation.lines, env);
}

/**
 * @param {Scene} scene
 * @param {Step} step
 */
export function heading(scene, step) {
  const env = environment(scene, indicesOf(scene, step));
  const title = named(equationOf(scene, step.frame).title, env);
  const layer =
    step.frame.layer === null && step.neuron === null && step.layer !== null && step.id !== step.frame.id;
  if (layer) return `${title}, layer ${step.layer}`;
  return step.neuron === null ? title : `${title}, neuron ${step.neuron}`;
}

/**
 * The sentence of a single term: one multiplication, one addition.
 * @param {Scene} scene
 * @param {Step} step
 * @returns {string | null}
 */
function termSentence(scene, { term, frame, layer, neuron }) {
  if (term === null || layer === null || neuron === null) return null;
  /** @param {string} name @param {string[]} at */
  const value = (name, ...at) => {
    const number = valueOf({ op: "symbol", name, at }, environment(scene, {}));
    return typeof number === "number" ? bracketed(number) : "";
  };
  const [l, j, before, after] = [layer, neuron, layer - 1, layer + 1].map(String);
  const name = symbol(frame.equation === "weighted_input" ? "z" : "δ", layer, neuron);
  /** @type {Record<string, Record<string, () => string>>} */
  const sentences = {
    weighted_input: {
      b: () => `Last comes the bias, ${value("b", l, j)}: ${name} = ${value("z", l, j)}.`,
      k: () =>
        `Neuron ${term} of layer ${before} sends ${value("w", l, j, term)} × ${value("a", before, term)}.`,
    },
    BP2: {
      f: () =>
        `The sum ${value("grad_a", l, j)} times the slope ${value("slope", l, j)} is the delta: ${name} = ${value("delta", l, j)}.`,
      k: () =>
        `Neuron ${term} of layer ${after} sends back ${value("w", after, term, j)} × ${value("delta", after, term)}.`,
    },
    BP3_BP4: {
      b: () => `The bias of neuron ${j} gets ${value("nabla_b", l, j)}.`,
      k: () =>
        `The weight from neuron ${term} carries ${value("a", before, term)} to a delta of ${value("delta", l, j)}: its gradient is ${value("nabla_w", l, j, term)}.`,
    },
  };
  const own = sentences[frame.equation];
  return own ? (own[term] ?? own.k)() : null;
}

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${text(value)})` : text(value));

/**
 * Drops the `[name: …]` parts whose name the network lacks, and the brackets of the others.
 * @param {string} template
 * @param {Environment} env
 */
export function optional(template, env) {
  return template.replace(/\[(biases|penalty|l1|l2):([^\]]*)\]/g, (_all, name, words) =>
    has(name, env) ? words : "",
  );
}

/**
 * @param {string} name
 * @param {Environment} env
 */
function has(name, env) {
  if (name === "penalty") return env.trace.loss.penalty !== 0;
  if (name !== "biases") return env.settings[name] !== 0;
  const { l } = env.indices;
  return Boolean(env.trace.layers[(l ?? 2) - 1]?.biases);
}

/**
 * Puts in the indices: `<l>`, `<l-1>`, `<j>`.
 * @param {string} template
 * @param {Environment} env
 */
export const named = (template, env) =>
  template.replace(/<([a-z](?:[+-]\d)?)>/g, (_all, expression) => String(indexOf(expression, env)));

/**
 * @param {string} template
 * @param {import("../types").Line[]} lines
 * @param {Environment} env
 */
function fill(template, lines, env) {
  return named(template, env).replace(/\{([^}]*)\}/g, (_all, inside) => {
    const [, number] = /^line (\d+)$/.exec(inside) ?? [];
    if (number) return spokenLine(lines[Number(number) - 1], env);
    const [, list, name, at] = /^(list )?([a-z_]+)(?:\[(.*)\])?$/.exec(inside) ?? [];
    return list ? listed(name, at, env) : spoken({ op: "symbol", name, at: at ? at.split(",") : [] }, env);
  });
}

/**
 * @param {import("../types").Line} line
 * @param {Environment} env
 */
const spokenLine = (line, env) => `${write(line.formula, env, SPOKEN)} = ${write(line.result, env, SPOKEN)}`;

/**
 * @param {SymbolNode} node
 * @param {Environment} env
 */
function spoken(node, env) {
  const value = valueOf(node, env);
  return typeof value === "number"
    ? text(value, node.name.startsWith("cost") ? COST_DIGITS : undefined)
    : "…";
}

/**
 * All numbers of a row: the first few, and how many there are.
 * @param {string} name
 * @param {string | undefined} at
 * @param {Environment} env
 */
function listed(name, at, env) {
  const fixed = at ? at.split(",") : [];
  const values = [];
  for (let i = 1; ; i += 1) {
    const value = valueOf({ op: "symbol", name, at: [...fixed, String(i)] }, env);
    if (typeof value !== "number") break;
    values.push(text(value));
  }
  if (values.length > LISTED) return `${values.slice(0, LISTED - 1).join(", ")}, … (${values.length} values)`;
  return values.length > 1 ? `${values.slice(0, -1).join(", ")} and ${values.at(-1)}` : (values[0] ?? "…");
}
