/* The numerical gradient: difference quotients of the cost beside backpropagation, their error, and what they take. */
import { homeOf, sizesOf } from "../../refs.js";
import { html } from "../pen.js";
import { costPart } from "./gradient_check_cost.js";
import { curvePart } from "./gradient_check_curve.js";
import { quotientPart } from "./gradient_check_quotient.js";
import { tablePart } from "./gradient_check_table.js";
import { epsilonWords, EXPONENTS, stepOf } from "./gradient_check_words.js";
import { drawMade, gradientRef, parameterOf, parameterPicker, slider } from "./parts.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../types").Settings} Settings
 *
 * What the parts are handed.
 * @typedef {object} Checked
 * @property {ExplainedScene} scene
 * @property {any} check the answer at the chosen epsilon
 * @property {any} curve the answer with the sweep; another one only where the sweep is of fewer parameters
 * @property {boolean} all whether every parameter is checked
 * @property {number} size how many parameters the network has
 */

/** Above so many parameters times examples the server would take too long for every epsilon, or even for one. */
const MOST_SWEPT = 100;
const MOST_CHECKED = 1500;

/** @type {import("../../types").Explanation} */
export const gradientCheck = {
  id: "gradient-check",
  title: "Numerical gradient",
  question: "Is the gradient right, and why not compute it this way?",
  group: "How do we know, and what does it cost?",
  source: "Notes on chapter 2: equation (46)",
  place: "panel",
  opensAt: "g2",
  unavailable: () => null,
  asks(scene, settings) {
    const { method = "central", epsilon = 1e-5 } = settings;
    const one = { parameters: [parameterOf(scene)] };
    const more = { method, epsilon, ...(checksAll(scene, settings) ? {} : one) };
    const path = "/gradient-check";
    /** @type {import("../../types").Ask} */
    const sweep = { path, more: { ...more, sweep: true }, batch: true };
    if (!checksAll(scene, settings) || sizeOf(scene) <= MOST_SWEPT) return { check: sweep };
    const curve = { ...sweep, more: { ...sweep.more, ...one } };
    /** @type {Record<string, import("../../types").Ask>} */
    const both = { check: { path, more, batch: true }, curve };
    return both;
  },
  view: gradientCheckView,
};

/** How many weights and biases there are. @param {Scene} scene */
function parametersOf({ trace }) {
  const sizes = sizesOf(trace);
  const counts = trace.layers.slice(1).map(({ biases }, i) => sizes[i + 1] * (sizes[i] + (biases ? 1 : 0)));
  return counts.reduce((sum, n) => sum + n, 0);
}

/** How much there is to do: each parameter on each example. @param {Scene} scene */
const sizeOf = (scene) => parametersOf(scene) * scene.trace.targets.length;

/** @param {Scene} scene @param {Settings} settings */
export const checksAll = (scene, { all = true }) => all && sizeOf(scene) <= MOST_CHECKED;

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function gradientCheckView(element, actions) {
  const controls = createControls(element, actions);
  const parts = [quotientPart, curvePart, tablePart, costPart].map((part) =>
    part(html(element, "section", "check-part"), actions),
  );
  /** @type {ExplainedScene | null} */
  let scene = null;
  return {
    show(next) {
      scene = next;
      controls(next);
      const { check } = next.answers;
      const all = checksAll(next, next.settings);
      const parameter = parameterOf(next);
      actions.trail(all ? [] : [{ home: homeOf(gradientRef(parameter)), words: "" }]);
      if (!check) return;
      const curve = next.answers.curve ?? check;
      const several = check.parameters.length > 1;
      for (const show of parts) show({ scene: next, check, curve, all: several, size: parametersOf(next) });
    },
    draw(t) {
      if (scene) drawMade(element, scene, t);
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {(scene: ExplainedScene) => void}
 */
function createControls(element, actions) {
  const form = html(element, "div", "check-controls");
  const what = choice(form, "Check", { all: "all parameters", one: "one parameter" }, (value) =>
    actions.set({ all: value === "all" }),
  );
  const how = choice(form, "Quotient", { central: "central", forward: "forward" }, (method) =>
    actions.set({ method }),
  );
  const tooMany = html(element, "p", "hint");
  const picker = html(element, "div");
  const pick = parameterPicker(picker, actions);
  const range = {
    low: EXPONENTS[0],
    high: EXPONENTS[1],
    step: 0.5,
    words: (/** @type {number} */ x) => epsilonWords(stepOf(x)),
  };
  const step = slider(element, "ε", range, (exponent) => actions.set({ epsilon: stepOf(exponent) }));
  return (scene) => {
    const { method = "central", epsilon = 1e-5 } = scene.settings;
    const all = checksAll(scene, scene.settings);
    const refused = !all && (scene.settings.all ?? true);
    what(all ? "all" : "one");
    how(method);
    tooMany.hidden = !refused;
    tooMany.textContent = refused
      ? "All parameters of this network on all examples would take the server longer than it gives; here is one of them."
      : "";
    picker.hidden = all && sizeOf(scene) <= MOST_SWEPT;
    pick(scene);
    step(Math.log10(epsilon));
  };
}

/**
 * Buttons of which one is pressed.
 * @param {HTMLElement} into
 * @param {string} label
 * @param {Record<string, string>} options
 * @param {(value: string) => void} action
 * @returns {(value: string) => void}
 */
function choice(into, label, options, action) {
  const group = html(into, "div", "check-choice");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  html(group, "span", "", label);
  const buttons = Object.entries(options).map(([value, words]) => {
    const button = html(group, "button", "", words);
    button.type = "button";
    button.dataset.value = value;
    button.addEventListener("click", () => action(value));
    return button;
  });
  return (value) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.value === value));
  };
}
