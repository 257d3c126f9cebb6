/* Softmax and cross-entropy: the Jacobian of a layer in full, and what becomes of it on the way back. */
import { html } from "../pen.js";
import { drawMade } from "./parts.js";
import { costsOf, costsPart } from "./softmax_costs.js";
import { jacobianPart } from "./softmax_jacobian.js";
import { orderPart } from "./softmax_order.js";
import { shiftPart } from "./softmax_shift.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../types").Settings} Settings
 *
 * What a part of this explanation is handed.
 * @typedef {object} Shown
 * @property {ExplainedScene} scene
 * @property {any} jacobian the answer for the layer as it is
 * @property {any} shifted the same where every z has been shifted
 * @property {import("../../types").Catalog["activations"][number]} activation of this layer
 */

/** @type {import("../../types").Explanation} */
export const softmax = {
  id: "softmax",
  title: "Softmax and cross-entropy",
  question: "What happens where every output depends on every z?",
  group: "Why is the gradient what it is?",
  source: "Deep Dive: the derivative of softmax, and p − y",
  place: "panel",
  opensAt: "d2",
  unavailable: () => null,
  asks(scene, settings) {
    const layer = layerOf(scene, settings);
    const { quadratic, entropy } = costsOf(scene);
    const both = { quadratic, entropy };
    const costs = Object.entries(entropy ? both : {}).map(([name, cost]) => [
      name,
      { path: "/trace", more: { loss: cost?.name }, learning: true },
    ]);
    return {
      jacobian: { path: "/jacobian", more: { layer } },
      shifted: { path: "/jacobian", more: { layer, shift: settings.shift ?? 0 } },
      ...Object.fromEntries(costs),
    };
  },
  view: softmaxView,
};

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function softmaxView(element, actions) {
  const choice = layerChoice(element, actions);
  const parts = [
    jacobianPart(section(element), actions),
    shiftPart(section(element), actions),
    costsPart(section(element)),
    orderPart(section(element)),
  ];
  /** @type {ExplainedScene | null} */
  let scene = null;
  return {
    show(next) {
      scene = next;
      choice(next);
      const { jacobian, shifted } = next.answers;
      if (!jacobian) return;
      const activation = activationOf(next, jacobian.layer);
      if (activation) for (const show of parts) show({ scene: next, jacobian, shifted, activation });
    },
    draw(t) {
      if (scene) drawMade(element, scene, t);
    },
  };
}

/** @param {HTMLElement} into */
const section = (into) => html(into, "section", "softmax-part");

/**
 * @param {Scene} scene
 * @param {number} layer
 */
const activationOf = ({ catalog, trace }, layer) =>
  catalog.activations.find(({ name }) => name === trace.layers[layer - 1]?.activation);

/**
 * The layer that is looked at: the one chosen, else the last whose outputs are tied together, else the output layer.
 * @param {Scene} scene
 * @param {Settings} settings
 */
export function layerOf(scene, { layer }) {
  const { length } = scene.trace.layers;
  if (layer >= 2 && layer <= length) return Number(layer);
  const tied = scene.trace.layers.findLastIndex((_, i) => activationOf(scene, i + 1)?.elementwise === false);
  return tied > 0 ? tied + 1 : length;
}

/**
 * @param {HTMLElement} into
 * @param {import("../../types").ExplanationActions} actions
 * @returns {(scene: ExplainedScene) => void}
 */
function layerChoice(into, actions) {
  const label = html(html(into, "div", "picker"), "label");
  html(label, "span", "", "The Jacobian of");
  const select = html(label, "select");
  select.addEventListener("change", () => actions.set({ layer: Number(select.value) }));
  return (scene) => {
    select.replaceChildren();
    for (const { layer } of scene.trace.layers.slice(1)) {
      const title = activationOf(scene, layer)?.title;
      html(select, "option", "", `layer ${layer} · ${title}`).value = String(layer);
    }
    select.value = String(layerOf(scene, scene.settings));
  };
}
