/* The places where the reader writes, numbered in the order in which they come, and the answers that belong there. */
import { formula } from "../formula/typeset.js";
import { html } from "../views/pen.js";

/**
 * @typedef {object} Blanks
 * @property {(into: HTMLElement, name: string, answer: string) => void} write
 * @property {() => number} count
 * @property {(into: HTMLElement) => void} key
 */

/** @returns {Blanks} */
export function createBlanks() {
  /** @type {{ name: string, answer: string }[]} */
  const answers = [];
  return {
    /**
     * @param {HTMLElement} into
     * @param {string} name LaTeX of the number asked for
     * @param {string} answer LaTeX
     */
    write(into, name, answer) {
      answers.push({ name, answer });
      const box = html(into, "span", "blank");
      box.setAttribute("role", "img");
      box.setAttribute("aria-label", `blank ${answers.length}`);
      html(box, "span", "blank-number", String(answers.length));
    },
    count: () => answers.length,

    /** @param {HTMLElement} into */
    key(into) {
      const list = html(into, "ol", "answers");
      for (const { name, answer } of answers) {
        html(list, "li").append(formula(`${name} = ${answer}`));
      }
    },
  };
}

/** A number that is not known, in a sentence; what stands before it says that a list has been cut. */
const GAP = /…(?! \()/;

/**
 * A sentence with room to write in place of what is not known.
 * @param {HTMLElement} into
 * @param {string} words
 */
export function writeSentence(into, words) {
  const sentence = html(into, "p", "sentence");
  words.split(GAP).forEach((part, i) => {
    if (i > 0) {
      const gap = html(sentence, "span", "gap");
      gap.setAttribute("role", "img");
      gap.setAttribute("aria-label", "blank");
    }
    // the room stays with the sign that it belongs to
    sentence.append(part.replace(/ = $/, "\u00a0=\u00a0"));
  });
}
