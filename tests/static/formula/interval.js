/* Intervals: what a rounded number may have been, and what follows from it. */

/** @typedef {[number, number]} Interval */

/** @param {number} value @returns {Interval} */
export const point = (value) => [value, value];

/**
 * All numbers that are written like this: half a unit of the last digit to either side.
 * @param {string} written such as `−0.0381` or `1.5e−7`, with either minus
 * @returns {Interval}
 */
export function rounded(written) {
  const [mantissa, exponent = "0"] = written.replaceAll("−", "-").split("e");
  const digits = mantissa.split(".")[1]?.length ?? 0;
  const scale = 10 ** Number(exponent);
  const half = 0.5000001 * 10 ** -digits;
  return [(Number(mantissa) - half) * scale, (Number(mantissa) + half) * scale];
}

/** @param {Interval} one @param {Interval} other */
export function meet([a, b], [c, d]) {
  const slack = 1e-9 * Math.max(...[a, b, c, d].filter(Number.isFinite).map(Math.abs), 1e-12);
  return a <= d + slack && c <= b + slack;
}

/** @param {Interval} one @param {Interval} other @returns {Interval} */
export const add = ([a, b], [c, d]) => [a + c, b + d];

/** @param {Interval} one @returns {Interval} */
export const negative = ([a, b]) => [-b, -a];

/** @param {Interval} one @param {Interval} other @returns {Interval} */
export function multiply([a, b], [c, d]) {
  const ends = [a * c, a * d, b * c, b * d].map((end) => (Number.isNaN(end) ? 0 : end));
  return [Math.min(...ends), Math.max(...ends)];
}

/** @param {Interval} one @param {Interval} other @returns {Interval} */
export function divide(one, [c, d]) {
  if (c <= 0 && d >= 0 && c !== d) return [-Infinity, Infinity];
  return multiply(one, [1 / d, 1 / c]);
}

/**
 * An even power of an interval around zero begins at zero.
 * @param {Interval} one
 * @param {Interval} exponent a point
 * @returns {Interval}
 */
export function power([a, b], [n]) {
  const ends = [a ** n, b ** n];
  return [a < 0 && b > 0 ? Math.min(0, ...ends) : Math.min(...ends), Math.max(...ends)];
}

const SAMPLES = 60;

/**
 * A function of slope at most two, through its values at many places.
 * @param {(x: number) => number} f
 * @param {Interval} one
 * @returns {Interval}
 */
export function through(f, [a, b]) {
  const step = (b - a) / SAMPLES;
  const values = Array.from({ length: SAMPLES + 1 }, (_, i) => f(a + i * step));
  return [Math.min(...values) - step, Math.max(...values) + step];
}

/**
 * @param {(x: number) => number} f one that never falls
 * @param {Interval} one
 * @returns {Interval}
 */
export const rising = (f, [a, b]) => [f(a), f(b)];
