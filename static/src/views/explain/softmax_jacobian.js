/* The Jacobian as a table: dC/da beside its rows, delta below its columns, and what the diagonal alone would give. */
import { largest, sign, signed, strength, symbol, text } from "../../encode.js";
import { numberPart } from "../../formula/latex.js";
import { formula } from "../../formula/typeset.js";
import { ref } from "../../refs.js";
import { html } from "../pen.js";
import { agree, keyAt, made, opened } from "./softmax_parts.js";

/**
 * @typedef {import("./softmax.js").Shown} Shown
 * @typedef {{ i: number, j: number }} Entry from 0: row and column
 */

/** A wider matrix is more than one can look at. */
const WIDEST = 16;
const OUT_OF_RANGE =
  "A ∂C/∂a is larger than a number can be here, and stands at the largest there is: the product misses δ, which the engine computes without it.";

/**
 * @param {HTMLElement} into
 * @param {import("../../types").ExplanationActions} actions
 * @returns {(shown: Shown) => void}
 */
export function jacobianPart(into, actions) {
  /** @type {unknown} */
  let drawn = null;
  /** @type {Entry} */
  let chosen = { i: 0, j: 1 };
  return (shown) => {
    const { jacobian: answer, activation } = shown;
    if (answer === drawn) return;
    drawn = answer;
    const n = answer.a.length;
    opened(into, n === 1 ? "The Jacobian is a single slope" : title(activation.elementwise));
    words(into, shown);
    if (n > WIDEST) {
      const entries = `Layer ${answer.layer} has ${n} neurons and its Jacobian ${n} × ${n} entries`;
      html(into, "p", "hint", `${entries}: too many to be read here. The API answers with all of them.`);
      return;
    }
    chosen = { i: Math.min(chosen.i, n - 1), j: Math.min(chosen.j, n - 1) };
    const holder = html(into, "div", "scrollable jacobian-holder");
    holder.tabIndex = 0;
    holder.setAttribute("role", "region");
    holder.setAttribute("aria-label", `The Jacobian of layer ${answer.layer}`);
    const table = html(holder, "table", "jacobian");
    head(table, shown);
    const told = html(into, "div", "jacobian-told");
    body(table, shown, chosen, (entry, kept) => {
      if (kept) chosen = entry;
      tell(told, shown, entry ?? chosen);
      actions.trail(entry && !kept ? marks(shown, entry) : []);
    });
    feet(table, shown);
    tell(told, shown, chosen);
    html(into, "p", "sentence", verdict(shown));
    if (answer.out_of_range) html(into, "p", "hint", OUT_OF_RANGE);
  };
}

/** @param {boolean} elementwise */
const title = (elementwise) =>
  elementwise ? "A Jacobian with nothing beside its diagonal" : "A Jacobian with every entry filled";

/** @param {HTMLElement} into @param {Shown} shown */
function words(into, { jacobian: { layer, a }, activation }) {
  if (activation.elementwise) {
    const one = `${activation.title} works neuron by neuron: a of neuron i depends on its own z and on no other.`;
    const so =
      a.length > 1 ? " So every entry beside the diagonal is 0, and on it stand the slopes f′(z)." : "";
    html(into, "p", "", one + so);
    const left = `\\dfrac{\\partial a^{${layer}}_i}{\\partial z^{${layer}}_j}`;
    const cases = `${activation.symbol}'(z^{${layer}}_j)\\;\\text{where } i = j,\\; 0 \\text{ elsewhere}`;
    if (a.length > 1) html(into, "div").append(formula(`${left} = ${cases}`));
    return;
  }
  const tied = `${activation.title} shares 1 out among the neurons. Raise one z, and its own a grows at the expense of all others:`;
  html(into, "p", "", `${tied} every z moves every a.`);
  html(into, "div").append(
    formula(
      `\\dfrac{\\partial a^{${layer}}_i}{\\partial z^{${layer}}_j} = a^{${layer}}_i\\,\\bigl(\\mathbf{1}[i = j] - a^{${layer}}_j\\bigr)`,
    ),
  );
}

