/* The neurons: a inside, z and b below, delta in its badge above; hollow where nothing has been computed yet. */
import { SHOWN_FROM, digitsApart, fitting, largest, sign, strength, text } from "../../encode.js";
import { badgeWidth, LETTER } from "../../outline.js";
import { read, ref } from "../../refs.js";
import { pen, svg } from "../pen.js";
import { activationCurve } from "./curve.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../types").Step} Step
 * @typedef {import("../../layout.js").Geometry} Geometry
 * @typedef {import("../../layout.js").Node} Node
 */

/** Where terms have steps of their own, the number comes with the last of them. */
const COMPLETE = 0.999;
/** In a neuron that has room for all: its name, its number and its curve below one another, in radii from the middle. */
const PLACES = { symbol: 0.58, value: -0.06, input: 0.1 };
/** How far above and below the line the indices of a name stand, in its letters. */
const INDEX = { up: 0.37, under: 0.27 };
/** The index of a smaller one could no longer be read. */
const SMALLEST_SYMBOL = 13;

/** @type {import("./index.js").Part} */
export function neurons(layer, scene, geometry) {
  const brightest = Math.max(1, largest(scene.trace.layers.map(({ a }) => a)));
  const common = { brightest, equals: fitsEquals(scene, geometry) };
  const drawings = geometry.nodes.map((node) =>
    neuron(svg(layer, "g", "neuron"), scene, geometry, node, common),
  );
  return (t) => {
    const step = scene.script.steps[Math.ceil(t)];
    for (const draw of drawings) draw(t, step);
  };
}

/**
 * @param {Scene} scene
 * @param {Geometry} geometry
 */
const fitsEquals = ({ trace, example, digits }, geometry) =>
  geometry.density === "full" &&
  trace.layers
    .flatMap(({ delta }) => delta?.[example] ?? [])
    .every(
      (delta) => `δ = ${text(delta, digits)}`.length * LETTER * geometry.font < badgeWidth(geometry) - 8,
    );

/**
 * @param {SVGElement} group
 * @param {Scene} scene
 * @param {Geometry} geometry
 * @param {Node} node
 * @param {{ brightest: number, equals: boolean }} common the activation that is drawn in the strongest colour; whether
 *     there is room for the equals sign of every delta, so that all have one form
 * @returns {(t: number, step: Step) => void}
 */
function neuron(group, scene, geometry, { layer: l, j, x, y }, { brightest, equals }) {
  const { trace, example, script } = scene;
  const { radius } = geometry;
  const a = read(trace, example, "a", [l, j]) ?? 0;
  const home = ref("neuron", l, j);
  group.dataset.home = home;
  group.dataset.select = home;
  group.setAttribute("transform", `translate(${x},${y})`);

  const ring = pen(svg(group, "circle", "ring", { r: radius + Math.min(6, radius / 7) }));
  const circle = svg(group, "circle", `disc ${sign(a)}`, { r: radius });
  circle.style.setProperty("--strength", `${Math.round(Math.abs(strength(a, brightest)) * 100)}%`);
  const disc = pen(circle);
  const value = activation(group, scene, geometry, l, j);
  const keys = { a: l === 1 ? "x" : `a${l}.${j}`, z: `z${l}.${j}`, d: `d${l}.${j}` };
  const curve = l > 1 && radius >= 26 ? curveOf(group, scene, l, j, a, radius) : null;
  const below = l > 1 ? rowsBelow(group, scene, geometry, l, j) : null;
  const badge = l > 1 ? deltaBadge(group, scene, geometry, l, j, equals) : null;

  return (t, step) => {
    const made = script.progress(keys.a, t);
    disc.mark("hollow", made < SHOWN_FROM);
    value(made);
    const here = step.layer === l && (step.neuron === null || step.neuron === j);
    ring.attr("class", here ? `ring ${step.frame.phase}` : "ring");
    if (l === 1) return;
    const arriving = script.progress(keys.d, t);
    curve?.(made, arriving);
    below?.(script.progress(keys.z, t), t);
    badge?.(arriving);
  };
}

/**
 * The number inside; where the circle is too small for one, the input alone can still be edited in the inspector.
 * @param {SVGElement} group
 * @param {Scene} scene
 * @param {Geometry} geometry
 * @param {number} l
 * @param {number} j
 * @returns {(made: number) => void}
 */
function activation(group, { trace, example, digits }, { radius, density, font }, l, j) {
  if (density === "full") symbolInside(group, l, j, { radius, font });
  if (density === "dense") return () => {};
  const a = read(trace, example, "a", [l, j]) ?? 0;
  const label = svg(group, "text", "number value", {
    y: density === "full" ? radius * (l > 1 ? PLACES.value : PLACES.input) : 0,
  });
  label.dataset.ref = l === 1 ? ref("x", j) : ref("a", l, j);
  if (l === 1) label.dataset.edit = ref("x", j);
  else label.dataset.select = ref("neuron", l, j);
  const labelPen = pen(label);
  // under its name a number has less room than across the middle
  const room = density === "full" ? radius * 1.75 : radius * 2 - 4;
  const fits = (/** @type {string} */ words) => words.length * LETTER * font < room;
  const written =
    density === "full"
      ? fitting(a, digits, fits)
      : [2, 1].map((most) => text(a, most)).reduce((long, short) => (fits(long) ? long : short));
  return (made) => labelPen.text(made >= SHOWN_FROM ? written : "");
}

