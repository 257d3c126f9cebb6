/* The clock, driven by hand. */
import assert from "node:assert/strict";
import test from "node:test";
import { createPlayer, SPEEDS } from "../../static/src/player.js";
import { scriptOf } from "../../static/src/script.js";
import { traces } from "./recorded.js";

/** @typedef {import("../../static/src/types").Granularity} Granularity */

const FRAME = 16;

/** @param {Granularity} [granularity] @param {string} [name] */
function started(granularity = "layer", name = "2-2-1") {
  /** @type {{ callback: (elapsed: number) => void, elapsed: number }[]} */
  let running = [];
  /** @type {{ t: number, playing: boolean }[]} */
  const drawn = [];
  const startTimer = (/** @type {(elapsed: number) => void} */ callback) => {
    const entry = { callback, elapsed: 0 };
    running.push(entry);
    return { stop: () => (running = running.filter((one) => one !== entry)), restart: () => {} };
  };
  const player = createPlayer((t, playing) => drawn.push({ t, playing }), startTimer);
  const script = scriptOf(traces[name].trace, granularity);
  player.load(script, 0);
  /** @param {number} time in milliseconds */
  const pass = (time) => {
    for (let spent = 0; spent < time && running.length; spent += FRAME) {
      for (const entry of running) {
        entry.callback(entry.elapsed);
        entry.elapsed += FRAME;
      }
    }
  };
  return { player, script, drawn, timers: () => running.length, pass, rest: () => pass(1e6) };
}

test("nothing moves until somebody asks for it", () => {
  const { player, timers, drawn } = started();
  assert.equal(timers(), 0);
  assert.equal(player.t(), 0);
  assert.deepEqual(drawn, [{ t: 0, playing: false }]);
});

test("playing runs on to the end, never back, and stops there", () => {
  const { player, script, drawn, timers, rest } = started();
  player.play();
  assert.equal(player.playing(), true);
  rest();
  assert.equal(player.t(), script.last);
  assert.equal(player.playing(), false);
  assert.equal(timers(), 0);
  for (let i = 1; i < drawn.length; i += 1) assert.ok(drawn[i].t >= drawn[i - 1].t);
  assert.equal(drawn.at(-1)?.playing, false);
});

test("playing rests on every step", () => {
  const { player, script, drawn, rest } = started();
  player.play();
  rest();
  for (let i = 1; i < script.last; i += 1) {
    assert.ok(drawn.filter(({ t }) => t === i).length > 10, `step ${i}`);
  }
});

test("from the end it plays from the beginning", () => {
  const { player, script, pass } = started();
  player.seek(script.last);
  player.play();
  pass(100);
  assert.ok(player.t() < 1);
});

test("pausing keeps the moment, playing goes on from it", () => {
  const { player, pass, timers } = started();
  player.toggle();
  pass(1000);
  const t = player.t();
  assert.ok(t > 0 && t < 1);
  player.toggle();
  assert.equal(timers(), 0);
  pass(1000);
  assert.equal(player.t(), t);
  player.toggle();
  pass(200);
  assert.ok(player.t() > t && player.t() < 2);
});

test("a step forward arrives at the next place where stepping halts, at every granularity", () => {
  for (const granularity of /** @type {Granularity[]} */ (["pass", "layer", "neuron", "term"])) {
    const { player, script, rest } = started(granularity);
    const halts = script.steps.flatMap(({ stop }, i) => (stop && i > 0 ? [i] : []));
    for (const halt of halts) {
      player.next();
      rest();
      assert.equal(player.t(), halt, granularity);
      assert.equal(player.playing(), false);
    }
  }
});

test("a step forward and one back come to the same moment", () => {
  for (const granularity of /** @type {Granularity[]} */ (["pass", "layer", "neuron", "term"])) {
    const { player, script, rest } = started(granularity, "2-3-1");
    const halts = script.steps.flatMap(({ stop }, i) => (stop ? [i] : []));
    for (const halt of halts.slice(0, -1)) {
      player.seek(halt);
      player.next();
      rest();
      player.back();
      rest();
      assert.equal(player.t(), halt, granularity);
    }
  }
});

