/* The colours of a film that may have few: chosen from all of it, with those that mean something as they are. */

/**
 * @typedef {[number, number, number]} Colour red, green, blue, from 0 to 255
 */

/** A ground of one colour is most of a picture; more pixels than this count no more. */
const MOST_COUNTED = 64;

/** @param {number} pixel four bytes, red lowest */
const colourOf = (pixel) => /** @type {Colour} */ ([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);

/** Gathers the colours of pictures, so that small marks have a say beside the ground. */
export function createSampler() {
  /** @type {Map<number, number>} */
  const counts = new Map();
  return {
    /** @param {Uint32Array} pixels */
    add(pixels) {
      let [colour, count] = [pixels[0], 0];
      for (const pixel of pixels) {
        if (pixel !== colour) {
          counts.set(colour, (counts.get(colour) ?? 0) + count);
          [colour, count] = [pixel, 0];
        }
        count += 1;
      }
      counts.set(colour, (counts.get(colour) ?? 0) + count);
    },

    /** @returns {Uint8Array} every colour as often as it counts, four bytes each */
    sample() {
      const chosen = [...counts].flatMap(([colour, count]) =>
        Array.from({ length: Math.min(count, MOST_COUNTED) }, () => colour),
      );
      return new Uint8Array(Uint32Array.from(chosen).buffer);
    },
  };
}

/**
 * From pixels to places in a palette. What is as it was in the picture before is transparent.
 * @param {Colour[]} palette
 * @param {number} transparent the place of what is transparent
 */
export function createIndexer(palette, transparent) {
  /** @type {Map<number, number>} */
  const known = new Map();

  /** @param {number} pixel */
  const lookUp = (pixel) => {
    const there = known.get(pixel);
    if (there !== undefined) return there;
    const index = nearest(palette, colourOf(pixel));
    known.set(pixel, index);
    return index;
  };

  /**
   * @param {Uint32Array} pixels
   * @param {Uint32Array | null} before
   * @returns {{ index: Uint8Array, changed: boolean }}
   */
  return (pixels, before) => {
    const index = new Uint8Array(pixels.length).fill(transparent);
    let changed = false;
    for (let i = 0; i < pixels.length; i += 1) {
      if (before && before[i] === pixels[i]) continue;
      changed = true;
      index[i] = lookUp(pixels[i]);
    }
    return { index, changed };
  };
}

/**
 * @param {Colour[]} palette
 * @param {Colour} colour
 */
function nearest(palette, [r, g, b]) {
  let [best, least] = [0, Infinity];
  palette.forEach(([red, green, blue], i) => {
    const distance = (red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2;
    if (distance < least) [best, least] = [i, distance];
  });
  return best;
}
