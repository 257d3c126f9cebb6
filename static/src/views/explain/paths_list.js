/* The sum over paths: one row a path, the factors that several paths share marked, and what multiplying all costs. */
import { sign, signed, text } from "../../encode.js";
import { formula } from "../../formula/typeset.js";
import { keyOf } from "../../refs.js";
import { html } from "../pen.js";
import { many, whole } from "./digits.js";
import { chip, twin } from "./parts.js";

/**
 * @typedef {import("../../types").Scene} Scene
 * @typedef {import("./paths.js").Path} Path
 * @typedef {import("./paths.js").PathFactor} PathFactor
 */

/**
 * @param {HTMLElement} element
 * @param {{ light: (path: Path | null) => void, more: () => void }} actions light: makes one path stand out, or all
 * @returns {(answer: any, scene: Scene) => void}
 */
export function pathsCard(element, { light, more }) {
  /** @type {Path[]} */
  let rows = [];
  let lit = -1;
  const head = html(element, "h3");
  const words = html(element, "p", "sentence");
  const list = html(element, "ol", "path-list");
  const foot = html(element, "div", "path-foot");
  const legend = html(element, "p", "hint path-legend");
  const table = html(element, "div");

  /** @param {EventTarget | null} target */
  const follow = (target) => {
    const at = target instanceof Element ? target.closest("[data-path]") : null;
    const index = at ? Number(at.getAttribute("data-path")) : -1;
    if (index === lit) return;
    lit = index;
    list.querySelectorAll("[data-path]").forEach((node, i) => node.classList.toggle("lit", i === index));
    light(rows[index] ?? null);
  };
  list.addEventListener("pointerover", ({ target }) => follow(target));
  list.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || follow(null));
  list.addEventListener("focusin", ({ target }) => follow(target));
  list.addEventListener("focusout", ({ relatedTarget }) => follow(relatedTarget));

  return (answer, scene) => {
    rows = inOrder(answer);
    lit = -1;
    const { length: depth } = scene.trace.layers;
    head.replaceChildren(`${many(answer.count, "path")} from `, formula(names(answer)), " to the cost");
    words.textContent = sentence(answer);
    list.replaceChildren();
    list.classList.toggle("boxed", rows.length > ROWS);
    rows.forEach((path, i) => row(list, path, i, depth));
    sum(foot, answer, depth, more);
    const { length } = scene.trace.targets;
    const alone = length > 1 ? ` This is example ${scene.example + 1} alone, of ${length}.` : "";
    legend.textContent = legendOf(rows) + alone;
    table.replaceChildren();
    twin(
      table,
      "The paths as a table",
      ["path", "factors, from the cost to the parameter", "product"],
      rows.map((path) => [
        wayOf(path),
        path.factors.map(({ value }) => text(value)).join(" × "),
        signed(path.product),
      ]),
    );
  };
}

/** @param {any} answer its symbol is that of the gradient; the parameter is what stands below the bar */
const names = ({ parameter: { layer, kind, j, k } }) => {
  const apart = j > 9 || k > 9 ? "," : "";
  return kind === "weight" ? `w^{${layer}}_{${j}${apart}${k}}` : `b^{${layer}}_{${j}}`;
};

/**
 * All paths are listed as they branch from the cost, so that what they share stands together; of many, the largest.
 * @param {{ paths: Path[], count: string }} answer
 * @returns {Path[]}
 */
export function inOrder({ paths: listed, count }) {
  if (String(listed.length) !== count) return listed;
  return [...listed].sort((one, other) => {
    const [a, b] = [one, other].map(({ neurons }) => neurons.toReversed());
    const i = a.findIndex((j, at) => j !== b[at]);
    return i < 0 ? 0 : a[i] - b[i];
  });
}

/** @param {any} answer */
function sentence({ count, operations }) {
  const { paths: byPaths, backprop, counted } = operations;
  if (count === "1") return "One path alone leads to the cost: the chain rule is a single product.";
  const how = counted ? "counted while doing it" : "by an exact formula: too many to carry out";
  return `A nudge of this parameter reaches the cost along every one of them, and what arrives adds up. Multiplied out path by path: ${many(byPaths, "multiplication")} for this one parameter, ${how}; with the deltas kept, ${whole(backprop)}.`;
}

/** Paths of more factors have them on a line of their own. */
const SHORT = 5;
/** So many rows stand there in full; more scroll in a box of their own. */
const ROWS = 9;

