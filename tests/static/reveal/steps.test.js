/* What the plug-in reads off an address: where the picture begins, and the steps that come after. */
import assert from "node:assert/strict";
import test from "node:test";
import { following, placeOf } from "../../../static/src/reveal/steps.js";

test("the steps are those after the place of the address, and the start is no step", () => {
  const names = ["", "z2", "a2", "C", "d2"];
  assert.deepEqual(following(names, ""), ["z2", "a2", "C", "d2"]);
  assert.deepEqual(following(names, "x"), ["z2", "a2", "C", "d2"]);
  assert.deepEqual(following(names, "a2"), ["C", "d2"]);
  assert.deepEqual(following(names, "d2"), []);
});

test("the place is read from the hash, with a learning step where there is one", () => {
  assert.deepEqual(placeOf(""), { at: "" });
  assert.deepEqual(placeOf("#at=d2&of=edge.2.1.1"), { at: "d2" });
  assert.deepEqual(placeOf("#step=3&at=z2"), { at: "z2", step: 3 });
});
