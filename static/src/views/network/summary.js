/* A network too large to draw: one bar a layer, and the sizes of what runs through it. */
import { largest, text } from "../../encode.js";
import { sizesOf } from "../../refs.js";
import { DRAWING_CAP } from "../../layout.js";
import { pen, svg } from "../pen.js";
import { broken } from "./note.js";

/** A letter of the note, in pixels. */
const LETTER_WIDTH = 7;

/**
 * @param {SVGElement} layer
 * @param {import("../../types").Scene} scene
 * @param {{ width: number, height: number }} room
 * @returns {(t: number) => void}
 */
export function summary(layer, { trace, script, example }, { width, height }) {
  const sizes = sizesOf(trace);
  const note = `Too large to draw neuron by neuron (above ${DRAWING_CAP.weights.toLocaleString("en")} weights, ${DRAWING_CAP.neurons} neurons in a layer or ${DRAWING_CAP.layers} layers): each layer as one bar.`;
  const lines = broken(note, Math.floor((width - 16) / LETTER_WIDTH));
  lines.forEach((words, i) => {
    svg(layer, "text", "layer-name", { x: width / 2, y: 18 * (i + 1) }).textContent = words;
  });
  const gap = width / (sizes.length + 0.5);
  const first = 22 + 18 * lines.length;
  const tallest = height - 90 - first;
  const most = Math.max(...sizes);
  const drawings = sizes.map((n, i) => {
    const x = gap * (i + 0.75);
    const bar = Math.max(8, tallest * Math.sqrt(n / most));
    const top = first + (tallest - bar) / 2;
    const frame = pen(svg(layer, "rect", "disc", { x: x - 16, y: top, width: 32, height: bar, rx: 6 }));
    svg(layer, "text", "layer-name", { x, y: height - 66 }).textContent = `layer ${i + 1} · ${n}`;
    const rows = [height - 44, height - 24, height - 6].map((y) =>
      pen(svg(layer, "text", "number z-label", { x, y })),
    );
    const { a, delta, nabla_w: nabla } = trace.layers[i];
    return (/** @type {number} */ t) => {
      const l = i + 1;
      const made = script.progress(l === 1 ? "x" : `a${l}`, t);
      frame.mark("hollow", made < 1);
      rows[0].text(made === 1 ? `|a| ≤ ${text(largest(a[example]))}` : "");
      if (l === 1) return;
      rows[1].text(script.progress(`d${l}`, t) === 1 ? `|δ| ≤ ${text(largest(delta?.[example]))}` : "");
      rows[2].text(script.progress(`g${l}`, t) === 1 ? `|∂| ≤ ${text(largest(nabla))}` : "");
    };
  });
  return (t) => {
    for (const drawing of drawings) drawing(t);
  };
}
