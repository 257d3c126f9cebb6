/* In a frame nothing scrolls: of what is worked out in full, the last lines give way, and then the words. */

/** The first lines are those of the weights and of the biases; one of them stays in any case. */
const KEPT_LONGEST = 2;

/**
 * Leaves out as much as it must for everything else to fit.
 * @param {Element} room that must not overflow
 * @param {HTMLElement} lines whose children may be left out
 * @param {HTMLElement} words that may be left out
 */
export function fitInto(room, lines, words) {
  const rows = [...lines.children].filter((row) => row instanceof HTMLElement);
  for (const part of [...rows, words]) part.hidden = false;
  lines.classList.remove("shortened");
  for (const part of [...rows.slice(KEPT_LONGEST).reverse(), words, ...rows.slice(1, KEPT_LONGEST)]) {
    if (room.scrollHeight <= room.clientHeight) return;
    part.hidden = true;
    if (part !== words) lines.classList.add("shortened");
  }
}
