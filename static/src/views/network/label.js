/* The numbers at an edge: the weight, and below it what passes: w·a forward, w·delta backward, the gradient. */
import { bracketed, digitsApart, sign, signed } from "../../encode.js";
import { clearOf } from "../../layout.js";
import { LETTER } from "../../outline.js";
import { read, ref } from "../../refs.js";
import { pen, svg } from "../pen.js";

/**
 * @typedef {import("../../types").Scene} Scene
 */

/** A product is shown when its pulse is about half way, a gradient when its step is. */
const SHOWN_FROM = 0.3;
/** The longest calculation; where it does not fit between neurons, all edges show the product alone. */
const LONGEST = "× (−0.000) = −0.000";
/** What passes is read at a glance, so it is short; the panel has all digits. */
const PASSING_DIGITS = 2;
/** Gradients have a digit more where the labels stand so many letters' heights apart. */
const ROOMY = 4;
/** What passes is written a little smaller than the weight, as diagram.css says, but never smaller than this. */
const [SMALLER, SMALLEST] = [0.92, 11];

/** @param {string} words @param {number} font */
const widthOf = (words, font) => words.length * LETTER * font;
/** @param {number} font of the weights */
const passingFont = (font) => Math.max(SMALLEST, SMALLER * font);

/**
 * In how many digits each gradient of a layer is written: all alike, and where there is no room for that, none but the
 * largest, for the others have beads.
 * @param {Scene} scene
 * @param {import("../../layout.js").Geometry} geometry
 * @param {import("../../layout.js").Edge[]} edges of the layer
 * @returns {(edge: import("../../layout.js").Edge) => number} 0 for a bead
 */
export function gradientDigits({ trace, example }, { font, crowding }, edges) {
  /** @param {import("../../layout.js").Edge} edge */
  const nabla = ({ layer, j, k }) => read(trace, example, "nabla_w", [layer, j, k]) ?? 0;
  /** @param {import("../../layout.js").Edge} edge @param {number} digits */
  const fits = (edge, digits) =>
    edge.label !== null &&
    widthOf(`∂ ${signed(nabla(edge), digits)}`, passingFont(font)) <= edge.between[1] - edge.between[0];
  const choices = [...(crowding >= ROOMY * font ? [PASSING_DIGITS + 1] : []), PASSING_DIGITS, 1];
  const alike = choices.find((digits) => edges.every((edge) => fits(edge, digits)));
  if (alike || edges.length === 0) return () => alike ?? 0;
  const largest = edges.reduce((one, other) => (Math.abs(nabla(other)) > Math.abs(nabla(one)) ? other : one));
  const ofLargest = choices.find((digits) => fits(largest, digits)) ?? 0;
  return (edge) => (edge === largest ? ofLargest : 0);
}

/**
 * @param {SVGElement} layer
 * @param {Scene} scene
 * @param {import("../../layout.js").Geometry} geometry
 * @param {import("../../layout.js").Edge} edge one that has a place for a label
 * @param {number} gradient the digits of its gradient; 0 where that has a bead
 * @returns {{ draw: (t: number, frame: string, value: number) => void }} value: of the
 *     weight, on its way to the next one
 */
