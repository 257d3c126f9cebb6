/* From SVG to pixels, by the browser that drew it. */
import { addressOf } from "./room.js";

/** A picture with typefaces that are new is drawn again after so long, in milliseconds, and so often at most. */
const SETTLING = 30;
const MOST_DRAWN = 10;
/** The width of the drawings that are compared for that. */
const PROBE = 640;

/**
 * @param {number} width
 * @param {number} height
 * @param {boolean} read whether pixels are to be read back
 */
function surface(width, height, read) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: read });
  if (!context) throw new Error("This browser gives no canvas to paint on.");
  return {
    canvas,
    /** @param {HTMLImageElement} image */
    draw(image) {
      context.clearRect(0, 0, width, height);
      context.drawImage(image, 0, 0, width, height);
    },
    pixels: () => new Uint32Array(context.getImageData(0, 0, width, height).data.buffer),
  };
}

/**
 * Waits until drawing anew changes nothing: an image is said to be ready before all typefaces in it are.
 * @param {HTMLImageElement} image
 */
async function settle(image) {
  const probe = surface(PROBE, Math.round((PROBE * image.height) / image.width), true);
  /** @type {Uint32Array | null} */
  let before = null;
  for (let n = 0; n < MOST_DRAWN; n += 1) {
    probe.draw(image);
    const now = probe.pixels();
    if (n > 1 && now.every((pixel, i) => pixel === before?.[i])) return;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, SETTLING));
  }
}

/**
 * A canvas that pictures are painted on, one after the other.
 * @param {number} width
 * @param {number} height
 * @param {boolean} read whether pixels are to be read back
 */
export function openCanvas(width, height, read) {
  const { canvas, draw, pixels } = surface(width, height, read);
  /** @type {string | null} */
  let settled = null;
  // one for all pictures: each keeps a document of its own in memory until it is replaced
  const image = new Image(width, height);
  return {
    canvas,
    pixels,
    /** @param {import("./room.js").Picture} picture */
    async paint(picture) {
      // an address of data: an image from a blob would taint the canvas in some browsers
      image.src = addressOf(picture);
      await image.decode();
      // the first drawing asks for the typefaces that the second one has
      draw(image);
      await image.decode();
      if (picture.fonts !== settled) await settle(image);
      settled = picture.fonts;
      draw(image);
    },
  };
}
