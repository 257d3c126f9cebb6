/* The cost, and beside each output the target that it is held against. */
import { SHOWN_FROM, signed, text } from "../../encode.js";
import { badgeWidth, LETTER } from "../../outline.js";
import { read, ref } from "../../refs.js";
import { pen, svg } from "../pen.js";

/** What runs back from the cost is named when it is about half way. */
const BACK_FROM = 0.3;
/** Where fewer letters fit between output and cost, the number stands alone. */
const NAMED_FROM = 11;

/** @type {import("./index.js").Part} */
export function cost(layer, scene, geometry) {
  const { trace, example, script, digits } = scene;
  const { cost: box, costEdges, font, radius, density } = geometry;
  for (const edge of costEdges) svg(layer, "path", "cost-edge", { d: edge.path });
  const beside =
    density === "dense" ? [] : costEdges.map((edge) => besideOutput(layer, scene, geometry, edge));
  const group = svg(layer, "g", "cost-box", { transform: `translate(${box.x},${box.y})` });
  group.dataset.home = "cost";
  const frame = pen(svg(group, "rect", "disc", { width: box.width, height: box.height, rx: 10 }));
  const name = svg(group, "text", "cost-name", { x: box.width / 2, y: box.height * 0.34 });
  name.textContent = trace.targets.length > 1 ? "mean C" : "C";
  const label = svg(group, "text", "number cost-value", { x: box.width / 2, y: box.height * 0.7 });
  label.dataset.ref = "cost";
  const value = pen(label);
  const after = svg(group, "text", "number cost-after", { x: box.width / 2, y: box.height + font + 4 });
  after.dataset.ref = "cost_after";
  const afterPen = pen(after);
  const room = radius > 0 && geometry.height - box.y - box.height > font * 2;
  return (t) => {
    const made = script.progress("C", t);
    const updated = script.progress("u", t);
    frame.mark("hollow", made < SHOWN_FROM);
    frame.mark("loss", script.steps[Math.ceil(t)].frame.phase === "loss");
    value.text(made >= SHOWN_FROM ? text(read(trace, example, "cost", []) ?? 0, digits) : "");
    for (const draw of beside) draw(t);
    afterPen.text(updated === 1 && room ? `→ ${text(trace.loss.after_update, digits)}` : "");
  };
}

/**
 * The target, and on the way back what the cost says to this output.
 * @param {SVGElement} layer
 * @param {import("../../types").Scene} scene
 * @param {import("../../layout.js").Geometry} geometry
 * @param {import("../../layout.js").Node} node
 * @returns {(t: number) => void}
 */
function besideOutput(layer, { trace, example, digits, script }, geometry, { layer: l, j, x, y }) {
  const { radius, font, span, costEdges } = geometry;
  const above = costEdges.length > 1 && j > costEdges.length / 2 ? 1 : -1;
  const row = font + 5;
  const words = `y = ${text(read(trace, example, "y", [j]) ?? 0, Math.min(2, digits))}`;
  const place = { x: x + radius + 8, y: y + above * (font * 0.75 + 3) };
  const label = svg(layer, "text", "number target-label", clearOfCost(place, words, geometry, -1));
  label.dataset.ref = ref("y", j);
  label.dataset.edit = ref("y", j);
  label.dataset.home = ref("y", j);
  label.textContent = words;
  const canonical = trace.frames.some(({ id, form }) => id === `d${l}` && form.endsWith("_canonical"));
  const value = read(trace, example, canonical ? "delta" : "grad_a", [l, j]) ?? 0;
  const name = span < font * NAMED_FROM ? "" : canonical ? "a − y = " : "∂C/∂a = ";
  const said = name + signed(value, Math.min(digits, name ? digits : 2));
  const beyond = { x: x + Math.max(radius + 8, badgeWidth(geometry) / 2 + 5), y: place.y - above * 2 * row };
  const back = svg(
    layer,
    "text",
    "number passing backward from-cost",
    clearOfCost(beyond, said, geometry, 1),
  );
  back.dataset.ref = ref("grad_a", l, j);
  const backPen = pen(back);
  return (t) => {
    const now =
      script.steps[Math.ceil(t)].frame.id === `d${l}` && script.progress(`d${l}.${j}`, t) > BACK_FROM;
    backPen.text(now ? said : "");
  };
}

/**
 * The place of words beside an output; above the cost, or below it, where they would run into it.
 * @param {{ x: number, y: number }} place
 * @param {string} words
 * @param {import("../../layout.js").Geometry} geometry
 * @param {1 | -1} side
 */
function clearOfCost({ x, y }, words, { cost: box, font, width }, side) {
  const length = words.length * LETTER * font;
  const level = y > box.y - font && y < box.y + box.height + font;
  if (!level || x + length < box.x - 2) return { x, y };
  const beside = side < 0 ? box.y - font * 0.8 : box.y + box.height + font * 0.8;
  return { x: Math.min(box.x, width - length - 2), y: beside };
}
