/* One node of the computation graph as a card: what it does, above its value, below its adjoint dC/dnode. */
import { homeOf, parseRef, read, ref } from "../../../refs.js";
import { activationCurve } from "../../network/curve.js";
import { pen, svg } from "../../pen.js";
import { fitting } from "../parts.js";
import { adjointMoment, isNow, reached, valueMoment } from "./moments.js";
import { named, written } from "./words.js";

/**
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 * @typedef {import("./geometry.js").Node} Node
 * @typedef {import("./words.js").Lookup} Lookup
 * @typedef {{ value: number | null, ref: string | null, adjoint: number | null, adjointRef: string | null }} Numbers
 */

/** What the operations are called where there is room for one letter. @type {Record<string, string>} */
const GLYPHS = { multiply: "×", sum: "Σ", cost: "C" };
/** The part of a card that the name, the operator or the curve takes. @type {Record<string, number>} */
const STRIP = { weight: 32, bias: 32, target: 26, multiply: 20, sum: 20, cost: 20, activation: 32 };
const FOLDS = new Set(["multiply", "sum", "activation", "neuron"]);
/** Nothing happens where these are pressed. */
const IDLE = new Set(["target", "cost"]);

/**
 * The numbers of a node: those of the graph, or of a folded neuron and of what is not in the graph those of the trace.
 * @param {ExplainedScene} scene
 * @param {Lookup} graph
 * @param {Node} node
 * @returns {Numbers}
 */
export function numbersOf(scene, graph, { id, op, at }) {
  const { trace, example } = scene;
  const own = op === "neuron" ? ref("a", ...at) : id === "C" ? "cost_of_example" : id;
  const known = graph.node(id);
  if (known) {
    const recorded = known.ref ? own : null;
    return {
      value: known.value,
      ref: recorded,
      adjoint: known.adjoint,
      adjointRef: isRecorded(scene, known) ? known.adjoint_ref : null,
    };
  }
  const { name } = parseRef(own);
  const delta = op === "neuron" ? ref("delta", ...at) : null;
  return {
    value: read(trace, example, name, at),
    ref: op === "multiply" ? null : own,
    adjoint: delta === null ? null : read(trace, example, "delta", at),
    adjointRef: delta,
  };
}

/**
 * The gradient of a weight is recorded as the mean over the batch and with the penalty, which are other numbers.
 * @param {ExplainedScene} scene
 * @param {import("./words.js").GraphNode} node
 */
function isRecorded({ trace, experiment }, { adjoint_ref: name }) {
  const { l1 = 0, l2 = 0 } = experiment.regularization ?? {};
  return !name?.startsWith("nabla") || (trace.targets.length === 1 && l1 === 0 && l2 === 0);
}

/**
 * @param {Element} layer
 * @param {ExplainedScene} scene
 * @param {Node} node
 * @param {Numbers} numbers
 * @param {{ sizes: number[] }} shape
 * @returns {(t: number, step: string) => void}
 */
export function card(layer, scene, node, numbers, shape) {
  const { id, op, x, y, width, height } = node;
  const group = svg(layer, "g", `node node-${op}`, { transform: `translate(${x},${y})`, "data-node": id });
  if (op === "neuron" || op === "input") group.dataset.home = homeOf(numbers.ref ?? id);
  const box = pen(svg(group, "rect", "box", rectangle(width, height, radiusOf(node))));
  // the box has the focus and the name, without the words that stand in it: the name says them all
  box.attr("role", IDLE.has(op) ? "img" : "button");
  box.attr("tabindex", -1);
  if (FOLDS.has(op)) box.attr("aria-expanded", String(op !== "neuron"));
  const shelf = op === "target" ? null : pen(shelfOf(group, node));
  const curve = glyph(group, scene, node, numbers);
  const middle = (STRIP[op] ?? 0) / 2;
  const value = numberIn(group, "value", [middle, shelf ? 0.5 - height / 4 : 0], numbers.value, numbers.ref);
  const adjoint =
    shelf && numberIn(group, "adjoint", [middle, height / 4], numbers.adjoint, numbers.adjointRef);
  for (const words of group.querySelectorAll("text")) words.setAttribute("aria-hidden", "true");
  const whole = pen(group);
  const [made, behind] = [valueMoment(id), adjointMoment(id, shape)];
  const name = named(id);
  return (t, step) => {
    const there = value(reached(scene.script, made, t) === 1);
    curve?.(there ? 1 : 0, 0);
    const back = adjoint?.(reached(scene.script, behind, t) === 1) ?? "";
    box.mark("hollow", !there);
    shelf?.mark("known", back !== "");
    whole.mark("now", isNow(step, made));
    whole.mark("now-back", isNow(step, behind) && id !== "C");
    box.attr("aria-label", spoken(name, op, there, back));
  };
}

