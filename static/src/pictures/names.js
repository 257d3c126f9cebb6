/* What an exported file is called, and how its size is told. */

/**
 * @typedef {object} Shown what the name is made from
 * @property {string} preset
 * @property {boolean} edited
 * @property {boolean} own whether the network is no preset any more
 * @property {number} index the learning step, from 0
 */

/**
 * Such as `backprop-xor-d2.svg`, or `backprop-xor-step3-x-d2.gif` for the film of a part of the third learning step.
 * @param {Shown} shown
 * @param {string[]} places the position, or the first and the last one
 * @param {string} extension
 */
export function fileName({ preset, edited, own, index }, places, extension) {
  const parts = [
    "backprop",
    own ? "network" : preset,
    ...(edited && !own ? ["edited"] : []),
    ...(index > 0 ? [`step${index + 1}`] : []),
    ...places,
  ];
  return `${parts.map(plain).join("-")}.${extension}`;
}

/** What every file system takes. @param {string} part */
const plain = (part) => part.replaceAll(/[^A-Za-z0-9.-]+/g, "_");

const KILO = 1000;

/** @param {number} bytes */
export const sizeOf = (bytes) =>
  bytes < KILO ** 2 ? `${Math.max(1, Math.round(bytes / KILO))} kB` : `${(bytes / KILO ** 2).toFixed(1)} MB`;
