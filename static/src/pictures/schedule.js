/* Which moments a film of some steps shows, and for how long: those that the player would pass through. */
import { DURATION, ease, REST } from "../player.js";

/**
 * @typedef {import("../types").Script} Script
 * @typedef {{ t: number, periods: number }} Moment a picture, and for how many periods of the film it stands
 */

/** The time of one picture, in milliseconds; GIF counts in hundredths of a second. */
export const PERIODS = { gif: 50, video: 1000 / 30 };

/** A film begins anew when it ends: its last picture is seen longer, in milliseconds. */
export const LAST_REST = 1500;

/**
 * How long a film lasts, in milliseconds.
 * @param {Script} script
 * @param {number} from the step it begins at, as it rests
 * @param {number} to the step it ends at
 */
export function lengthOf({ granularity }, from, to) {
  const rest = REST[granularity];
  return rest + (to - from) * (DURATION[granularity] + rest) + LAST_REST;
}

/**
 * Where the player would be after a time, in milliseconds.
 * @param {Script} script
 * @param {number} from
 * @param {number} to
 * @param {number} time
 */
export function momentAt({ granularity }, from, to, time) {
  const [duration, rest] = [DURATION[granularity], REST[granularity]];
  if (time < rest) return from;
  const whole = Math.floor((time - rest) / (duration + rest));
  const into = time - rest - whole * (duration + rest);
  return Math.min(to, from + whole + ease(Math.min(1, into / duration)));
}

/**
 * The pictures of a film, each as often as it stands still.
 * @param {Script} script
 * @param {number} from
 * @param {number} to
 * @param {number} period of one picture, in milliseconds
 * @returns {Moment[]}
 */
export function schedule(script, from, to, period) {
  const count = Math.round(lengthOf(script, from, to) / period);
  /** @type {Moment[]} */
  const moments = [];
  for (let i = 0; i < count; i += 1) {
    const t = momentAt(script, from, to, i * period);
    const last = moments.at(-1);
    if (last?.t === t) last.periods += 1;
    else moments.push({ t, periods: 1 });
  }
  return moments;
}

/**
 * Moments spread over a film, its first and its last among them.
 * @param {Moment[]} moments
 * @param {number} most
 */
export const spread = (moments, most) =>
  moments.length <= most
    ? moments
    : Array.from({ length: most }, (_, i) => moments[Math.round((i * (moments.length - 1)) / (most - 1))]);
