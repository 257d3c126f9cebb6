/* What the plug-in reads off an address: where the picture begins, and the steps that come after. */
import assert from "node:assert/strict";
import test from "node:test";
import { following, keysToDeck, placeOf } from "../../../static/src/reveal/steps.js";

Object.assign(globalThis, { document: { baseURI: "http://deck.example/talk/" } });

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

test("the presenter's keys are the deck's, except where the author says otherwise or the picture is a file", () => {
  assert.equal(keysToDeck("/embed?preset=xor#at=d2"), "/embed?preset=xor&clicker=deck#at=d2");
  assert.equal(keysToDeck("http://a.example/embed"), "http://a.example/embed?clicker=deck");
  assert.equal(keysToDeck("/embed?clicker=off#at=C"), "/embed?clicker=off#at=C");
  assert.equal(keysToDeck("file:///talk/step.html#at=C"), "file:///talk/step.html#at=C");
});
