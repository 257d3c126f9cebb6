/* Index notation and matrices: the equation of the step as real matrices, and which row meets which column. */
import { sentence, heading, named as filled, optional } from "../../../formula/narrate.js";
import { calculation, environment, equationOf, termRefs } from "../../../formula/lines.js";
import { formula } from "../../../formula/typeset.js";
import { keyOf, sizesOf } from "../../../refs.js";
import { superscript } from "../../../encode.js";
import { html } from "../../pen.js";
import { drawMade } from "../parts.js";
import { cardsOf } from "./cards.js";
import { equationsOf, layerOf, widest } from "./equations.js";
import { equationRow, hasHeads, markEntry } from "./grid.js";

/**
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../../types").Step} Step
 * @typedef {import("./parts.js").MatrixPart} MatrixPart
 */

/** More rows are not read, not even as tiles. */
const MOST_ROWS = 32;
/** How many lines of index form there is room for. */
const MOST_LINES = 4;

/** @type {import("../../../types").Explanation} */
export const matrices = {
  id: "matrices",
  title: "Index notation and matrices",
  tab: "matrices",
  question: "Which row meets which column, why the transpose, and why ⊙?",
  group: "What happens in a step?",
  source: "Deep Dive, index notation and matrices; Nielsen's chapter 2, BP1a and BP2",
  place: "stage",
  opensAt: "d2",
  unavailable(scene) {
    const n = widest(scene);
    if (n <= MOST_ROWS) return null;
    return `A layer of ${n} neurons makes matrices of ${n} rows, and nobody reads them entry by entry. Up to ${MOST_ROWS} are shown: build a smaller network or choose an example.`;
  },
  // the trace has everything but the Jacobians that are not diagonal
  asks: ({ trace }) =>
    Object.fromEntries(
      trace.layers
        .filter(({ layer, activation_derivative: slope }) => layer > 1 && !slope)
        .map(({ layer }) => [`jacobian${layer}`, { path: "/jacobian", more: { layer } }]),
    ),
  view: matricesView,
};

/**
 * @param {HTMLElement} element
 * @param {import("../../../types").ExplanationActions} actions
 * @returns {import("../../../types").ExplanationView}
 */
