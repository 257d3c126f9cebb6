/* The numbers at an edge: the weight, and below it what passes: w·a forward, w·delta backward, the gradient. */
import { sign, signed, text } from "../../encode.js";
import { read, ref } from "../../refs.js";
import { pen, svg } from "../pen.js";

/**
 * @typedef {import("../../types").Scene} Scene
 */

/** A product is shown when its pulse is about half way, a gradient when its step is. */
const SHOWN_FROM = 0.3;
/** Between neurons that are less than this many letters apart, a product stands without its factor. */
const FACTORS_FROM = 10;

/**
 * @param {SVGElement} layer
 * @param {Scene} scene
 * @param {import("../../layout.js").Geometry} geometry
 * @param {import("../../layout.js").Edge} edge one that has a place for a label
 * @returns {(t: number, frame: string, value: number) => void} value: of the weight, on its way to the next one
 */
export function edgeLabel(layer, { trace, script, example, digits }, { font, room, span, density }, edge) {
  const { layer: l, j, k, label } = edge;
  const [x, y] = label ?? [0, 0];
  const twoRows = room >= 2 * (font + 3);
  const shown = twoRows && density === "full" ? digits : Math.min(2, digits);
  const row = twoRows ? font * 0.55 : 0;
  const weight = svg(layer, "text", "number weight-label", { x, y: y - row });
  weight.dataset.ref = ref("w", l, j, k);
  weight.dataset.edit = ref("w", l, j, k);
  const below = svg(layer, "text", "number passing", { x, y: y + row + (twoRows ? 2 : 0) });
  const [upper, lower] = [pen(weight), pen(below)];
  const passing = passingNumbers(trace, example, [l, j, k], shown, span < font * FACTORS_FROM);
  const last = `${l}.${j}.${k}`;

  return (t, frame, value) => {
    const update = script.progress(`u.${l}.${j}`, t);
    upper.text(signed(value, shown));
    upper.mark("updating", update > 0);
    const now =
      passing.find(({ frames, key }) => frames.includes(frame) && script.progress(key, t) > SHOWN_FROM) ??
      (script.progress(`g${last}`, t) > SHOWN_FROM ? passing[2] : null);
    lower.text(now?.words ?? "");
    lower.attr("class", `number passing ${now?.kind ?? ""}`);
    lower.attr("data-ref", now ? now.target : "");
    lower.attr("opacity", update === 1 ? 0.5 : 1);
    if (!twoRows) upper.attr("opacity", now && update === 0 ? 0 : 1);
  };
}

/**
 * What passes along an edge in the frames that use it.
 * @param {import("../../types").Trace} trace
 * @param {number} example
 * @param {number[]} at
 * @param {number} digits
 * @param {boolean} short
 */
function passingNumbers(trace, example, [l, j, k], digits, short) {
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
      words: `${short ? "" : `× ${factor(a, digits)} → `}${signed(w * a, digits)}`,
      kind: `forward ${sign(w * a)}`,
      target: ref("a", l - 1, k),
    },
    {
      frames: [`d${l - 1}`],
      key: l > 2 ? `d${l - 1}.${k}.${j}` : "x",
      words: `${signed(w * d, digits)}${short ? "" : ` ← ${factor(d, digits)} ×`}`,
      kind: `backward ${sign(w * d)}`,
      target: ref("delta", l, j),
    },
    {
      frames: [`g${l}`],
      key: `g${l}.${j}.${k}`,
      words: `∂ ${signed(nabla, short ? 2 : digits)}`,
      kind: "gradient",
      target: ref("nabla_w", l, j, k),
    },
  ];
}

/**
 * @param {number} value
 * @param {number} digits
 */
const factor = (value, digits) => (value < 0 ? `(${text(value, digits)})` : text(value, digits));
