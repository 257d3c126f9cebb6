/* What stands around a neuron, as boxes: its disc, its badge, its rows of text. Labels keep clear of them. */

/**
 * @typedef {{ layer: number, x: number, y: number }} Place
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 *
 * @typedef {object} Measures
 * @property {number} radius
 * @property {number} font
 * @property {number} badge height of the badge above a neuron
 * @property {number} lines rows of text under a neuron
 * @property {"full" | "compact" | "dense"} density
 */

/** Width of a letter, in font sizes: close enough to keep words clear of neurons. */
export const LETTER = 0.58;
/** A label keeps this far from what stands around a neuron, in font sizes. */
const CLEAR = 0.3;
/** The rows under a neuron, such as “z = −0.043”, in letters. */
const ROW_LETTERS = 10;

/** @param {Pick<Measures, "radius" | "font" | "density">} measures */
export const badgeWidth = ({ radius, font, density }) =>
  Math.max(radius * 2, font * (density === "full" ? 7 : 5.8));

/**
 * @param {Place} place
 * @param {Measures} measures
 * @returns {Box[]}
 */
function boxesOf({ layer, x, y }, measures) {
  const { radius, font, badge, lines } = measures;
  const boxes = [around(x, radius, y - radius, y + radius)];
  if (layer === 1) return boxes;
  if (badge) boxes.push(around(x, badgeWidth(measures) / 2, y - radius - badge - 5, y - radius - 5));
  const rows = y + radius + 2;
  if (lines) boxes.push(around(x, (ROW_LETTERS * LETTER * font) / 2, rows, rows + lines * (font + 4)));
  return boxes;
}

/**
 * @param {number} x
 * @param {number} half
 * @param {number} top
 * @param {number} bottom
 * @returns {Box}
 */
const around = (x, half, top, bottom) => ({ left: x - half, right: x + half, top, bottom });

/**
 * The free way between two layers of neurons at a height.
 * @param {Place[]} before
 * @param {Place[]} after
 * @param {number} y
 * @param {number} half of the height that is to be free
 * @param {Measures} measures
 * @returns {[number, number]}
 */
export function freeBetween(before, after, y, half, measures) {
  /** @param {Place[]} places */
  const inTheWay = (places) =>
    places
      .flatMap((place) => boxesOf(place, measures))
      .filter(({ top, bottom }) => top < y + half && bottom > y - half);
  const [widest, narrowest] = [before[0].x + measures.radius, after[0].x - measures.radius];
  const clear = measures.font * CLEAR;
  return [
    Math.max(widest, ...inTheWay(before).map(({ right }) => right)) + clear,
    Math.min(narrowest, ...inTheWay(after).map(({ left }) => left)) - clear,
  ];
}
