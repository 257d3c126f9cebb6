/* In which order to multiply on the way back: row times matrix, or matrix times matrix first; counted. */
import { share } from "../../encode.js";
import { formula } from "../../formula/typeset.js";
import { html } from "../pen.js";
import { opened } from "./softmax_parts.js";

/**
 * @param {HTMLElement} into
 * @returns {(shown: import("./softmax.js").Shown) => void}
 */
export function orderPart(into) {
  /** @type {unknown} */
  let drawn = null;
  return ({ scene, jacobian: answer }) => {
    if (answer === drawn) return;
    drawn = answer;
    const { layer, operations, elementwise, a } = answer;
    const n = a.length;
    const before = scene.trace.layers[layer - 2].a[0].length;
    const [g, J, w] = [
      ["g", 1, n],
      ["J", n, n],
      [`w^{${layer}}`, n, before],
    ].map(([name, rows, columns]) => `\\underset{${rows}\\times ${columns}}{${name}}`);
    opened(into, "From left to right, and never matrix times matrix");
    html(
      into,
      "p",
      "",
      `The way back to layer ${layer - 1} goes through the Jacobian J and the weights. With g for ∂C/∂a there are two orders, and the engine’s own way:`,
    );
    const list = html(into, "ul", "orders");
    const ways = [
      {
        latex: `\\bigl(${g}\\,${J}\\bigr)\\,${w}`,
        count: operations.vector_jacobian,
        name: "row times matrix, twice",
      },
      {
        latex: `${g}\\,\\bigl(${J}\\,${w}\\bigr)`,
        count: operations.matrix_matrix,
        name: "matrix times matrix first",
      },
      {
        latex: elementwise
          ? `\\bigl(g \\odot f'(z)\\bigr)\\,${w}`
          : `a \\odot \\bigl(g - g \\cdot a\\bigr)\\,${w}`,
        count: operations.pull_back,
        name: "without writing J down",
      },
    ];
    const most = Math.max(...ways.map(({ count }) => count));
    for (const { latex, count, name } of ways) {
      const item = html(list, "li");
      html(item, "span", "order-formula").append(formula(latex));
      html(item, "span", "order-name", name);
      html(item, "span", "order-count", `${count.toLocaleString("en")} multiplications`);
      html(item, "span", "order-bar").style.setProperty("--width", `${share(count, most)}%`);
    }
    html(into, "p", "sentence", words(operations, n));
  };
}

/**
 * @param {any} operations
 * @param {number} n
 */
function words({ vector_jacobian: row, matrix_matrix: matrices, counted }, n) {
  const how = counted
    ? "The numbers were counted while it was done."
    : "The numbers are those of exact formulas.";
  if (n === 1) {
    return `With a single neuron a matrix is no more than a row, and the order matters little. ${how}`;
  }
  return `All three give the same row. From left to right every result on the way is a row of ${n} numbers; J times w is a whole matrix, made for a single use: ${matrices.toLocaleString("en")} multiplications in place of ${row.toLocaleString("en")}, and the gap widens with every neuron. This is why the pass runs backward, from the cost. ${how}`;
}
