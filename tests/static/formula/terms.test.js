/* The terms of a sum: they add up, and each factor is linked to the number that it is. */
import assert from "node:assert/strict";
import test from "node:test";
import { bracketed, text } from "../../../static/src/encode.js";
import { contributions, incoming, leaving, penalties } from "../../../static/src/formula/terms.js";
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

test("the mean of what the examples contribute and what the penalties add are the gradient", () => {
  let penalized = 0;
  forEveryExample((scene, name) =>
    forEveryNeuron(scene, (l, j) => {
      for (let k = 1; k <= sizesOf(scene.trace)[l - 2]; k += 1) {
        const [each, added] = [contributions(scene, [l, j, k]), penalties(scene, [l, j, k])];
        const gradient = read(scene.trace, scene.example, "nabla_w", [l, j, k]);
        equal(sum(each) / each.length + sum(added), gradient, `${name}, nabla_w.${l}.${j}.${k}`);
        penalized += added.length;
      }
    }),
  );
  assert.ok(penalized > 100, `only ${penalized} penalties were found`);
});

test("a penalty says what it multiplies", () => {
  const written = (/** @type {string} */ name) =>
    penalties(sceneFor(name), [3, 1, 2]).map(
      (term) => `${term.name}: ${term.factors.map(({ words }) => words).join(" × ")}`,
    );
  assert.deepEqual(written("2-3-1 with penalties"), [
    "penalty l2: 1.00 × (−1.10)",
    "penalty l1: 0.05 × sign(−1.10)",
  ]);
  assert.deepEqual(written("2-3-1"), []);
});

test("every factor that is linked is the number that its ref names", () => {
  forEveryExample((scene, name) =>
    forEveryNeuron(scene, (l, j) => {
      const after = l < scene.trace.layers.length ? leaving(scene, l, j) : [];
      for (const { factors } of [
        ...incoming(scene, l, j),
        ...after,
        ...contributions(scene, [l, j, 1]),
        ...penalties(scene, [l, j, 1]),
      ]) {
        for (const { words, ref } of factors) {
          if (ref === null || /^(bias|sign)/.test(words)) continue;
          const { name: symbol, at } = parseRef(ref);
          const value = read(scene.trace, scene.example, symbol, at) ?? NaN;
          assert.ok([text(value), bracketed(value)].includes(words), `${name}, ${ref}: ${words}`);
        }
      }
    }),
  );
});

test("of a batch only the example on show is linked", () => {
  const terms = contributions(sceneFor("mini-batch", { example: 2 }), [3, 1, 1]);
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
