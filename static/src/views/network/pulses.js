/* What runs along the edges: round and to the right with w·a, diamonds and to the left with w·delta. */
import { largest, sign, widths } from "../../encode.js";
import { read } from "../../refs.js";
import { pen, svg } from "../pen.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../layout.js").Geometry} Geometry
 * @typedef {{ key: string, alone: boolean, at: (fraction: number) => [number, number], value: number,
 *             backward: boolean }} Journey
 */

/** The part of a step in which pulses travel; then they gather, and the number appears. */
const TRAVEL = 0.62;
const GATHERED = 0.8;
/** Above this many at once only the largest travel. */
const MOST_TRAVELLING = 160;

/** @type {import("./index.js").Part} */
export function pulses(layer, scene, geometry) {
  const { script } = scene;
  /** @type {Map<string, Journey[]>} */
  const journeys = new Map();
  for (const { id, equation } of scene.trace.frames) {
    const make = JOURNEYS[equation];
    if (make) journeys.set(id, make(scene, geometry, id));
  }
  const pool = pulsePool(layer);
  return (t) => {
    const step = script.steps[Math.ceil(t)];
    const moving = journeys.get(step.frame.id) ?? [];
    const size = widths(largest(moving.map(({ value }) => value)), 8);
    pool(
      moving
        .map((journey) => ({ journey, ...whereabouts(script.progress(journey.key, t), journey.alone) }))
        .filter(({ opacity }) => opacity > 0)
        .sort((one, other) => Math.abs(other.journey.value) - Math.abs(one.journey.value))
        .slice(0, MOST_TRAVELLING),
      size,
    );
  };
}

/**
 * How far a pulse has come, and how much of it is still to be seen. A pulse with a step of its own takes all of it.
 * @param {number} progress
 * @param {boolean} alone
 */
function whereabouts(progress, alone) {
  if (progress <= 0 || progress >= 1) return { along: 0, opacity: 0 };
  const travel = alone ? 0.9 : TRAVEL;
  const gathered = alone ? 1 : GATHERED;
  const along = Math.min(1, progress / travel);
  return {
    along,
    opacity: progress <= travel ? 1 : Math.max(0, 1 - (progress - travel) / (gathered - travel)),
  };
}

/**
 * @param {Journey["at"]} at
 * @returns {Journey["at"]}
 */
const reversed = (at) => (fraction) => at(1 - fraction);

/** @type {Record<string, (scene: Scene, geometry: Geometry, id: string) => Journey[]>} */
const JOURNEYS = {
  weighted_input: ({ trace, example, script }, { edges }, id) =>
    edges
      .filter(({ layer }) => id === `z${layer}`)
      .map(({ layer: l, j, k, at }) => {
        const product =
          (read(trace, example, "w", [l, j, k]) ?? 0) * (read(trace, example, "a", [l - 1, k]) ?? 0);
        const key = `z${l}.${j}.${k}`;
        return { key, alone: script.alone(key), at, value: product, backward: false };
      }),
  cost: ({ trace, example }, { costEdges }) =>
    costEdges.map(({ layer: l, j, at }) => {
      const a = read(trace, example, "a", [l, j]) ?? 0;
      const key = `C.${j}`;
      return { key, alone: false, at, value: a, backward: false };
    }),
  BP1: ({ trace, example }, { costEdges }, id) => {
    const canonical = trace.frames.find((frame) => frame.id === id)?.form.endsWith("_canonical");
    return costEdges.map(({ layer: l, j, at }) => {
      const carried = read(trace, example, canonical ? "delta" : "grad_a", [l, j]) ?? 0;
      const key = `d${l}.${j}`;
      return { key, alone: false, at: reversed(at), value: carried, backward: true };
    });
  },
  BP2: ({ trace, example, script }, { edges }, id) =>
    edges
      .filter(({ layer }) => id === `d${layer - 1}`)
      .map(({ layer: l, j, k, at }) => {
        const product =
          (read(trace, example, "w", [l, j, k]) ?? 0) * (read(trace, example, "delta", [l, j]) ?? 0);
        const key = `d${l - 1}.${k}.${j}`;
        return { key, alone: script.alone(key), at: reversed(at), value: product, backward: true };
      }),
};

/**
 * Pulses are few and short-lived: a pool of nodes, as many as are on the way at once.
 * @param {SVGElement} layer
 */
function pulsePool(layer) {
  /** @type {import("../pen.js").Pen[]} */
  const nodes = [];
  /**
   * @param {{ journey: Journey, along: number, opacity: number }[]} travelling
   * @param {(value: number) => number} size
   */
  return (travelling, size) => {
    while (nodes.length < travelling.length) nodes.push(pen(svg(layer, "path", "pulse-mark")));
    nodes.forEach((mark, i) => {
      const traveller = travelling[i];
      mark.attr("display", traveller ? "inline" : "none");
      if (!traveller) return;
      const { journey, along, opacity } = traveller;
      const [x, y] = journey.at(along);
      const r = Math.max(3.5, size(journey.value));
      mark.attr("transform", `translate(${Math.round(x * 10) / 10},${Math.round(y * 10) / 10})`);
      mark.attr("opacity", Math.round(opacity * 100) / 100);
      mark.attr("class", `pulse-mark ${sign(journey.value)}`);
      mark.attr("d", journey.backward ? diamond(r * 1.25) : round(r));
    });
  };
}

/** @param {number} r */
const round = (r) => `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;

/** @param {number} r */
const diamond = (r) => `M${-r},0L0,${-r}L${r},0L0,${r}Z`;
