/* Colours as every reader of SVG knows them: the browser's own words for them are newer than most readers. */

/**
 * @typedef {{ hex: string, opacity: number }} Plain
 */

const RGB = /^rgba?\(\s*([\d.]+)[,\s]+([\d.]+)[,\s]+([\d.]+)(?:[,/\s]+([\d.]+)(%?))?\s*\)$/;

/**
 * @param {number[]} channels from 0 to 255
 */
export const hexOf = (channels) =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

/**
 * A colour written as `rgb()`; null where it is written in another way.
 * @param {string} colour
 * @returns {Plain | null}
 */
export function fromRgb(colour) {
  const match = RGB.exec(colour);
  if (!match) return null;
  const [, r, g, b, alpha, percent] = match;
  const opacity = alpha === undefined ? 1 : Number(alpha) / (percent ? 100 : 1);
  return { hex: hexOf([r, g, b].map(Number)), opacity };
}

/** @type {Map<string, Plain>} */
const known = new Map();
/** @type {CanvasRenderingContext2D | null} */
let pixel = null;

/**
 * Any colour that the browser computes; what is mixed in another space is painted and read back.
 * @param {string} colour
 * @returns {Plain}
 */
export function plainColour(colour) {
  const there = known.get(colour);
  if (there) return there;
  const plain = fromRgb(colour) ?? painted(colour);
  known.set(colour, plain);
  return plain;
}

/** @param {string} colour */
function painted(colour) {
  if (!pixel) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1, 1];
    pixel = canvas.getContext("2d", { willReadFrequently: true });
  }
  if (!pixel) throw new Error("This browser gives no canvas to paint on.");
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, alpha] = pixel.getImageData(0, 0, 1, 1).data;
  return { hex: hexOf([r, g, b]), opacity: Math.round((alpha / 255) * 1000) / 1000 };
}
