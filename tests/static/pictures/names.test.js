/* Names of exported files, and sizes as they are told. */
import assert from "node:assert/strict";
import test from "node:test";
import { fileName, sizeOf } from "../../../static/src/pictures/names.js";

const shown = { preset: "xor", edited: false, own: false, index: 0 };

test("a name says the example, the learning step and the position", () => {
  assert.equal(fileName(shown, ["d2"], "svg"), "backprop-xor-d2.svg");
  assert.equal(fileName(shown, [], "mp4"), "backprop-xor.mp4");
  assert.equal(fileName(shown, ["x", "d2.1"], "gif"), "backprop-xor-x-d2.1.gif");
  assert.equal(fileName({ ...shown, index: 2 }, ["d2"], "png"), "backprop-xor-step3-d2.png");
});

test("what is no preset any more does not bear its name", () => {
  assert.equal(fileName({ ...shown, edited: true }, ["C"], "svg"), "backprop-xor-edited-C.svg");
  assert.equal(fileName({ ...shown, edited: true, own: true }, ["C"], "svg"), "backprop-network-C.svg");
});

test("a name holds nothing that a file system could refuse", () => {
  assert.equal(fileName({ ...shown, preset: "../a b:c" }, ["u"], "svg"), "backprop-.._a_b_c-u.svg");
});

test("sizes are told in round numbers", () => {
  assert.deepEqual([40, 24_499, 999_000, 1_465_667].map(sizeOf), ["1 kB", "24 kB", "999 kB", "1.5 MB"]);
});