/**
 * The neuron's name stands in it, above its number: there nothing ever covers it.
 * @param {SVGElement} group
 * @param {number} l
 * @param {number} j
 * @param {{ radius: number, font: number }} geometry
 */
function symbolInside(group, l, j, { radius, font }) {
  const size = Math.max(SMALLEST_SYMBOL, font * 1.05);
  const label = svg(group, "text", "symbol-label", { y: -radius * PLACES.symbol, "font-size": size });
  svg(label, "tspan", "").textContent = l === 1 ? "x" : "a";
  const up = l === 1 ? "" : String(l);
  // in letters of the name, for the index itself may be written larger
  if (up) svg(label, "tspan", "index", { dy: -INDEX.up * size }).textContent = up;
  const under = svg(
    label,
    "tspan",
    "index",
    up ? { dy: (INDEX.up + INDEX.under) * size, dx: `${-0.5 * up.length}em` } : { dy: INDEX.under * size },
  );
  under.textContent = String(j);
}

/**
 * @param {SVGElement} group
 * @param {Scene} scene
 * @param {number} l
 * @param {number} j
 * @param {number} a
 * @param {number} radius
 */
function curveOf(group, scene, l, j, a, radius) {
  const z = read(scene.trace, scene.example, "z", [l, j]) ?? 0;
  const slope = read(scene.trace, scene.example, "slope", [l, j]);
  const frame = { x: -radius * 0.54, y: radius * 0.26, width: radius * 1.08, height: radius * 0.42 };
  return activationCurve(svg(group, "g", "activation"), scene, { l, z, a, slope }, frame);
}

/**
 * z, and below it b, as far as there is room.
 * @param {SVGElement} group
 * @param {Scene} scene
 * @param {Geometry} geometry
 * @param {number} l
 * @param {number} j
 * @returns {(made: number, t: number) => void}
 */
function rowsBelow(group, { trace, example, script, digits }, { radius, lines, font, density }, l, j) {
  if (!lines) return () => {};
  const z = read(trace, example, "z", [l, j]) ?? 0;
  const before = read(trace, example, "b", [l, j]);
  const after = read(trace, example, "updated_b", [l, j]);
  const shown = density === "full" ? digits : Math.min(2, digits);
  const top = radius + font + 2;
  const sum = svg(group, "text", "number z-label", { y: top });
  sum.dataset.ref = ref("z", l, j);
  const sumPen = pen(sum);
  const bias =
    before === null || lines < 2 ? null : svg(group, "text", "number b-label", { y: top + font + 4 });
  if (bias) bias.dataset.ref = ref("b", l, j);
  if (bias) bias.dataset.edit = ref("b", l, j);
  const biasPen = bias && pen(bias);
  const from = script.alone(`z${l}.${j}.1`) ? COMPLETE : SHOWN_FROM;
  return (made, t) => {
    sumPen.text(made >= from ? `z = ${text(z, shown)}` : "z");
    sumPen.mark("pending", made < from);
    if (!biasPen || before === null) return;
    const update = script.progress(`u.${l}.${j}`, t);
    const now = before + ((after ?? before) - before) * update;
    biasPen.text(`b = ${text(now, update > 0 ? digitsApart(before, after ?? before, shown) : shown)}`);
    biasPen.mark("updating", update > 0 && after !== before);
  };
}

/**
 * @param {SVGElement} group
 * @param {Scene} scene
 * @param {Geometry} geometry
 * @param {number} l
 * @param {number} j
 * @param {boolean} equals
 * @returns {(made: number) => void}
 */
function deltaBadge(
  group,
  { trace, example, script, digits },
  { radius, badge, font, density },
  l,
  j,
  equals,
) {
  const delta = read(trace, example, "delta", [l, j]) ?? 0;
  if (density === "dense") return denseBadge(group, delta, radius);
  const shown = density === "full" ? digits : Math.min(2, digits);
  const width = badgeWidth({ radius, font, density });
  const y = -radius - badge / 2 - 5;
  const frame = pen(
    svg(group, "rect", "badge", { x: -width / 2, y: y - badge / 2, width, height: badge, rx: badge / 2 }),
  );
  if (frame.node instanceof SVGElement) frame.node.dataset.ref = ref("delta", l, j);
  const label = svg(group, "text", "number badge-label", { y });
  label.dataset.ref = ref("delta", l, j);
  const labelPen = pen(label);
  const before = `δ ${equals ? "= " : ""}`;
  const fits = (/** @type {string} */ number) => (before + number).length * LETTER * font < width - 8;
  const words = before + fitting(delta, shown, fits);
  const from = script.alone(`d${l}.${j}.f`) ? COMPLETE : SHOWN_FROM;
  return (made) => {
    const there = made >= from;
    frame.mark("hollow", !there);
    frame.mark("coming", made > 0 && !there);
    labelPen.text(there ? words : "");
  };
}

/**
 * Where there is no room for a number, a violet crescent says that delta is there, and its sign.
 * @param {SVGElement} group
 * @param {number} delta
 * @param {number} radius
 * @returns {(made: number) => void}
 */
function denseBadge(group, delta, radius) {
  const mark = pen(
    svg(group, "circle", `badge-dot ${sign(delta)}`, { cx: radius * 0.75, cy: -radius * 0.75, r: 3.5 }),
  );
  return (made) => mark.attr("opacity", made >= SHOWN_FROM ? 1 : 0);
}
