/* The weights: width and colour for their size and sign, the gradient as a bead, the update as a slide. */
import { largest, sign, widths } from "../../encode.js";
import { read, ref } from "../../refs.js";
import { pen, svg } from "../pen.js";
import { edgeLabel, gradientDigits } from "./label.js";

const WIDEST = 7;
/** Beads are kept from hiding one another. */
const LARGEST_BEAD = 7;
const SIGNS = ["positive", "negative", "zero"];

/** @type {import("./index.js").Part} */
export function edges(layer, scene, geometry) {
  const { trace, script, example } = scene;
  const weights = trace.layers.map(({ weights: before, updated_weights: after }) => [
    before ?? [],
    after ?? [],
  ]);
  const width = widths(largest(weights), geometry.density === "full" ? WIDEST : WIDEST - 2.5);
  const bead = Math.min(LARGEST_BEAD, geometry.crowding * 0.6);
  const gradients = widths(largest(trace.layers.map(({ nabla_w: nabla }) => nabla ?? [])), bead);
  const gaps = trace.layers.map((_, i) => pen(svg(layer, "g", `gap ${i === 0 ? "" : "lines"}`)));

  const digits = trace.layers.map((_, i) =>
    gradientDigits(
      scene,
      geometry,
      geometry.edges.filter((edge) => edge.layer === i + 1),
    ),
  );
  const marks = geometry.edges.map((edge) => {
    const { layer: l, j, k } = edge;
    const at = [l, j, k];
    const before = read(trace, example, "w", at) ?? 0;
    const after = read(trace, example, "updated_w", at) ?? 0;
    const nabla = read(trace, example, "nabla_w", at) ?? 0;
    const group = svg(gaps[l - 1].node, "g", "edge", { "data-home": ref("edge", ...at) });
    svg(group, "path", "edge-hit", { d: edge.path, "data-select": ref("edge", ...at) });
    const line = pen(svg(group, "path", "weight", { d: edge.path }));
    const written = digits[l - 1](edge);
    const label = edge.label ? edgeLabel(layer, scene, geometry, edge, written) : null;
    if (written) return { at, before, after, line, label, bead: null };
    const gradient = svg(group, "path", `bead ${sign(nabla)}`, { d: diamond(gradients(nabla)), opacity: 0 });
    gradient.setAttribute("transform", `translate(${edge.label ? beside(edge) : edge.mark})`);
    return { at, before, after, line, label, bead: pen(gradient) };
  });

  /** @type {Map<number, string>} */
  const drawn = new Map();
  /** @type {import("../../types").Step | null} */
  let shown = null;
  return (t) => {
    const step = script.steps[Math.ceil(t)];
    const { frame } = step;
    if (step !== shown) standBack(step);
    shown = step;
    for (let l = 2; l <= trace.layers.length; l += 1) {
      // Most layers rest most of the time; a layer that rests is not looked at again.
      const now = `${momentOf(l, t)} ${frame.id}`;
      if (drawn.get(l) === now) continue;
      drawn.set(l, now);
      for (const mark of marks) if (mark.at[0] === l) draw(mark, t, frame.id);
    }
  };

  /**
   * The weights that a step does not use stand back.
   * @param {import("../../types").Step} step
   */
  function standBack({ frame, neuron }) {
    const used = usedGap(frame);
    gaps.forEach((gap, i) => gap.mark("resting", used !== null && used !== i + 1));
    const end = frame.equation === "BP2" ? 2 : 1;
    for (const { at, line } of marks) {
      line.mark("unused", used === at[0] && neuron !== null && at[end] !== neuron);
    }
  }

  /**
   * How far everything that shows on the edges into a layer has come.
   * @param {number} l
   * @param {number} t
   */
  function momentOf(l, t) {
    const keys = [`z${l}`, `g${l}`, `u.${l}`, ...(l > 2 ? [`d${l - 1}`] : [])];
    return keys.map((key) => script.progress(key, t)).join();
  }

  /**
   * @param {typeof marks[number]} mark
   * @param {number} t
   * @param {string} frame the id of the frame under way
   */
  function draw({ at, before, after, line, bead: beadPen, label }, t, frame) {
    const [l, j, k] = at;
    const update = script.progress(`u.${l}.${j}`, t);
    const value = before + (after - before) * update;
    line.attr("stroke-width", Math.round(width(value) * 100) / 100);
    for (const name of SIGNS) line.mark(name, name === sign(value));
    const gradient = script.progress(`g${l}.${j}.${k}`, t);
    beadPen?.attr("opacity", gradient && Math.round((update === 1 ? 0.7 : gradient) * 100) / 100);
    label?.draw(t, frame, value);
  }
}

/**
 * The layer whose incoming edges a frame is about; 0 where it uses no edges, null where it is about all.
 * @param {import("../../types").Frame} frame
 */
function usedGap({ equation, layer }) {
  if (equation === "update" || equation === "input") return null;
  return { weighted_input: layer, BP2: (layer ?? 0) + 1, BP3_BP4: layer }[equation] ?? 0;
}

/**
 * Where a bead does not lie under the label.
 * @param {import("../../layout.js").Edge} edge
 */
const beside = ({ at, mark }) => at(mark[0] < at(0.5)[0] + 1 ? 0.82 : 0.18);

/** @param {number} size */
const diamond = (size) => `M${-size},0L0,${-size}L${size},0L0,${size}Z`;
