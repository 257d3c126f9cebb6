/* BP1 to BP4: the four equations as cards, with the numbers of a chosen layer, in indices and matrices, and proved. */
import { symbol, text } from "../../encode.js";
import { keyOf, parseRef, read, ref, sizesOf } from "../../refs.js";
import { html } from "../pen.js";
import { card } from "./equation_card.js";
import { drawMade } from "./parts.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").Settings} Settings
 * @typedef {import("../../types").ExplanationActions} ExplanationActions
 *
 * What the cards are about: neuron j of layer l, and the weight into it from neuron k.
 * @typedef {{ l: number, j: number, k: number }} Choice
 */

/** @type {import("../../types").Explanation} */
export const fourEquations = {
  id: "four-equations",
  title: "BP1 to BP4",
  question: "What do the four equations say here, and why are they true?",
  group: "Why is the gradient what it is?",
  source: "Nielsen's chapter 2: the four fundamental equations and their proof",
  place: "panel",
  opensAt: "g2",
  unavailable: () => null,
  asks: () => ({}),
  view: fourEquationsView,
};

/**
 * The layer that was chosen; that of a neuron or weight chosen after it; or the one that the step is about.
 * @param {Scene} scene
 * @param {Settings} settings layer: null to follow the steps; of: what was selected when it was chosen
 * @param {number} t
 */
export function layerAt({ trace, script, selected }, { layer, of }, t) {
  const { length: last } = trace.layers;
  if (of !== undefined && of === (selected ?? "")) {
    if (layer) return Math.min(layer, last);
  } else {
    const [l] = parseRef(selected ?? "").at;
    if (l >= 2 && l <= last) return l;
  }
  const step = script.steps[Math.min(script.last, Math.ceil(t))];
  return Math.max(2, step?.layer ?? 2);
}

/** @param {Scene} scene @param {Settings} settings */
const follows = ({ selected, trace }, { layer, of }) => {
  if (of !== undefined && of === (selected ?? "")) return layer === null;
  const [l] = parseRef(selected ?? "").at;
  return !(l >= 2 && l <= trace.layers.length);
};

/**
 * The chosen neuron and weight, where they are of this layer; else its first.
 * @param {Scene} scene
 * @param {number} l
 * @returns {Choice}
 */
export function choiceIn({ selected, trace }, l) {
  const { name, at } = parseRef(selected ?? "");
  const sizes = sizesOf(trace);
  if (at[0] !== l) return { l, j: 1, k: 1 };
  const j = Math.min(at[1], sizes[l - 1]);
  return { l, j, k: name === "edge" ? Math.min(at[2], sizes[l - 2]) : 1 };
}

