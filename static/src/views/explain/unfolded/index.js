/* The unfolded neuron: the node of figure 1 opened into the multipliers, the sum and the nonlinearity of figure 2. */
import { text } from "../../../encode.js";
import { parseRef, ref, sizesOf } from "../../../refs.js";
import { html, svg } from "../../pen.js";
import { twin } from "../parts.js";
import { card, numbersOf } from "./cards.js";
import { flow } from "./flows.js";
import { layoutGraph, neighbourOf } from "./geometry.js";
import { adjointMoment, reached, valueMoment } from "./moments.js";
import { allHomes, homesOf, MOST_UNFOLDED, multipliers, openOf, shapeOf, WIDEST } from "./opened.js";
import { adjointWords, lookup, named, valueWords, written } from "./words.js";

/**
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 */

/** Of a whole network in a frame, by the height of the frame: letters of 13.5 are to be 2 % of it. */
const LEGIBLE = 0.0015;

/** @type {import("../../../types").Explanation} */
export const unfolded = {
  id: "unfolded",
  title: "The unfolded neuron",
  tab: "unfolded",
  question: "What happens inside a neuron, one operation at a time?",
  group: "What happens in a step?",
  source: "Demystified, figures 1 and 2",
  place: "stage",
  opensAt: "d2",
  unavailable({ trace }) {
    const widest = Math.max(...sizesOf(trace));
    if (widest <= WIDEST) return null;
    return `A layer of ${widest} neurons would make neurons of ${widest} multipliers, taller than any screen. Up to ${WIDEST} can be unfolded: build a smaller network or choose an example.`;
  },
  asks(scene, settings) {
    if (multipliers(sizesOf(scene.trace)) <= MOST_UNFOLDED) return { graph: { path: "/computation-graph" } };
    const homes = [...openOf(scene, settings)];
    return Object.fromEntries(
      homes.map((home) => {
        const [layer, j] = parseRef(home).at;
        return [home, { path: "/computation-graph", more: { neuron: { layer, j } } }];
      }),
    );
  },
  view: unfoldedView,
};

/**
 * @param {HTMLElement} element
 * @param {import("../../../types").ExplanationActions} actions
 * @returns {import("../../../types").ExplanationView}
 */
