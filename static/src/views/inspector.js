/* The sum behind a chosen neuron or weight, term by term, forward and backward. */
import { isVeiled, largest, share, sign, signed, symbol, text } from "../encode.js";
import { contributions, incoming, leaving, penalties } from "../formula/terms.js";
import { parseRef, read, ref } from "../refs.js";
import { html, write as writeWords } from "./pen.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../formula/terms.js").Term} Term
 */

/**
 * @param {HTMLElement} element
 * @param {{ edit: (target: string, value: number) => void, select: (target: string | null) => void }} actions
 * @returns {import("../types").View}
 */
export function inspectorView(element, actions) {
  const body = html(element, "div", "inspected");
  /** @type {Scene | null} */
  let scene = null;
  /** @type {string} */
  let shown = "";

  return {
    show(next) {
      scene = next;
      shown = "";
    },
    draw(t) {
      if (!scene) return;
      // What has not been computed yet is not given away: the sums appear with the steps that make them.
      const now = `${scene.selected} ${Object.values(reached(scene, t)).join()}`;
      if (now === shown) return;
      shown = now;
      const focused = element.ownerDocument.activeElement;
      const target =
        focused instanceof HTMLElement && element.contains(focused) ? focused.dataset.edit : undefined;
      body.replaceChildren();
      write(body, scene, t);
      const again = target && body.querySelector(`[data-edit="${target}"]`);
      if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    },
  };

  /**
   * @param {HTMLElement} into
   * @param {Scene} inScene
   * @param {number} t
   */
  function write(into, inScene, t) {
    const { name, at } = parseRef(inScene.selected ?? "");
    if (name === "neuron") neuron(into, inScene, at, reached(inScene, t));
    else if (name === "edge") weight(into, inScene, at, reached(inScene, t));
    else html(into, "p", "hint", "Choose a neuron or a weight in the diagram to see the sum behind it.");
  }

  /**
   * @param {HTMLElement} into
   * @param {Scene} inScene
   * @param {number[]} at
   * @param {Record<string, boolean>} made
   */
  function neuron(into, inScene, [l, j], made) {
    const { trace, example } = inScene;
    title(into, `Neuron ${j} of layer ${l}`);
    if (l === 1) {
      field(into, `Input x${j}`, ref("x", j), read(trace, example, "x", [j]) ?? 0);
      return;
    }
    const value = (/** @type {string} */ name) => read(trace, example, name, [l, j]);
    const bias = value("b");
    if (bias !== null) field(into, `Bias ${symbol("b", l, j)}`, ref("b", l, j), bias);
    const z = text(value("z") ?? 0);
    section(into, `Forward: ${symbol("z", l, j)}`, made.z, incoming(inScene, l, j), `= ${z}`, ref("z", l, j));
    const f = value("slope");
    if (made.a) line(into, `${symbol("a", l, j)} = f(${z}) = ${text(value("a") ?? 0)}`, ref("a", l, j));
    const sum = text(value("grad_a") ?? 0);
    const outgoing = l < trace.layers.length ? leaving(inScene, l, j) : [];
    section(into, `Backward: ${symbol("δ", l, j)}`, made.d, outgoing, `∂C/∂a = ${sum}`, ref("grad_a", l, j));
    if (made.d) {
      const how = f === null ? `through ${titleOf(inScene, l)}` : `× f′(z) = ${text(f)}`;
      line(into, `${how} → δ = ${text(value("delta") ?? 0)}`, ref("delta", l, j));
    }
  }

  /**
   * @param {HTMLElement} into
   * @param {Scene} inScene
   * @param {number[]} at
   * @param {Record<string, boolean>} made
   */
  function weight(into, inScene, [l, j, k], made) {
    const { trace, example } = inScene;
    const at = [l, j, k];
    title(into, `Weight ${symbol("w", l, j, k)}, from neuron ${k} to neuron ${j}`);
    field(into, "Value", ref("w", ...at), read(trace, example, "w", at) ?? 0);
    const [terms, added] = [contributions(inScene, at), penalties(inScene, at)];
    const mean = terms.length > 1 ? `mean of ${terms.length}${added.length > 0 ? " + penalty" : ""}: ` : "";
    const nabla = `∂C/∂w = ${mean}${text(read(trace, example, "nabla_w", at) ?? 0)}`;
    section(into, "Gradient: activation × delta", made.g, [...terms, ...added], nabla, ref("nabla_w", ...at));
    if (!made.u) return;
    line(
      into,
      `after the update ${exactly(read(trace, example, "updated_w", at) ?? 0)}`,
      ref("updated_w", ...at),
    );
  }

  /**
   * @param {HTMLElement} into
   * @param {string} words
   */
  function title(into, words) {
    const head = html(into, "div", "inspected-head");
    html(head, "h3", "", words);
    const close = html(head, "button", "quiet", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => actions.select(null));
  }

  /**
   * @param {HTMLElement} into
   * @param {string} label
   * @param {string} target
   * @param {number} value
   */
  function field(into, label, target, value) {
    const wrapper = html(into, "label", "field");
    html(wrapper, "span", "", label);
    const input = html(wrapper, "input");
    input.type = "number";
    input.step = "any";
    const written = isVeiled() ? "" : String(value);
    input.value = written;
    if (isVeiled()) input.placeholder = "hidden";
    input.readOnly = scene?.locks.includes("edit") ?? false;
    input.dataset.edit = target;
    input.addEventListener("change", () => {
      if (input.value !== "" && Number.isFinite(input.valueAsNumber)) {
        actions.edit(target, input.valueAsNumber);
      } else input.value = written;
    });
  }
}

