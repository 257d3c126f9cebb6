/* Walking the tree of a formula: brackets, what is left out, what it reads. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  indexOf,
  operandsOf,
  present,
  refOf,
  valueOf,
  write,
} from "../../../static/src/formula/expression.js";
import { numeric, symbolic } from "../../../static/src/formula/latex.js";
import { environment } from "../../../static/src/formula/lines.js";
import { sceneFor } from "../recorded.js";
import { plain } from "./plain.js";

/** @typedef {import("../../../static/src/types").Tree} Tree */

const env = environment(sceneFor("2-3-1"), { l: 2, j: 1 });

/** @param {string} name @param {string[]} at @returns {Tree} */
const symbol = (name, ...at) => ({ op: "symbol", name, at });
/** @param {number} value @returns {Tree} */
const number = (value) => ({ op: "number", value });
/** @param {"add" | "subtract" | "multiply" | "divide" | "power"} op @param {Tree} left @param {Tree} right */
const two = (op, left, right) => /** @type {Tree} */ ({ op, left, right });
/** @param {Tree} of @returns {Tree} */
const minus = (of) => ({ op: "negative", of });
/** @param {Tree} tree */
const symbols = (tree) => plain(write(tree, env, symbolic(env)));
/** @param {Tree} tree */
const numbers = (tree) => plain(write(tree, env, numeric(env)));

const [a, b, c] = [1, 2, 3].map(number);
/** A weight that is negative: w²₁₂ = −0.30. */
const negative = symbol("w", "2", "1", "2");

test("brackets stand where they are needed, and only there", () => {
  assert.equal(symbols(two("multiply", two("add", a, b), c)), "\\left(1 + 2\\right)\\,3");
  assert.equal(symbols(two("add", two("multiply", a, b), c)), "1\\,2 + 3");
  assert.equal(symbols(two("subtract", a, two("add", b, c))), "1 - \\left(2 + 3\\right)");
  assert.equal(symbols(two("add", a, two("subtract", b, c))), "1 + 2 - 3");
  assert.equal(symbols(two("power", two("add", a, b), c)), "\\left(1 + 2\\right)^{3}");
  assert.equal(symbols(two("divide", two("add", a, b), c)), "\\frac{1 + 2}{3}");
  assert.equal(symbols(minus(two("add", a, b))), "-\\left(1 + 2\\right)");
});

test("a negative number gets brackets wherever its sign could be misread", () => {
  assert.equal(numbers(two("add", a, negative)), "1 + (-0.30)");
  assert.equal(numbers(two("subtract", a, negative)), "1 - (-0.30)");
  assert.equal(numbers(two("multiply", a, negative)), "1 \\cdot (-0.30)");
  assert.equal(numbers(two("power", negative, b)), "(-0.30)^{2}");
  assert.equal(numbers(minus(negative)), "-(-0.30)");
  assert.equal(numbers(two("add", negative, a)), "-0.30 + 1");
  assert.equal(numbers(two("divide", negative, a)), "\\frac{-0.30}{1}");
});

test("an index is a letter with or without a shift, or a number", () => {
  assert.equal(indexOf("l-1", env), 1);
  assert.equal(indexOf("l+1", env), 3);
  assert.equal(indexOf("3", env), 3);
  assert.equal(indexOf("k", env), "k");
  assert.equal(indexOf("q+1", env), "q+1");
});

test("a symbol has its number, none where the network has none, and is open where an index is", () => {
  const at = (/** @type {string} */ name, /** @type {string[]} */ ...indices) => ({
    op: /** @type {const} */ ("symbol"),
    name,
    at: indices,
  });
  assert.equal(valueOf(at("b", "l", "j"), env), 0.1);
  assert.equal(valueOf(at("w", "l", "j", "k"), env), undefined);
  assert.equal(valueOf(at("learning_rate"), env), 1);
  assert.equal(valueOf(at("b", "2", "1"), environment(sceneFor("2-2-1"), {})), null);
  assert.equal(refOf(at("b", "l", "j"), env), "b.2.1");
  assert.equal(refOf(at("b", "l", "k"), env), null);
  assert.equal(refOf(at("learning_rate"), env), null);
});

test("biases that a layer lacks and penalties of zero are not there, nor is what they multiply", () => {
  const bare = environment(sceneFor("2-2-1"), { l: 2, j: 1 });
  assert.equal(present(symbol("b", "l", "j"), env), true);
  assert.equal(present(symbol("b", "l", "j"), bare), false);
  const penalty = two("multiply", symbol("l2"), symbol("w", "2", "1", "1"));
  assert.equal(present(penalty, env), false);
  assert.deepEqual(operandsOf(two("add", symbol("a", "1", "1"), penalty), env), ["a.1.1"]);
  const penalized = environment(sceneFor("a batch of seven with both penalties"), { l: 2, j: 1 });
  assert.equal(present(penalty, penalized), true);
  assert.deepEqual(operandsOf(penalty, penalized), ["w.2.1.1"]);
});

test("a sum reads every one of its terms", () => {
  /** @type {Tree} */
  const sum = {
    op: "sum",
    index: "k",
    layer: "l-1",
    of: two("multiply", symbol("w", "l", "j", "k"), symbol("a", "l-1", "k")),
  };
  assert.deepEqual(operandsOf(sum, env), ["w.2.1.1", "a.1.1", "w.2.1.2", "a.1.2"]);
  assert.equal(numbers(sum), "0.80 \\cdot 0.90 + (-0.30 \\cdot 0.20)");
});

test("with numbers a case is decided, in symbols both are shown", () => {
  /** @type {Tree} */
  const cases = {
    op: "cases",
    condition: { op: "compare", relation: "greater", left: negative, right: number(0) },
    yes: a,
    no: b,
  };
  assert.equal(numbers(cases), "2");
  assert.match(symbols(cases), /\\begin\{cases\} 1 & w.* > 0 \\\\ 2 & \\text\{otherwise\}/);
});

test("of two cases the relation decides which one holds", () => {
  /** @param {"greater" | "equal"} relation @param {number} right @returns {Tree} */
  const cases = (relation, right) => ({
    op: "cases",
    condition: { op: "compare", relation, left: symbol("w", "2", "1", "1"), right: number(right) },
    yes: a,
    no: b,
  });
  assert.deepEqual(
    [0.7, 0.8, 0.9].map((right) => numbers(cases("greater", right))),
    ["1", "2", "2"],
  );
  assert.deepEqual(
    [0.7, 0.8, 0.9].map((right) => numbers(cases("equal", right))),
    ["2", "1", "2"],
  );
});
