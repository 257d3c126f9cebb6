/* The words of the share dialog cover the table of keys. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  isInFrame,
  isOfFrames,
  keyWords,
  lockWords,
  partWords,
  valueWords,
} from "../../../static/src/views/share_words.js";
import { catalog } from "../recorded.js";

const presentation = catalog.link_keys.filter(({ purpose }) => purpose === "presentation");
/** @param {string} name */
const partsOf = (name) => (presentation.find((key) => key.name === name)?.type.of?.choices ?? []).map(String);

test("everything that can be chosen has words of its own", () => {
  for (const part of partsOf("hide")) assert.notEqual(partWords(part), part);
  for (const lock of partsOf("lock")) assert.notEqual(lockWords(lock), lock);
  const named = presentation.filter(({ type }) => type.kind !== "list" && type.kind !== "pattern");
  assert.ok(named.length > 6);
  for (const key of named) assert.notEqual(keyWords(key), key.name);
  for (const name of ["clicker", "speed"]) {
    const key = presentation.find((entry) => entry.name === name);
    assert.ok(key);
    for (const value of key.type.choices ?? []) {
      assert.notEqual(valueWords(key, String(value)), String(value));
    }
  }
});

test("a key that is new is called by its name", () => {
  const key = { ...presentation[0], name: "sound" };
  assert.equal(keyWords(key), "sound");
  assert.equal(valueWords(key, "loud"), "loud");
  assert.equal(partWords("footer"), "footer");
  assert.equal(lockWords("footer"), "footer");
});

test("the keys of frames are told from those of the page", () => {
  assert.deepEqual(
    presentation.filter(isOfFrames).map(({ name }) => name),
    ["poster", "resume", "clicker"],
  );
  assert.equal(isInFrame("menu"), false);
  assert.equal(isInFrame("panel"), true);
});
