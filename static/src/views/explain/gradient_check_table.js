/* Each parameter with its gradient twice, the relative error as a bar, and an honest mark at a kink. */
import { scaleLog } from "d3-scale";
import { text } from "../../encode.js";
import { homeOf } from "../../refs.js";
import { html } from "../pen.js";
import { gradientRef } from "./parts.js";
import { errorWords, keyOfGradient, parameterSymbol } from "./gradient_check_words.js";

/** More are not read; then those with the largest errors are listed. */
const MOST_ROWS = 24;

/**
 * @param {HTMLElement} into
 * @param {import("../../types").ExplanationActions} actions
 * @returns {(checked: import("./gradient_check.js").Checked) => void}
 */
export function tablePart(into, actions) {
  return ({ check, all, scene }) => {
    into.replaceChildren();
    into.hidden = !all;
    if (!all) return;
    html(into, "h3", "", "Parameter by parameter");
    const rows = chosen(check.parameters);
    if (rows.length < check.parameters.length) {
      html(into, "p", "hint", `The ${rows.length} largest errors of ${check.parameters.length}.`);
    }
    const holder = html(into, "div", "scrollable");
    holder.tabIndex = 0;
    holder.setAttribute("role", "region");
    holder.setAttribute("aria-label", "Gradient of each parameter, twice");
    const table = html(holder, "table", "check-table");
    const head = html(html(table, "thead"), "tr");
    for (const name of ["parameter", "backpropagation", "quotient", "relative error", "10⁻¹⁴ … 1"]) {
      html(head, "th", "", name).scope = "col";
    }
    const body = html(table, "tbody");
    for (const entry of rows) write(body, entry, scene.selected, actions);
  };
}

/** @param {any[]} parameters */
function chosen(parameters) {
  if (parameters.length <= MOST_ROWS) return parameters;
  const sorted = [...parameters].sort(
    (one, other) => other.at_kink - one.at_kink || other.relative_error - one.relative_error,
  );
  return sorted.slice(0, MOST_ROWS);
}

const length = scaleLog([1e-14, 1], [2, 100]).clamp(true);

/**
 * @param {HTMLElement} body
 * @param {any} entry
 * @param {string | null} selected
 * @param {import("../../types").ExplanationActions} actions
 */
function write(
  body,
  { parameter, analytic, numerical, relative_error: error, at_kink: kink },
  selected,
  actions,
) {
  const name = gradientRef(parameter);
  const home = homeOf(name);
  const key = keyOfGradient(parameter);
  const row = html(body, "tr", kink ? "at-kink" : "");
  const first = html(row, "th");
  first.scope = "row";
  const button = html(first, "button", "quiet", parameterSymbol(parameter));
  button.type = "button";
  button.setAttribute("aria-pressed", String(home === selected));
  button.dataset.ref = name;
  button.addEventListener("click", () => actions.select(home === selected ? null : home));
  made(html(row, "td"), text(analytic), key).dataset.ref = name;
  html(row, "td", "", text(numerical));
  made(html(row, "td"), errorWords(error), key);
  const last = html(row, "td", "bar-cell");
  if (kink) html(last, "span", "kink", "at a kink");
  const bar = html(last, "span", "error-bar");
  bar.dataset.key = key;
  bar.style.setProperty("--width", `${length(Math.max(error, 1e-14))}%`);
}

/**
 * @param {HTMLElement} into
 * @param {string} words
 * @param {string} key
 */
function made(into, words, key) {
  const node = html(into, "span", "made");
  node.dataset.key = key;
  html(node, "span", "", words);
  return node;
}
