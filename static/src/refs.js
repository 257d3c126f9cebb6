/* A ref names one recorded number by symbol and indices, from 1: `w.2.1.3`, `delta.3.2`, `y.1`, `cost`. */

/**
 * @typedef {import("./types").Trace} Trace
 * @typedef {import("./types").TracedLayer} TracedLayer
 * @typedef {{ name: string, at: number[] }} Ref
 */

/**
 * Where each symbol of the equations stands in a trace. `l` is the layer, `rest` the indices within it.
 * @type {Record<string, (layer: TracedLayer, example: number, rest: number[]) => number | null | undefined>}
 */
const IN_LAYER = {
  a: (layer, x, [j]) => layer.a[x]?.[j - 1],
  z: (layer, x, [j]) => layer.z?.[x]?.[j - 1],
  slope: (layer, x, [j]) => layer.activation_derivative?.[x]?.[j - 1],
  grad_a: (layer, x, [j]) => layer.grad_a?.[x]?.[j - 1],
  delta: (layer, x, [j]) => layer.delta?.[x]?.[j - 1],
  w: (layer, _x, [j, k]) => layer.weights?.[j - 1]?.[k - 1],
  b: (layer, _x, [j]) => layer.biases?.[j - 1],
  nabla_w: (layer, _x, [j, k]) => layer.nabla_w?.[j - 1]?.[k - 1],
  nabla_b: (layer, _x, [j]) => layer.nabla_b?.[j - 1],
  updated_w: (layer, _x, [j, k]) => layer.updated_weights?.[j - 1]?.[k - 1],
  updated_b: (layer, _x, [j]) => layer.updated_biases?.[j - 1],
};

/**
 * Symbols that belong to no layer.
 * @type {Record<string, (trace: Trace, example: number, at: number[]) => number | undefined>}
 */
const ELSEWHERE = {
  x: (trace, x, [j]) => trace.layers[0].a[x]?.[j - 1],
  y: (trace, x, [j]) => trace.targets[x]?.[j - 1],
  cost: (trace) => trace.loss.value,
  cost_of_example: (trace, x) => trace.loss.per_example[x],
  cost_after: (trace) => trace.loss.after_update,
  penalty: (trace) => trace.loss.penalty,
};

/** What the optimizer remembers of a parameter, by the name of the slot: `velocity_w`, `square_b`, … */
export const SLOT = /^(.+)_([wb])$/;

/**
 * @param {string} name
 * @param {number[]} at
 */
export const ref = (name, ...at) => [name, ...at].join(".");

/**
 * @param {string} text
 * @returns {Ref}
 */
export function parseRef(text) {
  const [name, ...at] = text.split(".");
  return { name, at: at.map(Number) };
}

/**
 * The recorded number, or null where the network has none (the biases of a layer without any).
 * @param {Trace} trace
 * @param {number} example from 0
 * @param {string} name
 * @param {number[]} at
 * @returns {number | null}
 */
export function read(trace, example, name, at) {
  const elsewhere = ELSEWHERE[name];
  if (elsewhere) return elsewhere(trace, example, at) ?? null;
  const layer = trace.layers[at[0] - 1];
  if (!layer) return null;
  const inLayer = IN_LAYER[name];
  if (inLayer) return inLayer(layer, example, at.slice(1)) ?? null;
  const [, slot, kind] = SLOT.exec(name) ?? [];
  return slot === undefined ? null : readSlot(trace, slot, kind, at);
}

/**
 * @param {Trace} trace
 * @param {string} slot
 * @param {string} kind
 * @param {number[]} at
 */
function readSlot(trace, slot, kind, [l, j, k]) {
  const layer = trace.optimizer_state.layers[l - 2];
  if (!layer) return null;
  return kind === "w"
    ? (layer.weights[slot]?.[j - 1]?.[k - 1] ?? null)
    : (layer.biases?.[slot]?.[j - 1] ?? null);
}

/**
 * The mark in the diagram that a recorded number belongs to: a neuron, an edge, or the cost.
 * @param {string} text a ref
 */
export function homeOf(text) {
  const { name, at } = parseRef(text);
  if (/^(edge|w|.+_w)$/.test(name)) return ref("edge", ...at);
  if (name === "x") return ref("neuron", 1, ...at);
  if (name === "y") return text;
  if (name.startsWith("cost") || name === "penalty") return "cost";
  return ref("neuron", ...at);
}

/** What can be edited, in words. @type {Record<string, (at: number[]) => string>} */
const IN_WORDS = {
  x: ([j]) => `input ${j}`,
  y: ([j]) => `target ${j}`,
  b: ([l, j]) => `the bias of neuron ${j} of layer ${l}`,
  w: ([l, j, k]) => `the weight into neuron ${j} of layer ${l} from neuron ${k}`,
};

/**
 * The name of a number that can be edited, for those who do not see where it stands.
 * @param {string} text a ref
 */
export function inWords(text) {
  const { name, at } = parseRef(text);
  return IN_WORDS[name](at);
}

/** The frames in which the symbols of a layer are made. @type {Record<string, string>} */
const MADE_IN = { z: "z", a: "a", slope: "a", grad_a: "d", delta: "d", nabla_w: "g", nabla_b: "g" };

/**
 * The key of the step that makes a recorded number; null for what is given.
 * @param {string} text a ref
 * @returns {string | null}
 */
export function keyOf(text) {
  const { name, at } = parseRef(text);
  if (name.startsWith("updated_")) return `u.${at[0]}.${at[1]}`;
  if (name.startsWith("cost")) return "C";
  const frame = MADE_IN[name];
  if (!frame) return null;
  if (at[0] === 1) return "x";
  return frame + [...at, ...(name === "nabla_b" ? ["b"] : [])].join(".");
}

/**
 * Whether there is such a neuron or weight.
 * @param {Trace} trace
 * @param {string} home
 */
export function homeExists(trace, home) {
  const { name, at } = parseRef(home);
  const value =
    name === "edge" ? read(trace, 0, "w", at) : name === "neuron" ? read(trace, 0, "a", at) : null;
  return value !== null;
}

/** @param {Trace} trace */
export const sizesOf = (trace) => trace.layers.map((layer) => layer.a[0].length);