test("a step back moves through the same moments as a step forward, in reverse", () => {
  const { player, drawn, rest } = started();
  player.seek(3);
  drawn.length = 0;
  player.next();
  rest();
  const forward = drawn.map(({ t }) => t);
  drawn.length = 0;
  player.back();
  rest();
  const backward = drawn.map(({ t }) => t).reverse();
  assert.equal(forward.length, backward.length);
  forward
    .slice(1, -1)
    .forEach((t, i) => assert.ok(Math.abs(t - backward[i + 1]) < 0.02, `${t} and ${backward[i + 1]}`));
});

test("from the middle of a step, forward ends it and back returns to its beginning", () => {
  const { player, rest } = started();
  player.seek(3.4);
  player.next();
  rest();
  assert.equal(player.t(), 4);
  player.seek(3.4);
  player.back();
  rest();
  assert.equal(player.t(), 3);
});

test("at either end a step further does nothing", () => {
  const { player, script, timers } = started();
  player.back();
  assert.deepEqual([player.t(), timers()], [0, 0]);
  player.seek(Infinity);
  player.next();
  assert.deepEqual([player.t(), timers()], [script.last, 0]);
});

test("seeking stays within the learning step and ends every motion", () => {
  const { player, script, timers, pass } = started();
  player.play();
  pass(500);
  player.seek(2.5);
  assert.deepEqual([player.t(), timers(), player.playing()], [2.5, 0, false]);
  player.seek(-3);
  assert.equal(player.t(), 0);
  player.seek(999);
  assert.equal(player.t(), script.last);
});

test("pressing twice does not start two clocks", () => {
  const { player, timers } = started();
  player.next();
  player.next();
  player.play();
  assert.equal(timers(), 1);
});

test("twice the speed takes half the time", () => {
  /** @param {number} speed */
  const frames = (speed) => {
    const { player, drawn, rest } = started();
    player.speed(speed);
    player.next();
    rest();
    return drawn.length;
  };
  for (let i = 1; i < SPEEDS.length; i += 1) {
    const ratio = frames(SPEEDS[i - 1]) / frames(SPEEDS[i]);
    assert.ok(Math.abs(ratio - SPEEDS[i] / SPEEDS[i - 1]) < 0.25, `${ratio}`);
  }
});

test("a change of speed on the way does not jump", () => {
  const { player, pass } = started();
  player.next();
  pass(900);
  const t = player.t();
  player.speed(4);
  pass(FRAME);
  assert.ok(player.t() >= t && player.t() - t < 0.1, `${t} to ${player.t()}`);
});

test("with reduced motion a step arrives in one frame, both ways", () => {
  const { player, drawn, timers } = started();
  player.reduceMotion(true);
  drawn.length = 0;
  player.next();
  player.back();
  assert.deepEqual(
    drawn.map(({ t }) => t),
    [1, 0],
  );
  assert.equal(timers(), 0);
});

test("with reduced motion playing goes from step to step without anything between", () => {
  const { player, script, drawn, rest } = started();
  player.reduceMotion(true);
  player.play();
  rest();
  assert.ok(drawn.every(({ t }) => Number.isInteger(t)));
  assert.equal(new Set(drawn.map(({ t }) => t)).size, script.steps.length);
  for (let i = 1; i <= script.last; i += 1) {
    assert.ok(drawn.filter(({ t }) => t === i).length > 50, "time to read");
  }
});

test("another script begins where it is told to, and no later than at its end", () => {
  const { player, pass, timers } = started();
  player.play();
  pass(100);
  const finer = scriptOf(traces["2-2-1"].trace, "term");
  player.load(finer, 7);
  assert.deepEqual([player.t(), timers()], [7, 0]);
  player.load(finer, 1e9);
  assert.equal(player.t(), finer.last);
});
