/* The weights: width and colour for their size and sign, the gradient as a bead, the update as a slide. */
import { largest, sign, signed, widths } from "../../encode.js";
import { read, ref } from "../../refs.js";
import { pen, svg } from "../pen.js";

const WIDEST = 7;
/** Where along the edge the bead of the gradient sits. */
const BEAD = 0.5;

/** @type {import("./index.js").Part} */
export function edges(layer, scene, geometry) {
  const { trace, script, example, digits } = scene;
  const weights = trace.layers.map(({ weights: before, updated_weights: after }) => [
    before ?? [],
    after ?? [],
  ]);
  const width = widths(largest(weights), geometry.density === "full" ? WIDEST : WIDEST - 2.5);
  const gradients = widths(largest(trace.layers.map(({ nabla_w: nabla }) => nabla ?? [])), 7);
  const twoRows = geometry.room >= 2 * (geometry.font + 3);

  const marks = geometry.edges.map((edge) => {
    const { layer: l, j, k } = edge;
    const at = [l, j, k];
    const before = read(trace, example, "w", at) ?? 0;
    const after = read(trace, example, "updated_w", at) ?? 0;
    const nabla = read(trace, example, "nabla_w", at) ?? 0;
    const group = svg(layer, "g", "edge", { "data-home": ref("edge", ...at) });
    const hit = svg(group, "path", "edge-hit", { d: edge.path });
    hit.dataset.select = ref("edge", ...at);
    const line = svg(group, "path", "weight", { d: edge.path });
    const [x, y] = edge.at(BEAD);
    const bead = svg(group, "path", `bead ${sign(nabla)}`, { d: diamond(gradients(nabla)), opacity: 0 });
    bead.setAttribute("transform", `translate(${x},${y})`);
    const labels = edge.label ? labelsOf(layer, edge, geometry.font, twoRows) : null;
    return { at, before, after, nabla, line: pen(line), bead: pen(bead), labels };
  });

  /** @type {Map<number, { gradient: number, update: number }>} */
  const drawn = new Map();
  return (t) => {
    for (let l = 2; l <= trace.layers.length; l += 1) {
      const now = { gradient: script.progress(`g${l}`, t), update: script.progress(`u.${l}`, t) };
      const last = drawn.get(l);
      // Most layers rest most of the time; a layer that rests is not looked at again.
      if (last && last.gradient === now.gradient && last.update === now.update) continue;
      drawn.set(l, now);
      for (const mark of marks) if (mark.at[0] === l) draw(mark, t);
    }
  };

  /**
   * @param {typeof marks[number]} mark
   * @param {number} t
   */
  function draw({ at, before, after, nabla, line, bead, labels }, t) {
    const [l, j, k] = at;
    const gradient = script.progress(`g${l}.${j}.${k}`, t);
    const update = script.progress(`u.${l}.${j}`, t);
    const value = before + (after - before) * update;
    line.attr("stroke-width", Math.round(width(value) * 100) / 100);
    line.attr("class", `weight ${sign(value)}`);
    bead.attr("opacity", gradient && Math.round((update === 1 ? 0.25 : gradient) * 100) / 100);
    if (!labels) return;
    labels.weight.text(signed(value, digits));
    labels.weight.mark("updating", update > 0);
    labels.gradient.text(gradient > 0.5 ? `∂ ${signed(nabla, digits)}` : "");
    labels.gradient.attr("opacity", update === 1 ? 0.45 : 1);
    if (!twoRows) labels.weight.attr("opacity", gradient > 0.5 && update === 0 ? 0 : 1);
  }
}

/**
 * @param {SVGElement} layer
 * @param {import("../../layout.js").Edge} edge
 * @param {number} font
 * @param {boolean} twoRows
 */
function labelsOf(layer, { layer: l, j, k, label }, font, twoRows) {
  const [x, y] = label ?? [0, 0];
  const weight = svg(layer, "text", "number weight-label", { x, y: y - (twoRows ? font * 0.55 : 0) });
  weight.dataset.ref = ref("w", l, j, k);
  weight.dataset.edit = ref("w", l, j, k);
  const gradient = svg(layer, "text", "number gradient-label", { x, y: y + (twoRows ? font * 0.55 + 2 : 0) });
  gradient.dataset.ref = ref("nabla_w", l, j, k);
  return { weight: pen(weight), gradient: pen(gradient) };
}

/** @param {number} size */
const diamond = (size) => `M${-size},0L0,${-size}L${size},0L0,${size}Z`;
