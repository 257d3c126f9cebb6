/* What the perturbation and slow learning say in words, from the numbers of an answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gapWords } from "../../../../static/src/views/explain/nudge/gap.js";
import { restOf } from "../../../../static/src/views/explain/nudge/ripple.js";
import { wordsOf } from "../../../../static/src/views/explain/perturbation.js";
import { fadingWords } from "../../../../static/src/views/explain/slow_learning.js";

/** The part of an answer that the words are made of. @type {any} */
const nudged = {
  parameter: { layer: 2, kind: "weight", j: 1, k: 2 },
  change: -0.25,
  loss: { before: 0.5, after: 0.4 },
  delta_loss: -0.1,
  delta_loss_predicted: -0.12,
  gap: [{ change: -0.25, gap: 0.02, ratio: null }],
};

/** @param {(number | null)[]} ratios */
const gaps = (...ratios) => [null, ...ratios].map((ratio, i) => ({ change: 0.5 / 2 ** i, gap: 1, ratio }));

test("a nudge is told with what it did, what was said before, and the gap", () => {
  const words = wordsOf(nudged, 3);
  assert.equal(
    words,
    "Take 0.25 from the weight from neuron 2 of layer 1 to neuron 1 of layer 2, and the cost goes from 0.50 to 0.40, " +
      "a change of −0.10. The derivative said −0.12. The gap is +0.02.",
  );
});

test("no nudge, and a nudge without consequences, are told as such", () => {
  assert.match(wordsOf({ ...nudged, change: 0 }, 3), /nothing moves/);
  const still = { ...nudged, delta_loss: 0, delta_loss_predicted: 0 };
  assert.match(wordsOf(still, 3), /does not move at all/);
  assert.match(wordsOf({ ...nudged, gap: [{ change: -0.25, gap: 0, ratio: null }] }, 3), /That is exact\.$/);
});

test("the gap goes with the square only where its ratios say so", () => {
  assert.match(gapWords(gaps(0.27, 0.25, 0.25)), /^Halve the nudge, and only a quarter/);
  assert.match(gapWords(gaps(0.6, 0.35, 0.26)), /^At first it is not so regular/);
  assert.match(gapWords(gaps(0.5, 0.5, null)), /does not leave a quarter/);
  assert.match(gapWords(gaps(null, null)), /rounding/);
  assert.equal(gapWords([{ change: 0, gap: 0, ratio: null }]), "No nudge, no gap.");
});

test("of the neurons without bars it says why", () => {
  assert.equal(restOf(1, 1), "");
  assert.equal(restOf(1, 2), "The other neuron does not move.");
  assert.equal(restOf(1, 4), "The other 3 neurons do not move.");
  assert.equal(restOf(0, 1), "The neuron does not move.");
  assert.equal(restOf(0, 3), "No neuron moves.");
  assert.equal(restOf(12, 12), "and 2 more neurons, in the table below");
});

test("delta fades, or does not, as its lengths say", () => {
  /** @param {number[]} lengths @returns {any} */
  const layers = (...lengths) =>
    lengths.map((length, i) => ({ layer: i + 2, delta_norm: length, largest_slope: 0.25 }));
  assert.match(fadingWords(layers(0.01, 0.2), false), /0\.20 long, that of layer 2 only 0\.01/);
  assert.match(fadingWords(layers(0.3, 0.2), true), /on average over the examples.*make up for/);
  assert.match(fadingWords(layers(0.2), false), /^There is one layer to learn/);
});
