/* The words below a picture: whole, in lines that fit. */
import assert from "node:assert/strict";
import test from "node:test";
import { heading, sentence } from "../../../static/src/formula/narrate.js";
import { sizeOfWords, wrapped } from "../../../static/src/pictures/words.js";
import { names, sceneFor } from "../recorded.js";

/** @param {string} words */
const measure = (words) => words.length;

test("lines end where there is no more room, and no word is lost", () => {
  const words = "each neuron adds up what arrives";
  const lines = wrapped(words, 14, measure);
  assert.deepEqual(lines, ["each neuron", "adds up what", "arrives"]);
  assert.equal(lines.join(" "), words);
});

test("a word that is too long has a line of its own", () => {
  assert.deepEqual(wrapped("a incomprehensible z", 8, measure), ["a", "incomprehensible", "z"]);
});

test("what is longer than there is room for is cut, and says so", () => {
  const lines = wrapped("one two three four five six", 4, measure);
  assert.equal(lines.length, 4);
  assert.match(lines[3], / …$/);
});

for (const name of names) {
  test(`every sentence of ${name} is whole below a small picture`, () => {
    const scene = sceneFor(name);
    const letter = 0.58 * sizeOfWords(360);
    for (const step of scene.script.steps) {
      const words = sentence(scene, step);
      assert.ok(heading(scene, step).length > 0);
      assert.equal(wrapped(words, 624, (part) => part.length * letter).join(" "), words);
    }
  });
}
