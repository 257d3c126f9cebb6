/* Formulas in matrices: the shapes below the symbols, and what comes out with the numbers put in. */
import assert from "node:assert/strict";
import test from "node:test";
import { write } from "../../../static/src/formula/expression.js";
import { environment, equationOf, hasResult } from "../../../static/src/formula/lines.js";
import { inMatrices, inNumbers, writable } from "../../../static/src/formula/matrix.js";
import { names, sceneFor } from "../recorded.js";
import { asShown, evaluate } from "./evaluate.js";
import { meet } from "./interval.js";

/** @typedef {import("../../../static/src/types").Line} Line */
/** @typedef {import("../../../static/src/formula/expression.js").Environment} Environment */

/** @param {string} name @param {string} id of a step, by layer */
function matricesOf(name, id) {
  const scene = sceneFor(name);
  const step = scene.script.steps.find((one) => one.id === id);
  assert.ok(step);
  const env = environment(scene, { l: step.layer ?? 2 });
  return { lines: equationOf(scene, step.frame).matrix, env };
}

/** @param {(line: Line, env: Environment, what: string) => void} claim */
function forEveryWritableLine(claim) {
  for (const name of names) {
    for (const { id } of sceneFor(name).script.steps) {
      const { lines, env } = matricesOf(name, id);
      lines
        .filter((line) => hasResult(line, env) && writable(line, env))
        .forEach((line) => claim(line, env, `${name}, ${id}`));
    }
  }
}

test("the matrices on the right give the matrix that is shown as the result", () => {
  let count = 0;
  forEveryWritableLine((line, env, what) => {
    const style = inNumbers(env, 3);
    const [right, left] = [write(line.formula, env, style), write(line.result, env, style)];
    if (right.includes("softmax")) return;
    const [computed, shown] = [evaluate(right, asShown), evaluate(left, asShown)];
    assert.deepEqual([computed.length, computed[0].length], [shown.length, shown[0].length], what);
    computed.forEach((row, j) =>
      row.forEach((entry, k) => assert.ok(meet(entry, shown[j][k]), `${what}: ${right} against ${left}`)),
    );
    count += 1;
  });
  assert.ok(count > 100);
});

test("every symbol of a layer has its shape below it", () => {
  const { lines, env } = matricesOf("2-3-1", "z2");
  const latex = write(lines[0].formula, env, inMatrices(env));
  assert.deepEqual(latex.match(/\d\\times \d/g), ["3\\times 2", "2\\times 1", "3\\times 1"]);
});

test("entry by entry and matrix products are told apart", () => {
  const { lines, env } = matricesOf("2-3-1", "d2");
  const latex = write(lines[0].formula, env, inMatrices(env));
  assert.equal(latex.split("\\odot").length, 2);
  const update = matricesOf("2-3-1", "u");
  assert.doesNotMatch(write(update.lines[0].formula, update.env, inMatrices(update.env)), /odot/);
});

test("a matrix of more than four rows or columns is not written out", () => {
  const { lines, env } = matricesOf("long sums", "z2");
  assert.equal(writable(lines[0], env), false);
});

test("a mean over several examples is not written with the numbers of one", () => {
  const { lines, env } = matricesOf("mini-batch", "g3");
  assert.equal(writable(lines[0], env), false);
  assert.equal(writable(matricesOf("2-3-1", "g3").lines[0], env), false);
});

test("a layer without biases adds none", () => {
  const { lines, env } = matricesOf("2-2-1", "z2");
  assert.equal(writable(lines[0], env), true);
  assert.doesNotMatch(write(lines[0].formula, env, inNumbers(env, 3)), /\+ |b\^/);
});

test("gradients and updates of biases are shown where there are biases, and updates only where they learn", () => {
  /** @param {string} name @param {string} id */
  const results = (name, id) => {
    const { lines, env } = matricesOf(name, id);
    return lines.filter((line) => hasResult(line, env)).length;
  };
  assert.deepEqual(
    ["g2", "u"].map((id) => results("2-2-1", id)),
    [1, 1],
  );
  assert.deepEqual(
    ["g2", "u"].map((id) => results("2-3-1", id)),
    [2, 2],
  );
  assert.deepEqual(
    ["g2", "u"].map((id) => results("2-2-2", id)),
    [2, 1],
  );
  assert.deepEqual(
    ["g2", "g3"].map((id) => results("biases in the second layer only", id)),
    [1, 2],
  );
});
