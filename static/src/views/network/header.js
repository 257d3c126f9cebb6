/* The names of the layers, above them. */
import { svg } from "../pen.js";

/** @type {import("./index.js").Part} */
export function header(layer, { trace, catalog }, { header: height, columns, cost }) {
  if (!height) return () => {};
  columns.forEach(({ layer: l, x }, i) => {
    const role = i === 0 ? " · input" : i === columns.length - 1 ? " · output" : "";
    const name = catalog.activations.find(({ name: key }) => key === trace.layers[i].activation)?.title;
    const title = svg(layer, "text", "layer-name", { x: Math.max(x, 48), y: 13 });
    title.textContent = `layer ${l}${role}`;
    if (name && height > 30) svg(layer, "text", "layer-kind", { x, y: 29 }).textContent = name.toLowerCase();
  });
  svg(layer, "text", "layer-name", { x: cost.x + cost.width / 2, y: 13 }).textContent = "cost";
  return () => {};
}
