/* The text twin: every number that has been computed so far, as tables. */
import { aloud, text } from "../encode.js";
import { html } from "./pen.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").TracedLayer} TracedLayer
 * @typedef {{ name: string, key: string, values: (layer: TracedLayer, x: number) => number[] | null | undefined,
 *             symbol: string }} Row
 */

/** Larger layers would make a table that nobody reads; their numbers are in the API's answer. */
const MOST_COLUMNS = 32;

/** What each neuron has, in the order of its making. @type {Row[]} */
const OF_NEURONS = [
  { name: "bias b", key: "", symbol: "b", values: (layer) => layer.biases },
  { name: "weighted input z", key: "z", symbol: "z", values: (layer, x) => layer.z?.[x] },
  { name: "activation a", key: "a", symbol: "a", values: (layer, x) => layer.a[x] },
  { name: "slope f′(z)", key: "a", symbol: "slope", values: (layer, x) => layer.activation_derivative?.[x] },
  { name: "∂C/∂a", key: "d", symbol: "grad_a", values: (layer, x) => layer.grad_a?.[x] },
  { name: "delta δ", key: "d", symbol: "delta", values: (layer, x) => layer.delta?.[x] },
  { name: "gradient ∂C/∂b", key: "g", symbol: "nabla_b", values: (layer) => layer.nabla_b },
  { name: "updated bias", key: "u", symbol: "updated_b", values: (layer) => layer.updated_biases },
];

/**
 * @param {HTMLElement} element
 * @returns {import("../types").View}
 */
export function tableView(element) {
  /** @type {Scene | null} */
  let scene = null;
  let [shown, asked] = [-1, 0];
  // Thousands of cells take longer than a frame of the animation: folded away they are not kept up to date.
  const fold = element.closest("details");
  fold?.addEventListener("toggle", () => write());
  return {
    show(next) {
      scene = next;
      shown = -1;
    },
    draw(t) {
      asked = Math.floor(t);
      write();
    },
  };

  function write() {
    if (asked === shown || !scene || (fold && !fold.open)) return;
    shown = asked;
    element.replaceChildren();
    const { trace } = scene;
    html(element, "p", "", aloud(costWords(scene, asked)));
    if (trace.layers.some((layer) => layer.a[0].length > MOST_COLUMNS)) {
      html(element, "p", "hint", `Layers of more than ${MOST_COLUMNS} neurons are not listed here.`);
      return;
    }
    for (const layer of trace.layers) layerTables(element, scene, layer, asked);
  }
}

/**
 * @param {Scene} scene
 * @param {number} t
 */
function costWords({ trace, script, example }, t) {
  const of = trace.targets.length > 1 ? ` of example ${example + 1} of ${trace.targets.length}` : "";
  const targets = `Targets${of}: ${trace.targets[example].map((y) => text(y)).join(", ")}.`;
  if (script.progress("C", t) < 1) return `${targets} The cost is not computed yet.`;
  const after =
    script.progress("u", t) < 1 ? "" : ` After the update it is ${text(trace.loss.after_update, 6)}.`;
  return `${targets} Cost (${trace.loss.name}): ${text(trace.loss.value, 6)}.${after}`;
}

/**
 * @param {HTMLElement} element
 * @param {Scene} scene
 * @param {TracedLayer} layer
 * @param {number} t
 */
function layerTables(element, { trace, script, example }, layer, t) {
  const l = layer.layer;
  const part = html(element, "section", "layer-table");
  html(part, "h3", "", l === 1 ? "Layer 1 · input" : `Layer ${l} · ${layer.activation}`);
  const neurons = layer.a[0].map((_, j) => j + 1);
  /** @param {string} key @param {number} j */
  const made = (key, j) => !key || script.progress(key === "u" ? `u.${l}` : `${key}${l}.${j}`, t) === 1;
  const rows = l === 1 ? [] : OF_NEURONS.filter(({ values }) => values(layer, example));
  const first = { name: "input x", cells: layer.a[example].map((value) => text(value)) };
  const computed = rows.map(({ name, key, symbol, values }) => ({
    name,
    refs: neurons.map((j) => `${symbol}.${l}.${j}`),
    cells: (values(layer, example) ?? []).map((value, i) => (made(key, i + 1) ? text(value) : "–")),
  }));
  table(part, "neuron", neurons, l === 1 ? [first] : computed);
  if (l === 1) return;
  const before = trace.layers[l - 2].a[0].map((_, k) => k + 1);
  for (const { name, key, symbol, matrix } of [
    { name: "weight", key: "", symbol: "w", matrix: layer.weights },
    { name: "gradient ∂C/∂w", key: "g", symbol: "nabla_w", matrix: layer.nabla_w },
    { name: "updated weight", key: "u", symbol: "updated_w", matrix: layer.updated_weights },
  ]) {
    const body = before.map((k) => ({
      name: `${name} from ${k}`,
      refs: neurons.map((j) => `${symbol}.${l}.${j}.${k}`),
      cells: neurons.map((j) =>
        made(key, j) ? text(matrix?.[j - 1][k - 1] ?? 0, key === "u" ? 6 : 3) : "–",
      ),
    }));
    table(part, "to neuron", neurons, body);
  }
}

/**
 * @param {HTMLElement} into
 * @param {string} corner
 * @param {number[]} columns
 * @param {{ name: string, cells: string[], refs?: string[] }[]} rows
 */
function table(into, corner, columns, rows) {
  const holder = html(into, "div", "scrollable");
  const node = html(holder, "table");
  const head = html(html(node, "thead"), "tr");
  html(head, "th", "", corner).scope = "col";
  for (const j of columns) html(head, "th", "", String(j)).scope = "col";
  const body = html(node, "tbody");
  for (const { name, cells, refs } of rows) {
    const row = html(body, "tr");
    html(row, "th", "", name).scope = "row";
    cells.forEach((cell, i) => {
      const data = html(row, "td", "", aloud(cell));
      if (refs) data.dataset.ref = refs[i];
    });
  }
  if (holder.scrollWidth > holder.clientWidth) holder.tabIndex = 0;
}
