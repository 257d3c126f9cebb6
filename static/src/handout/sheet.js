/* The whole handout: its head, what is given, the steps, and the answers where they are asked for. */
import { bare } from "../formula/bare.js";
import { numberPart } from "../formula/latex.js";
import { html } from "../views/pen.js";
import { withBlanks } from "./blanking.js";
import { createBlanks } from "./blanks.js";
import { writeGiven } from "./given.js";
import { writeStep } from "./step.js";

/** As many digits as the sentence about the update has. */
const COST_DIGITS = 5;

/**
 * @typedef {{ title: string, description: string, address: string }} About address: where the step plays
 *
 * @param {HTMLElement} element
 * @param {import("../types").Scene} scene
 * @param {About} about
 * @param {import("./options.js").Options} options
 * @param {(step: number) => Promise<boolean>} goOn asked before each step is written
 * @returns {Promise<boolean>} whether all of it has been written
 */
export async function writeSheet(element, scene, about, options, goOn) {
  element.replaceChildren();
  const shown = withBlanks(scene, options.blanks);
  const blanks = createBlanks();
  writeHead(element, about, options.blanks.length > 0);
  writeGiven(element, shown);
  for (const i of scene.script.steps.keys()) {
    if (!(await goOn(i + 1))) return false;
    writeStep(element, { full: scene, shown }, i, blanks);
  }
  if (options.key && blanks.count() > 0) {
    const key = html(element, "section", "key");
    html(key, "h2", "", "Answer key");
    html(key, "p", "lead", about.title);
    blanks.key(key);
    if (options.blanks.includes("update")) {
      const after = bare(numberPart(scene.trace.loss.after_update, COST_DIGITS).text);
      html(key, "p", "lead", `The cost after the update is ${after}.`);
    }
  }
  return true;
}

/**
 * @param {HTMLElement} into
 * @param {About} about
 * @param {boolean} worksheet
 */
function writeHead(into, { title, description, address }, worksheet) {
  const head = html(into, "header", "sheet-head");
  html(head, "p", "eyebrow", `Backpropagation, one learning step${worksheet ? " · worksheet" : ""}`);
  html(head, "h1", "", title);
  if (worksheet) {
    const lines = html(head, "p", "name-lines");
    for (const name of ["Name", "Date"]) html(lines, "span", "", name);
  }
  if (description) html(head, "p", "lead", description);
  const play = html(head, "p", "address", "Play this step: ");
  html(play, "a", "", address).href = address;
}
