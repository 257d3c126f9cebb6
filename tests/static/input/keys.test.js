/* The keyboard, without one. */
import assert from "node:assert/strict";
import test from "node:test";
import { KEYS, listenToKeys } from "../../../static/src/input/keys.js";

class FakeElement {
  /** @param {string} matches what `closest` finds it by */
  constructor(matches) {
    this.matches = matches;
  }

  /** @param {string} selector */
  closest(selector) {
    return selector.split(", ").includes(this.matches) ? this : null;
  }
}
globalThis.Element = /** @type {any} */ (FakeElement);

/** @param {{ single?: boolean, dialog?: boolean }} [options] */
function listening({ single = true, dialog = false } = {}) {
  /** @type {(event: any) => void} */
  let listener = () => {};
  /** @type {string[]} */
  const done = [];
  const page = {
    addEventListener: (/** @type {string} */ _type, /** @type {any} */ f) => (listener = f),
    querySelector: () => dialog,
  };
  const actions = Object.fromEntries(KEYS.map(({ action }) => [action, () => void done.push(action)]));
  listenToKeys(/** @type {any} */ (page), actions, () => single);
  /** @param {string} key @param {object} [more] */
  const press = (key, more = {}) => {
    let prevented = false;
    listener({
      key,
      target: new FakeElement("body"),
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      preventDefault: () => (prevented = true),
      ...more,
    });
    return { did: done.splice(0), prevented };
  };
  return press;
}

test("every key in the list does what the list says, and takes the key away from the browser", () => {
  const press = listening();
  for (const { keys, action } of KEYS) {
    for (const key of keys) {
      const { did, prevented } = press(key, { ctrlKey: action === "undo" });
      assert.deepEqual(did, [action]);
      assert.equal(prevented, true);
    }
  }
});

test("no key is in the list twice, and each is explained", () => {
  const all = KEYS.flatMap(({ keys, action }) => keys.map((key) => `${key} ${action === "undo"}`));
  assert.equal(new Set(all).size, all.length);
  for (const { shown, does } of KEYS) assert.ok(shown && does);
});

test("every single character but the space can be switched off, and nothing else is", () => {
  const press = listening({ single: false });
  for (const { keys, action, single } of KEYS) {
    if (action === "undo" || keys[0] === " ") continue;
    assert.deepEqual(press(keys[0]).did, single ? [] : [action]);
    assert.equal(Boolean(single), keys[0].length === 1);
  }
});

test("in a field every key belongs to the field", () => {
  const press = listening();
  for (const field of ["input", "select", "textarea", "[contenteditable]"]) {
    for (const key of [" ", "ArrowRight", "n", "?"]) {
      const { did, prevented } = press(key, { target: new FakeElement(field) });
      assert.deepEqual([did, prevented], [[], false]);
    }
  }
});

test("a slider takes the keys that move it, a switch the space, and neither takes letters", () => {
  const press = listening();
  for (const [name, own, free] of [
    ["input[type=range]", ["ArrowRight", "Home", "End"], ["n", "?", " "]],
    ["input[type=checkbox]", [" "], ["n", "?", "ArrowRight"]],
  ]) {
    const target = new FakeElement(String(name));
    for (const key of own) assert.deepEqual(press(key, { target }).did, [], `${name} ${key}`);
    for (const key of free) assert.equal(press(key, { target }).did.length, 1, `${name} ${key}`);
  }
});

test("the space presses the button that has the focus, the arrows go on stepping", () => {
  const press = listening();
  for (const name of ["button", "summary", "a", "[role=button]"]) {
    assert.deepEqual(press(" ", { target: new FakeElement(name) }).did, []);
    assert.deepEqual(press("ArrowRight", { target: new FakeElement(name) }).did, ["next"]);
  }
});

test("the browser's own combinations are left alone", () => {
  const press = listening();
  assert.deepEqual(press("ArrowLeft", { altKey: true }).did, []);
  assert.deepEqual(press("r", { ctrlKey: true }).did, []);
  assert.deepEqual(press("n", { metaKey: true }).did, []);
  assert.deepEqual(press("z").did, []);
  assert.deepEqual(press("z", { metaKey: true }).did, ["undo"]);
});

test("while a dialog is open, and where somebody was faster, nothing happens", () => {
  assert.deepEqual(listening({ dialog: true })(" ").did, []);
  assert.deepEqual(listening()(" ", { defaultPrevented: true }).did, []);
});
