/* The learning step as a LaTeX document that needs amsmath only, and a single step as a piece to paste into one's own. */
import { PHASES } from "../encode.js";
import { bare } from "../formula/bare.js";
import { environment, equationOf } from "../formula/lines.js";
import { heading, sentence } from "../formula/narrate.js";
import { numberPart } from "../formula/latex.js";
import { inSentence, settingsOf, symbolLines, titleOf, workedLines } from "../formula/worked.js";
import { sizesOf } from "../refs.js";
import { alignedRows } from "./latex_rows.js";
import { words } from "./latex_words.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Step} Step
 */

/** Of a large network's step the beginning is written out; a document of thousands of lines helps nobody. */
const MOST_LINES = 60;
/** As many columns as amsmath allows a matrix. */
const WIDEST = 10;

/** The page of article is narrow for numbers; two lines of plain LaTeX need no further package. */
const PREAMBLE = String.raw`\documentclass[11pt,a4paper]{article}
\usepackage{amsmath}
\allowdisplaybreaks
\setlength{\textwidth}{16cm}
\setlength{\oddsidemargin}{-0.04cm}
\setlength{\textheight}{23.5cm}
\setlength{\topmargin}{-1cm}
\setlength{\parindent}{0pt}
\setlength{\jot}{5pt}`;

/**
 * The whole learning step, a section for each phase and a subsection for each step.
 * @param {Scene} scene
 * @param {{ title?: string, address?: string }} [about] what it is called, and where it plays
 * @returns {string}
 */
export function latexOf(scene, { title = "One learning step", address = "" } = {}) {
  const { steps } = scene.script;
  const parts = steps.flatMap((step, i) => {
    const { phase } = step.frame;
    const section = steps[i - 1]?.frame.phase === phase ? [] : [`\\section{${capital(PHASES[phase])}}`];
    return [...section, subsection(scene, step, i + 1)];
  });
  return [
    ...(address ? [`% ${address.replaceAll(/\s/g, " ")}`] : []),
    PREAMBLE,
    `\\title{${words(title)}}`,
    "\\author{}",
    "\\date{}",
    "\\begin{document}",
    "\\maketitle",
    given(scene),
    ...parts,
    "\\end{document}\n",
  ].join("\n\n");
}

/**
 * What is to be pasted for one step: its equation, with the numbers and the results.
 * @param {Scene} scene
 * @param {Step} step
 * @returns {string}
 */
export function latexOfStep(scene, step) {
  const symbols = symbolLines(scene, step).map(bare);
  const worked = workedLines(scene, step);
  const rows = worked.slice(0, MOST_LINES).map(alignedRows);
  const left = worked.length - rows.length;
  return [
    display(symbols.map((line) => line.replace(/ (=|\\leftarrow) /, " &$1 "))),
    display(rows),
    ...(left > 0 ? [`and so on: ${left} more numbers are computed in the same way.`] : []),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/**
 * @param {Scene} scene
 * @param {Step} step
 * @param {number} number
 */
function subsection(scene, step, number) {
  const { tag } = equationOf(scene, step.frame);
  const source = /^\d+$/.test(tag) ? `equation ${tag}` : tag;
  return [
    `\\subsection{${words(heading(scene, step))}}`,
    `${words(`Step ${number} of ${scene.script.steps.length}${/^(BP|equation)/.test(source) ? ` (${source})` : ""}. ${sentence(scene, step)}`)}`,
    latexOfStep(scene, step),
  ].join("\n");
}

/** @param {string[]} rows */
const display = (rows) => (rows.length ? `\\begin{align*}\n  ${rows.join(" \\\\\n  ")}\n\\end{align*}` : "");

/**
 * The network and its data.
 * @param {Scene} scene
 */
function given(scene) {
  const { trace, example, catalog, experiment } = scene;
  const sizes = sizesOf(trace);
  const env = environment(scene, {});
  const kinds = trace.layers
    .slice(1)
    .map(
      ({ activation }, i) => `layer ${i + 2} ${inSentence(titleOf(catalog.activations, activation ?? ""))}`,
    );
  const of = trace.targets.length > 1 ? ` Example ${example + 1} of ${trace.targets.length} is shown.` : "";
  const text = `A network of ${sizes.join(", ")} neurons: ${kinds.join(", ")}. Cost: ${titleOf(catalog.losses, experiment.loss)}. Optimizer: ${titleOf(catalog.optimizers, experiment.optimizer.name)}.${of}`;
  const rows = [
    matrix("x", column(trace.layers[0].a[example])),
    matrix("y", column(trace.targets[example])),
    ...trace.layers
      .slice(1)
      .flatMap(({ layer, weights, biases }) => [
        matrix(`w^{${layer}}`, weights ?? []),
        ...(biases ? [matrix(`b^{${layer}}`, column(biases))] : []),
      ]),
    ...settingsOf(scene).map(({ symbol, value }) => `${symbol} &= ${value}`),
  ];
  return [`\\section{Given}`, words(text), display(rows), ...functions(env, scene)].join("\n");
}

/**
 * The letters of activations that are none of everybody's.
 * @param {import("../formula/expression.js").Environment} env
 * @param {Scene} scene
 */
function functions(env, { trace, catalog }) {
  const used = new Set(trace.layers.map(({ activation }) => activation));
  return catalog.activations
    .filter(({ name }) => used.has(name) && env.names.functions[name] === "\\sigma")
    .map(({ title }) => `The function $\\sigma$ is the ${words(inSentence(title))}.`);
}

/** @param {number[]} values */
const column = (values) => values.map((value) => [value]);

/**
 * @param {string} name
 * @param {number[][]} entries
 */
function matrix(name, entries) {
  if (Math.max(entries.length, entries[0].length) > WIDEST) {
    return `${name} &\\in \\mathbf{R}^{${entries.length}\\times ${entries[0].length}}`;
  }
  const rows = entries.map((row) => row.map((value) => numberPart(value).text).join(" & "));
  return `${name} &= \\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
