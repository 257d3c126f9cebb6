/* The cost before each learning step made so far: a history that one can return to. */
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { aloud, text } from "../encode.js";
import { html, svg } from "./pen.js";

/**
 * @typedef {import("../types").Entry} Entry
 */

/** Of the drawing; on the screen it is as wide as its place. */
const WIDTH = 210;
const HEIGHT = 56;
const MARGIN = 8;
/** Above this many steps single points would merge: the curve alone is drawn, and the chosen point. */
const MOST_POINTS = 60;

/**
 * @param {HTMLElement} element
 * @param {{ returnTo: (index: number) => void }} actions
 */
export function lossView(element, actions) {
  const label = html(element, "p", "loss-label");
  const chart = svg(element, "svg", "loss-chart", { "aria-hidden": "true" });
  const slider = html(element, "input", "loss-slider");
  slider.type = "range";
  slider.min = "1";
  slider.setAttribute("aria-label", "Learning step");
  slider.addEventListener("input", () => actions.returnTo(slider.valueAsNumber - 1));

  return {
    /**
     * @param {Entry[]} history
     * @param {number} index
     * @param {number | undefined} after the cost after the last step
     */
    show(history, index, after) {
      label.textContent = `Learning step ${index + 1} of ${history.length} · C = ${text(history[index].loss, 4)}`;
      slider.max = String(history.length);
      slider.value = String(index + 1);
      slider.disabled = history.length === 1;
      slider.setAttribute("aria-valuetext", aloud(label.textContent));
      const losses = [...history.map(({ loss }) => loss), ...(after === undefined ? [] : [after])];
      draw(losses, index);
    },
  };

  /**
   * @param {number[]} losses
   * @param {number} index
   */
  function draw(losses, index) {
    chart.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    chart.replaceChildren();
    const x = scaleLinear([0, Math.max(1, losses.length - 1)], [MARGIN, WIDTH - MARGIN]);
    const y = scaleLinear([0, Math.max(...losses) || 1], [HEIGHT - MARGIN, MARGIN]);
    svg(chart, "path", "loss-axis", { d: `M${MARGIN},${y(0)}H${WIDTH - MARGIN}` });
    const path = line(
      (_, i) => x(i),
      (/** @type {number} */ loss) => y(loss),
    )(losses);
    svg(chart, "path", "loss-line", { d: path ?? "" });
    losses.forEach((loss, i) => {
      if (losses.length > MOST_POINTS && i !== index) return;
      const state = i === index ? "current" : i === losses.length - 1 ? "after" : "";
      const point = svg(chart, "circle", `loss-point ${state}`, {
        cx: x(i),
        cy: y(loss),
        r: i === index ? 4.5 : 3,
      });
      if (state === "after") return;
      point.addEventListener("click", () => actions.returnTo(i));
    });
  }
}