function unfoldedView(element, actions) {
  const tools = html(element, "div", "unfolded-tools");
  const [unfold, fold] = ["Unfold all", "Fold all"].map((words) => {
    const button = html(tools, "button", "", words);
    button.type = "button";
    return button;
  });
  const told = html(tools, "div", "unfolded-told");
  const holder = html(element, "div", "unfolded-picture");
  const picture = svg(holder, "svg", "graph", {
    role: "group",
    "aria-label": "Computation graph: arrow keys go from node to node, Enter folds and unfolds a neuron",
  });
  const table = html(element, "div");
  /** @type {ExplainedScene | null} */
  let scene = null;
  /** @type {((t: number, step: string) => void)[]} */
  let drawings = [];
  /** @type {import("./geometry.js").Geometry | null} */
  let geometry = null;
  let graph = lookup({ nodes: [], edges: [], out_of_range: false });
  let [at, toldOf, toldNow, now] = ["", "", "nothing", 0];

  unfold.addEventListener("click", () => scene && open(allHomes(scene)));
  fold.addEventListener("click", () => open([]));
  picture.addEventListener("click", ({ target }) => {
    const id = nodeAt(target);
    if (id) choose(id);
  });
  picture.addEventListener("pointerover", ({ target }) => tell(nodeAt(target) ?? toldOf));
  picture.addEventListener("focusin", ({ target }) => {
    const id = nodeAt(target);
    if (id) reach(id, false);
  });
  picture.addEventListener("keydown", (event) => {
    const id = nodeAt(event.target);
    if (!id || !geometry || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = neighbourOf(geometry.nodes, id, event.key);
    if (next) reach(next, true);
    else if (event.key === "Enter" || event.key === " ") choose(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    show(next) {
      const focused = picture.contains(element.ownerDocument.activeElement);
      scene = next;
      build(next);
      if (focused) markOf(at)?.focus({ preventScroll: true });
    },
    draw(t) {
      now = t;
      if (!scene) return;
      const step = scene.script.steps[Math.ceil(t)].id;
      for (const drawing of drawings) drawing(t, step);
      tell(toldOf);
    },
  };

  /** @param {ExplainedScene} next */
  function build(next) {
    const shape = shapeOf(next);
    const homes = openIn(next);
    const all = allHomes(next);
    const tooMany = multipliers(shape.sizes) > MOST_UNFOLDED;
    unfold.disabled = homes.size === all.length || tooMany;
    unfold.title = tooMany ? `Up to ${MOST_UNFOLDED} multipliers can be unfolded at once` : "";
    fold.disabled = homes.size === 0;
    graph = lookup(merged(Object.values(next.answers)));
    geometry = layoutGraph(shape, homes);
    const { width, height, nodes, edges, blocks, columns } = geometry;
    picture.replaceChildren();
    picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
    picture.style.setProperty("--width", String(width));
    picture.style.setProperty("--height", String(height));
    for (const { x, layer } of columns) {
      svg(picture, "text", "layer-name", { x: Math.max(x, 28), y: 9 }).textContent = `layer ${layer}`;
    }
    // what only passes by a neuron passes behind its frame
    const behind = svg(picture, "g", "flows");
    for (const block of blocks) frame(block);
    const lines = svg(picture, "g", "flows");
    const cards = svg(picture, "g", "nodes");
    const pulses = svg(picture, "g", "pulses");
    const crowded = Math.max(...shape.sizes) > 4;
    drawings = edges.map((edge) => {
      const outside = edge.target.startsWith("neuron");
      return flow(outside ? behind : lines, next, edge, { graph, shape, pulses, busy: crowded && outside });
    });
    drawings.push(...nodes.map((node) => card(cards, next, node, numbersOf(next, graph, node), shape)));
    if (!nodes.some(({ id }) => id === at)) at = nodes[0].id;
    if (!nodes.some(({ id }) => id === toldOf)) toldOf = "";
    markOf(at)?.setAttribute("tabindex", "0");
    toldNow = "nothing";
    write(next);
  }

  /** What is open; in a frame, where nothing scrolls, no more than can be read there. @param {ExplainedScene} inScene */
  function openIn(inScene) {
    return openOf(inScene, inScene.settings, (homes) => {
      const stage = element.closest(".embed .explain-stage");
      if (!stage) return true;
      const { width, height } = layoutGraph(shapeOf(inScene), new Set(homes));
      const room = stage.getBoundingClientRect().bottom - holder.getBoundingClientRect().top;
      const scale = LEGIBLE * innerHeight;
      return width * scale <= holder.clientWidth && height * scale <= room;
    });
  }

  /** @param {import("./geometry.js").Block} block */
  function frame({ home, at: [l, j], x, y, width, height }) {
    const group = svg(picture, "g", "block", { "data-home": home, "data-fold": home });
    svg(group, "rect", "block-frame", { x, y, width, height, rx: 16 });
    svg(group, "text", "block-name", { x: x + width - 10, y: y + height - 11 }).textContent =
      `neuron ${j} of layer ${l}`;
  }

  /** @param {ExplainedScene} next */
  function write(next) {
    table.replaceChildren();
    const nodes = Object.values(next.answers).flatMap(({ nodes: list }) => list);
    if (!nodes.length) return;
    twin(
      table,
      "The graph as a table",
      ["node", "symbol", "value", "adjoint ∂C/∂node", "in numbers"],
      nodes.map(({ id, value, adjoint }) => [
        named(id),
        written(id),
        text(value),
        adjoint === null ? "–" : text(adjoint),
        adjointWords(graph, id),
      ]),
    );
  }

  /** @param {EventTarget | null} target */
  function nodeAt(target) {
    const node = target instanceof Element ? target.closest("[data-node], [data-fold]") : null;
    return node?.getAttribute("data-node") ?? node?.getAttribute("data-fold") ?? null;
  }

  /** @param {string} id @returns {SVGElement | null} */
  function markOf(id) {
    return picture.querySelector(`[data-node="${id}"] > .box`);
  }

  /** @param {string} id @param {boolean} focus */
  function reach(id, focus) {
    markOf(at)?.setAttribute("tabindex", "-1");
    at = id;
    markOf(id)?.setAttribute("tabindex", "0");
    if (focus) markOf(id)?.focus();
    tell(id);
  }

  /** @param {string} id folds or unfolds its neuron; an input or a weight is chosen, as in the diagram */
  function choose(id) {
    const {
      name,
      at: [l, j, k],
    } = parseRef(id);
    if (!scene || id === "C" || name === "y") return;
    if (name === "w" || name === "b" || l === 1) {
      open([...openIn(scene)]); // as it is: what is chosen then is to be looked at, not to be opened
      return actions.select(name === "w" ? ref("edge", l, j, k) : ref("neuron", l, j));
    }
    const home = ref("neuron", l, j);
    const homes = openIn(scene);
    const own = shapeOf(scene).tied[l - 1] ? homesOf(scene, l) : [home];
    const closing = homes.has(home);
    // where only some can be open, the new one takes the place of the others
    const others = multipliers(sizesOf(scene.trace)) > MOST_UNFOLDED ? [] : [...homes];
    at = closing ? home : ref("z", l, j);
    return open(closing ? [...homes].filter((one) => !own.includes(one)) : [...others, ...own]);
  }

  /** @param {string[]} homes */
  function open(homes) {
    if (scene) actions.set({ open: homes, sizes: sizesOf(scene.trace).join() });
  }

  /** @param {string} id */
  function tell(id) {
    toldOf = id;
    if (!scene) return;
    const words = wordsOf(scene, id);
    const key = words.join("\n");
    if (key === toldNow) return;
    toldNow = key;
    told.replaceChildren();
    if (!words.length) legend(told);
    words.forEach((line, i) => html(told, "p", i ? "number-line" : "told-name", line));
  }

  /** @param {ExplainedScene} inScene @param {string} id */
  function wordsOf(inScene, id) {
    if (inScene.answers.graph?.out_of_range) {
      return ["A slope of the cost is larger than a number can be; the deltas are computed without it."];
    }
    if (!id || !graph.node(inGraph(id))) return [];
    const shape = shapeOf(inScene);
    const value = reached(inScene.script, valueMoment(id), now) === 1;
    const behind = adjointMoment(id, shape);
    const adjoint = behind && reached(inScene.script, behind, now) === 1;
    return [
      `${named(id)}, ${written(id)}`,
      `Forward: ${value ? valueWords(graph, inGraph(id)) : "not computed yet"}`,
      ...(behind
        ? [
            `Backward: ∂C/∂${written(inGraph(id))} = ${adjoint ? adjointWords(graph, inGraph(id)) : "not computed yet"}`,
          ]
        : []),
    ];
  }
}

/** What says most of a folded neuron is its sum. @param {string} id */
const inGraph = (id) => id.replace("neuron.", "z.");

/** @param {any[]} answers of the whole, or of single neurons, which may share their inputs */
const merged = (answers) => ({
  nodes: answers.flatMap(({ nodes }) => nodes),
  edges: answers.flatMap(({ edges }) => edges),
  out_of_range: answers.some((answer) => answer.out_of_range),
});

/** @param {HTMLElement} into */
function legend(into) {
  const list = html(into, "p", "unfolded-legend");
  const kinds = [
    ["value", "value, forward"],
    ["adjoint", "adjoint ∂C/∂node, from behind"],
    ["local", "on an edge: local derivative"],
  ];
  for (const [kind, words] of kinds) {
    const entry = html(list, "span");
    html(entry, "span", `swatch ${kind}`).setAttribute("aria-hidden", "true");
    html(entry, "span", "", words);
  }
}
