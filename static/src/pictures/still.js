/* One moment as a file: SVG that can be taken apart, or pixels. */
import { openCanvas } from "./raster.js";
import { fileOf } from "./room.js";

/**
 * @typedef {import("./room.js").Room} Room
 */

/**
 * @param {Room} room
 * @param {number} t
 */
export async function svgFile(room, t) {
  return new Blob([fileOf(await room.draw(t))], { type: "image/svg+xml" });
}

/**
 * @param {Room} room
 * @param {number} t
 * @param {number} scale pixels of the file to a pixel of the drawing
 * @returns {Promise<Blob>}
 */
export async function pngFile(room, t, scale) {
  const { canvas, paint } = openCanvas(room.width * scale, room.height * scale, false);
  await paint(await room.draw(t));
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("This browser cannot write a picture of this size. Choose a smaller one."));
    }, "image/png");
  });
}
