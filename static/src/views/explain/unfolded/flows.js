/* The edges of the computation graph: their local derivatives, and what runs along them, forward and backward. */
import { sign, text } from "../../../encode.js";
import { parseRef, read, ref } from "../../../refs.js";
import { pen, svg } from "../../pen.js";
import { along, pathOf } from "./geometry.js";
import { edgeMoments, isNow, localMoment, reached } from "./moments.js";

/**
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 * @typedef {import("./geometry.js").Edge} Edge
 * @typedef {import("./words.js").Lookup} Lookup
 */

/**
 * @param {Element} layer
 * @param {ExplainedScene} scene
 * @param {Edge} edge
 * @param {{ graph: Lookup, shape: { sizes: number[] }, pulses: Element, busy: boolean }} picture busy: too many lines
 *     lead to the same place for each to have its number
 * @returns {(t: number, step: string) => void}
 */
export function flow(layer, scene, edge, { graph, shape, pulses, busy }) {
  const { script } = scene;
  const local = localOf(scene, graph, edge);
  const group = svg(layer, "g", "flow");
  const line = svg(group, "path", `line ${weightSign(local)}`, { d: pathOf(edge) });
  const whole = pen(group);
  const { x, y, anchor } = edge.label;
  const label = busy ? null : svg(group, "text", `local number ${anchor}`, { x, y });
  if (label && local?.ref) label.dataset.ref = local.ref;
  const words = label && pen(label);
  const round = pen(svg(pulses, "circle", "pulse-mark forward", { r: 5 }));
  const diamond = pen(svg(pulses, "path", "pulse-mark backward", { d: "M-6,0L0,-6L6,0L0,6Z" }));
  const { forward, backward } = edgeMoments(edge);
  const known = localMoment(edge, shape);
  // through a sum everything passes unchanged: this one is a count, not a measured number
  const summed = edge.target.startsWith("z.");
  const shown = local && local.value !== null ? (summed ? String(local.value) : text(local.value)) : "";
  if (local?.weight) line.setAttribute("data-home", local.weight);
  return (t, step) => {
    const [there, back] = [
      forward ? reached(script, forward, t) : 1,
      backward ? reached(script, backward, t) : 0,
    ];
    whole.mark("coming", there < 1);
    whole.mark("now", isNow(step, forward) && there > 0);
    whole.mark("now-back", isNow(step, backward) && back > 0);
    words?.text(reached(script, known, t) === 1 ? shown : "");
    move(round, edge, forward ? there : 0);
    move(diamond, edge, back > 0 && back < 1 ? 1 - back : 0);
  };
}

/**
 * @param {import("../../pen.js").Pen} mark
 * @param {Edge} edge
 * @param {number} part of the way; at its ends there is nothing on the way
 */
function move(mark, { from, to, upright }, part) {
  const moving = part > 0 && part < 1;
  mark.attr("opacity", moving ? 1 : 0);
  if (!moving) return;
  const [x, y] = upright ? [from[0], from[1] + (to[1] - from[1]) * part] : along(from, to, part);
  mark.attr("transform", `translate(${Math.round(x * 10) / 10},${Math.round(y * 10) / 10})`);
}

/**
 * The local derivative of an edge; of an edge into a folded neuron, its weight.
 * @param {ExplainedScene} scene
 * @param {Lookup} graph
 * @param {Edge} edge
 * @returns {{ value: number | null, ref: string | null, weight?: string } | null}
 */
function localOf({ trace, example }, graph, { source, target }) {
  const [from, to] = [parseRef(source), parseRef(target)];
  if (from.name === "y") return null;
  if (to.name === "neuron") {
    const at = [...to.at, from.at[1]];
    return { value: read(trace, example, "w", at), ref: ref("w", ...at), weight: ref("edge", ...at) };
  }
  if (target === "C") {
    const at = from.at;
    return { value: read(trace, example, "grad_a", at), ref: ref("grad_a", ...at) };
  }
  const value = graph.local(source, target)?.local_derivative ?? null;
  if (to.name === "p") {
    return from.name === "w"
      ? { value, ref: ref("a", to.at[0] - 1, to.at[2]) }
      : { value, ref: ref("w", ...to.at), weight: ref("edge", ...to.at) };
  }
  const slope = to.name === "a" && read(trace, example, "slope", to.at) !== null;
  return { value, ref: slope ? ref("slope", ...to.at) : null };
}

/** @param {{ value: number | null, weight?: string } | null} local */
const weightSign = (local) => (local?.weight ? sign(local.value ?? 0) : "plain");
