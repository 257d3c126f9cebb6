/* Dynamic programming: every path from a parameter to the cost beside the deltas that make it cheap. */
import { homeOf } from "../../refs.js";
import { html } from "../pen.js";
import { drawMade, parameterOf, parameterPicker } from "./parts.js";
import { pathsCard } from "./paths_list.js";
import { growthCard } from "./paths_growth.js";
import { recursionCard } from "./paths_recursion.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").Settings} Settings
 * @typedef {{ symbol: string, value: number, ref: string | null, from_cost: number, to_parameter: number,
 *   shared_with: number }} PathFactor
 * @typedef {{ neurons: number[], nodes: string[], factors: PathFactor[], product: number }} Path
 */

/** As many paths are listed at first, and when more are asked for. */
export const LISTED = 20;
export const LISTED_MORE = 200;
/** The networks that the growth is shown for, where nothing has been chosen. */
const DEPTH = 6;
export const WIDEST = 12;
export const DEEPEST = 12;

/** @type {import("../../types").Explanation} */
export const paths = {
  id: "paths",
  title: "Every path to the cost",
  question: "Why is backpropagation fast? One sum, computed in two ways.",
  group: "Why is the gradient what it is?",
  source: "Demystified: backpropagation as dynamic programming",
  place: "panel",
  opensAt: "g2",
  unavailable: () => null,
  asks: (scene, settings) => ({
    paths: {
      path: "/paths",
      more: { parameter: parameterOf(scene), largest: settings.all ? LISTED_MORE : LISTED },
    },
    growth: {
      path: "/paths",
      more: { parameter: parameterOf(scene), largest: 1, growth: growthOf(scene, settings) },
    },
  }),
  view: pathsView,
};

/**
 * The hidden layers to imagine: as wide as this network's widest, unless somebody chose.
 * @param {Scene} scene
 * @param {Settings} settings
 */
export function growthOf({ trace }, { width, depth }) {
  const hidden = trace.layers.slice(1, -1).map(({ a }) => a[0].length);
  return { width: width ?? Math.min(WIDEST, Math.max(2, ...hidden)), depth: depth ?? DEPTH };
}

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function pathsView(element, actions) {
  const pick = parameterPicker(element, actions);
  const cards = html(element, "div", "paths-cards");
  const list = pathsCard(html(cards, "section", "paths-card wide-card"), {
    light: (path) => actions.trail(path ? trailOf([path]) : everyTrail),
    more: () => actions.set({ all: true }),
  });
  const recursion = recursionCard(html(cards, "section", "paths-card wide-card"), () => draw(now));
  const growth = growthCard(html(cards, "section", "paths-card wide-card"), actions.set);
  /** @type {import("../../types").ExplainedScene | null} */
  let scene = null;
  /** @type {import("../../types").TrailMark[]} */
  let everyTrail = [];
  let [shown, now] = ["", 0];

  /** @param {number} t */
  const draw = (t) => {
    now = t;
    if (scene) drawMade(cards, scene, t);
  };

  return {
    show(next) {
      scene = next;
      pick(next);
      const answer = next.answers.paths;
      cards.hidden = !answer;
      if (!answer) {
        shown = "";
        return;
      }
      growth(next.answers.growth.growth, growthOf(next, next.settings));
      // while a slider moves, the paths stay as they are, and so does the focus among them
      const content = `${next.example} ${JSON.stringify(answer)}`;
      if (content === shown) return;
      shown = content;
      list(answer, next);
      recursion(answer, next);
      everyTrail = trailOf(answer.paths);
      actions.trail(everyTrail);
    },
    draw,
  };
}

/**
 * What stands out in the diagram: each mark on the way once.
 * @param {Path[]} listed
 */
const trailOf = (listed) =>
  [...new Set(listed.flatMap(({ nodes }) => nodes.map(homeOf)))].map((home) => ({ home, words: "" }));