/**
 * @param {Element} group
 * @param {string} kind
 * @param {[number, number]} place
 * @param {number | null} value
 * @param {string | null} target
 * @returns {(made: boolean) => string} what is written, nothing where it is not made yet
 */
function numberIn(group, kind, [x, y], value, target) {
  const label = svg(group, "text", `${kind} number`, { x, y });
  if (target) label.dataset.ref = target;
  const words = pen(label);
  const full = value === null ? "" : fitting(value, 6);
  return (made) => {
    const now = made ? full : "";
    words.text(now);
    return now;
  };
}

/** @param {string} name @param {string} op @param {string} value @param {string} adjoint */
function spoken(name, op, value, adjoint) {
  const how = op === "neuron" ? ". Enter unfolds it" : FOLDS.has(op) ? ". Enter folds the neuron" : "";
  const back = op === "neuron" ? "delta" : "adjoint";
  const behind = op === "target" ? "" : `, ${back} ${adjoint || "not computed yet"}`;
  return `${name}: ${value || "not computed yet"}${behind}${how}`;
}

/** @param {Node} node */
const radiusOf = ({ op, height }) =>
  op === "neuron" || op === "input" ? height / 2 : op === "multiply" || op === "sum" ? 14 : 8;

/** @param {number} width @param {number} height @param {number} rx */
const rectangle = (width, height, rx) => ({ x: -width / 2, y: -height / 2, width, height, rx });

/**
 * The lower half of a card, where the adjoint stands.
 * @param {Element} group
 * @param {Node} node
 */
function shelfOf(group, node) {
  const { width, height, op } = node;
  const r = Math.min(radiusOf(node), height / 2);
  const [x, y] = [width / 2, height / 2];
  const left = STRIP[op] ? `H${STRIP[op] - x}V0Z` : `H${r - x}A${r},${r} 0 0 1 ${-x},${y - r}V0Z`;
  const from = STRIP[op] ? STRIP[op] - x : -x;
  return svg(group, "path", "shelf", { d: `M${from},0H${x}V${y - r}A${r},${r} 0 0 1 ${x - r},${y}${left}` });
}

/**
 * What stands in a card besides its numbers: an operator, a curve, a name.
 * @param {Element} group
 * @param {ExplainedScene} scene
 * @param {Node} node
 * @param {Numbers} numbers
 * @returns {((progress: number, arrived: number) => void) | null} draws what depends on the time
 */
function glyph(group, scene, { id, op, at, width, height }, { value }) {
  const strip = STRIP[op] ?? 0;
  const x = (strip - width) / 2 + 1;
  if (op === "weight" || op === "bias" || op === "target") {
    svg(group, "text", "node-name", { x, y: 0 }).textContent = written(id);
    return null;
  }
  if (GLYPHS[op]) svg(group, "text", `glyph glyph-${op}`, { x, y: 0 }).textContent = GLYPHS[op];
  if (op !== "multiply" && op !== "cost") {
    svg(group, "text", "node-name above", { x: 0, y: -height / 2 - 9 }).textContent = written(id);
  }
  if (op !== "activation") return null;
  return curveIn(group, scene, at, value ?? 0, { x: 5 - width / 2, y: -9, width: strip - 7, height: 18 });
}

/**
 * @param {Element} group
 * @param {ExplainedScene} scene
 * @param {number[]} at
 * @param {number} a
 * @param {import("../../network/curve.js").Frame} frame
 */
function curveIn(group, scene, [l, j], a, frame) {
  const z = read(scene.trace, scene.example, "z", [l, j]) ?? 0;
  const slope = read(scene.trace, scene.example, "slope", [l, j]);
  return activationCurve(svg(group, "g", "activation"), scene, { l, z, a, slope }, frame);
}