export function edgeLabel(layer, { trace, script, example, digits }, geometry, edge, gradient) {
  const { font, twoRows, density } = geometry;
  const { layer: l, j, k, between } = edge;
  const label = edge.label ?? edge.mark;
  const [x, y] = label;
  const shown = twoRows && density === "full" ? digits : Math.min(2, digits);
  const row = twoRows ? font * 0.55 : 0;
  const group = svg(layer, "g", "edge-label");
  const weight = svg(group, "text", "number weight-label", { x, y: y - row });
  weight.dataset.ref = ref("w", l, j, k);
  weight.dataset.edit = ref("w", l, j, k);
  const below = svg(group, "text", "number passing", { x, y: y + row + (twoRows ? 2 : 0) });
  below.dataset.select = ref("edge", l, j, k);
  const [upper, lower] = [pen(weight), pen(below)];
  const last = `${l}.${j}.${k}`;

  /** @param {string} words @param {number} [size] */
  const placed = (words, size = font) => ({ words, x: clearOf(label, between, widthOf(words, size) / 2)[0] });
  /** @param {string[]} choices from long to short @param {number} [size] */
  const fitting = (choices, size = font) =>
    choices.find((words) => widthOf(words, size) <= between[1] - between[0]) ?? "";

  const before = read(trace, example, "w", [l, j, k]) ?? 0;
  const apart = digitsApart(before, read(trace, example, "updated_w", [l, j, k]) ?? 0, shown);
  const size = passingFont(font);
  const whole = widthOf(LONGEST, font) <= geometry.span;
  const passing = passingNumbers(trace, example, [l, j, k], gradient).map(({ words, ...rest }) => ({
    ...rest,
    ...placed(fitting(whole ? words : words.slice(-2), size), size),
  }));

  /**
   * What is to be read below the weight: what passes in this frame, and once it is known, the gradient; where there
   * is a single row, not during the update.
   * @param {number} t
   * @param {string} frame
   * @param {boolean} alone
   */
  const current = (t, frame, alone) => {
    const now = passing.find(
      ({ frames, key }) => frames.includes(frame) && script.progress(key, t) > SHOWN_FROM,
    );
    const known = !alone && script.progress(`g${last}`, t) > SHOWN_FROM;
    return now ?? (known ? passing[2] : { words: "", x, kind: "", target: "" });
  };

  const draw = (/** @type {number} */ t, /** @type {string} */ frame, /** @type {number} */ value) => {
    const update = script.progress(`u.${l}.${j}`, t);
    const written = placed(fitting([apart, shown, 2].map((d) => signed(value, update > 0 ? d : shown))));
    upper.text(written.words);
    upper.attr("x", written.x);
    upper.mark("updating", update > 0);
    const { words, x: at, kind, target } = current(t, frame, !twoRows && update > 0);
    lower.text(words);
    lower.attr("x", at);
    lower.attr("class", `number passing ${kind}${update === 1 ? " past" : ""}`);
    lower.attr("data-ref", target);
    if (!twoRows) upper.attr("opacity", words ? 0 : 1);
  };
  return { draw };
}

/**
 * What passes along an edge in the frames that use it.
 * @param {import("../../types").Trace} trace
 * @param {number} example
 * @param {number[]} at
 * @param {number} gradient the digits of the gradient; 0 where it is not written
 */
function passingNumbers(trace, example, [l, j, k], gradient) {
  const [w, a, d] = [
    read(trace, example, "w", [l, j, k]) ?? 0,
    read(trace, example, "a", [l - 1, k]) ?? 0,
    read(trace, example, "delta", [l, j]) ?? 0,
  ];
  const nabla = read(trace, example, "nabla_w", [l, j, k]) ?? 0;
  return [
    {
      frames: [`z${l}`],
      key: `z${l}.${j}.${k}`,
      words: [`× ${bracketed(a, PASSING_DIGITS)} = ${signed(w * a, PASSING_DIGITS)}`, ...short(w * a)],
      kind: `forward ${sign(w * a)}`,
      target: ref("a", l - 1, k),
    },
    {
      frames: [`d${l - 1}`],
      key: l > 2 ? `d${l - 1}.${k}.${j}` : "x",
      words: [`× ${bracketed(d, PASSING_DIGITS)} = ${signed(w * d, PASSING_DIGITS)}`, ...short(w * d)],
      kind: `backward ${sign(w * d)}`,
      target: ref("delta", l, j),
    },
    {
      frames: [`g${l}`],
      key: `g${l}.${j}.${k}`,
      // without its ∂ it would read as another quantity
      words: gradient ? [`∂ ${signed(nabla, gradient)}`] : [],
      kind: "gradient",
      target: ref("nabla_w", l, j, k),
    },
  ];
}

/** @param {number} value */
const short = (value) => [signed(value, PASSING_DIGITS), signed(value, 1)];
