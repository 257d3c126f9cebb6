/* The network: activations run left to right, deltas right to left, every number where it arises. */
import { sizesOf } from "../../refs.js";
import { drawable, layoutNetwork } from "../../layout.js";
import { svg } from "../pen.js";
import { cost } from "./cost.js";
import { edges } from "./edges.js";
import { header } from "./header.js";
import { neurons } from "./neurons.js";
import { note, noteHeight, noteOf } from "./note.js";
import { pulses } from "./pulses.js";
import { summary } from "./summary.js";
import { drawTrail } from "./trail.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("../../layout.js").Geometry} Geometry
 *
 * One kind of mark: makes its nodes, and answers how they look at time t.
 * @typedef {(layer: SVGElement, scene: Scene, geometry: Geometry) => (t: number) => void} Part
 */

/** What the page writes in, in pixels, where nobody asks for larger text. */
const USUAL_FONT = 15;

/** From the back to the front. @type {Record<string, Part>} */
const PARTS = { edges, cost, neurons, pulses, header };

/**
 * @param {HTMLElement} element
 * @returns {import("../../types").View & { size: (width: number, height: number, scale?: number) => void,
 *     trail: (marks: import("../../types").TrailMark[]) => void }}
 */
export function networkView(element) {
  const root = svg(element, "svg", "network", { role: "group", "aria-roledescription": "network diagram" });
  /** @type {((t: number) => void)[]} */
  let drawings = [];
  /** @type {Scene | null} */
  let scene = null;
  let [width, height, scale] = [0, 0, 1];
  /** @type {import("../../types").TrailMark[]} */
  let marked = [];
  /** @type {Geometry | null} */
  let geometry = null;
  let trail = (/** @type {number} */ _t) => {};
  let now = 0;

  /** @param {string | null} home of the mark that had the focus before everything was drawn anew */
  const focusAgain = (home) => {
    const mark = home && root.querySelector(`[data-home="${home}"]`);
    const button = mark && (mark.querySelector(".disc") ?? mark);
    if (!(button instanceof SVGElement)) return;
    button.setAttribute("tabindex", "0");
    button.focus({ preventScroll: true });
  };

  const build = () => {
    // behind an explanation there is no room: what is drawn is of another scene and must not go on
    drawings = [];
    trail = () => {};
    geometry = null;
    if (!scene || width < 40 || height < 40) return;
    const active = root.ownerDocument.activeElement;
    const focused = active && root.contains(active) ? active.closest("[data-home]") : null;
    const home = focused?.getAttribute("data-home") ?? null;
    const sizes = sizesOf(scene.trace);
    const biases = scene.trace.layers.some((layer) => layer.biases);
    root.replaceChildren();
    root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    root.setAttribute("aria-label", `Network with layers of ${sizes.join(", ")} neurons`);
    if (!drawable(sizes)) {
      drawings = [summary(svg(root, "g", "summary"), scene, { width, height })];
      return;
    }
    const type = parseFloat(getComputedStyle(element).fontSize) / USUAL_FONT / scale;
    const lines = noteOf(layoutNetwork(sizes, width, height, biases, type));
    const drawn = layoutNetwork(sizes, width, height - noteHeight(lines), biases, type);
    geometry = drawn;
    root.setAttribute("class", `network ${drawn.density}`);
    root.style.setProperty("--font", `${drawn.font}px`);
    const shown = scene;
    drawings = Object.entries(PARTS).map(([name, part]) => part(svg(root, "g", name), shown, drawn));
    note(svg(root, "g", "shortage"), lines, { width, height });
    trail = drawTrail(root, drawn, marked, shown.script);
    focusAgain(home);
  };

  return {
    /* A scaled picture is laid out as a smaller one, of which all is drawn larger. */
    size(w, h, times = 1) {
      [width, height, scale] = [w / times, h / times, times];
      build();
    },
    show(next) {
      const same =
        scene?.trace === next.trace && scene.script === next.script && scene.example === next.example;
      scene = next;
      if (!same) build();
    },
    trail(marks) {
      marked = marks;
      if (geometry && scene) trail = drawTrail(root, geometry, marks, scene.script);
      trail(now);
    },
    draw(t) {
      now = t;
      for (const drawing of drawings) drawing(t);
      trail(t);
    },
  };
}
