/* Takes numbers out of a scene: those that the reader is to find are then nowhere in what is made from it. */
import { BLANKABLE } from "./options.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Trace} Trace
 * @typedef {import("../types").TracedLayer} TracedLayer
 */

/** What the phases compute for each example, and for the batch. @type {Record<string, string[]>} */
const OF_EXAMPLE = {
  forward: ["z", "a", "activation_derivative"],
  backward: ["grad_a", "delta"],
};
/** @type {Record<string, string[]>} */
const OF_BATCH = {
  backward: ["nabla_w", "nabla_b"],
  update: ["updated_weights", "updated_biases"],
};

/**
 * The scene in which nobody has computed what is blank. Of a batch the other examples stay: they are given.
 * @param {Scene} scene
 * @param {string[]} blanks
 * @returns {Scene}
 */
export function withBlanks(scene, blanks) {
  if (!blanks.length) return scene;
  const phases = new Set(blanks.map((word) => BLANKABLE[word]));
  const { script } = scene;
  const computed = scene.trace.frames.filter(({ id, phase }) => id !== "x" && phases.has(phase));
  const unknown = new Set(computed.map(({ id }) => id));
  return {
    ...scene,
    trace: emptied(scene.trace, scene.example, phases),
    script: {
      ...script,
      progress: (key, t) => (unknown.has(key.split(".")[0]) ? 0 : script.progress(key, t)),
    },
  };
}

/**
 * @param {Trace} trace
 * @param {number} example
 * @param {Set<string>} phases
 * @returns {Trace}
 */
function emptied(trace, example, phases) {
  /** @param {Record<string, string[]>} names */
  const hidden = (names) => [...phases].flatMap((phase) => names[phase] ?? []);
  const layers = trace.layers.map((layer) => {
    if (layer.layer === 1) return layer;
    const [single, all] = [pick(layer, hidden(OF_EXAMPLE)), pick(layer, hidden(OF_BATCH))];
    return {
      ...layer,
      ...mapped(single, (rows) => rows.map((row, x) => (x === example ? nothing(row) : row))),
      ...mapped(all, nothing),
    };
  });
  const emptiedTrace = { ...trace, layers, loss: lossWithout(trace.loss, example, phases) };
  // what the optimizer remembers after the first step is little else than the gradient
  const memory = phases.has("backward") ? { layers: trace.optimizer_state.layers.map(nothing) } : {};
  return /** @type {Trace} */ ({
    ...emptiedTrace,
    optimizer_state: { ...trace.optimizer_state, ...memory },
  });
}

/**
 * @param {Trace["loss"]} loss
 * @param {number} example
 * @param {Set<string>} phases
 */
function lossWithout(loss, example, phases) {
  const unknown = phases.has("loss")
    ? {
        value: null,
        per_example: loss.per_example.map((value, x) => (x === example ? null : value)),
        penalty: loss.penalty && null,
      }
    : {};
  return { ...loss, ...unknown, ...(phases.has("update") ? { after_update: null } : {}) };
}

/**
 * @param {TracedLayer} layer
 * @param {string[]} names
 * @returns {Record<string, any[]>} those that the layer has
 */
const pick = (layer, names) =>
  Object.fromEntries(
    names.map((name) => [name, /** @type {any} */ (layer)[name]]).filter(([, value]) => Array.isArray(value)),
  );

/**
 * @param {Record<string, any[]>} values
 * @param {(value: any[]) => unknown} change
 */
const mapped = (values, change) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

/**
 * The same nesting with nothing in it.
 * @param {unknown} value
 * @returns {any}
 */
function nothing(value) {
  if (Array.isArray(value)) return value.map(nothing);
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, nothing(inner)]));
}
