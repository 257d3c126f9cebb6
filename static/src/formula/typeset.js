/* Typesets the equations of a step: LaTeX into DOM nodes, each formula set once and then kept. */
import katex from "katex";

/** @type {Map<string, HTMLElement>} */
const typeset = new Map();
const MOST_KEPT = 800;

/**
 * A node with the formula, to be put in once.
 * @param {string} written as LaTeX
 * @param {object} [options]
 * @param {boolean} [options.display] on a line of its own, fractions large
 * @param {boolean} [options.large] fractions large in a line of text too
 * @returns {HTMLElement}
 */
export function formula(written, { display = false, large = false } = {}) {
  const latex = large ? written.replaceAll("\\frac", "\\dfrac") : written;
  const key = `${display}${latex}`;
  let node = typeset.get(key);
  if (!node) {
    node = document.createElement("span");
    // Built as nodes and not as markup: our pages refuse style attributes, which markup would carry.
    katex.render(latex, node, {
      displayMode: display,
      output: "htmlAndMathml",
      throwOnError: true,
      trust: ({ command }) => command === "\\htmlData" || command === "\\htmlClass",
      strict: (code) => (code === "htmlExtension" ? "ignore" : "warn"),
    });
    if (typeset.size >= MOST_KEPT) typeset.clear();
    typeset.set(key, node);
  }
  return /** @type {HTMLElement} */ (node.cloneNode(true));
}
