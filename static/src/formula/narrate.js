/* One sentence a step, built from the numbers. */
import { bracketed, isVeiled, text } from "../encode.js";
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
/** The indices that a sum, or the weights of a neuron, run over. */
const INDICES = new Set(["k", "q"]);

/** @type {Style} */
const SPOKEN = {
  symbol(node, env) {
    const value = valueOf(node, env);
    if (typeof value !== "number") return { text: node.name, level: 3 };
    return { text: text(value), level: 3, negative: value < 0 && !isVeiled() };
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
  const term = termOf(equation, step);
  const env = environment(scene, { ...indicesOf(scene, step), ...term?.indices });
  return fill(optional(term?.template ?? template, env), equation.lines, env);
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
 * The words for a single term, one multiplication or one addition, and the index that it stands at.
 * @param {import("../types").Equation} equation
 * @param {Step} step
 * @returns {{ template: string, indices: Record<string, number> } | null}
 */
function termOf({ terms }, { term }) {
  if (term === null) return null;
  const last = terms.find(({ name }) => name === term);
  if (last) return { template: last.sentence, indices: {} };
  const each = terms.find(({ name }) => INDICES.has(name));
  return each ? { template: each.sentence, indices: { [each.name]: Number(term) } } : null;
}

/** A part that may be left out; parts stand in one another, and what a value is of in brackets, too. */
const PART = /\[([a-z]\w+):((?:[^[\]]|\[[^[\]:]*\])*)\]/g;

/**
 * Drops the `[name: …]` parts whose name the network lacks, and the brackets of the others.
 * @param {string} template
 * @param {Environment} env
 * @returns {string}
 */
export function optional(template, env) {
  const outer = template.replace(PART, (_all, name, words) => (has(name, env) ? words : ""));
  return outer === template ? template : optional(outer, env);
}

/**
 * @param {string} name
 * @param {Environment} env
 */
function has(name, { trace, settings, indices }) {
  const examples = trace.targets.length;
  if (name === "batch" || name === "single") return name === "batch" ? examples > 1 : examples === 1;
  if (name === "penalty") return trace.loss.penalty !== 0;
  if (!name.endsWith("biases")) return settings[name] !== 0;
  if (name === "trained_biases" && !settings.train_biases) return false;
  return trace.layers.some(({ layer, biases }) => biases && (indices.l ?? layer) === layer);
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
  return named(template, env).replace(/(× )?\{([^}]*)\}/g, (_all, times, inside) => {
    const [, number] = /^line (\d+)$/.exec(inside) ?? [];
    if (number) return spokenLine(lines[Number(number) - 1], env);
    const [, list, name, at] = /^(list )?([a-z_]+)(?:\[(.*)\])?$/.exec(inside) ?? [];
    if (list) return listed(name, at, env);
    const node = /** @type {SymbolNode} */ ({ op: "symbol", name, at: at ? at.split(",") : [] });
    return (times ?? "") + spoken(node, env, times ? bracketed : text);
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
 * @param {(value: number, digits?: number) => string} written
 */
function spoken(node, env, written) {
  const value = valueOf(node, env);
  return typeof value === "number"
    ? written(value, node.name.startsWith("cost") ? COST_DIGITS : undefined)
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
