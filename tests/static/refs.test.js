/* Names of recorded numbers. */
import assert from "node:assert/strict";
import test from "node:test";
import { homeOf, parseRef, read, ref, sizesOf } from "../../static/src/refs.js";
import { traces } from "./recorded.js";

const { trace } = traces["2-2-2"];
const adam = traces["defaults of Adam, later"].trace;

test("a ref is a name and indices, and is read back", () => {
  assert.equal(ref("w", 2, 1, 3), "w.2.1.3");
  assert.deepEqual(parseRef("w.2.1.3"), { name: "w", at: [2, 1, 3] });
  assert.deepEqual(parseRef("cost"), { name: "cost", at: [] });
});

test("every quantity of a layer is read with the indices of the equations", () => {
  const layer = trace.layers[2];
  assert.equal(read(trace, 0, "a", [1, 2]), 0.1);
  assert.equal(read(trace, 0, "w", [3, 1, 2]), 0.45);
  assert.equal(read(trace, 0, "b", [2, 2]), 0.35);
  for (const [name, recorded] of [
    ["a", layer.a[0][1]],
    ["z", layer.z?.[0][1]],
    ["slope", layer.activation_derivative?.[0][1]],
    ["grad_a", layer.grad_a?.[0][1]],
    ["delta", layer.delta?.[0][1]],
    ["nabla_b", layer.nabla_b?.[1]],
    ["updated_b", layer.updated_biases?.[1]],
  ]) {
    assert.equal(read(trace, 0, String(name), [3, 2]), recorded, String(name));
    assert.equal(typeof recorded, "number");
  }
  assert.equal(read(trace, 0, "nabla_w", [3, 2, 1]), layer.nabla_w?.[1][0]);
  assert.equal(read(trace, 0, "updated_w", [3, 2, 1]), layer.updated_weights?.[1][0]);
});

test("inputs, targets and the cost belong to no layer", () => {
  assert.equal(read(trace, 0, "x", [2]), 0.1);
  assert.equal(read(trace, 0, "y", [2]), 0.99);
  assert.equal(read(trace, 0, "cost", []), trace.loss.value);
  assert.equal(read(trace, 0, "cost_of_example", []), trace.loss.per_example[0]);
  assert.equal(read(trace, 0, "cost_after", []), trace.loss.after_update);
  assert.equal(read(trace, 0, "penalty", []), 0);
});

test("each example has numbers of its own", () => {
  const batch = traces.xor.trace;
  assert.equal(read(batch, 2, "x", [1]), 1);
  assert.equal(read(batch, 2, "delta", [3, 1]), batch.layers[2].delta?.[2][0]);
});

test("what the optimizer remembers is read by weight and bias", () => {
  const [first] = adam.optimizer_state.layers;
  assert.equal(read(adam, 0, "mean_w", [2, 1, 2]), first.weights.mean[0][1]);
  assert.equal(read(adam, 0, "square_b", [2, 2]), first.biases?.square[1]);
  assert.equal(read(adam, 0, "velocity_w", [2, 1, 1]), null);
});

test("what a network does not have is null, whatever is asked for", () => {
  for (const [name, at] of [
    ["b", [2, 1]],
    ["nabla_b", [3, 1]],
    ["w", [2, 9, 1]],
    ["a", [9, 1]],
    ["x", [9]],
    ["y", [0]],
    ["mean_w", [9, 1, 1]],
    ["nothing", [2, 1]],
  ]) {
    assert.equal(
      read(traces["2-2-1"].trace, 0, String(name), /** @type {number[]} */ (at)),
      null,
      String(name),
    );
  }
});

test("every number has its home in the diagram", () => {
  for (const [number, home] of [
    ["w.2.1.3", "edge.2.1.3"],
    ["nabla_w.2.1.3", "edge.2.1.3"],
    ["updated_w.2.1.3", "edge.2.1.3"],
    ["velocity_w.2.1.3", "edge.2.1.3"],
    ["total_w.2.1.3", "edge.2.1.3"],
    ["total_b.2.1", "neuron.2.1"],
    ["grad_a.2.1", "neuron.2.1"],
    ["edge.2.1.3", "edge.2.1.3"],
    ["x.2", "neuron.1.2"],
    ["delta.3.1", "neuron.3.1"],
    ["b.3.1", "neuron.3.1"],
    ["neuron.3.1", "neuron.3.1"],
    ["y.1", "y.1"],
    ["cost", "cost"],
    ["cost_after", "cost"],
    ["penalty", "cost"],
  ]) {
    assert.equal(homeOf(number), home);
  }
});

test("the sizes of a trace count the input layer", () => {
  assert.deepEqual(sizesOf(traces.deep.trace), [2, 3, 3, 3, 1]);
});
