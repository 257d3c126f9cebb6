/* A scene with blanks knows nothing of the numbers that are left to the reader, and everything else. */
import assert from "node:assert/strict";
import test from "node:test";
import { withBlanks } from "../../../static/src/handout/blanking.js";
import { BLANKABLE } from "../../../static/src/handout/options.js";
import { sentence } from "../../../static/src/formula/narrate.js";
import { valueOfRef, workedLines } from "../../../static/src/formula/worked.js";
import { presetNames, sceneFor } from "../recorded.js";

const WORDS = Object.keys(BLANKABLE);
const CHOICES = [...WORDS.map((word) => [word]), ["backward", "update"], WORDS];

test("without blanks the scene is the same", () => {
  const scene = sceneFor("2-3-1");
  assert.equal(withBlanks(scene, []), scene);
});

test("the results of the chosen phases are gone, those of the others stay", () => {
  for (const name of presetNames) {
    for (const blanks of CHOICES) {
      const full = sceneFor(name);
      const shown = withBlanks(full, blanks);
      const hidden = new Set(blanks.map((word) => BLANKABLE[word]));
      for (const step of full.script.steps.slice(1)) {
        const values = workedLines(full, step).map(({ ref }) => [
          valueOfRef(full, ref),
          valueOfRef(shown, ref),
        ]);
        const known = hidden.has(step.frame.phase) ? values.map(() => null) : values.map(([value]) => value);
        assert.deepEqual(
          values.map(([, value]) => value),
          known,
          `${name}, ${step.id}, ${blanks}`,
        );
      }
    }
  }
});

test("with everything left to the reader, only what is given can be read anywhere", () => {
  for (const name of presetNames) {
    const shown = withBlanks(sceneFor(name), WORDS);
    const { layers, loss, targets, optimizer_state: memory } = shown.trace;
    const rest = layers.slice(1).map(({ weights: _w, biases: _b, layer: _l, ...computed }) => computed);
    const others = targets.length - 1;
    const numbers = JSON.stringify([rest, loss, memory.layers]).match(/-?\d+\.\d+/g) ?? [];
    assert.equal(numbers.length === 0, others === 0, `${name}: ${numbers}`);
    for (const step of shown.script.steps.slice(1)) {
      assert.doesNotMatch(sentence(shown, step), /\d\.\d{3}/, step.id);
    }
  }
});

test("of a batch the other examples are given", () => {
  const [full, shown] = [sceneFor("xor"), withBlanks(sceneFor("xor"), WORDS)];
  const [before, after] = [full, shown].map(({ trace }) => trace.layers[1]);
  assert.deepEqual(after.delta?.[0], [null, null]);
  assert.deepEqual(after.delta?.slice(1), before.delta?.slice(1));
  assert.deepEqual(after.nabla_b, [null, null]);
});

test("what is blank has not come into being in the picture either", () => {
  const shown = withBlanks(sceneFor("2-3-1"), ["backward"]);
  const { last } = shown.script;
  assert.equal(shown.script.progress("a3.1", last), 1);
  assert.equal(shown.script.progress("d3.1", last), 0);
  assert.equal(shown.script.progress("g2.1.1", last), 0);
  assert.equal(shown.script.progress("u.2.1", last), 1);
  const all = withBlanks(sceneFor("2-3-1"), WORDS).script;
  assert.equal(all.progress("x", last), 1, "the input is given");
  assert.equal(all.progress("z2.1", last), 0);
});
