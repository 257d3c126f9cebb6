/* What a link says of how things are shown: what is hidden, what is locked, how it moves, how it is written. */
import { veil, writeWith } from "./encode.js";
import { lockControls } from "./locks.js";

/**
 * @typedef {object} Presentation what is absent is left as it is
 * @property {string | null} [theme] null follows the system
 * @property {string[]} [hide]
 * @property {string[]} [lock]
 * @property {string} [motion]
 * @property {number} [digits]
 * @property {number} [speed]
 * @property {import("./types").Granularity} [granularity]
 * @property {"index" | "matrix"} [form]
 * @property {boolean} [poster]
 * @property {boolean} [resume]
 * @property {string} [clicker]
 */

/** What the link leaves out that is not a part of the page but its numbers. */
const NUMBERS = "numbers";

/**
 * Shows the page as a link says.
 * @param {Presentation} asked
 * @param {{ page: import("./page.js").Page, stage: import("./stage.js").Stage,
 *     store: import("./store.js").Store<import("./session.js").State> }} of
 */
export function present(asked, { page, stage, store }) {
  const { theme, hide, lock, motion, digits, speed, granularity, form } = asked;
  if (theme !== undefined) page.theme(theme);
  if (hide) leaveOut(hide, page, store);
  if (lock) keep(lock, page, store);
  if (motion) stage.motionOff(motion === "off");
  if (digits) writeIn(digits, store);
  if (granularity) store.set({ granularity });
  if (speed) stage.setSpeed(speed);
  if (form) stage.form(form);
}

/**
 * @param {string[]} parts
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<import("./session.js").State>} store
 */
function leaveOut(parts, page, store) {
  const veiled = parts.includes(NUMBERS);
  page.hide(parts);
  veil(veiled);
  store.set({ veiled });
}

/**
 * @param {number} digits
 * @param {import("./store.js").Store<import("./session.js").State>} store
 */
function writeIn(digits, store) {
  writeWith(digits);
  store.set({ digits });
}

/**
 * @param {string[]} locks
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<import("./session.js").State>} store
 */
function keep(locks, page, store) {
  lockControls(page.document, locks);
  store.set({ locks });
}
