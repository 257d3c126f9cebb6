/* Through the diagram by arrow keys, and what is said of each mark. */
import assert from "node:assert/strict";
import test from "node:test";
import { editableOf } from "../../../static/src/input/linking.js";
import { describe, neighbour } from "../../../static/src/input/navigation.js";
import { presetNames, sceneFor } from "../recorded.js";

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
const NETWORKS = [
  [1, 1],
  [2, 2, 1],
  [2, 3, 1],
  [1, 4, 2],
  [8, 8, 8, 8],
  [3, 1, 12],
];

/** @param {number[]} sizes */
function marksOf(sizes) {
  const marks = new Set(["cost"]);
  sizes.forEach((n, i) => {
    for (let j = 1; j <= n; j += 1) {
      marks.add(`neuron.${i + 1}.${j}`);
      if (i === sizes.length - 1) marks.add(`y.${j}`);
      for (let k = 1; i > 0 && k <= sizes[i - 1]; k += 1) marks.add(`edge.${i + 1}.${j}.${k}`);
    }
  });
  return marks;
}

test("every arrow leads from every mark to a mark", () => {
  for (const sizes of NETWORKS) {
    const marks = marksOf(sizes);
    for (const mark of marks) {
      for (const key of ARROWS) {
        const to = neighbour(sizes, mark, key);
        assert.ok(to && marks.has(to), `${mark} ${key} leads to ${to} in ${sizes}`);
      }
    }
  }
});

test("every mark can be reached from the first", () => {
  for (const sizes of NETWORKS) {
    const reached = new Set(["neuron.1.1"]);
    for (const mark of reached) for (const key of ARROWS) reached.add(neighbour(sizes, mark, key) ?? mark);
    assert.deepEqual(
      [...marksOf(sizes)].filter((mark) => !reached.has(mark)),
      [],
      String(sizes),
    );
  }
});

test("right and left go along an edge from neuron to neuron", () => {
  const sizes = [2, 3, 1];
  assert.equal(neighbour(sizes, "neuron.1.2", "ArrowRight"), "edge.2.2.2");
  assert.equal(neighbour(sizes, "edge.2.2.2", "ArrowRight"), "neuron.2.2");
  assert.equal(neighbour(sizes, "neuron.2.3", "ArrowRight"), "edge.3.1.3");
  assert.equal(neighbour(sizes, "neuron.3.1", "ArrowRight"), "y.1");
  assert.equal(neighbour(sizes, "y.1", "ArrowRight"), "cost");
  assert.equal(neighbour(sizes, "cost", "ArrowLeft"), "y.1");
  assert.equal(neighbour(sizes, "y.1", "ArrowLeft"), "neuron.3.1");
  assert.equal(neighbour(sizes, "neuron.3.1", "ArrowLeft"), "edge.3.1.1");
  assert.equal(neighbour(sizes, "neuron.1.1", "ArrowLeft"), "neuron.1.1");
});

test("up and down go through the marks of a layer and stop at its ends", () => {
  const sizes = [2, 3, 1];
  assert.equal(neighbour(sizes, "neuron.2.1", "ArrowUp"), "neuron.2.1");
  assert.equal(neighbour(sizes, "neuron.2.1", "ArrowDown"), "neuron.2.2");
  assert.equal(neighbour(sizes, "edge.2.1.2", "ArrowDown"), "edge.2.2.1");
  assert.equal(neighbour(sizes, "edge.2.3.2", "ArrowDown"), "edge.2.3.2");
  assert.equal(neighbour(sizes, "cost", "ArrowUp"), "cost");
});

test("other keys lead nowhere", () => {
  for (const key of ["Enter", "a", " ", "PageDown"]) assert.equal(neighbour([2, 1], "neuron.1.1", key), null);
});

test("a mark says what it is, and of its numbers only those that have been computed", () => {
  const scene = sceneFor("2-2-2");
  const last = scene.script.last;
  assert.equal(describe(scene, 0, "neuron.1.2"), "Input 2, 0.10");
  assert.equal(
    describe(scene, 0, "neuron.2.1"),
    "Neuron 1 of layer 2, weighted input not computed yet, activation not computed yet, delta not computed yet",
  );
  assert.equal(
    describe(scene, last, "neuron.3.1"),
    "Neuron 1 of layer 3, weighted input 1.106, activation 0.751, delta 0.138",
  );
  assert.equal(
    describe(scene, 0, "edge.3.1.2"),
    "Weight into neuron 1 of layer 3 from neuron 2, 0.45, gradient not computed yet",
  );
  assert.equal(describe(scene, 0, "cost"), "Cost, not computed yet");
  assert.equal(describe(scene, last, "cost"), "Cost 0.298");
});

test("every mark of every preset has words at every moment", () => {
  for (const name of presetNames) {
    const scene = sceneFor(name);
    for (const mark of marksOf(scene.trace.layers.map(({ a }) => a[0].length))) {
      for (let t = 0; t <= scene.script.last; t += 0.5) {
        assert.doesNotMatch(describe(scene, t, mark), /undefined|NaN|null|\.\d{7}/);
      }
    }
  }
});

test("a digit typed at a mark edits its input, bias, weight or target", () => {
  assert.equal(editableOf("neuron.1.2"), "x.2");
  assert.equal(editableOf("neuron.3.1"), "b.3.1");
  assert.equal(editableOf("edge.2.1.3"), "w.2.1.3");
  assert.equal(editableOf("y.1"), "y.1");
});