function matricesView(element, actions) {
  const head = html(element, "div", "matrix-head");
  const body = html(element, "div", "matrix-body");
  /** @type {ExplainedScene | null} */
  let scene = null;
  /** @type {Step | null} */
  let step = null;
  /** @type {{ figure: HTMLElement, part: MatrixPart }[]} */
  let figures = [];
  /** @type {() => void} writes what depends on the chosen entry */
  let tell = () => {};
  /** The entry of the result on show, from 0. @type {[number, number]} */
  let chosen = [0, 0];
  let now = 0;

  body.addEventListener("pointerover", ({ target }) => point(target));
  body.addEventListener("click", ({ target }) => point(target));
  body.addEventListener("focusin", ({ target }) => point(target));
  body.addEventListener("keydown", (event) => {
    const cell = event.target instanceof Element ? event.target.closest(".result-matrix [data-cell]") : null;
    const by = MOVES[event.key];
    if (!cell || !by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const grid = cell.closest(".matrix");
    const { cells } = figures.find(({ figure }) => figure === grid)?.part ?? { cells: [[]] };
    const [row, column] = placeOf(cell);
    choose([within(row + by[0], cells.length), within(column + by[1], cells[0].length)]);
    /** @type {HTMLElement | null | undefined} */ (grid?.querySelector('[data-cell][tabindex="0"]'))?.focus();
  });

  return {
    show(next) {
      scene = next;
      step = null;
    },
    draw(t) {
      now = t;
      if (!scene) return;
      const current = scene.script.steps[Math.ceil(t)];
      if (current !== step) describe(scene, current);
      drawMade(body, scene, t);
    },
  };

  /** @param {ExplainedScene} inScene @param {Step} next */
  function describe(inScene, next) {
    const focused = element.ownerDocument.activeElement;
    const place =
      focused && body.contains(focused)
        ? [...body.querySelectorAll(".result-matrix")].findIndex((one) => one.contains(focused))
        : -1;
    if (next.neuron !== null) chosen = [next.neuron - 1, chosen[1]];
    if (next.frame.equation === "BP3_BP4" && Number(next.term) > 0) {
      chosen = [chosen[0], Number(next.term) - 1];
    }
    step = next;
    const l = layerOf(inScene, next);
    const equations = equationsOf(inScene, next);
    const { cells } = resultOf(equations);
    chosen = [Math.min(chosen[0], cells.length - 1), chosen[1]];
    const speak = header(inScene, next, l);
    body.replaceChildren();
    body.dataset.phase = next.frame.phase;
    const panel = html(body, "div", "matrix-panel scrollable");
    panel.tabIndex = 0;
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", "The equation in matrices");
    const manner = { trace: inScene.trace, headed: hasHeads(equations.flat()) };
    figures = equations.flatMap((parts) => equationRow(panel, parts, manner));
    const cards = whyCards(inScene, next, l);
    const below = html(body, "div", "matrix-below");
    const code = html(html(below, "pre", "numpy"), "code");
    const concrete = environment(inScene, { l, j: 1, k: 1 });
    const equation = equationOf(inScene, next.frame);
    code.textContent = equation.numpy
      .map((line) => filled(optional(line, concrete), concrete))
      .filter((line) => line !== "")
      .join("\n");
    html(below, "p", "hint", "In the code the examples are rows, so the factors stand the other way round.");
    const lines = html(below, "div", "matrix-lines");
    tell = () => {
      speak.textContent = spoken(inScene, next, l, chosen);
      for (const write of cards) write();
      indexForm(lines, inScene, next, l);
    };
    mark();
    for (const name of termRefs(next)) {
      for (const node of body.querySelectorAll(`[data-ref="${name}"]`)) node.classList.add("term-now");
    }
    if (place >= 0) {
      const grid = body.querySelectorAll(".result-matrix")[place] ?? body.querySelector(".result-matrix");
      /** @type {HTMLElement | null | undefined} */ (grid?.querySelector('[tabindex="0"]'))?.focus({
        preventScroll: true,
      });
    }
  }

  /** @param {ExplainedScene} inScene @param {Step} next @param {number} l */
  function header(inScene, next, l) {
    head.replaceChildren();
    const line = html(head, "p", "matrix-sentence");
    html(line, "strong", "", `${heading(inScene, next)}. `);
    const speak = html(line, "span");
    const depth = inScene.trace.layers.length;
    if (next.layer !== null || depth < 3) return speak;
    const group = html(head, "div", "segmented");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Layer");
    for (let layer = 2; layer <= depth; layer += 1) {
      const button = html(group, "button", "", `layer ${layer}`);
      button.type = "button";
      button.setAttribute("aria-pressed", String(layer === l));
      button.addEventListener("click", () => actions.set({ layer }));
    }
    return speak;
  }

  /** @param {ExplainedScene} inScene @param {Step} next @param {number} l @returns {(() => void)[]} */
  function whyCards(inScene, next, l) {
    const row = html(body, "div", "why-cards");
    return cardsOf(inScene, next, l).map(({ title, words, picture }) => {
      const card = html(row, "section", "why-card");
      html(card, "h3", "", title);
      const text = html(card, "p", "");
      const manner = { trace: inScene.trace, headed: hasHeads(picture), compact: true };
      if (picture.length) {
        const holder = html(card, "div", "scrollable");
        holder.tabIndex = 0;
        holder.setAttribute("role", "region");
        holder.setAttribute("aria-label", title);
        figures.push(...equationRow(holder, picture.map(asOperand), manner));
      }
      return () => {
        text.textContent = words(...chosen);
      };
    });
  }

  /** @param {HTMLElement} into @param {ExplainedScene} inScene @param {Step} next @param {number} l */
  function indexForm(into, inScene, next, l) {
    into.replaceChildren();
    const [j, k] = [chosen[0] + 1, within(chosen[1], sizesOf(inScene.trace)[Math.max(0, l - 2)]) + 1];
    const { frame } = next;
    const env = environment(inScene, { l, j, ...(/BP3_BP4|update/.test(frame.equation) ? { k } : {}) });
    for (const { left, right, value, ref: target } of calculation(
      equationOf(inScene, frame),
      env,
      frame,
      MOST_LINES,
    )) {
      const line = html(into, "div", "line");
      line.dataset.key = (target && keyOf(target)) ?? frame.id;
      line.append(formula(left + right));
      if (!value) continue;
      const link = target ? `\\htmlData{ref=${target}}{${value}}` : value;
      html(line, "span", "result").append(formula(`= ${link}`));
    }
    drawMade(into, inScene, now);
  }

  /** @param {EventTarget | null} target a cell of the result, or a row or a column of what goes into it */
  function point(target) {
    const cell = target instanceof Element ? target.closest("[data-cell]") : null;
    const part = cell && figures.find(({ figure }) => figure.contains(cell))?.part;
    if (!cell || !part) return;
    choose(pointed(part, placeOf(cell), chosen));
  }

  /** @param {[number, number]} entry */
  function choose(entry) {
    if (entry.join() === chosen.join()) return;
    chosen = entry;
    mark();
  }

  function mark() {
    for (const { figure, part } of figures) markEntry(figure, part, chosen);
    tell();
  }
}

/**
 * The entry of the result that a cell says: its own, or that of its row or column.
 * @param {MatrixPart} part
 * @param {[number, number]} place
 * @param {[number, number]} chosen
 * @returns {[number, number]}
 */
function pointed({ pick, result, cells }, [row, column], [i, c]) {
  const wide = cells[0].length > 1;
  if (result || pick === "entry") return [row, wide ? column : c];
  if (pick === "row") return [row, c];
  if (pick === "turned") return [column, c];
  return pick === "column" && wide ? [i, column] : [i, c];
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @param {Element} cell @returns {[number, number]} */
const placeOf = (cell) =>
  /** @type {[number, number]} */ ((cell.getAttribute("data-cell") ?? "0 0").split(" ").map(Number));

/** @param {number} index @param {number} n */
const within = (index, n) => Math.max(0, Math.min(n - 1, index));

/** A picture beside the equation answers to its entries, and is no place to choose them by keyboard. */
/** @param {import("./parts.js").Part} part */
const asOperand = (part) => (part.kind === "matrix" ? { ...part, result: false } : part);

/** @param {import("./parts.js").MatrixEquation[]} equations @returns {MatrixPart} the result of the first */
const resultOf = ([first]) => /** @type {MatrixPart} */ (first[first.length - 1]);

/**
 * What the chosen entry is made of, in words.
 * @param {ExplainedScene} scene
 * @param {Step} step
 * @param {number} l
 * @param {[number, number]} chosen
 */
function spoken(scene, step, l, [i, c]) {
  const [up, before, after] = [l, l - 1, l + 1].map(superscript);
  const j = i + 1;
  const bias = scene.trace.layers[l - 1].biases ? ", plus its bias" : "";
  const slope = scene.trace.layers[l - 1].activation_derivative
    ? `; times its own slope that is δ${up} of neuron ${j}`
    : "; the Jacobian then mixes the entries";
  /** @type {Record<string, string>} */
  const words = {
    weighted_input: `Entry ${j} of z${up} is row ${j} of w${up} times the column a${before}${bias}.`,
    BP2: `Row ${j} of (w${after})ᵀ times the column δ${after} is what neuron ${j} hears${slope}.`,
    BP3_BP4: `Entry (${j}, ${c + 1}) is δ${up} of neuron ${j} times a${before} of neuron ${c + 1}${scene.trace.targets.length > 1 ? ", averaged over the examples: a row times a column" : ""}.`,
  };
  return words[step.frame.equation] ?? sentence(scene, step);
}
