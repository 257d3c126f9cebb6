/* The keyboard: the list of keys, which the help shows and the page listens to. */

/**
 * @typedef {object} Key
 * @property {string[]} keys as `KeyboardEvent.key` has them
 * @property {string} shown
 * @property {string} does
 * @property {string} action its name among the page's actions
 * @property {boolean} [single] a single character, which can be switched off
 */

/** @type {Key[]} */
export const KEYS = [
  { keys: [" "], shown: "Space", does: "play, pause", action: "toggle" },
  { keys: ["ArrowRight"], shown: "→", does: "one step on", action: "next" },
  { keys: ["ArrowLeft"], shown: "←", does: "one step back", action: "back" },
  { keys: ["Home"], shown: "Home", does: "first step", action: "first" },
  { keys: ["End"], shown: "End", does: "last step", action: "last" },
  { keys: ["["], shown: "[", does: "slower", action: "slower", single: true },
  { keys: ["]"], shown: "]", does: "faster", action: "faster", single: true },
  { keys: ["n"], shown: "n", does: "next learning step", action: "learn", single: true },
  { keys: ["r"], shown: "r", does: "rewind to the initial weights", action: "rewind", single: true },
  { keys: ["z"], shown: "Ctrl+Z", does: "undo an edit", action: "undo" },
  { keys: ["Escape"], shown: "Esc", does: "close the builder, the inspector", action: "close" },
  { keys: ["?"], shown: "?", does: "this help", action: "help", single: true },
];

/** Behind these the page takes no keys: a dialog, a poster. */
const COVERED = "dialog[open], [data-poster]";
/** In these the keys belong to the field. */
const FIELDS = "input, select, textarea, [contenteditable]";
/** These take no text, and so only the keys that move them. */
const SLIDERS = "input[type=range]";
const SWITCHES = "input[type=checkbox], input[type=radio]";
/** What presses a button, or a switch, with the space. */
const PRESSED = "button, summary, a, [role=button]";
const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];

/**
 * @param {Document} page
 * @param {Record<string, () => void>} actions
 * @param {() => boolean} singleKeys whether single characters count
 */
export function listenToKeys(page, actions, singleKeys) {
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || page.querySelector(COVERED)) return;
    if (event.target instanceof Element && isTaken(event.target, event.key)) return;
    const command = event.ctrlKey || event.metaKey;
    const key = KEYS.find(({ keys, action }) => keys.includes(event.key) && command === (action === "undo"));
    if (!key || (key.single && !singleKeys())) return;
    event.preventDefault();
    actions[key.action]();
  });
}

/**
 * Whether what has the focus has a use of its own for a key.
 * @param {Element} target
 * @param {string} key
 */
function isTaken(target, key) {
  if (target.closest(SLIDERS)) return MOVES.includes(key);
  if (target.closest(SWITCHES)) return key === " ";
  return target.closest(FIELDS) !== null || (key === " " && target.closest(PRESSED) !== null);
}
