/* The terms of a sum: they add up, and each factor is linked to the number that it is. */
import assert from "node:assert/strict";
import test from "node:test";
import { bracketed, text } from "../../../static/src/encode.js";
import { gradient, incoming, leaving } from "../../../static/src/formula/terms.js";
import { parseRef, read, sizesOf } from "../../../static/src/refs.js";
import { names, sceneFor, traces } from "../recorded.js";

/**
 * @typedef {import("../../../static/src/types").Scene} Scene
 * @typedef {import("../../../static/src/formula/terms.js").Term} Term
 */

/** @param {Term[]} terms */
const sum = (terms) => terms.reduce((total, { product }) => total + product, 0);

/** @param {number} one @param {number | null} other @param {string} what */
const equal = (one, other, what) =>
  assert.ok(Math.abs(one - (other ?? NaN)) <= 1e-9 * Math.max(1, Math.abs(one)), `${what}: ${one}, ${other}`);

/** @param {(scene: Scene, name: string) => void} claim */
function forEveryExample(claim) {
  for (const name of names) {
    traces[name].trace.targets.forEach((_, example) => claim(sceneFor(name, { example }), name));
  }
}

/** @param {Scene} scene @param {(l: number, j: number) => void} claim */
function forEveryNeuron({ trace }, claim) {
  sizesOf(trace).forEach((size, i) => {
    if (i > 0) Array.from({ length: size }, (_, j) => claim(i + 1, j + 1));
  });
}

test("what comes in adds up to z, and what comes back to the derivative by the activation", () => {
  forEveryExample((scene, name) =>
    forEveryNeuron(scene, (l, j) => {
      const of = (/** @type {string} */ symbol) => read(scene.trace, scene.example, symbol, [l, j]);
      equal(sum(incoming(scene, l, j)), of("z"), `${name}, z.${l}.${j}`);
      if (l < scene.trace.layers.length) {
        equal(sum(leaving(scene, l, j)), of("grad_a"), `${name}, grad_a.${l}.${j}`);
      }
    }),
  );
});

test("every factor that is linked is the number that its ref names", () => {
  forEveryExample((scene, name) =>
    forEveryNeuron(scene, (l, j) => {
      const after = l < scene.trace.layers.length ? leaving(scene, l, j) : [];
      for (const { factors } of [...incoming(scene, l, j), ...after, ...gradient(scene, [l, j, 1])]) {
        for (const { words, ref } of factors) {
          if (ref === null || words === "bias") continue;
          const { name: symbol, at } = parseRef(ref);
          const value = read(scene.trace, scene.example, symbol, at) ?? NaN;
          assert.ok([text(value), bracketed(value)].includes(words), `${name}, ${ref}: ${words}`);
        }
      }
    }),
  );
});

test("of a batch only the example on show is linked", () => {
  const terms = gradient(sceneFor("mini-batch", { example: 2 }), [3, 1, 1]);
  assert.deepEqual(
    terms.map(({ name }) => name),
    ["example 1", "example 2", "example 3", "example 4"],
  );
  assert.deepEqual(
    terms.map(({ factors }) => factors.map(({ ref }) => ref)),
    [
      [null, null],
      [null, null],
      ["a.2.1", "delta.3.1"],
      [null, null],
    ],
  );
});

test("both factors of a term are linked, and a bias", () => {
  const refs = incoming(sceneFor("2-3-1"), 2, 1).map(({ factors }) => factors.map(({ ref }) => ref));
  assert.deepEqual(refs, [["w.2.1.1", "a.1.1"], ["w.2.1.2", "a.1.2"], ["b.2.1"]]);
});
