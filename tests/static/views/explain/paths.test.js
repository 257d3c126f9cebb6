/* What the view of all paths says, as far as it is text. */
import assert from "node:assert/strict";
import test from "node:test";
import { many, whole } from "../../../../static/src/views/explain/digits.js";
import { growthOf } from "../../../../static/src/views/explain/paths.js";
import { sentence } from "../../../../static/src/views/explain/paths_growth.js";
import { inOrder, wayOf } from "../../../../static/src/views/explain/paths_list.js";
import { sceneFor } from "../../recorded.js";

test("whole numbers are grouped, and of any size", () => {
  assert.equal(whole("54"), "54");
  assert.equal(whole("8974"), "8\u202f974");
  assert.equal(whole(123456789), "123\u202f456\u202f789");
  assert.equal(whole("12345678901234567890"), "1.23 · 10¹⁹");
});

test("one is not many", () => {
  assert.equal(many("1", "path"), "1 path");
  assert.equal(many("9", "path"), "9 paths");
});

/** @param {number[]} neurons @param {number} product */
const path = (neurons, product) => ({ neurons, product, nodes: [], factors: [] });

test("paths that begin alike at the cost stand together, where all are listed", () => {
  const paths = [path([1, 2, 2], 9), path([1, 1, 1], 5), path([1, 1, 2], 3), path([1, 2, 1], 1)];
  const ways = inOrder({ paths, count: "4" }).map(wayOf);
  assert.deepEqual(ways, ["1 → 1 → 1 → C", "1 → 2 → 1 → C", "1 → 1 → 2 → C", "1 → 2 → 2 → C"]);
  assert.equal(inOrder({ paths, count: "5" })[0].product, 9, "of many, the largest come first");
});

test("the growth begins with networks as wide as this one", () => {
  assert.deepEqual(growthOf(sceneFor("deep"), {}), { width: 3, depth: 6 });
  assert.deepEqual(growthOf(sceneFor("deep"), { width: 7, depth: 2 }), { width: 7, depth: 2 });
});

/** @param {number} layers @param {number} width */
const growth = (layers, width) => ({
  hidden_layers: layers,
  width,
  paths: "26",
  multiplications_paths: "1000",
  multiplications_backprop: 23,
});

test("its sentence says what each further layer does", () => {
  assert.match(
    sentence([growth(1, 3), growth(2, 3)]),
    /2 of them: 1\u202f000 against 23\..* 3 times as many/,
  );
  assert.match(sentence([growth(1, 1), growth(2, 1)]), /nothing to branch/);
  assert.doesNotMatch(sentence([growth(1, 3)]), /further/);
});
