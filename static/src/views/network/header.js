/* The names of the layers, above them. */
import { svg } from "../pen.js";

/** @type {import("./index.js").Part} */
export function header(layer, { trace, catalog }, { header: height, columns, cost, font }) {
  if (!height) return () => {};
  const size = Math.max(12, font * 0.85);
  const first = Math.round(size);
  columns.forEach(({ layer: l, x }, i) => {
    const role = i === 0 ? " · input" : i === columns.length - 1 ? " · output" : "";
    const name = catalog.activations.find(({ name: key }) => key === trace.layers[i].activation)?.title;
    const title = svg(layer, "text", "layer-name", {
      x: Math.max(x, size * 3.8),
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
