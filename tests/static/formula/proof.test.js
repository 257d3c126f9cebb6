/* A proof as it is shown, with the numbers put in: every line evaluated is what it claims. */
import assert from "node:assert/strict";
import test from "node:test";
import { environment } from "../../../static/src/formula/lines.js";
import { proofLine, proofNumbers } from "../../../static/src/formula/proof.js";
import { parseRef, read } from "../../../static/src/refs.js";
import { catalog, names, presetNames, sceneFor } from "../recorded.js";
import { asShown, evaluate } from "./evaluate.js";
import { meet, point } from "./interval.js";

/**
 * @typedef {import("../../../static/src/types").Scene} Scene
 * @typedef {import("../../../static/src/types").Catalog["proofs"][number]} Proof
 */

/** The neurons of a layer that are looked at. */
const MOST = 3;

/**
 * @param {string[]} of
 * @param {(scene: Scene, proof: Proof, at: { l: number, j: number }, what: string) => void} claim
 */
function forEveryProof(of, claim) {
  for (const name of of) {
    const scene = sceneFor(name);
    const { layers, frames } = scene.trace;
    for (const { layer: l, form, phase } of frames) {
      if (phase !== "backward" || l === null) continue;
      const proofs = catalog.proofs.filter(({ forms }) => forms.includes(form));
      for (const proof of proofs.filter(({ id }) => id !== "BP3" || layers[l - 1].biases)) {
        const neurons = layers[l - 1].a[0].slice(0, MOST);
        neurons.forEach((_, i) =>
          claim(scene, proof, { l, j: i + 1 }, `${name}, ${proof.id}, ${l}.${i + 1}`),
        );
      }
    }
  }
}

/**
 * @param {Scene} scene
 * @param {Proof} proof
 * @param {{ l: number, j: number }} at
 */
const numbersOf = (scene, proof, at) =>
  proof.lines.flatMap((line) => proofNumbers(proof, line, environment(scene, at)));

/** Terms that a long sum leaves out cannot be added up. */
const COMPLETE = /^(?!.*\\cdots)/;

test("every line with the numbers as they are shown gives what is shown behind it", () => {
  let seen = 0;
  forEveryProof(names, (scene, proof, at, what) => {
    for (const { right, value } of numbersOf(scene, proof, at)) {
      if (!value || !COMPLETE.test(right)) continue;
      const [[result]] = evaluate(right, asShown);
      const [[shown]] = evaluate(value, asShown);
      assert.ok(meet(result, shown), `${what}: ${right} is ${result}, shown ${shown}`);
      seen += 1;
    }
  });
  assert.ok(seen > 500, `${seen} lines`);
});

test("every number that has a name is the recorded one", () => {
  forEveryProof(names, (scene, proof, at, what) => {
    for (const { right } of numbersOf(scene, proof, at)) {
      for (const [, ref, written] of right.matchAll(LINKED)) {
        const { name, at: indices } = parseRef(ref);
        const value = read(scene.trace, scene.example, name, indices);
        const [[shown]] = evaluate(written, asShown);
        assert.ok(typeof value === "number" && meet(point(value), shown), `${what}: ${ref} shown ${written}`);
      }
    }
  });
});

const LINKED =
  /\\htmlData\{ref=([a-z_.0-9]+)\}\{(\\htmlClass\{[a-z ]+\}\{-?[\d.]+(?:\\cdot 10\^\{-?\d+\})?\})\}/g;

test("no index is left open where the numbers are put in", () => {
  forEveryProof(presetNames, (scene, proof, at, what) => {
    for (const { left, right } of numbersOf(scene, proof, at)) {
      assert.doesNotMatch(left + right, /_\{[^}]*[ijkq]|undefined|NaN|<\d>|mathrm/, what);
    }
  });
});

test("the symbols have the source's letters", () => {
  const scene = sceneFor("2-3-1");
  const proof = catalog.proofs.find(({ id }) => id === "BP2");
  assert.ok(proof);
  const lines = proof.lines.map((line) => proofLine(proof, line, environment(scene, { l: 2 })));
  assert.match(lines[1], /\\sum_\{q\}.*\\partial z\^\{3\}_\{q\}\}\{\\partial z\^\{2\}_\{j\}/);
  assert.match(lines[4], /\\sigma\(.*z\^\{2\}_\{i\}/, "f is the layer's activation");
});

test("indices above nine are set apart", () => {
  const scene = sceneFor("2-3-1");
  const proof = catalog.proofs.find(({ id }) => id === "BP4");
  assert.ok(proof);
  const env = environment(scene, { l: 2, j: 12, k: 3 });
  assert.match(proofLine(proof, proof.lines[0], env), /w\^\{2\}_\{12,3\}/);
});
