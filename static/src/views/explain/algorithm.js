/* The algorithm: its five lines and the same as NumPy, the lines at work marked as the player moves; the mini-batch. */
import { html } from "../pen.js";
import { miniBatch } from "./mini_batch.js";
import { fold } from "./parts.js";

/**
 * @typedef {import("../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../types").Frame} Frame
 */

/** @type {import("../../types").Explanation} */
export const algorithm = {
  id: "algorithm",
  title: "The algorithm",
  question: "What does a program do, line by line?",
  group: "How does it learn?",
  source: "Nielsen's chapter 2: the backpropagation algorithm, and its code",
  place: "panel",
  unavailable: () => null,
  asks: () => ({}),
  view: algorithmView,
};

/** The part of the program that is read first; the rest is folded away. */
const READ_FIRST = ["backprop", "update_mini_batch"];

/**
 * The kind under which the catalog's lines know a frame.
 * @param {Frame} frame
 * @param {number} depth the number of the output layer
 */
export const kindOf = ({ id, layer }, depth) => (id[0] === "d" ? (layer === depth ? "dL" : "dl") : id[0]);

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function algorithmView(element, actions) {
  /** @type {ExplainedScene | null} */
  let scene = null;
  let [shown, reached] = ["", -1];
  const steps = html(element, "ol", "algorithm");
  const batch = html(element, "section", "mini-batch");
  const code = html(element, "div", "program");

  /** @param {ExplainedScene} next */
  function writeSteps({ catalog, trace }) {
    steps.replaceChildren();
    for (const { number, title, tag, sentence, frames } of catalog.algorithm.steps) {
      const item = html(steps, "li", "algorithm-step");
      item.dataset.kinds = frames.join(" ");
      const go = html(item, "button", "algorithm-title");
      go.type = "button";
      html(go, "span", "algorithm-number", number === null ? "·" : String(number));
      html(go, "strong", "", title);
      if (tag) html(go, "span", "algorithm-tag", tag);
      go.addEventListener("click", () => {
        const first = trace.frames.find((frame) =>
          frames.some((kind) => kind === kindOf(frame, trace.layers.length)),
        );
        if (first) actions.goTo(first.id);
      });
      html(item, "p", "", sentence);
    }
  }

  /** @param {ExplainedScene} next */
  function writeCode({ catalog }) {
    code.replaceChildren();
    const { code: blocks } = catalog.algorithm;
    for (const name of READ_FIRST) {
      const block = blocks.find((entry) => entry.name === name);
      if (block) lines(html(code, "pre", "numpy"), block.lines);
    }
    const rest = fold(code, "What the program stands on");
    lines(
      html(rest, "pre", "numpy"),
      blocks.filter((entry) => !READ_FIRST.includes(entry.name)).flatMap((entry) => [...entry.lines, blank]),
    );
  }

  return {
    show(next) {
      if (next.catalog !== scene?.catalog || next.trace !== scene.trace) {
        writeSteps(next);
        if (!scene) writeCode(next);
      }
      scene = next;
      [shown, reached] = ["", -1];
    },
    draw(t) {
      if (!scene) return;
      const { frame } = scene.script.steps[Math.ceil(t)];
      const kind = kindOf(frame, scene.trace.layers.length);
      if (kind !== shown) {
        for (const node of element.querySelectorAll("[data-kinds]")) {
          const now = (node.getAttribute("data-kinds") ?? "").split(" ").includes(kind);
          node.classList.toggle("current", now);
          if (now && node.matches("li")) node.setAttribute("aria-current", "step");
          else node.removeAttribute("aria-current");
        }
        element.dataset.phase = frame.phase;
      }
      shown = kind;
      if (Math.floor(t) !== reached) miniBatch(batch, scene, t, actions);
      reached = Math.floor(t);
    },
  };
}

const blank = { text: "", frames: [] };

/**
 * @param {HTMLElement} pre
 * @param {{ text: string, frames: string[] }[]} source
 */
function lines(pre, source) {
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", "Python");
  for (const { text: words, frames } of source) {
    const line = html(pre, "code", "code-line", `${words}\n`);
    if (frames.length) line.dataset.kinds = frames.join(" ");
  }
}
