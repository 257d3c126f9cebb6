/* The moments of a film: those that the player passes through, from the first step asked for to the last. */
import assert from "node:assert/strict";
import test from "node:test";
import { createPlayer, DURATION, REST } from "../../../static/src/player.js";
import {
  LAST_REST,
  PERIODS,
  lengthOf,
  momentAt,
  schedule,
  spread,
} from "../../../static/src/pictures/schedule.js";
import { GRANULARITIES } from "../../../static/src/script.js";
import { sceneFor } from "../recorded.js";

const { script } = sceneFor("2-3-1");

/** @param {import("../../../static/src/types").Script} of @returns {(time: number) => number} where a player is after a time */
function played(of) {
  /** @type {(elapsed: number) => void} */
  let tick = () => assert.fail("nothing runs");
  const player = createPlayer(
    () => {},
    (callback) => {
      tick = callback;
      return { stop: () => {}, restart: () => {} };
    },
  );
  player.load(of, 0);
  player.play();
  tick(0);
  return (time) => {
    tick(time);
    return player.t();
  };
}

for (const granularity of GRANULARITIES) {
  test(`a film by ${granularity} passes through the moments that the player does`, () => {
    const other = sceneFor("2-3-1", { granularity }).script;
    const player = played(other);
    // the player sets out at once, a film rests first; until the player starts its second step both count alike
    const [duration, rest] = [DURATION[granularity], REST[granularity]];
    for (let time = 16; time < duration + rest; time += 16) {
      assert.equal(momentAt(other, 0, other.last, rest + time), player(time));
    }
  });
}

test("a film begins and ends with a rest at the steps asked for", () => {
  const moments = schedule(script, 2, 5, PERIODS.video);
  assert.equal(moments[0].t, 2);
  assert.equal(moments.at(-1)?.t, 5);
  const times = moments.map(({ t }) => t);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  for (const step of [2, 3, 4, 5]) assert.ok(times.includes(step), `rests at ${step}`);
});

for (const [name, period] of Object.entries(PERIODS)) {
  test(`the pictures of a ${name} last as long as the steps they show`, () => {
    for (const [from, to] of [
      [0, script.last],
      [3, 4],
      [7, 7],
    ]) {
      const lasting = schedule(script, from, to, period).reduce(
        (sum, { periods }) => sum + periods * period,
        0,
      );
      const expected = (to - from) * (DURATION.layer + REST.layer) + REST.layer + LAST_REST;
      assert.equal(lengthOf(script, from, to), expected);
      assert.ok(Math.abs(lasting - expected) <= period / 2 + 1e-6, `${lasting} for ${expected}`);
    }
  });
}

test("what stands still is one picture", () => {
  assert.deepEqual(
    schedule(script, 4, 4, 100).map(({ t }) => t),
    [4],
  );
  const rests = schedule(script, 0, 3, 50).filter(({ t }) => Number.isInteger(t));
  assert.deepEqual(
    rests.map(({ t }) => t),
    [0, 1, 2, 3],
  );
});

test("samples are spread over the whole film", () => {
  const moments = schedule(script, 0, script.last, 50);
  const samples = spread(moments, 16);
  assert.equal(samples.length, 16);
  assert.equal(samples[0], moments[0]);
  assert.equal(samples.at(-1), moments.at(-1));
  assert.equal(new Set(samples).size, 16);
  assert.equal(spread(moments.slice(0, 3), 16).length, 3);
});
