/* What a link says of how things are shown: what is hidden, what is locked, how it moves, how it is written. */

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

/** Of the actions of the page, those that a lock takes away. @type {Record<string, string[]>} */
const LOCKED = {
  edit: ["undo", "build"],
  example: [],
  learn: ["learn", "many", "rewind"],
  steps: ["first", "back", "toggle", "next", "last"],
  speed: ["slower", "faster"],
  granularity: [],
  explain: ["explain"],
};

/**
 * Whether an action is locked.
 * @param {string[]} locks
 * @param {string} action
 */
export const isLocked = (locks, action) => locks.some((lock) => LOCKED[lock]?.includes(action));

/**
 * Shows the page as a link says.
 * @param {Presentation} asked
 * @param {{ page: import("./page.js").Page, stage: import("./stage.js").Stage,
 *     store: import("./store.js").Store<import("./session.js").State> }} of
 */
export function present(asked, { page, stage, store }) {
  const { theme, hide, lock, motion, digits, speed, granularity, form } = asked;
  if (theme !== undefined) page.theme(theme);
  if (hide) page.hide(hide);
  if (lock) page.lock(lock);
  if (lock) store.set({ locks: lock });
  if (motion) stage.motionOff(motion === "off");
  if (digits) store.set({ digits });
  if (granularity) store.set({ granularity });
  if (speed) stage.setSpeed(speed);
  if (form) stage.form(form);
}
