/* Few colours for a whole film: small marks have a say, and what has not changed is transparent. */
import assert from "node:assert/strict";
import test from "node:test";
import { createIndexer, createSampler } from "../../../static/src/pictures/palette.js";

/** @param {number} r @param {number} g @param {number} b */
const pixel = (r, g, b) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
const [PAPER, BLUE, ORANGE] = [pixel(245, 247, 250), pixel(33, 102, 172), pixel(179, 88, 6)];

/** @param {Uint8Array} sample */
const counts = (sample) => {
  /** @type {Record<number, number>} */
  const found = {};
  for (const colour of new Uint32Array(sample.buffer)) found[colour] = (found[colour] ?? 0) + 1;
  return found;
};

test("a ground of a million pixels weighs little more than a small mark", () => {
  const sampler = createSampler();
  sampler.add(new Uint32Array(1e6).fill(PAPER).fill(BLUE, 500, 540));
  assert.deepEqual(counts(sampler.sample()), { [PAPER]: 64, [BLUE]: 40 });
});

test("a colour that comes late, or is scattered, is sampled like any other", () => {
  const sampler = createSampler();
  sampler.add(new Uint32Array(100).fill(PAPER));
  sampler.add(Uint32Array.from([PAPER, ORANGE, PAPER, ORANGE, BLUE, ORANGE]));
  assert.deepEqual(counts(sampler.sample()), { [PAPER]: 64, [ORANGE]: 3, [BLUE]: 1 });
});

test("the first picture is whole, the next ones only what has changed", () => {
  const indexed = createIndexer(
    [
      [245, 247, 250],
      [33, 102, 172],
      [179, 88, 6],
    ],
    3,
  );
  const first = Uint32Array.from([PAPER, BLUE, ORANGE, PAPER]);
  assert.deepEqual(indexed(first, null), { index: Uint8Array.from([0, 1, 2, 0]), changed: true });
  const next = Uint32Array.from([PAPER, PAPER, ORANGE, BLUE]);
  assert.deepEqual(indexed(next, first), { index: Uint8Array.from([3, 0, 3, 1]), changed: true });
  assert.deepEqual(indexed(next, next), { index: Uint8Array.from([3, 3, 3, 3]), changed: false });
});

test("a colour that the palette lacks becomes the nearest", () => {
  const indexed = createIndexer(
    [
      [255, 255, 255],
      [33, 102, 172],
    ],
    2,
  );
  assert.deepEqual(
    [...indexed(Uint32Array.from([pixel(40, 100, 160), pixel(250, 240, 250)]), null).index],
    [1, 0],
  );
});
