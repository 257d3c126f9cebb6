/* Locks: what each takes away, and what is said to who tries. */
import assert from "node:assert/strict";
import test from "node:test";
import { isLocked, refusal, refused } from "../../static/src/locks.js";
import { catalog } from "./recorded.js";

const locks = (catalog.link_keys.find(({ name }) => name === "lock")?.type.of?.choices ?? []).map(String);

test("every lock of the table has a sentence of its own", () => {
  assert.ok(locks.length > 5);
  const sentences = locks.map(refusal);
  assert.equal(new Set(sentences).size, locks.length);
  for (const sentence of sentences) assert.match(sentence, /^The .* (is|are) locked in this link\.$/);
});

test("an action is locked by its own lock and by no other", () => {
  assert.deepEqual(
    locks.filter((lock) => isLocked([lock], "learn")),
    ["learn"],
  );
  assert.deepEqual(
    locks.filter((lock) => isLocked([lock], "next")),
    ["steps"],
  );
  assert.equal(isLocked(locks, "theme"), false);
  assert.equal(isLocked([], "undo"), false);
});

test("what changes nothing that is locked is not refused", () => {
  assert.equal(refused(["learn", "steps"], { example: true, steps: false }), null);
  assert.equal(refused(["learn", "steps"], { example: true, steps: true }), refusal("steps"));
});