/**
 * @param {HTMLElement} element
 * @param {ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function fourEquationsView(element, actions) {
  const chooser = layerChooser(element, actions);
  const weight = weightChooser(element, actions);
  const forms = formChooser(element, actions);
  const cards = html(element, "div", "equation-cards");
  /** @type {import("../../types").ExplainedScene | null} */
  let scene = null;
  let [shown, now] = [0, 0];
  let frame = "";

  /** @param {number} l */
  function write(l) {
    if (!scene) return;
    shown = l;
    frame = "";
    const focused = element.ownerDocument.activeElement;
    const control = focused instanceof HTMLElement ? focused.dataset.control : undefined;
    const choice = choiceIn(scene, l);
    chooser(scene, scene.settings, l);
    weight(scene, choice);
    const { form = "both" } = scene.settings;
    forms(form);
    cards.replaceChildren();
    for (const tag of ["BP1", "BP2", "BP3", "BP4"]) card(cards, scene, tag, choice, form, actions.set);
    const again = control && cards.querySelector(`[data-control="${control}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    actions.trail(trailOf(scene, choice));
    actions.drawn();
  }

  return {
    show(next) {
      scene = next;
      write(layerAt(next, next.settings, now));
    },
    draw(t) {
      now = t;
      if (!scene) return;
      const l = layerAt(scene, scene.settings, t);
      if (l !== shown) write(l);
      drawMade(cards, scene, t);
      const step = scene.script.steps[Math.ceil(t)];
      if (step.frame.id === frame) return;
      frame = step.frame.id;
      for (const node of cards.children) {
        node.classList.toggle("current", node.getAttribute("data-frame") === frame);
      }
    },
  };
}

/**
 * @param {HTMLElement} into
 * @param {ExplanationActions} actions
 * @returns {(scene: Scene, settings: Settings, l: number) => void}
 */
function layerChooser(into, actions) {
  const row = html(into, "div", "picker");
  html(row, "span", "", "Layer");
  const group = html(row, "div", "segmented");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Layer");
  let depth = 0;
  /** @type {Scene | null} */
  let shown = null;
  /** @param {string} words @param {number | null} layer */
  const add = (words, layer) => {
    const button = html(group, "button", "", words);
    button.type = "button";
    button.dataset.layer = layer === null ? "" : String(layer);
    button.addEventListener("click", () => actions.set({ layer, of: shown?.selected ?? "" }));
  };
  return (scene, settings, l) => {
    shown = scene;
    const { length } = scene.trace.layers;
    if (length !== depth) {
      group.replaceChildren();
      add("of the step", null);
      for (const { layer } of scene.trace.layers.slice(1)) add(String(layer), layer);
      depth = length;
    }
    const following = follows(scene, settings);
    for (const button of group.querySelectorAll("button")) {
      const layer = button.dataset.layer ?? "";
      button.setAttribute(
        "aria-pressed",
        String(layer === "" ? following : !following && Number(layer) === l),
      );
      button.classList.toggle("followed", following && Number(layer) === l);
    }
  };
}

/**
 * @param {HTMLElement} into
 * @param {ExplanationActions} actions
 * @returns {(scene: Scene, choice: Choice) => void}
 */
function weightChooser(into, actions) {
  const row = /** @type {HTMLElement} */ (into.querySelector(".picker"));
  const [j, k] = ["neuron j =", "weight from k ="].map((words) => {
    const wrapper = html(row, "label");
    html(wrapper, "span", "", words);
    return html(wrapper, "select");
  });
  let layer = 2;
  for (const select of [j, k]) {
    select.addEventListener("change", () =>
      actions.select(ref("edge", layer, Number(j.value), Number(k.value))),
    );
  }
  /** @param {HTMLSelectElement} select @param {number} n @param {number} value */
  const fill = (select, n, value) => {
    if (select.options.length !== n) {
      select.replaceChildren();
      for (let i = 1; i <= n; i += 1) html(select, "option", "", String(i)).value = String(i);
    }
    select.value = String(value);
  };
  return ({ trace }, choice) => {
    layer = choice.l;
    const sizes = sizesOf(trace);
    fill(j, sizes[layer - 1], choice.j);
    fill(k, sizes[layer - 2], choice.k);
  };
}

/**
 * @param {HTMLElement} into
 * @param {ExplanationActions} actions
 */
function formChooser(into, actions) {
  const group = html(into, "div", "segmented");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Form of the equations");
  const buttons = ["index", "matrix", "both"].map((form) => {
    const button = html(group, "button", "", form);
    button.type = "button";
    button.addEventListener("click", () => actions.set({ form }));
    return { form, button };
  });
  return (/** @type {string} */ chosen) => {
    for (const { form, button } of buttons) button.setAttribute("aria-pressed", String(form === chosen));
  };
}

/**
 * The chosen weight between what goes in and the delta that comes out, and the column of weights that BP2 sums over.
 * @param {Scene} scene
 * @param {Choice} choice
 */
function trailOf({ trace, example }, { l, j, k }) {
  const [a, delta] = [ref("a", l - 1, k), ref("delta", l, j)];
  const value = (/** @type {string} */ name) => {
    const { name: letter, at } = parseRef(name);
    return text(read(trace, example, letter, at) ?? 0);
  };
  const after = l < trace.layers.length ? trace.layers[l].a[0].map((_, q) => q + 1) : [];
  return [
    { home: ref("edge", l, j, k), words: "" },
    {
      home: ref("neuron", l - 1, k),
      words: `${symbol("a", l - 1, k)} = ${value(a)}`,
      key: keyOf(a) ?? undefined,
    },
    {
      home: ref("neuron", l, j),
      words: "",
      key: keyOf(delta) ?? undefined,
    },
    ...after.flatMap((q) => [
      { home: ref("edge", l + 1, q, j), words: "" },
      { home: ref("neuron", l + 1, q), words: "" },
    ]),
  ];
}