/** @param {HTMLTableElement} table @param {Shown} shown */
function head(table, { jacobian: { layer, z } }) {
  const row = html(html(table, "thead"), "tr");
  html(row, "th", "corner", "∂C/∂a").scope = "col";
  z.forEach((/** @type {number} */ value, /** @type {number} */ j) => {
    const cell = html(row, "th", "of-column");
    cell.scope = "col";
    html(cell, "span", "symbol", symbol("z", layer, j + 1)).dataset.ref = ref("z", layer, j + 1);
    made(cell, text(value), { key: keyAt("z", layer, j + 1), name: ref("z", layer, j + 1) });
  });
  html(row, "th", "of-sum", "sum of the row").scope = "col";
}

/**
 * @param {HTMLTableElement} table
 * @param {Shown} shown
 * @param {Entry} chosen
 * @param {(entry: any, kept: boolean) => void} look null: at none any more
 */
function body(table, { jacobian: answer }, chosen, look) {
  const { layer, jacobian, grad_a: gradA, row_sums: sums, elementwise } = answer;
  const most = largest(jacobian);
  const rows = html(table, "tbody");
  /** @type {HTMLButtonElement[][]} */
  const entries = [];
  jacobian.forEach((/** @type {number[]} */ values, /** @type {number} */ i) => {
    const row = html(rows, "tr");
    const first = html(row, "th", "of-row");
    first.scope = "row";
    const name = ref("grad_a", layer, i + 1);
    html(first, "span", "symbol", `∂C/∂${symbol("a", layer, i + 1)}`).dataset.ref = name;
    made(first, text(gradA[i]), { key: keyAt("d", layer, i + 1), name, className: sign(gradA[i]) });
    entries.push(
      values.map((value, j) => {
        const cell = html(row, "td", `entry ${i === j ? "diagonal" : ""} ${sign(value)}`);
        cell.style.setProperty("--strength", `${Math.round(Math.abs(strength(value, most)) * 100)}%`);
        const button = html(cell, "button", "entry-value");
        button.type = "button";
        button.setAttribute("aria-label", `${plain(layer, { i, j })} = ${text(value)}`);
        const slope = elementwise && i === j ? ref("slope", layer, j + 1) : undefined;
        made(button, value === 0 ? "0" : signed(value), { key: keyAt("a", layer, i + 1), name: slope });
        return button;
      }),
    );
    const sum = html(row, "td", "of-sum");
    made(sum, tidy(sums[i]), { key: keyAt("a", layer, i + 1) });
  });
  operate(entries, chosen, look);
}

/**
 * One stop of the tab key; the arrows go from entry to entry. Pointing shows one for a moment, a click keeps it.
 * @param {HTMLButtonElement[][]} entries
 * @param {Entry} chosen
 * @param {(entry: Entry | null, kept: boolean) => void} look
 */
function operate(entries, chosen, look) {
  const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  let at = chosen;
  /** @param {Entry} entry */
  const keep = (entry) => {
    at = entry;
    entries.flat().forEach((button) => {
      const now = button === entries[entry.i][entry.j];
      button.tabIndex = now ? 0 : -1;
      button.setAttribute("aria-pressed", String(now));
    });
    look(entry, true);
  };
  entries.forEach((row, i) =>
    row.forEach((button, j) => {
      button.addEventListener("pointerenter", () => look({ i, j }, false));
      button.addEventListener("pointerleave", () => look(null, false));
      button.addEventListener("click", () => keep({ i, j }));
      button.addEventListener("keydown", (event) => {
        const way = ways[/** @type {keyof typeof ways} */ (event.key)];
        const next = way && { i: at.i + way[0], j: at.j + way[1] };
        if (!next || !entries[next.i]?.[next.j]) return;
        event.preventDefault();
        event.stopPropagation();
        keep(next);
        entries[next.i][next.j].focus();
      });
    }),
  );
  keep(chosen);
}

/**
 * Below the columns: what they add up to with dC/da in front of their rows.
 * @param {HTMLTableElement} table
 * @param {Shown} shown
 */
