/* What the plug-in listens to it lets go of, whatever has happened by then. */
import assert from "node:assert/strict";
import test, { beforeEach } from "node:test";
import { RevealBackprop } from "../../../static/src/reveal/plugin.js";
import { printFrames } from "../../../static/src/reveal/print.js";

/** Who listens, as `event` by listener. @type {[string, unknown][]} */
let listening = [];
/** @param {string} event @param {unknown} listener @param {{ signal?: AbortSignal }} [how] */
const on = (event, listener, { signal } = {}) => {
  listening.push([event, listener]);
  signal?.addEventListener("abort", () => off(event, listener));
};
/** @param {string} event @param {unknown} listener */
const off = (event, listener) => {
  listening = listening.filter((entry) => entry[0] !== event || entry[1] !== listener);
};

const root = { dataset: {} };
Object.assign(globalThis, {
  window: { addEventListener: on, removeEventListener: off, location: { search: "" } },
  document: { baseURI: "http://deck.example/", documentElement: root },
});

/** @param {string} view @param {object[]} iframes @returns {any} */
const deck = (view, iframes = []) => ({
  getConfig: () => ({ view }),
  getSlidesElement: () => ({ querySelectorAll: () => iframes }),
  on,
  off,
});

beforeEach(() => {
  listening = [];
});

for (const view of ["", "print"]) {
  test(`a deck that ends is not listened to any more${view && ", printed or not"}`, async () => {
    const plugin = RevealBackprop();
    await plugin.init?.(deck(view));
    assert.notDeepEqual(listening, []);
    plugin.destroy?.();
    assert.deepEqual(listening, []);
  });
}

test("a deck that ends before its steps are known is never listened to", async () => {
  const plugin = RevealBackprop();
  const begun = plugin.init?.(deck(""));
  plugin.destroy?.();
  await begun;
  assert.deepEqual(listening, []);
});

test("a frame that is never ready is not waited for any longer than it takes", async ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const iframe = { dataset: {}, src: "http://frame.example/embed", removeAttribute: () => {} };
  const printed = printFrames(/** @type {any} */ (deck("print", [iframe]).getSlidesElement()));
  assert.equal(listening.length, 1);
  mock.timers.tick(60_000);
  await printed;
  assert.deepEqual(listening, []);
});