/**
 * How the activation of a layer is called.
 * @param {Scene} scene
 * @param {number} l
 */
const titleOf = ({ trace, catalog }, l) =>
  catalog.activations.find(({ name }) => name === trace.layers[l - 1].activation)?.title ?? "";

/**
 * Which of the quantities of the chosen mark have been made by time t.
 * @param {Scene} scene
 * @param {number} t
 * @returns {Record<string, boolean>}
 */
function reached({ script, selected }, t) {
  const { name, at } = parseRef(selected ?? "");
  const [l, j] = at;
  if (name !== "neuron" && name !== "edge") return {};
  /** @param {string} key */
  const made = (key) => l > 1 && script.progress(key, t) === 1;
  return {
    z: made(`z${l}.${j}`),
    a: made(`a${l}.${j}`),
    d: made(`d${l}.${j}`),
    g: made(`g${l}.${j}`),
    u: made(`u.${l}`),
  };
}

/** A learning step may move a weight by little. */
const exactly = (/** @type {number} */ value) => text(value, 6);

/**
 * @param {HTMLElement} into
 * @param {string} heading
 * @param {boolean} made
 * @param {Term[]} terms
 * @param {string} total
 * @param {string} target
 */
function section(into, heading, made, terms, total, target) {
  html(into, "h4", "", heading);
  if (!made) {
    html(into, "p", "hint", "not computed yet");
    return;
  }
  const longest = largest(terms.map(({ product }) => product));
  const list = html(into, "ul", "terms");
  for (const { name, factors, product } of terms) {
    const item = html(list, "li");
    const words = html(item, "span", "term-factors", name && `${name}: `);
    factors.forEach((factor, i) => {
      if (i > 0) words.append(" × ");
      const number = html(words, "span");
      writeWords(number, factor.words);
      if (factor.ref) number.dataset.ref = factor.ref;
    });
    writeWords(html(item, "span", "term-product"), signed(product));
    if (isVeiled()) continue;
    const bar = html(item, "span", `term-bar ${sign(product)}`);
    bar.style.setProperty("--width", `${share(product, longest)}%`);
  }
  line(into, total, target);
}

/**
 * @param {HTMLElement} into
 * @param {string} words
 * @param {string} target
 */
function line(into, words, target) {
  const node = html(into, "p", "total");
  node.dataset.ref = target;
  writeWords(node, words);
}
