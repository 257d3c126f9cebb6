/* Steps, errors and times as they are said. */
import { superscript, symbol, text } from "../../encode.js";
import { gradientRef } from "./parts.js";
import { keyOf } from "../../refs.js";

/** The powers of ten between which epsilon is chosen. */
export const EXPONENTS = [-14, -1];

/**
 * The step of a place of the slider, to three digits.
 * @param {number} exponent
 */
export const stepOf = (exponent) => Number((10 ** exponent).toPrecision(3));

/**
 * A power of ten with a raised exponent.
 * @param {number} exponent
 */
export const powerOfTen = (exponent) => `10${exponent < 0 ? "⁻" : ""}${superscript(Math.abs(exponent))}`;

/** @param {number} epsilon */
export function epsilonWords(epsilon) {
  const [mantissa, exponent] = epsilon.toExponential(2).split("e");
  const power = powerOfTen(Number(exponent));
  return Number(mantissa) === 1 ? power : `${text(Number(mantissa), 2)} · ${power}`;
}

/**
 * A relative error, as a power of ten.
 * @param {number} error
 */
export const errorWords = (error) => (error === 0 ? "0" : text(error, 2));

/** @param {import("./parts.js").Parameter} parameter */
export const parameterSymbol = ({ layer, kind, j, k }) =>
  kind === "weight" ? symbol("w", layer, j, Number(k)) : symbol("b", layer, j);

/** The key of the step that makes its gradient. @param {import("./parts.js").Parameter} parameter */
export const keyOfGradient = (parameter) => keyOf(gradientRef(parameter)) ?? "";

/** From which number of seconds on a unit is used, and how many of it are in a second. @type {[number, string, number][]} */
const UNITS = [
  [172_800, "days", 1 / 86_400],
  [7_200, "hours", 1 / 3_600],
  [120, "minutes", 1 / 60],
  [1, "s", 1],
  [1e-3, "ms", 1e3],
  [0, "µs", 1e6],
];

/**
 * A time to two digits, in a unit that suits it.
 * @param {number} seconds
 */
export function duration(seconds) {
  const [, unit, times] = UNITS.find(([from]) => seconds >= from) ?? UNITS[UNITS.length - 1];
  return `${Number((seconds * times).toPrecision(2))} ${unit}`;
}

/**
 * Two numbers to many digits, and how much of their writing is the same.
 * @param {number} one
 * @param {number} other
 * @returns {{ one: string, other: string, same: number }}
 */
export function sideBySide(one, other) {
  const { decimals, power } = writing(Math.max(Math.abs(one), Math.abs(other)));
  const scale = power === null ? 1 : 10 ** power;
  const [first, second] = [one, other].map((value) => (value / scale).toFixed(decimals).replace("-", "−"));
  let same = 0;
  while (same < first.length && first[same] === second[same]) same += 1;
  const end = power === null ? "" : ` · ${powerOfTen(power)}`;
  return { one: first + end, other: second + end, same };
}

const DIGITS = 13;

/**
 * The decimals that make 13 significant digits, and the power of ten that is set apart where they would be many.
 * @param {number} size of the larger number
 * @returns {{ decimals: number, power: number | null }}
 */
function writing(size) {
  if (size === 0) return { decimals: 0, power: null };
  const magnitude = Math.floor(Math.log10(size));
  if (magnitude < -6 || magnitude > DIGITS - 2) return { decimals: DIGITS - 1, power: magnitude };
  return { decimals: DIGITS - 1 - magnitude, power: null };
}
