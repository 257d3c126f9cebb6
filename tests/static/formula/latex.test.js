/* LaTeX in symbols and with numbers, and that KaTeX takes all of it. */
import assert from "node:assert/strict";
import test from "node:test";
import katex from "katex";
import { text } from "../../../static/src/encode.js";
import { write } from "../../../static/src/formula/expression.js";
import { numberPart, numeric, symbolic } from "../../../static/src/formula/latex.js";
import {
  calculation,
  environment,
  equationOf,
  indicesOf,
  symbolicLine,
} from "../../../static/src/formula/lines.js";
import { inMatrices, inNumbers } from "../../../static/src/formula/matrix.js";
import { GRANULARITIES } from "../../../static/src/script.js";
import { catalog, names, sceneFor, traces } from "../recorded.js";
import { plain } from "./plain.js";

/** @param {string} name @param {string} id of a step by layer @param {Record<string, number>} [indices] */
function line(name, id, indices = {}) {
  const scene = sceneFor(name);
  const step = scene.script.steps.find((one) => one.id === id);
  assert.ok(step);
  const env = environment(scene, { ...indicesOf(scene, step), ...indices });
  const [first] = equationOf(scene, step.frame).index;
  return { first, env, frame: step.frame };
}

/** @param {string} name @param {string} id */
const inSymbols = (name, id) => {
  const { first, env, frame } = line(name, id);
  return plain(symbolicLine(first, env, frame));
};

test("the equations are those of the sources", () => {
  assert.equal(inSymbols("2-3-1", "z2"), "z^{2}_{j} = \\sum_{k} w^{2}_{jk}\\,a^{1}_{k} + b^{2}_{j}");
  assert.equal(inSymbols("2-3-1", "a2"), "a^{2}_{j} = \\sigma(z^{2}_{j})");
  assert.equal(
    inSymbols("2-3-1", "d2"),
    "\\delta^{2}_{j} = \\sum_{q} w^{3}_{qj}\\,\\delta^{3}_{q}\\,\\sigma'(z^{2}_{j})",
  );
  assert.equal(
    inSymbols("2-3-1", "g2"),
    "\\frac{\\partial C}{\\partial w^{2}_{jk}} = a^{1}_{k}\\,\\delta^{2}_{j}",
  );
  assert.equal(
    inSymbols("2-3-1", "u"),
    "w^{l}_{jk} \\leftarrow w^{l}_{jk} - \\eta\\,\\frac{\\partial C}{\\partial w^{l}_{jk}}",
  );
  assert.equal(inSymbols("softmax", "d3"), "\\delta^{3}_{j} = a^{3}_{j} - y_{j}");
});

test("a layer without biases has none in its equation, a penalty of zero no term", () => {
  assert.equal(inSymbols("2-2-1", "z2"), "z^{2}_{j} = \\sum_{k} w^{2}_{jk}\\,a^{1}_{k}");
  assert.match(
    inSymbols("a batch of seven with both penalties", "g2"),
    /\\lambda_2\\,w.*\\lambda_1\\,\\operatorname\{sgn\}/,
  );
});

test("a mean over a batch is written as one, over a single example it is not", () => {
  assert.match(inSymbols("mini-batch", "g2"), /= \\frac\{1\}\{4\} \\sum_\{x\} a/);
  assert.doesNotMatch(inSymbols("2-3-1", "g2"), /sum/);
});

test("indices of two figures are set apart", () => {
  const { first, env } = line("two-figure indices", "z3", { j: 10 });
  assert.match(plain(write(first.formula, env, numeric(env))), /\\cdots/);
  assert.match(plain(write(first.formula, env, symbolic(env))), /w\^\{3\}_\{10,k\}/);
});

test("every symbol says which recorded number it is, unless an index is open", () => {
  const { first, env } = line("2-3-1", "z2", { j: 2 });
  const latex = write(first.formula, env, numeric(env));
  assert.deepEqual(
    [...latex.matchAll(/ref=([^}]*)/g)].map(([, ref]) => ref),
    ["w.2.2.1", "a.1.1", "w.2.2.2", "a.1.2", "b.2.2"],
  );
  assert.doesNotMatch(write(first.formula, line("2-3-1", "z2").env, symbolic(env)), /ref=w\.2\.k/);
});

test("numbers in formulas are those of the text, with powers of ten as powers", () => {
  assert.equal(numberPart(-0.0381).text, text(-0.0381).replace("−", "-"));
  assert.equal(numberPart(1.5e-7).text, "1.5\\cdot 10^{-7}");
  assert.equal(numberPart(-2.5e6).text, "-2.5\\cdot 10^{6}");
  assert.equal(numberPart(-2.5e6).negative, true);
});

test("what an optimizer remembers is written as its entry in the catalog says, with its indices", () => {
  const scene = sceneFor("defaults of Adam");
  const slots = [{ name: "total", symbol: "G" }];
  const optimizers = catalog.optimizers.map((entry) => ({ ...entry, slots }));
  const env = environment({ ...scene, catalog: { ...catalog, optimizers } }, {});
  /** @type {import("../../../static/src/types").SymbolNode} */
  const total = { op: "symbol", name: "total_w", at: ["l", "j", "k"] };
  assert.equal(plain(write(total, env, symbolic(env))), "G^{l}_{jk}");
});

test("every form that a frame can take is among the recorded traces", () => {
  const seen = new Set(names.flatMap((name) => traces[name].trace.frames.map(({ form }) => form)));
  assert.deepEqual(
    catalog.equations.map(({ id }) => id).filter((id) => !seen.has(id)),
    // goes with softmax alone, where the slope cancels
    ["BP1_cross_entropy_softmax"],
  );
});

/** @param {string} name @returns {string[]} */
function everyFormula(name) {
  return GRANULARITIES.flatMap((granularity) => {
    const scene = sceneFor(name, { granularity });
    return scene.script.steps.flatMap((step) => {
      const equation = equationOf(scene, step.frame);
      const open = environment(scene, indicesOf(scene, step));
      const concrete = environment(scene, indicesOf(scene, step, true));
      const whole = environment(scene, { l: concrete.indices.l });
      return [
        ...equation.index.map((one) => symbolicLine(one, open, step.frame)),
        ...equation.matrix.flatMap((one) =>
          [inMatrices(whole), inNumbers(whole, 3)].map((style) => write(one.formula, whole, style)),
        ),
        ...calculation(equation, concrete, step.frame, 5).flatMap(({ left, right, value }) => [
          left + right,
          value,
        ]),
      ];
    });
  });
}

test("KaTeX takes every formula of every step, without a warning", () => {
  const formulas = new Set(names.flatMap(everyFormula));
  assert.ok(formulas.size > 500);
  for (const latex of formulas) {
    assert.doesNotMatch(latex, /NaN|undefined|null|\\mathrm\{[a-z]*_/, latex);
    const markup = katex.renderToString(latex, {
      output: "html",
      throwOnError: true,
      trust: ({ command }) => command === "\\htmlData" || command === "\\htmlClass",
      strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
    });
    assert.doesNotMatch(markup, /katex-error|#cc0000/i, latex);
  }
});

test("KaTeX takes the formulas of the catalog's tables", () => {
  const scene = sceneFor("2-3-1");
  const env = environment(scene, {});
  for (const { formula, derivative_formula: derivative } of catalog.activations) {
    for (const tree of [formula, derivative]) katex.renderToString(plain(write(tree, env, symbolic(env))));
  }
  for (const { formula, gradient_formula: gradient } of catalog.losses) {
    for (const tree of [formula, gradient]) katex.renderToString(plain(write(tree, env, symbolic(env))));
  }
});
