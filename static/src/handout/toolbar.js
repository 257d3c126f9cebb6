/* What can be chosen about the handout, on the screen only. */
import { html } from "../views/pen.js";
import { BLANKABLE, PAPERS } from "./options.js";

/**
 * @typedef {import("./options.js").Options} Options
 *
 * @param {HTMLElement} element
 * @param {Options} options
 * @param {{ change: (options: Options) => void, print: () => void }} actions
 */
export function writeToolbar(element, options, { change, print }) {
  let now = options;
  /** @param {Partial<Options>} changed */
  const set = (changed) => {
    now = { ...now, ...changed };
    key.disabled = now.blanks.length === 0;
    change(now);
  };
  const blanks = html(element, "fieldset");
  html(blanks, "legend", "", "Leave blank");
  for (const word of Object.keys(BLANKABLE)) {
    const box = checkbox(blanks, word, now.blanks.includes(word));
    box.addEventListener("change", () => {
      const others = new Set(now.blanks);
      if (box.checked) others.add(word);
      else others.delete(word);
      set({ blanks: Object.keys(BLANKABLE).filter((one) => others.has(one)) });
    });
  }
  const key = checkbox(element, "answer key", now.key);
  key.disabled = now.blanks.length === 0;
  key.addEventListener("change", () => set({ key: key.checked }));
  const label = html(element, "label", "", "Paper ");
  const paper = html(label, "select");
  for (const [value, title] of Object.entries(PAPERS)) html(paper, "option", "", title).value = value;
  paper.value = now.paper;
  paper.addEventListener("change", () => set({ paper: /** @type {Options["paper"]} */ (paper.value) }));
  const button = html(element, "button", "", "Print");
  button.type = "button";
  button.addEventListener("click", print);
}

/**
 * @param {HTMLElement} into
 * @param {string} words
 * @param {boolean} checked
 */
function checkbox(into, words, checked) {
  const label = html(into, "label");
  const box = html(label, "input");
  box.type = "checkbox";
  box.checked = checked;
  label.append(` ${words}`);
  return box;
}
