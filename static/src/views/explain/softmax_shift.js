/* The same added to every z: softmax does not notice, an elementwise activation does. */
import { largest, share, sign, signed, symbol, text } from "../../encode.js";
import { formula } from "../../formula/typeset.js";
import { ref } from "../../refs.js";
import { html } from "../pen.js";
import { slider } from "./parts.js";
import { agree, keyAt, made, opened } from "./softmax_parts.js";

/** How far all z can be moved. */
const REACH = 10;
const MOST_ROWS = 16;

/**
 * @param {HTMLElement} into
 * @param {import("../../types").ExplanationActions} actions
 * @returns {(shown: import("./softmax.js").Shown) => void}
 */
export function shiftPart(into, actions) {
  opened(into, "Add the same to every z");
  const range = { low: -REACH, high: REACH, step: 0.1, words: (/** @type {number} */ by) => signed(by) };
  const show = slider(into, "c, added to every z", range, (by) =>
    actions.set({ shift: Math.round(by * 10) / 10 }),
  );
  const body = html(into, "div", "shift-body");
  return ({ scene, jacobian, shifted, activation }) => {
    show(scene.settings.shift ?? 0);
    body.replaceChildren();
    if (!shifted) return;
    rows(body, jacobian, shifted);
    html(body, "p", "sentence", words(jacobian, shifted, activation.title));
    if (activation.elementwise) return;
    const [up, down] = ["e^{z_i + c}", "\\sum_k e^{z_k + c}"];
    const taken = "\\dfrac{\\cancel{e^{c}}\\,e^{z_i}}{\\cancel{e^{c}}\\sum_k e^{z_k}}";
    html(body, "div").append(formula(`\\dfrac{${up}}{${down}} = ${taken} = a_i`));
  };
}

/**
 * @param {HTMLElement} into
 * @param {any} before
 * @param {any} after
 */
function rows(into, { layer, z, a }, after) {
  const table = html(html(into, "div", "scrollable"), "table", "shift-table");
  const head = html(html(table, "thead"), "tr");
  for (const name of ["neuron", "z", "z + c", "a", "a of z + c"]) {
    html(head, "th", "", name).scope = "col";
  }
  const most = largest([a, after.a]);
  const body = html(table, "tbody");
  z.slice(0, MOST_ROWS).forEach((/** @type {number} */ value, /** @type {number} */ i) => {
    const row = html(body, "tr");
    html(row, "th", "", String(i + 1)).scope = "row";
    const keys = { z: keyAt("z", layer, i + 1), a: keyAt("a", layer, i + 1) };
    made(html(row, "td"), text(value), { key: keys.z, name: ref("z", layer, i + 1) });
    made(html(row, "td"), text(after.z[i]), { key: keys.z });
    made(html(row, "td"), text(a[i]), { key: keys.a, name: ref("a", layer, i + 1) });
    const last = html(html(row, "td"), "div", "shift-after");
    made(last, text(after.a[i]), { key: keys.a });
    const bar = html(last, "span", `shift-bar ${sign(after.a[i])}`);
    bar.dataset.key = keys.a;
    bar.style.setProperty("--width", `${share(after.a[i], most)}%`);
    bar.style.setProperty("--before", `${share(a[i], most)}%`);
  });
}

/**
 * @param {any} before
 * @param {any} after
 * @param {string} title
 */
function words({ a, layer, elementwise }, { a: moved, shift }, title) {
  if (shift === 0) {
    const guess = elementwise ? "every a goes with it" : "watch the outputs while every z moves";
    return `Move the slider: ${guess}.`;
  }
  const by = `Every z of layer ${layer} changes by ${signed(shift)}`;
  if (elementwise) {
    return `${by}, and the outputs change with it: ${symbol("a", layer, 1)} from ${text(a[0])} to ${text(moved[0])}. The sum of a row of the Jacobian says how fast; here it is the slope f′(z).`;
  }
  const same = agree(a, moved) ? "and not one output changes" : "and the outputs change by rounding alone";
  return `${by}, ${same}: the factor e to the power of ${text(shift)} stands above and below the fraction line and cancels. The row sums of 0 say the same, for a small shift. ${title} looks only at differences between the z.`;
}
