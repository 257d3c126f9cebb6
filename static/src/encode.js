/* The only scales: from a number to its colour, width, dash and text. */
import { scaleSqrt } from "d3-scale";

const MINUS = "−";
/** Sums of short numbers are as short, but for what doubles make of their last digits. */
const LAST_DIGITS = 1e-12;

/** How many digits a number has where nothing else is said; a link may ask for others. */
let usual = 3;

/** @param {number} digits */
export const writeWith = (digits) => void (usual = digits);

export const usualDigits = () => usual;

/** What stands for a number that a link hides. */
export const HIDDEN = "?";
let veiled = false;

/** Hides the numbers, wherever one is written, or shows them again. @param {boolean} on */
export const veil = (on) => void (veiled = on);

export const isVeiled = () => veiled;

/** Words as they are heard: a question mark is not read out. @param {string} words */
export const aloud = (words) => (veiled ? words.replaceAll(HIDDEN, "hidden") : words);

/**
 * A number as text: `digits` decimals, as many significant ones for small numbers, and powers of ten where a plain
 * number would be long. A number that is exactly a short one, as most given ones are, is written short, with at least
 * two decimals: 0.40 is 0.4 and nothing else, 0.400 has been rounded.
 * @param {number} value
 * @param {number} [digits]
 */
export function text(value, digits = usual) {
  if (veiled) return HIDDEN;
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e5 || size < 1e-4) return power(value, digits);
  const magnitude = Math.floor(Math.log10(size));
  const decimals = size < 0.1 ? digits - 1 - magnitude : Math.max(0, digits - Math.max(0, magnitude));
  return minus(short(value, value.toFixed(decimals), Math.min(2, decimals)));
}

/**
 * The same with a plus sign in front of positive numbers.
 * @param {number} value
 * @param {number} [digits]
 */
export const signed = (value, digits) => (value > 0 && !veiled ? "+" : "") + text(value, digits);

/**
 * The same as a factor: a negative one in brackets.
 * @param {number} value
 * @param {number} [digits]
 */
export const bracketed = (value, digits) =>
  value < 0 && !veiled ? `(${text(value, digits)})` : text(value, digits);

const MOST_DIGITS = 9;
/** So many always have room. */
const ENOUGH = 3;

/**
 * The fewest digits, from `least` on, with which two different numbers also read differently.
 * @param {number} one
 * @param {number} other
 * @param {number} least
 */
export function digitsApart(one, other, least) {
  let digits = least;
  while (one !== other && digits < MOST_DIGITS && text(one, digits) === text(other, digits)) digits += 1;
  return digits;
}

/**
 * A number in as many digits as there is room for: the first of `most`, most - 1, … that fits, down to the usual three.
 * @param {number} value
 * @param {number} most
 * @param {(words: string) => boolean} fits
 */
export function fitting(value, most, fits) {
  let digits = most;
  while (digits > ENOUGH && !fits(text(value, digits))) digits -= 1;
  return text(value, digits);
}

/**
 * All digits that tell this double from its neighbours, for copying and editing.
 * @param {number} value
 */
export const exact = (value) => (veiled ? HIDDEN : String(value));

/**
 * A number by its power of ten, such as 3.3e−4.
 * @param {number} value
 * @param {number} digits significant ones
 */
export function power(value, digits) {
  if (veiled) return HIDDEN;
  const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 1)).split("e");
  const shown = isExactly(`${mantissa}e${exponent}`, value) ? trim(mantissa, 0) : mantissa;
  return `${minus(shown)}e${minus(exponent.replace("+", ""))}`;
}

/**
 * Without trailing zeros where nothing has been rounded off.
 * @param {number} value
 * @param {string} digits
 * @param {number} keep so many decimals in any case
 */
const short = (value, digits, keep) => (isExactly(digits, value) ? trim(digits, keep) : digits);

/**
 * @param {string} digits
 * @param {number} value
 */
const isExactly = (digits, value) => Math.abs(Number(digits) - value) <= Math.abs(value) * LAST_DIGITS;

/**
 * @param {string} digits
 * @param {number} keep
 */
function trim(digits, keep) {
  const [whole, fraction = ""] = digits.split(".");
  const kept = fraction.slice(0, keep) + fraction.slice(keep).replace(/0+$/, "");
  return kept ? `${whole}.${kept}` : whole;
}

/** @param {string} number */
const minus = (number) => number.replace("-", MINUS);

/** The words for the phases of a learning step. */
export const PHASES = { forward: "forward", loss: "cost", backward: "backward", update: "update" };

/** From which part of a step on its result is shown. */
export const SHOWN_FROM = 0.75;

/**
 * The word for a sign, which styles and labels share.
 * @param {number} value
 */
export const sign = (value) => (value > 0 ? "positive" : value < 0 ? "negative" : "zero");

/**
 * Width of a line for a magnitude, between the thinnest that is still seen and `widest`.
 * @param {number} most the magnitude that gets the widest line
 * @param {number} widest in pixels
 */
export function widths(most, widest) {
  const scale = scaleSqrt([0, most || 1], [1, widest]).clamp(true);
  return (/** @type {number} */ value) => scale(Math.abs(value));
}

/**
 * Length of a bar in percent of the longest.
 * @param {number} value
 * @param {number} longest
 */
export const share = (value, longest) => Math.round((Math.abs(value) / (longest || 1)) * 1000) / 10;

/**
 * How strongly a value colours a cell or a neuron, from -1 to 1; 0 is the neutral middle.
 * @param {number} value
 * @param {number} most the magnitude of the strongest colour
 */
export const strength = (value, most) => Math.max(-1, Math.min(1, value / (most || 1)));

/**
 * The largest magnitude in any nesting of lists.
 * @param {unknown} values
 * @returns {number}
 */
export function largest(values) {
  if (typeof values === "number") return Math.abs(values);
  return Array.isArray(values) ? values.reduce((most, item) => Math.max(most, largest(item)), 0) : 0;
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** @param {number} n */
export const superscript = (n) => [...String(n)].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");

/** @param {number} n */
export const subscript = (n) => [...String(n)].map((digit) => SUBSCRIPTS[Number(digit)]).join("");

/**
 * A symbol with its indices in plain text, such as δ²₁.
 * @param {string} letter
 * @param {number} l
 * @param {number[]} indices
 */
export const symbol = (letter, l, ...indices) =>
  letter + superscript(l) + indices.map(subscript).join(indices.some((index) => index > 9) ? "," : "");
