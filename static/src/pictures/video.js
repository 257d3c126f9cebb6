/* A film as video: H.264 in MP4 where the browser can write it, which every slide program reads; else VP9 in WebM. */
import * as bunny from "mediabunny";
import { openCanvas } from "./raster.js";
import { PERIODS } from "./schedule.js";
import { nextTurn } from "../turn.js";

/**
 * @typedef {import("./schedule.js").Moment} Moment
 * @typedef {import("./room.js").Room} Room
 */

const RATE = 1000 / PERIODS.video;
/** Bits a second for each pixel; flat colours and letters with sharp edges. */
const BITS_PER_PIXEL = 4;

const NO_VIDEO = "This browser cannot write videos. A GIF it can, or try another browser.";

/**
 * @param {Room} room
 * @param {Moment[]} moments
 * @param {import("./index.js").Watch} watch
 */
export async function videoFile(room, moments, { signal, progress }) {
  const { width, height } = room;
  const bitrate = width * height * BITS_PER_PIXEL;
  const codec =
    typeof VideoEncoder === "undefined"
      ? null
      : await bunny.getFirstEncodableVideoCodec(["avc", "vp9"], { width, height, bitrate });
  if (!codec) throw new Error(NO_VIDEO);
  const format = codec === "avc" ? new bunny.Mp4OutputFormat() : new bunny.WebMOutputFormat();
  const target = new bunny.BufferTarget();
  const output = new bunny.Output({ format, target });
  const { canvas, paint } = openCanvas(width, height, false);
  const source = new bunny.CanvasSource(canvas, { codec, bitrate });
  output.addVideoTrack(source, { frameRate: RATE });
  await output.start();
  try {
    await write();
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
  return new Blob([/** @type {ArrayBuffer} */ (target.buffer)], { type: format.mimeType });

  async function write() {
    let text = "";
    let count = 0;
    for (const [i, { t, periods }] of moments.entries()) {
      await nextTurn();
      signal.throwIfAborted();
      const picture = await room.draw(t);
      if (picture.text !== text) await paint(picture);
      text = picture.text;
      // not every program keeps time where pictures last for different times: what stands is written again
      for (let n = 0; n < periods; n += 1, count += 1) {
        signal.throwIfAborted();
        await source.add(count / RATE, 1 / RATE);
      }
      progress((i + 1) / moments.length);
    }
  }
}
