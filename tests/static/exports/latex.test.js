/* The LaTeX of a learning step: complete, with the numbers of the trace, and nothing that only our pages understand. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import katex from "katex";
import { latexOf, latexOfStep } from "../../../static/src/exports/latex.js";
import { words } from "../../../static/src/exports/latex_words.js";
import { bare } from "../../../static/src/formula/bare.js";
import { valueOfRef, workedLines } from "../../../static/src/formula/worked.js";
import { GRANULARITIES } from "../../../static/src/script.js";
import { evaluate, numberOf } from "../formula/evaluate.js";
import { meet, point, rounded } from "../formula/interval.js";
import { names, presetNames, sceneFor } from "../recorded.js";

/**
 * @typedef {import("../../../static/src/types").Scene} Scene
 */

/** @param {string} latex without what only sets it in rows */
const flat = (latex) => latex.replaceAll(/\\\\|\\quad|[&\s]/g, "");

/** @param {string} document @returns {string[]} */
const formulasOf = (document) => [
  ...(document.match(/\\begin\{align\*\}.*?\\end\{align\*\}/gs) ?? []),
  ...[...document.matchAll(/(?<!\\)\$(.+?)\$/g)].map(([, formula]) => formula),
];

test("every equation is plain LaTeX, which KaTeX takes strictly and without trust", () => {
  for (const name of names) {
    const document = latexOf(sceneFor(name), { title: name });
    const formulas = formulasOf(document);
    assert.ok(formulas.length > 10, name);
    for (const formula of formulas) {
      assert.doesNotMatch(formula, /\\html|NaN|undefined|null/, formula);
      katex.renderToString(formula, { displayMode: true, strict: "error", trust: false, throwOnError: true });
    }
  }
});

test("a document has a section for each phase and a subsection for each step, with its sentence", () => {
  const document = latexOf(sceneFor("2-3-1"), { title: "50% of_it", address: "http://host/?preset=2-3-1" });
  const sections = [...document.matchAll(/\\section\{(.*)\}/g)].map(([, title]) => title);
  assert.deepEqual(sections, ["Given", "Forward", "Cost", "Backward", "Update"]);
  assert.equal(document.match(/\\subsection\{/g)?.length, 11);
  assert.ok(document.startsWith("% http://host/?preset=2-3-1\n"));
  assert.match(document, /\\title\{50\\% of\\_it\}/);
  assert.match(
    document,
    /\\subsection\{Delta of layer 2\}\nStep 9 of 11 \(BP2\)\. The deltas of layer 3 run back/,
  );
  assert.match(document, /delta = 0\.0207, \$-0\.0349\$ and 0\.0153\./);
  assert.deepEqual(document.match(/\\usepackage.*/g), ["\\usepackage{amsmath}"]);
});

/** @param {string} what @param {Scene} scene @param {import("../../../static/src/formula/worked.js").Worked} line */
function claimTrue(what, scene, { rights, value, ref }) {
  const recorded = valueOfRef(scene, ref);
  assert.ok(recorded !== null, ref);
  const shown = rounded(numberOf(value || bare(rights[rights.length - 1])));
  assert.ok(meet(point(recorded), shown), `${what}, ${ref}: ${shown} is ${recorded}`);
  for (const right of rights.filter((one) => !one.includes("\\cdots"))) {
    const [[result]] = evaluate(right, (_ref, written) => rounded(written));
    assert.ok(meet(result, shown), `${what}, ${ref}: ${right} is ${result}, shown ${shown}`);
  }
}

test("every number of a step is worked out, and comes to what was recorded", () => {
  for (const name of names) {
    const scene = sceneFor(name);
    for (const step of scene.script.steps) {
      const lines = workedLines(scene, step);
      assert.ok(lines.length > 0, `${name}, ${step.id}`);
      for (const line of lines) claimTrue(name, scene, line);
    }
  }
});

/** @param {Scene} scene @param {string} id */
const refsOf = (scene, id) => {
  const step = scene.script.steps.find((one) => one.id === id);
  assert.ok(step, id);
  return workedLines(scene, step).map(({ ref }) => ref);
};

test("all neurons and weights of a step are there", () => {
  const scene = sceneFor("2-3-1");
  assert.deepEqual(refsOf(scene, "z2"), ["z.2.1", "z.2.2", "z.2.3"]);
  assert.deepEqual(refsOf(scene, "g2").length, 9);
  assert.deepEqual(refsOf(scene, "u").length, 13);
  assert.deepEqual(refsOf(scene, "C"), ["cost_of_example"]);
  assert.deepEqual(refsOf(sceneFor("2-3-1", { granularity: "neuron" }), "d2.3"), ["grad_a.2.3", "delta.2.3"]);
});

/** @param {Scene} scene @param {import("../../../static/src/types").Step} step */
function claimCopied(scene, step) {
  const copied = flat(latexOfStep(scene, step));
  for (const { left, rights, value } of workedLines(scene, step)) {
    const line = bare(left + [...rights, ...(value ? [value] : [])].join("="));
    assert.ok(copied.includes(flat(line)), `${step.id}: ${line}`);
  }
}

test("what is copied for a step is what was worked out, however it is broken into rows", () => {
  for (const name of presetNames) {
    for (const granularity of GRANULARITIES) {
      const scene = sceneFor(name, { granularity });
      for (const step of scene.script.steps) claimCopied(scene, step);
    }
  }
});

test("of a large step the beginning is written out, and how much is left is said", () => {
  const scene = sceneFor("two-figure indices");
  const step = scene.script.steps.find(({ id }) => id === "u");
  assert.ok(step);
  assert.match(latexOfStep(scene, step), /and so on: 104 more numbers/);
});

test("words mean in LaTeX what they say", () => {
  assert.equal(words("a & b_1 #2 {x} 5%"), "a \\& b\\_1 \\#2 \\{x\\} 5\\%");
  assert.equal(
    words("3.3e−4 × (−0.5) ∂C/∂w"),
    "$3.3\\cdot 10^{-4}$ $\\times$ ($-0.5$) $\\partial$C/$\\partial$w",
  );
  assert.equal(words("“é” → 漢"), "``é'' $\\to$ ?");
});

test("marks go, however deep they stand, and no command runs into a letter", () => {
  assert.equal(bare("\\htmlData{ref=z.2.1}{\\htmlClass{symbol forward}{z^{2}_{1}}} + 1"), "z^{2}_{1} + 1");
  assert.equal(bare("\\htmlClass{symbol given}{\\eta}x"), "\\eta x");
});

const PDFLATEX = spawnSync("pdflatex", ["--version"]).status === 0;
/** What sticks out by less is not seen, in points. */
const SEEN = 5;

test("LaTeX compiles every document, and nothing sticks out of the page", { skip: !PDFLATEX }, () => {
  const folder = mkdtempSync(join(tmpdir(), "latex-"));
  try {
    for (const [i, name] of names.entries()) {
      writeFileSync(join(folder, `${i}.tex`), latexOf(sceneFor(name), { title: name }));
      const { status, stdout } = spawnSync(
        "pdflatex",
        ["-interaction=nonstopmode", "-halt-on-error", `${i}.tex`],
        {
          cwd: folder,
          encoding: "utf-8",
        },
      );
      assert.equal(status, 0, `${name}: ${stdout}`);
      const log = readFileSync(join(folder, `${i}.log`), "utf-8");
      const excess = [...log.matchAll(/Overfull \\hbox \(([\d.]+)pt/g)].map(([, points]) => Number(points));
      assert.deepEqual(
        excess.filter((points) => points > SEEN),
        [],
        name,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
