/* State as one frozen value after the other. */
import assert from "node:assert/strict";
import test from "node:test";
import { createStore } from "../../static/src/store.js";

test("a change makes a new value and leaves the old one alone", () => {
  const store = createStore({ a: 1, b: 2 });
  const before = store.get();
  store.set({ a: 3 });
  assert.deepEqual(store.get(), { a: 3, b: 2 });
  assert.deepEqual(before, { a: 1, b: 2 });
});

test("nobody can change a value in place", () => {
  const store = createStore({ a: 1 });
  assert.throws(() => {
    store.get().a = 2;
  }, TypeError);
});

test("listeners hear the new value and the one before, in the order they came", () => {
  const store = createStore({ a: 1 });
  /** @type {unknown[]} */
  const heard = [];
  store.subscribe((state, before) => heard.push(["first", state.a, before.a]));
  store.subscribe((state) => heard.push(["second", state.a]));
  store.set({ a: 2 });
  assert.deepEqual(heard, [
    ["first", 2, 1],
    ["second", 2],
  ]);
});