function feet(table, { jacobian: answer }) {
  const { layer, product, diagonal, grad_a: gradA, difference, elementwise } = answer;
  const foot = html(table, "tfoot");
  /** @param {string} name @param {number[]} values @param {string} className @param {boolean} [named] */
  const line = (name, values, className, named) => {
    const row = html(foot, "tr", className);
    html(row, "th", "of-row", name).scope = "row";
    values.forEach((value, i) => {
      const more = { key: keyAt("d", layer, i + 1), className: sign(value) };
      made(html(row, "td"), text(value), named ? { ...more, name: ref("delta", layer, i + 1) } : more);
    });
    html(row, "td");
  };
  line(`× and add down: ${symbol("δ", layer)}`, product, "delta-line", true);
  if (difference && agree(product, difference)) line(`${symbol("a", layer)} − y`, difference, "same-line");
  if (elementwise || product.length === 1) return;
  const alone = diagonal.map((/** @type {number} */ value, /** @type {number} */ j) => gradA[j] * value);
  line("with the diagonal alone", alone, "wrong-line");
}

/**
 * What one entry says.
 * @param {HTMLElement} into
 * @param {Shown} shown
 * @param {Entry} entry
 */
function tell(into, { jacobian: { layer, jacobian, a, elementwise }, activation }, { i, j }) {
  into.replaceChildren();
  const value = jacobian[i][j];
  /** @param {number} of */
  const share = (of) => `\\htmlData{ref=${ref("a", layer, of + 1)}}{${numberPart(a[of]).text}}`;
  const left = `\\dfrac{\\partial a^{${layer}}_{${i + 1}}}{\\partial z^{${layer}}_{${j + 1}}}`;
  const how =
    i === j
      ? `a^{${layer}}_{${j + 1}}(1 - a^{${layer}}_{${j + 1}}) = ${share(j)}\\,(1 - ${share(j)})`
      : `-\\,a^{${layer}}_{${i + 1}}\\,a^{${layer}}_{${j + 1}} = -\\,${share(i)} \\cdot ${share(j)}`;
  const slope = i === j ? `${activation.symbol}'(z^{${layer}}_{${j + 1}})` : "";
  const line = html(into, "p", "entry-formula");
  made(line, "", { key: keyAt("a", layer, Math.max(i, j) + 1) }).replaceChildren(
    formula(`${left} = ${[elementwise ? slope : how, numberPart(value).text].filter(Boolean).join(" = ")}`),
  );
  html(into, "p", "hint", spoken(layer, { i, j }, value));
}

/**
 * @param {number} layer
 * @param {Entry} entry
 * @param {number} value
 */
function spoken(layer, { i, j }, value) {
  const [a, z] = [symbol("a", layer, i + 1), symbol("z", layer, j + 1)];
  if (value === 0) return `Raise ${z} a little: ${a} stays where it is.`;
  const moves = value > 0 ? "grows" : "falls";
  return `Raise ${z} a little: ${a} ${moves} by ${text(Math.abs(value))} times as much.`;
}

/**
 * The neurons that an entry is about: the one that moves, and the one whose z is raised.
 * @param {Shown} shown
 * @param {Entry} entry
 */
const marks = ({ jacobian: { layer } }, { i, j }) =>
  [...new Set([i, j])].map((of) => ({ home: ref("neuron", layer, of + 1), words: "" }));

/**
 * Where the sentence of the source holds, and where it does not.
 * @param {Shown} shown
 */
function verdict({ jacobian: answer }) {
  const { elementwise, a, layer, difference, product } = answer;
  if (elementwise) {
    if (a.length === 1) {
      return `With one neuron there is nothing beside the diagonal: δ is ∂C/∂a times the slope.`;
    }
    return `“Deep Dive” says that usually only the diagonal holds up. For this layer that is right, and δ is ∂C/∂a ⊙ f′(z). With softmax in its place the zeros would fill with −aᵢaⱼ, and leaving them out would be wrong.`;
  }
  const collapses = difference && agree(product, difference);
  const end = collapses ? ` a\u00a0−\u00a0y appears only after the whole product, with every entry.` : "";
  return `“Deep Dive” says that only the diagonal holds up and the Jacobian can be ignored. Here that is wrong: the last line is not ${symbol("δ", layer)}. What is missing came from beside the diagonal.${end}`;
}

/** @param {number} layer @param {Entry} entry */
const plain = (layer, { i, j }) => `∂${symbol("a", layer, i + 1)}/∂${symbol("z", layer, j + 1)}`;

/** A sum that is zero but for rounding. @param {number} sum */
const tidy = (sum) => (agree([0], [sum]) ? "0" : text(sum));