/** @param {Path} path */
export const wayOf = ({ neurons }) => [...neurons, "C"].join(" → ");

/**
 * @param {HTMLElement} into
 * @param {Path} path
 * @param {number} i
 * @param {number} depth the output layer
 */
function row(into, path, i, depth) {
  const item = html(into, "li", `path-row ${path.factors.length > SHORT ? "long" : ""}`);
  item.dataset.path = String(i);
  const way = html(item, "button", "quiet way");
  way.type = "button";
  way.append(formula([...path.neurons, "C"].join(" \\to ")));
  way.setAttribute(
    "aria-label",
    `Path ${wayOf(path)}, product ${text(path.product)}: show it in the diagram`,
  );
  const product = html(item, "span", "path-factors");
  path.factors.forEach((factor) => shared(product, factor, depth));
  const result = html(item, "strong", `chip-value path-product ${sign(path.product)}`, signed(path.product));
  result.dataset.key = `d${depth}`;
}

/**
 * A factor, in violet where it belongs to a beginning that several paths share or that is delta of an output, and in
 * the colour of the forward pass where it belongs to a shared end.
 * @param {HTMLElement} into
 * @param {PathFactor} factor
 * @param {number} depth
 */
function shared(into, factor, depth) {
  const { symbol, value, ref, shared_with: times } = factor;
  // an entry of a softmax Jacobian is not recorded; it can be known with the activation that it is the derivative of
  const key = ref === null ? `a${/\^\{(\d+)\}/.exec(symbol)?.[1]}` : (keyOf(ref) ?? undefined);
  const node = chip(into, { symbol, value, refs: ref ?? undefined, kind: sideOf(factor, depth), key });
  if (times > 1) html(node, "span", "chip-shared", `${times}×`).title = `in ${times} of the listed paths`;
}

/**
 * @param {PathFactor} factor
 * @param {number} depth
 */
function sideOf({ symbol, ref, from_cost: above, to_parameter: below }, depth) {
  if (below > 1 && below >= above) return "forward";
  const output = ref === null ? symbol.includes(`a^{${depth}}`) : isOfOutput(ref, depth);
  return above > 1 || output ? "backward" : "";
}

/** @param {string} ref @param {number} depth */
const isOfOutput = (ref, depth) => ref.startsWith(`grad_a.${depth}.`) || ref.startsWith(`slope.${depth}.`);

/**
 * @param {HTMLElement} into
 * @param {any} answer
 * @param {number} depth
 * @param {() => void} more
 */
function sum(into, answer, depth, more) {
  const { count, paths: listed, listed_total: ofListed, total, ref: gradient, summed, symbol } = answer;
  into.replaceChildren();
  const everything = String(listed.length) === count;
  if (!everything) {
    const partial = html(into, "p", "hint");
    partial.append(`The ${listed.length} largest of ${whole(count)} paths add up to `);
    html(partial, "strong", `chip-value ${sign(ofListed)}`, signed(ofListed)).dataset.key = `d${depth}`;
    partial.append(`; the sum over all of them is taken ${summed}.`);
    if (listed.length < MOST_LISTED && listed.length < Number(count)) {
      const button = html(into, "button", "quiet", "List more of them");
      button.type = "button";
      button.addEventListener("click", more);
    }
  }
  const line = html(into, "p", "path-total");
  const what = count === "1" ? "Its product is " : everything ? "Their sum is " : "The sum over all is ";
  line.append(what, formula(`${symbol} =`), " ");
  const result = html(line, "strong", `chip-value result ${sign(total)}`, signed(total));
  result.dataset.ref = gradient;
  result.dataset.key = `d${depth}`;
}

/** The server lists no more. */
const MOST_LISTED = 200;

/** @param {Path[]} rows */
function legendOf(rows) {
  const throughSoftmax = rows.some(({ factors }) => factors.some(({ ref }) => ref === null));
  const softmax = throughSoftmax
    ? " In a layer of softmax a path goes from its z to any of the outputs: two numbers of the way stand for it."
    : "";
  if (rows.length < 2) return softmax.trim();
  return `Violet: factors on the side of the cost, the same for every weight behind the same output. Blue-grey: the end of the way, the same for these paths. A count such as 2× says in how many of the listed paths it is multiplied again.${softmax}`;
}
