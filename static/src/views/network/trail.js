/* A path through the diagram, which an explanation is about: its marks stand out, with words beside some of them. */
import { pen, svg } from "../pen.js";

/**
 * @param {SVGElement} root the whole diagram
 * @param {import("../../layout.js").Geometry} geometry
 * @param {import("../../types").TrailMark[]} marks
 * @param {import("../../types").Script} script
 * @returns {(t: number) => void}
 */
export function drawTrail(root, { nodes, radius, font, lines }, marks, script) {
  const homes = new Set(marks.map(({ home }) => home));
  root.classList.toggle("trailing", homes.size > 0);
  for (const node of root.querySelectorAll("[data-home]")) {
    node.classList.toggle("on-trail", homes.has(node.getAttribute("data-home") ?? ""));
  }
  root.querySelector(".trail")?.remove();
  const layer = svg(root, "g", "trail");
  /** @type {((t: number) => void)[]} */
  const drawings = [];
  for (const { home, words, key } of marks) {
    const place = nodes.find(({ layer: l, j }) => home === `neuron.${l}.${j}`);
    if (!words || !place) continue;
    const label = svg(layer, "text", "number trail-words", {
      x: place.x,
      y: place.y + radius + font * (1.25 * (place.layer === 1 ? 0 : lines) + 1.1),
    });
    label.textContent = words;
    const drawn = pen(label);
    if (key) drawings.push((t) => drawn.attr("opacity", script.progress(key, t) === 1 ? 1 : 0));
  }
  return (t) => {
    for (const draw of drawings) draw(t);
  };
}
