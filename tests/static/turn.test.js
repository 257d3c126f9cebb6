/* The page's turn: what has been waiting is done before the work goes on, and no timer is waited for. */
import assert from "node:assert/strict";
import test from "node:test";
import { nextTurn } from "../../static/src/turn.js";

test("what has been waiting is done first", async () => {
  /** @type {string[]} */
  const done = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    done.push("input");
    port1.close();
  };
  port2.postMessage(null);
  void Promise.resolve().then(() => done.push("promise"));
  await nextTurn();
  done.push("work");
  assert.deepEqual(done, ["promise", "input", "work"]);
});

test("timers that are held back, as in a hidden tab, hold nothing up", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  for (let i = 0; i < 100; i += 1) await nextTurn();
});
