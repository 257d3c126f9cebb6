/* The examples of the batch: inputs and targets, to change, add and remove. */
import { takeNumbers } from "./fields.js";
import { html } from "./pen.js";

/**
 * @typedef {import("../types").Experiment} Experiment
 * @typedef {Pick<Experiment, "inputs" | "targets">} Batch
 */

/**
 * @param {HTMLElement} into
 * @param {Batch} batch
 * @param {number} most the number of examples that can be traced
 * @param {(batch: Batch) => void} action
 */
export function examplesFields(into, { inputs, targets }, most, action) {
  const grid = html(html(into, "div", "scrollable"), "table", "examples-table");
  const head = html(html(grid, "thead"), "tr");
  html(head, "th", "", "#").scope = "col";
  inputs[0].forEach((_, i) => (html(head, "th", "", `x${i + 1}`).scope = "col"));
  targets[0].forEach((_, j) => (html(head, "th", "", `y${j + 1}`).scope = "col"));
  html(html(head, "th"), "span", "visually-hidden", "remove").parentElement?.setAttribute("scope", "col");
  const body = html(grid, "tbody");
  inputs.forEach((row, x) => {
    const line = html(body, "tr");
    html(line, "th", "", String(x + 1)).scope = "row";
    row.forEach((value, i) =>
      cell(line, `Input ${i + 1} of example ${x + 1}`, value, (v) =>
        action({ inputs: replaced(inputs, x, i, v), targets }),
      ),
    );
    targets[x].forEach((value, j) =>
      cell(line, `Target ${j + 1} of example ${x + 1}`, value, (v) =>
        action({ inputs, targets: replaced(targets, x, j, v) }),
      ),
    );
    const remove = html(html(line, "td"), "button", "quiet", "×");
    remove.type = "button";
    remove.disabled = inputs.length === 1;
    remove.setAttribute("aria-label", `Remove example ${x + 1}`);
    remove.addEventListener("click", () =>
      action({ inputs: inputs.toSpliced(x, 1), targets: targets.toSpliced(x, 1) }),
    );
  });
  const add = html(into, "button", "", "Add an example");
  add.type = "button";
  add.dataset.field = "add example";
  add.disabled = inputs.length >= most;
  // a copy of the last one: valid for whatever the cost asks of targets
  add.addEventListener("click", () =>
    action({
      inputs: [...inputs, inputs[inputs.length - 1]],
      targets: [...targets, targets[targets.length - 1]],
    }),
  );
}

/**
 * @param {HTMLElement} line
 * @param {string} label
 * @param {number} value
 * @param {(value: number) => void} action
 */
function cell(line, label, value, action) {
  const input = html(html(line, "td"), "input");
  input.type = "number";
  input.step = "any";
  input.value = String(value);
  input.dataset.field = label;
  input.setAttribute("aria-label", label);
  input.required = true;
  takeNumbers(input, `${label} is a number`, action);
}

/**
 * @param {number[][]} rows
 * @param {number} x
 * @param {number} i
 * @param {number} value
 */
const replaced = (rows, x, i, value) => rows.with(x, rows[x].with(i, value));
