/* A film as GIF: one palette for all of it, and in every picture only what has changed. */
import { GIFEncoder, quantize } from "gifenc";
import { createIndexer, createSampler } from "./palette.js";
import { openCanvas } from "./raster.js";
import { PERIODS, spread } from "./schedule.js";
import { nextTurn } from "../turn.js";

/**
 * @typedef {import("./schedule.js").Moment} Moment
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./palette.js").Colour} Colour
 * @typedef {import("./index.js").Watch} Watch
 */

const COLOURS = 128;
/** So many pictures are looked at before the palette is chosen; that is so much of the work. */
const SAMPLES = 16;
const SAMPLING = 0.1;

/**
 * @param {Room} room
 * @param {Moment[]} moments
 * @param {Watch} watch
 */
export async function gifFile(room, moments, { signal, progress }) {
  const { width, height } = room;
  const { paint, pixels } = openCanvas(width, height, true);

  const sampler = createSampler();
  const samples = spread(moments, SAMPLES);
  for (const [i, { t }] of samples.entries()) {
    await nextTurn();
    signal.throwIfAborted();
    await paint(await room.draw(t));
    sampler.add(pixels());
    progress((SAMPLING * i) / samples.length);
  }
  const meant = [...new Set(room.colours())].map(channelsOf);
  /** @type {Colour[]} */
  const palette = [...meant, ...quantize(sampler.sample(), COLOURS - meant.length - 1), [0, 0, 0]];
  const transparentIndex = palette.length - 1;
  const indexed = createIndexer(palette.slice(0, -1), transparentIndex);

  const encoder = GIFEncoder();
  /** @type {{ index: Uint8Array, periods: number } | null} */
  let waiting = null;
  let first = true;
  const write = () => {
    if (!waiting) return;
    encoder.writeFrame(waiting.index, width, height, {
      delay: waiting.periods * PERIODS.gif,
      ...(first ? { palette } : { transparent: true, transparentIndex }),
      dispose: 1,
    });
    first = false;
  };

  /** @type {Uint32Array | null} */
  let before = null;
  let text = "";
  for (const [i, { t, periods }] of moments.entries()) {
    await nextTurn();
    signal.throwIfAborted();
    const picture = await room.draw(t);
    if (picture.text !== text) await paint(picture);
    text = picture.text;
    const now = pixels();
    const { index, changed } = indexed(now, before);
    before = now;
    if (waiting && !changed) {
      waiting.periods += periods;
    } else {
      write();
      waiting = { index, periods };
    }
    progress(SAMPLING + ((1 - SAMPLING) * (i + 1)) / moments.length);
  }
  write();
  encoder.finish();
  return new Blob([encoder.bytes()], { type: "image/gif" });
}

/** @param {string} hex @returns {Colour} */
const channelsOf = (hex) =>
  /** @type {Colour} */ ([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
