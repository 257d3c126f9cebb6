/* The diagram by keyboard: one tab stop, arrows from neuron to weight to neuron, Enter to choose, digits to edit. */
import { aloud, text } from "../encode.js";
import { parseRef, read, ref, sizesOf } from "../refs.js";
import { editableOf } from "./linking.js";

/**
 * @typedef {import("../types").Scene} Scene
 */

/** As many as the diagram writes. */
const TARGET_DIGITS = 2;

/** What presses a button. */
const CHOOSE = ["Enter", " "];

/**
 * @param {HTMLElement} area that holds the diagram
 * @param {() => { scene: Scene | null, t: number }} current
 * @param {{ select: (home: string | null, number?: string) => void, edit: (target: string, typed?: string) => void }} actions
 */
export function navigateDiagram(area, current, actions) {
  let home = "neuron.1.1";

  /** Gives the one tab stop to where the reader was, whatever has been drawn anew. */
  const refresh = () => {
    const { scene } = current();
    if (!scene) return;
    for (const mark of area.querySelectorAll("[data-home]")) {
      const at = mark.getAttribute("data-home") ?? "";
      const node = buttonOf(mark);
      node.setAttribute("tabindex", "-1");
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", spoken(at));
      // a target is nothing but a number to edit
      if (parseRef(at).name === "y") node.setAttribute("aria-disabled", String(scene.locks.includes("edit")));
      else node.setAttribute("aria-pressed", String(at === scene.selected));
      // the label says all that is written in the mark, in words
      for (const written of mark.querySelectorAll("text")) written.setAttribute("aria-hidden", "true");
    }
    if (!nodeOf(home)) home = "neuron.1.1";
    nodeOf(home)?.setAttribute("tabindex", "0");
  };

  /** @param {string} at */
  const nodeOf = (at) => {
    const mark = area.querySelector(`[data-home="${at}"]`);
    return mark && buttonOf(mark);
  };

  /**
   * The next mark in the direction of a key; where there is no room for a target, what lies beyond it.
   * @param {number[]} sizes
   * @param {string} from
   * @param {string} key
   * @returns {string | null}
   */
  const drawn = (sizes, from, key) => {
    const to = neighbour(sizes, from, key);
    return to && to !== from && !nodeOf(to) ? drawn(sizes, to, key) : to;
  };

  /** @param {string} to */
  const move = (to) => {
    const node = nodeOf(to);
    if (!node) return;
    nodeOf(home)?.setAttribute("tabindex", "-1");
    home = to;
    node.setAttribute("tabindex", "0");
    node.setAttribute("aria-label", spoken(to));
    node.focus();
  };

  /** A neuron or a weight is selected; a target is nothing but a number to edit. @param {Scene} scene */
  const choose = (scene) => {
    if (parseRef(home).name === "y") actions.edit(home);
    else actions.select(home === scene.selected ? null : home);
  };

  /** @param {string} at */
  const spoken = (at) => {
    const { scene, t } = current();
    return scene ? aloud(describe(scene, t, at)) : at;
  };

  area.addEventListener("focusin", (event) => {
    const node = event.target instanceof Element ? event.target.closest("[data-home]") : null;
    const at = node?.getAttribute("data-home");
    if (at) home = at;
  });
  area.addEventListener("keydown", (event) => {
    const { scene } = current();
    const inside = event.target instanceof Element && event.target.closest("[data-home]");
    if (!scene || !inside || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = drawn(sizesOf(scene.trace), home, event.key);
    if (to) move(to);
    else if (CHOOSE.includes(event.key)) choose(scene);
    else if (/^[-.\d]$/.test(event.key) && canEdit(scene, home)) actions.edit(editableOf(home), event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  area.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    // a click on what can be edited edits it
    const edits = target?.closest("[data-edit]") && !current().scene?.locks.includes("edit");
    const marked = edits ? null : target?.closest("[data-select]");
    const at = marked?.getAttribute("data-select");
    if (at) actions.select(at, target?.closest("[data-ref]")?.getAttribute("data-ref") ?? undefined);
  });
  return {
    refresh,

    /**
     * Chooses nothing any more; who was reading about a mark finds the focus on it.
     * @param {(selected: null) => void} select
     */
    leave(select) {
      const chosen = current().scene?.selected;
      if (!chosen) return;
      select(null);
      const { activeElement, body } = area.ownerDocument;
      if (activeElement === body) nodeOf(chosen)?.focus({ preventScroll: true });
    },
  };
}

/**
 * What of a mark has the focus: the disc of a neuron, without the words around it; all of an edge.
 * @param {Element} mark
 */
export const buttonOf = (mark) => /** @type {SVGElement} */ (mark.querySelector(".disc") ?? mark);

/**
 * The mark in the direction of an arrow key.
 * @param {number[]} sizes
 * @param {string} home
 * @param {string} key
 * @returns {string | null}
 */
export function neighbour(sizes, home, key) {
  const { name, at } = parseRef(home);
  const vertical = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  const horizontal = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  if (!vertical && !horizontal) return null;
  if (name === "edge") return besideEdge(sizes, at, vertical, horizontal);
  if (name === "cost") return horizontal === -1 ? ref("y", 1) : home;
  if (name === "y") return besideTarget(sizes, at, vertical, horizontal);
  return besideNeuron(sizes, at, vertical, horizontal);
}

/**
 * @param {number[]} sizes
 * @param {number[]} at
 * @param {number} vertical
 * @param {number} horizontal
 */
function besideNeuron(sizes, [l, j], vertical, horizontal) {
  if (vertical) return ref("neuron", l, within(j + vertical, sizes[l - 1]));
  if (horizontal < 0) return l === 1 ? ref("neuron", l, j) : ref("edge", l, j, within(j, sizes[l - 2]));
  return l === sizes.length ? ref("y", j) : ref("edge", l + 1, within(j, sizes[l]), j);
}

/**
 * @param {number[]} sizes
 * @param {number[]} at
 * @param {number} vertical
 * @param {number} horizontal
 */
function besideTarget(sizes, [j], vertical, horizontal) {
  if (vertical) return ref("y", within(j + vertical, sizes[sizes.length - 1]));
  return horizontal < 0 ? ref("neuron", sizes.length, j) : "cost";
}

/**
 * @param {number[]} sizes
 * @param {number[]} at
 * @param {number} vertical
 * @param {number} horizontal
 */
function besideEdge(sizes, [l, j, k], vertical, horizontal) {
  if (horizontal) return horizontal < 0 ? ref("neuron", l - 1, k) : ref("neuron", l, j);
  const n = sizes[l - 2];
  const place = (j - 1) * n + (k - 1) + vertical;
  if (place < 0 || place >= n * sizes[l - 1]) return ref("edge", l, j, k);
  return ref("edge", l, Math.floor(place / n) + 1, (place % n) + 1);
}

/**
 * @param {number} index
 * @param {number} most
 */
const within = (index, most) => Math.min(most, Math.max(1, index));

/**
 * @param {Scene} scene
 * @param {string} home
 */
function canEdit({ trace, example, locks }, home) {
  if (locks.includes("edit")) return false;
  const { name, at } = parseRef(editableOf(home));
  return home !== "cost" && read(trace, example, name, at) !== null;
}

/**
 * What a mark is and what is known of it at time t.
 * @param {Scene} scene
 * @param {number} t
 * @param {string} home
 */
export function describe({ trace, example, script }, t, home) {
  const { name, at } = parseRef(home);
  /** @param {string} key @param {string} words @param {string} quantity */
  const known = (key, words, quantity) => {
    const value = read(trace, example, quantity, at);
    if (value === null) return "";
    return script.progress(key, t) === 1 ? `, ${words} ${text(value)}` : `, ${words} not computed yet`;
  };
  if (name === "cost") {
    return `Cost${script.progress("C", t) === 1 ? ` ${text(trace.loss.value)}` : ", not computed yet"}`;
  }
  const [l, j, k] = at;
  // as it is written, so that who speaks to the page can call it by what is seen
  if (name === "y") return `Target ${l}, y = ${text(read(trace, example, "y", at) ?? 0, TARGET_DIGITS)}`;
  if (name === "edge") {
    const weight = text(read(trace, example, "w", at) ?? 0);
    return `Weight into neuron ${j} of layer ${l} from neuron ${k}, ${weight}${known(`g${l}.${j}`, "gradient", "nabla_w")}`;
  }
  if (l === 1) return `Input ${j}, ${text(read(trace, example, "a", at) ?? 0)}`;
  const own = `z${l}.${j}`;
  const activation = known(`a${l}.${j}`, "activation", "a");
  return `Neuron ${j} of layer ${l}${known(own, "weighted input", "z")}${activation}${known(`d${l}.${j}`, "delta", "delta")}`;
}
