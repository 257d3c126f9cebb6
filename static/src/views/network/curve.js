/* The little activation curve inside a neuron: where z sits on it, and the tangent there. */
import { line } from "d3-shape";
import { scaleLinear } from "d3-scale";
import { pen, svg } from "../pen.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {{ x: number, y: number, width: number, height: number }} Frame
 */

/** The part of the curve on show, unless z lies further out. */
const HALF_WIDTH = 4;
const FURTHEST = 8;

/**
 * @param {SVGElement} group
 * @param {Scene} scene
 * @param {{ l: number, z: number, a: number, slope: number | null }} point
 * @param {Frame} frame the rectangle that it fills
 * @returns {(progress: number, arrived: number) => void} progress of the activation, and of the delta that needs f'
 */
export function activationCurve(group, { trace, catalog }, { l, z, a, slope }, frame) {
  const points = catalog.activations.find(({ name }) => name === trace.layers[l - 1].activation)?.curve;
  if (!points) return share(group, a, frame);
  const half = Math.min(FURTHEST, Math.max(HALF_WIDTH, Math.abs(z) * 1.15));
  const shown = points.filter(([at]) => Math.abs(at) <= half + 0.01);
  const values = shown.map(([, value]) => value);
  const x = scaleLinear([-half, half], [frame.x, frame.x + frame.width]).clamp(true);
  const y = scaleLinear([Math.min(...values), Math.max(...values)], [frame.y + frame.height, frame.y]).clamp(
    true,
  );
  const path = line(
    ([at]) => x(at),
    ([, value]) => y(value),
  )(shown);
  svg(group, "path", "curve-axis", { d: `M${x(-half)},${y(0)}H${x(half)}` });
  svg(group, "path", "curve", { d: path ?? "" });
  const unit = extent(y.range()) / extent(y.domain()) / (extent(x.range()) / extent(x.domain()));
  const tangent = pen(
    svg(group, "path", "tangent", { d: tangentPath([x(z), y(a)], (slope ?? 0) * unit, frame) }),
  );
  const dot = pen(svg(group, "circle", "curve-point", { r: 3.2, cx: x(z) }));
  return (progress, arrived) => {
    dot.attr("cy", Math.round((y(0) + (y(a) - y(0)) * progress) * 10) / 10);
    dot.attr("opacity", progress > 0 ? 1 : 0);
    tangent.attr("opacity", progress > 0.6 && slope !== null ? 1 : 0);
    tangent.mark("used", arrived > 0 && arrived < 1);
  };
}

/** @param {number[]} ends */
const extent = ([from, to]) => to - from;

/**
 * A piece of the tangent of fixed length on the screen.
 * @param {[number, number]} point where it touches
 * @param {number} steepness on the screen
 * @param {Frame} frame
 */
function tangentPath([cx, cy], steepness, { width }) {
  const reach = (width * 0.3) / Math.hypot(1, steepness);
  return `M${cx - reach},${cy - reach * steepness}L${cx + reach},${cy + reach * steepness}`;
}

/**
 * Softmax has no curve of its own: a bar shows the share.
 * @param {SVGElement} group
 * @param {number} a
 * @param {Frame} frame
 * @returns {(progress: number, arrived: number) => void}
 */
function share(group, a, { x, y, width, height }) {
  const thickness = Math.min(8, height * 0.4);
  const top = y + (height - thickness) / 2;
  svg(group, "rect", "share-frame", { x, y: top, width, height: thickness, rx: 2 });
  const bar = pen(svg(group, "rect", "share", { x, y: top, height: thickness, rx: 2 }));
  return (progress) => bar.attr("width", Math.round(width * a * progress * 10) / 10);
}
