/* What a link keeps from being changed: the controls look it and take no focus, and what gets past them is refused. */

/** What each lock is about, as a sentence begins. @type {Record<string, string>} */
const ABOUT = {
  edit: "The numbers are",
  example: "The example is",
  learn: "The learning steps are",
  steps: "The position is",
  speed: "The speed is",
  granularity: "The granularity is",
  explain: "The explanations are",
};

/** The controls that a lock takes away, in containers that stay when what is in them is written anew. */
/** @type {Record<string, string>} */
const CONTROLS = {
  edit: '[data-action="undo"], [data-action="build"], [data-part="builder"]',
  example: ".menu, [data-part='examples']",
  learn: ".learning-buttons, .loss-slider",
  steps: ".transport",
  speed: '[data-setting="speed"]',
  granularity: '[data-setting="granularity"]',
  explain: '[data-action="explain"], [data-part="stage-tabs"]',
};

/** These stay to be read. @type {Record<string, string>} */
const READ_ON = { steps: ".track" };

/** Of the actions of the page, those that a lock takes away. @type {Record<string, string[]>} */
const ACTIONS = {
  edit: ["undo", "build"],
  learn: ["learn", "many", "rewind"],
  steps: ["first", "back", "toggle", "next", "last"],
  speed: ["slower", "faster"],
  explain: ["explain"],
};

/**
 * Whether an action is locked.
 * @param {string[]} locks
 * @param {string} action
 */
export const isLocked = (locks, action) => locks.some((lock) => ACTIONS[lock]?.includes(action));

/**
 * What is said to who tries all the same.
 * @param {string} lock
 */
export const refusal = (lock) => `${ABOUT[lock]} locked in this link.`;

/**
 * @param {Document} page
 * @param {string[]} locks
 */
export function lockControls(page, locks) {
  page.documentElement.dataset.lock = locks.join(" ");
  for (const [lock, controls] of Object.entries(CONTROLS)) {
    for (const node of page.querySelectorAll(controls)) node.toggleAttribute("inert", locks.includes(lock));
  }
  for (const [lock, controls] of Object.entries(READ_ON)) {
    for (const node of page.querySelectorAll(controls)) {
      if (locks.includes(lock)) node.setAttribute("aria-disabled", "true");
      else node.removeAttribute("aria-disabled");
    }
  }
}

/**
 * What an address would change of what is locked, as a sentence; null where it changes nothing of that.
 * @param {string[]} locks
 * @param {Record<string, boolean>} changes by the name of the lock
 */
export function refused(locks, changes) {
  const lock = locks.find((name) => changes[name]);
  return lock ? refusal(lock) : null;
}
