/* Whether what is on show has come to rest. What is handed out, a link or a file, must never be older than that. */

/**
 * @typedef {import("./session.js").State} State
 */

/** On these depends what is handed out. @type {(keyof State)[]} */
const HANDED_OUT = ["content", "busy", "experiment", "history", "index", "example"];

/** Whether no other network is on its way. @param {State} state */
export const isSettled = ({ busy }) => busy === null;

/**
 * Whether something else is on show, or on its way.
 * @param {State} state
 * @param {State} before
 */
export const isAnother = (state, before) => HANDED_OUT.some((name) => state[name] !== before[name]);
