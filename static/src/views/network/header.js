/* The names of the layers, above them. */
import { svg } from "../pen.js";

/** “layer 5 · output”, in letters' heights; where the layers stand closer, each has its number alone. */
const LONGEST_NAME = 8.5;

/** @type {import("./index.js").Part} */
export function header(layer, { trace, catalog }, { header: height, columns, cost, font }) {
  if (!height) return () => {};
  const size = Math.max(12, font * 0.85);
  const first = Math.round(size);
  const roomy = columns[1].x - columns[0].x > size * LONGEST_NAME;
  columns.forEach(({ layer: l, x }, i) => {
    const role = !roomy ? "" : i === 0 ? " · input" : i === columns.length - 1 ? " · output" : "";
    const name = catalog.activations.find(({ name: key }) => key === trace.layers[i].activation)?.title;
    const title = svg(layer, "text", "layer-name", {
      x: Math.max(x, size * (roomy ? 3.8 : 1.9)),
      y: first,
      "font-size": size,
    });
    title.textContent = `layer ${l}${role}`;
    if (name && height > 30) {
      svg(layer, "text", "layer-kind", { x, y: first * 2.25, "font-size": size * 0.92 }).textContent =
        name.toLowerCase();
    }
  });
  svg(layer, "text", "layer-name", { x: cost.x + cost.width / 2, y: first, "font-size": size }).textContent =
    "cost";
  return () => {};
}
