/* Whole numbers of any size, which travel as decimal digits. */
import { superscript } from "../../encode.js";

/** More digits than this are written as a power of ten. */
const MOST_DIGITS = 9;

/**
 * A whole number to read: in groups of three, or as a power of ten.
 * @param {string | number} digits
 */
export function whole(digits) {
  const written = String(digits);
  if (written.length <= MOST_DIGITS) return written.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return `${written[0]}.${written.slice(1, 3)} · 10${superscript(written.length - 1)}`;
}

/**
 * The same with its noun.
 * @param {string | number} digits
 * @param {string} noun
 */
export const many = (digits, noun) => `${whole(digits)} ${noun}${String(digits) === "1" ? "" : "s"}`;
