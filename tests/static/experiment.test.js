/* Edits of an experiment as values. */
import assert from "node:assert/strict";
import test from "node:test";
import { isDistribution, resized, withNumber } from "../../static/src/experiment.js";
import { catalog, traces } from "./recorded.js";

const { experiment } = traces.xor;

test("one number is replaced where its name says, and nothing else is touched", () => {
  const copy = structuredClone(experiment);
  const edits = {
    "w.2.2.1": { ...experiment, ...withNumber(experiment, "w.2.2.1", 9, 0) }.network.layers[0].weights[1][0],
    "w.3.1.2": { ...experiment, ...withNumber(experiment, "w.3.1.2", 9, 0) }.network.layers[1].weights[0][1],
    "b.2.2": { ...experiment, ...withNumber(experiment, "b.2.2", 9, 0) }.network.layers[0].biases?.[1],
    "x.2": { ...experiment, ...withNumber(experiment, "x.2", 9, 3) }.inputs[3][1],
    "y.1": { ...experiment, ...withNumber(experiment, "y.1", 9, 3) }.targets[3][0],
  };
  for (const [target, value] of Object.entries(edits)) assert.equal(value, 9, target);
  assert.deepEqual(experiment, copy);
});

test("an edit carries only the part that it changes", () => {
  assert.deepEqual(Object.keys(withNumber(experiment, "w.2.1.1", 1, 0)), ["network"]);
  assert.deepEqual(withNumber(experiment, "x.1", 5, 1), { inputs: experiment.inputs.with(1, [5, 1]) });
});

test("what is computed cannot be edited", () => {
  for (const target of ["a.2.1", "delta.2.1", "cost", "constructor"]) {
    assert.throws(() => withNumber(experiment, target, 1, 0), /cannot be edited/);
  }
});

test("inputs and targets follow the layers; what is there is kept, what is new is a half", () => {
  const layers = [{ weights: [[1, 2, 3]], biases: [0], activation: /** @type {const} */ ("tanh") }];
  const wider = resized({ ...experiment, network: { layers } }, experiment, catalog);
  assert.deepEqual(wider.inputs[1], [-1, 1, 0.5]);
  assert.deepEqual(wider.targets, experiment.targets);
  const narrow = resized({ ...wider, network: experiment.network }, wider, catalog);
  assert.deepEqual(narrow.inputs, experiment.inputs);
});

/**
 * @param {"sigmoid" | "softmax"} activation
 * @param {string} loss
 * @param {number[]} targets
 * @param {number} [width]
 */
const outputs = (activation, loss, targets, width = targets.length) => ({
  ...experiment,
  network: {
    layers: [{ weights: Array.from({ length: width }, () => [1, 1]), biases: null, activation }],
  },
  loss,
  targets: [targets],
});

test("targets become a distribution where softmax and cross-entropy come together, or get another width", () => {
  const [crossed, squared] = ["cross_entropy", "half_squared_error"];
  const sigmoid = outputs("sigmoid", crossed, [1, 0.5]);
  const softmax = outputs("softmax", squared, [0.3, 0.9]);
  const shares = outputs("softmax", crossed, [0.2, 0.8]);
  for (const [after, before, expected] of /** @type {const} */ ([
    [outputs("softmax", crossed, [1, 0.5]), sigmoid, [1, 0]],
    [outputs("softmax", crossed, [0.3, 0.9]), softmax, [0, 1]],
    [outputs("softmax", crossed, [-1, 2]), sigmoid, [0, 1]],
    [outputs("softmax", crossed, [0.2, 0.8]), sigmoid, [0.2, 0.8]],
    [outputs("softmax", crossed, [0.2, 0.8], 3), shares, [0.2, 0.8, 0]],
    [outputs("softmax", crossed, [0.2, 0.8], 1), shares, [1]],
    [outputs("softmax", squared, [0.3, 0.9]), sigmoid, [0.3, 0.9]],
    [outputs("sigmoid", crossed, [1, 0.5]), softmax, [1, 0.5]],
  ])) {
    assert.deepEqual(resized(after, before, catalog).targets, [expected]);
  }
});

test("targets that somebody sets stay as they were set", () => {
  const typed = outputs("softmax", "cross_entropy", [0.2, 0.2]);
  assert.equal(isDistribution(typed.targets[0]), false);
  assert.deepEqual(resized(typed, outputs("softmax", "cross_entropy", [0, 1]), catalog).targets, [
    [0.2, 0.2],
  ]);
});
