/* A proof as steps that unfold: each an equation, with the current numbers, and the reason why. */
import { environment } from "../../formula/lines.js";
import { proofLine, proofNumbers } from "../../formula/proof.js";
import { formula } from "../../formula/typeset.js";
import { html } from "../pen.js";

/**
 * @param {HTMLElement} into
 * @param {import("../../types").ExplainedScene} scene
 * @param {import("../../types").Catalog["proofs"][number]} proof
 * @param {import("./four_equations.js").Choice} choice
 * @param {(change: import("../../types").Settings) => void} set remembers how many steps are unfolded
 */
export function proofSteps(into, scene, proof, { l, j, k }, set) {
  const key = `proof_${proof.equation}`;
  const { length } = proof.lines;
  const unfolded = Math.min(length, scene.settings[key] ?? 0);
  const part = html(into, "div", "proof");
  const controls = html(part, "div", "proof-controls");
  const list = html(part, "ol", "proof-steps");
  list.setAttribute("aria-label", `Proof of ${proof.equation}`);
  list.hidden = unfolded === 0;
  const open = environment(scene, { l });
  const concrete = environment(scene, proof.equation === "BP4" ? { l, j, k } : { l, j });
  for (const line of proof.lines.slice(0, unfolded)) {
    const item = html(list, "li", "proof-step");
    html(item, "span", "proof-tag", line.tag ? bracketed(line.tag) : "");
    const body = html(item, "div", "proof-body");
    html(body, "p", "sentence", line.sentence);
    html(body, "div", "card-symbols").append(formula(proofLine(proof, line, open), { display: true }));
    const numbers = html(body, "div", "card-numbers");
    for (const { left, right, value } of proofNumbers(proof, line, concrete)) {
      const row = html(numbers, "div", "line");
      row.dataset.key = `d${l}.${j}`;
      row.append(formula(left + right));
      if (value) html(row, "span", "result").append(formula(`= ${value}`));
    }
  }
  /** @param {string} words @param {string} control @param {number} steps */
  const button = (words, control, steps) => {
    const node = html(controls, "button", "quiet", words);
    node.type = "button";
    node.dataset.control = `${control} ${proof.equation}`;
    node.addEventListener("click", () => set({ [key]: steps }));
    return node;
  };
  if (unfolded < length) {
    const next = unfolded
      ? `Next step of the proof (${unfolded} of ${length})`
      : `Why? Prove ${proof.equation}`;
    button(next, "next", unfolded + 1).setAttribute("aria-expanded", String(unfolded > 0));
    button("All steps", "all", length);
  }
  if (unfolded) {
    button("Fold the proof", "fold", 0);
    html(controls, "span", "hint", `${proof.title}. ${proof.source}`);
    part.append(controls);
  }
}

/** @param {string} tag the number of an equation, or its name */
const bracketed = (tag) => (/^\d/.test(tag) ? `(${tag})` : tag);
