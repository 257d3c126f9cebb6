/* Equation (46) with its numbers: two costs that hardly differ, the quotient, and backpropagation beside it. */
import { formula } from "../../formula/typeset.js";
import { html } from "../pen.js";
import { gradientRef, parameterWords } from "./parts.js";
import {
  epsilonWords,
  errorWords,
  keyOfGradient,
  parameterSymbol,
  sideBySide,
} from "./gradient_check_words.js";

/** In LaTeX, by method. @type {Record<string, string>} */
const QUOTIENTS = {
  central: "\\frac{C(w + \\varepsilon) - C(w - \\varepsilon)}{2\\,\\varepsilon}",
  forward: "\\frac{C(w + \\varepsilon) - C(w)}{\\varepsilon}",
};

/**
 * @param {HTMLElement} into
 * @returns {(checked: import("./gradient_check.js").Checked) => void}
 */
export function quotientPart(into) {
  return ({ check, all }) => {
    into.replaceChildren();
    const line = html(into, "div", "check-formula");
    line.append(
      formula(`\\displaystyle \\frac{\\partial C}{\\partial w} \\approx ${QUOTIENTS[check.method]}`),
    );
    html(line, "span", "tag", check.method === "forward" ? "(46)" : "");
    if (all) everyOne(into, check);
    else single(into, check);
  };
}

/** @param {HTMLElement} into @param {any} check */
function everyOne(into, { parameters, max_relative_error: most, checked, epsilon }) {
  const worst = parameters.find(
    (/** @type {any} */ entry) => !entry.at_kink && entry.relative_error === most,
  );
  const large = html(into, "p", "check-verdict");
  large.dataset.key = "g2";
  html(large, "strong", "", errorWords(most));
  const of = worst ? `, at ${parameterSymbol(worst.parameter)}` : "";
  html(
    large,
    "span",
    "",
    `is the largest relative error of ${checked} parameters at ε = ${epsilonWords(epsilon)}${of}`,
  );
  const kinks = parameters.length - checked;
  if (kinks) html(into, "p", "hint", kinkWords(kinks));
  html(into, "p", "sentence", verdict(most, checked));
}

/** @param {number} kinks */
const kinkWords = (kinks) =>
  `${kinks === 1 ? "One parameter is" : `${kinks} parameters are`} left out: at ε the step reaches a kink, where there is no derivative. The two numbers may then differ and both be right.`;

/**
 * @param {number} most
 * @param {number} checked
 */
function verdict(most, checked) {
  if (!checked) {
    return "Every parameter is at a kink with this ε: there is nothing to compare. Try a smaller one.";
  }
  if (most < 1e-6) {
    return "Two ways, one with derivatives and one without any, give the same numbers: the gradient is right.";
  }
  if (most < 1e-2) {
    return "They agree roughly. Is the gradient wrong, or the quotient? Move ε: the error of a right gradient falls and rises as the curve below.";
  }
  return "They do not agree, and here it is the quotient’s fault: at this ε it is no good approximation. Move ε to the bottom of the curve.";
}

/** @param {HTMLElement} into @param {any} check */
function single(into, { parameters: [entry], method, epsilon }) {
  const { parameter, analytic, numerical, above, below } = entry;
  const costs = sideBySide(above, below);
  const gradients = sideBySide(analytic, numerical);
  const table = html(html(into, "div", "scrollable"), "table", "digits");
  const body = html(table, "tbody");
  digits(body, "C(w + ε)", costs.one, costs.same, {});
  digits(body, method === "central" ? "C(w − ε)" : "C(w)", costs.other, costs.same, {});
  digits(body, "quotient", gradients.other, gradients.same, { className: "line-above" });
  const mark = { name: gradientRef(parameter), key: keyOfGradient(parameter) };
  digits(body, "backpropagation", gradients.one, gradients.same, mark);
  html(into, "p", "hint", "Digits in bold are the same in both.");
  html(into, "p", "sentence", sentence(entry, epsilon));
  if (entry.at_kink) {
    html(
      into,
      "p",
      "kink-words",
      "The step reaches a kink, where there is no derivative: the two numbers may differ and both be right.",
    );
  }
}

/**
 * @param {HTMLElement} body
 * @param {string} label
 * @param {string} number
 * @param {number} same how much of it is shared
 * @param {{ name?: string, key?: string, className?: string }} more
 */
function digits(body, label, number, same, { name, key, className = "" }) {
  const row = html(body, "tr", className);
  html(row, "th", "", label).scope = "row";
  const cell = html(html(row, "td"), "span", "made");
  if (name) cell.dataset.ref = name;
  if (key) cell.dataset.key = key;
  const written = html(cell, "span");
  html(written, "b", "", number.slice(0, same));
  html(written, "span", "", number.slice(same));
}

/** @param {any} entry @param {number} epsilon */
const sentence = ({ parameter, relative_error: error }, epsilon) =>
  `Move ${parameterWords(parameter)} by ${epsilonWords(epsilon)}, and the costs differ only in their last digits; the difference keeps these alone. Relative error: ${errorWords(error)}.`;
