/* One step on paper: number, heading, picture, sentence, equation, and every number that it makes. */
import { PHASES } from "../encode.js";
import { bare } from "../formula/bare.js";
import { lengthOf, linesOf } from "../formula/extent.js";
import { equationOf } from "../formula/lines.js";
import { heading, sentence } from "../formula/narrate.js";
import { formula } from "../formula/typeset.js";
import { symbolLines, valueOfRef, workedLines } from "../formula/worked.js";
import { html } from "../views/pen.js";
import { writeSentence } from "./blanks.js";
import { drawPicture, takesWholeWidth } from "./picture.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Step} Step
 * @typedef {import("../formula/worked.js").Worked} Worked
 */

/** So many lines stand beside the picture; more of them stand below it, in two columns. */
const BESIDE = 6;
/** What fits on a page below the picture, in lines of both columns together, and the letters in a line. */
const ROOM = { lines: 40, letters: 46 };

/**
 * @param {HTMLElement} into
 * @param {{ full: Scene, shown: Scene }} scenes shown: without the numbers that are left to the reader
 * @param {number} i
 * @param {import("./blanks.js").Blanks} blanks
 */
export function writeStep(into, { full, shown }, i, blanks) {
  const step = full.script.steps[i];
  const isWide = takesWholeWidth(full);
  const article = html(into, "article", isWide ? "step wide" : "step");
  article.dataset.step = step.id;
  article.dataset.phase = step.frame.phase;
  const head = html(article, "header", "step-head");
  html(head, "span", "step-number", String(i + 1));
  html(head, "h2", "", heading(full, step));
  const place = [PHASES[step.frame.phase], ...labelOf(equationOf(full, step.frame))];
  html(head, "span", "step-phase", place.join(" · "));
  drawPicture(article, shown, i, `The network after step ${i + 1}`);
  const body = html(article, "div", "step-body");
  writeSentence(body, sentence(shown, step));
  const symbols = html(body, "div", "symbols");
  for (const line of symbolLines(full, step)) symbols.append(formula(line, { display: true }));
  const lines = workedLines(shown, step);
  const below = lines.length > BESIDE;
  const numbers = html(below || isWide ? article : body, "div", below ? "numbers below" : "numbers");
  const answers = new Map(workedLines(full, step).map((line) => [line.ref, line]));
  const fitting = beginning(lines);
  for (const line of fitting) {
    writeLine(
      numbers,
      line,
      valueOfRef(shown, line.ref) === null ? answers.get(line.ref) : undefined,
      blanks,
    );
  }
  const left = lines.length - fitting.length;
  if (left > 0) html(numbers, "p", "more", `… and ${left} more numbers, computed in the same way.`);
  const rows = [...numbers.children];
  numbers.classList.toggle("in-columns", below);
  // what cannot be broken takes the whole width
  if (rows.some((row) => row.scrollWidth > row.clientWidth)) numbers.classList.remove("in-columns");
}

/**
 * As many lines as fit on a page.
 * @param {Worked[]} lines
 */
function beginning(lines) {
  let used = 0;
  return lines.filter(({ left, rights, value }) => {
    const height = Math.max(linesOf(left) * 0.85, ...rights.map(linesOf));
    const rows = Math.ceil(lengthOf([left, ...rights, value].join("=")) / ROOM.letters);
    used += Math.max(1, height) * (height > 1 ? 1 : rows);
    return used <= ROOM.lines;
  });
}

/**
 * The number of the equation, or BP1 to BP4; other tags only repeat the heading.
 * @param {import("../types").Equation} equation
 */
const labelOf = ({ tag }) => (/^\d+$/.test(tag) ? [`equation ${tag}`] : tag.startsWith("BP") ? [tag] : []);

/** Fractions in a line of text would be hard to read on paper. @param {string} right */
const large = (right) => (right.includes("\\frac") ? `\\displaystyle ${right}` : right);

/**
 * @param {HTMLElement} into
 * @param {Worked} line
 * @param {Worked | undefined} answer where the number is left to the reader
 * @param {import("./blanks.js").Blanks} blanks
 */
function writeLine(into, { left, rights, value, ref }, answer, blanks) {
  const row = html(into, "div", "line");
  row.dataset.result = ref;
  const said = answer || value ? rights : rights.slice(0, -1);
  row.append(formula(left + said.map(large).join(" = ")));
  const result = html(row, "span", "result");
  if (!answer) {
    result.append(formula(said.length ? `= ${value || rights[rights.length - 1]}` : rights[0]));
    return;
  }
  result.append(formula("="));
  const name = bare(left).replace(/ (=|\\leftarrow) $/, "");
  blanks.write(result, name, answer.value || bare(answer.rights[answer.rights.length - 1]));
}
