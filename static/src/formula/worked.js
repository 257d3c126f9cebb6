/* A step worked out in full, as it stands on paper: the equation in symbols, and every number that it makes. */
import { bare } from "./bare.js";
import { calculation, environment, equationOf, hasResult, indicesOf, symbolicLine } from "./lines.js";
import { numberPart } from "./latex.js";
import { parseRef, read, sizesOf } from "../refs.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Step} Step
 * @typedef {import("../types").Line} Line
 *
 * What one number was computed from. `rights` are equal to one another; `value` is empty where the last of them is the
 * number itself, and where the number is not known.
 * @typedef {object} Worked
 * @property {string} left with the relation
 * @property {string[]} rights
 * @property {string} value
 * @property {string} ref
 */

/**
 * The lines of a step in symbols.
 * @param {Scene} scene
 * @param {Step} step
 * @returns {string[]}
 */
export function symbolLines(scene, step) {
  const env = environment(scene, indicesOf(scene, step));
  return equationOf(scene, step.frame)
    .index.filter((line) => hasResult(line, env))
    .map((line) => symbolicLine(line, env, step.frame));
}

/**
 * Every number that a step makes, with the numbers put in.
 * @param {Scene} scene
 * @param {Step} step
 * @returns {Worked[]}
 */
export function workedLines(scene, step) {
  const equation = equationOf(scene, step.frame);
  /** @type {Map<string, Worked>} */
  const lines = new Map();
  for (const indices of places(scene, step, equation.lines)) {
    const env = environment(scene, indices);
    for (const { left, right, value, ref } of calculation(equation, env, step.frame, Infinity)) {
      if (ref === null) continue;
      const line = lines.get(ref);
      if (!line) lines.set(ref, { left, rights: [right], value, ref });
      else if (!line.rights.includes(right)) line.rights.push(right);
    }
  }
  return [...lines.values()].map((line) =>
    isSame(line.rights[line.rights.length - 1], line.value) ? { ...line, value: "" } : line,
  );
}

/**
 * Whether a side has said the result already, with fewer digits perhaps.
 * @param {string} right
 * @param {string} value
 */
const isSame = (right, value) => bare(right) === value || Number(bare(right)) === Number(value || NaN);

/**
 * The indices of all neurons that a step is about.
 * @param {Scene} scene
 * @param {Step} step
 * @param {Line[]} lines
 * @returns {Record<string, number>[]}
 */
function places(scene, { layer, neuron }, lines) {
  const sizes = sizesOf(scene.trace);
  const layers = layer === null ? sizes.slice(1).map((_, i) => i + 2) : [layer];
  const byNeuron = lines.some(({ result }) => result.op === "symbol" && result.at.includes("j"));
  return layers.flatMap((l) => {
    if (neuron !== null) return [{ l, j: neuron }];
    if (!byNeuron) return [{ l }];
    return Array.from({ length: sizes[l - 1] }, (_, j) => ({ l, j: j + 1 }));
  });
}

/**
 * The number that a ref names; null where it is not known.
 * @param {Scene} scene
 * @param {string} ref
 */
export function valueOfRef({ trace, example }, ref) {
  const { name, at } = parseRef(ref);
  return read(trace, example, name, at);
}

/**
 * What an entry of the catalog is called.
 * @param {{ name: string, title: string }[]} entries
 * @param {string} name
 */
export const titleOf = (entries, name) => entries.find((entry) => entry.name === name)?.title ?? name;

/**
 * A title within a sentence: “Sigmoid” loses its capital, “ReLU” keeps all.
 * @param {string} title
 */
export const inSentence = (title) => (/[A-Z]/.test(title.slice(1)) ? title : title.toLowerCase());

/**
 * Settings, with the letters that the equations write for them.
 * @param {Scene} scene
 * @returns {{ name: string, symbol: string, value: string }[]}
 */
export function settingsOf(scene) {
  const { optimizer, regularization } = scene.experiment;
  const env = environment(scene, {});
  const rule = scene.catalog.optimizers.find(({ name }) => name === optimizer.name);
  const numbers = (rule?.parameters ?? []).filter(({ kind }) => kind === "number");
  const given = numbers.map(({ name, title }) => ({ name: title, key: name, value: env.settings[name] }));
  const penalties = Object.entries(regularization).map(([key, value]) => ({
    name: `${key} penalty`,
    key,
    value,
  }));
  // those of zero take no part in any equation
  return [...given, ...penalties]
    .filter(({ key, value }) => value !== 0 || key === "learning_rate")
    .map(({ name, key, value }) => ({
      name,
      symbol: env.names.settings[key],
      value: numberPart(value).text,
    }));
}
