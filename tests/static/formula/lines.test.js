/* What is calculated in front of the reader is true: formulas as they are shown, evaluated. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  calculation,
  environment,
  equationOf,
  factorsOf,
  indicesOf,
} from "../../../static/src/formula/lines.js";
import { parseRef, read } from "../../../static/src/refs.js";
import { GRANULARITIES } from "../../../static/src/script.js";
import { names, presetNames, sceneFor, traces } from "../recorded.js";
import { asShown, evaluate, numberOf } from "./evaluate.js";
import { meet, point, rounded } from "./interval.js";

/**
 * @typedef {import("../../../static/src/types").Scene} Scene
 * @typedef {import("../../../static/src/types").Step} Step
 */

/** @param {Scene} scene @param {Step} step */
function calculated(scene, step) {
  const env = environment(scene, indicesOf(scene, step, true));
  return calculation(equationOf(scene, step.frame), env, step.frame, Infinity);
}

/** @param {string[]} of names of recorded experiments @param {(scene: Scene, step: Step, what: string) => void} claim */
function forEveryStep(of, claim) {
  const wanted = of.flatMap((name) => GRANULARITIES.map((granularity) => ({ name, granularity })));
  for (const { name, granularity } of wanted) {
    for (let example = 0; example < traces[name].trace.targets.length; example += 3) {
      const scene = sceneFor(name, { granularity, example });
      scene.script.steps.forEach((step) => claim(scene, step, `${name}, ${step.id} by ${granularity}`));
    }
  }
}

/** Terms that a long sum leaves out cannot be added up. */
const COMPLETE = /^(?!.*\\cdots)/;

test("what stands on the right, with the numbers as they are shown, gives the result that is shown", () => {
  forEveryStep(names, (scene, step, what) => {
    for (const { right, value } of calculated(scene, step)) {
      if (!value || !COMPLETE.test(right)) continue;
      const [[result]] = evaluate(right, asShown);
      const shown = rounded(numberOf(value));
      assert.ok(meet(result, shown), `${what}: ${right} is ${result}, shown ${shown}`);
    }
  });
});

test("with the recorded numbers in place of the rounded ones it gives the result to its last digit", () => {
  forEveryStep(names, (scene, step, what) => {
    /** @param {string | null} ref @param {string} written */
    const recorded = (ref, written) => {
      if (ref === null) return rounded(written);
      const { name, at } = parseRef(ref);
      const value = read(scene.trace, scene.example, name, at);
      assert.ok(
        typeof value === "number" && meet(point(value), rounded(written)),
        `${what}: ${ref} shown ${written}`,
      );
      return point(value);
    };
    for (const { right, value } of calculated(scene, step)) {
      if (!value || !COMPLETE.test(right)) continue;
      const [[result]] = evaluate(right, recorded);
      assert.ok(meet(result, rounded(numberOf(value))), `${what}: ${right} is ${result}, shown ${value}`);
    }
  });
});

test("a line says its value once, and that of a bare symbol is the symbol's", () => {
  forEveryStep(presetNames, (scene, step, what) => {
    for (const { right, value } of calculated(scene, step)) {
      if (value) continue;
      const [[low, high]] = [evaluate(right, asShown)[0][0]];
      assert.ok(low <= high, `${what}: ${right}`);
    }
  });
});

test("every step of every preset has a calculation", () => {
  forEveryStep(presetNames, (scene, step, what) => {
    assert.ok(calculated(scene, step).length > 0, what);
  });
});

test("only sums of more than six terms are shortened", () => {
  forEveryStep(names, (scene, step, what) => {
    const widest = Math.max(...scene.trace.layers.map(({ a }) => a[0].length), scene.trace.targets.length);
    for (const { right } of calculated(scene, step)) {
      if (!COMPLETE.test(right)) assert.ok(widest > 6, `${what}: ${right}`);
    }
  });
});

test("settings that an experiment leaves out are shown with their defaults", () => {
  const scene = sceneFor("defaults of Adam");
  const [first] = calculated(scene, scene.script.steps[scene.script.last]);
  assert.doesNotMatch(first.right, /eta|beta|epsilon/);
  assert.match(first.right, /\^\{\\htmlClass\{symbol given\}\{1\}\}/, "the number of the step is a count");
});

test("in a mean only the numbers of the example on show are linked", () => {
  const scene = sceneFor("mini-batch", { example: 2 });
  const [cost, mean] = calculated(
    scene,
    scene.script.steps.find(({ id }) => id === "C") ?? scene.script.steps[0],
  );
  assert.match(cost.right, /ref=a\.3\.1/);
  assert.equal(mean.right.match(/ref=cost_of_example/g)?.length, 1);
});

test("the chosen weight stands for the update, and the chosen neuron for its layer", () => {
  const update = sceneFor("2-3-1", { selected: "edge.3.1.2" });
  const step = update.script.steps[update.script.last];
  assert.deepEqual(indicesOf(update, step, true), { l: 3, j: 1, k: 2 });
  assert.match(calculated(update, step)[0].right, /ref=w\.3\.1\.2/);
  const neuron = sceneFor("2-3-1", { selected: "neuron.2.3" });
  assert.deepEqual(indicesOf(neuron, neuron.script.steps[1], true), { l: 2, j: 3 });
  assert.deepEqual(indicesOf(neuron, neuron.script.steps[3], true), { l: 3, j: 1 });
});

test("the factors of a number are what its formula reads", () => {
  const scene = sceneFor("2-3-1");
  assert.deepEqual(factorsOf(scene, "z.2.1"), ["w.2.1.1", "a.1.1", "w.2.1.2", "a.1.2", "b.2.1"]);
  assert.deepEqual(factorsOf(scene, "delta.3.1"), ["grad_a.3.1", "slope.3.1"]);
  assert.deepEqual(factorsOf(scene, "delta.2.3"), ["grad_a.2.3", "slope.2.3"]);
  assert.deepEqual(factorsOf(scene, "nabla_w.2.1.2"), ["a.1.2", "delta.2.1"]);
  assert.deepEqual(factorsOf(scene, "a.1.2"), ["x.2"]);
  assert.deepEqual(factorsOf(scene, "w.2.1.1"), []);
  assert.deepEqual(factorsOf(sceneFor("2-2-1"), "z.2.1"), ["w.2.1.1", "a.1.1", "w.2.1.2", "a.1.2"]);
});
