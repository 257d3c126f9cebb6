/* In a frame nothing scrolls: what is too wide shrinks; of what is worked out in full, the last lines give way, and
   then the words. */

/** The first lines are those of the weights and of the biases; one of them stays in any case. */
const KEPT_LONGEST = 2;
/** Smaller could not be read from the last row. */
const SMALLEST = 0.6;
/** What letters rounded to whole pixels may take more than their share. */
const SPARE = 0.02;
/** By so much the last line shrinks at a time where it alone is too high. */
const STEP = 0.1;

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
  for (const row of rows) narrowInto(lines, row);
  for (const part of [...rows.slice(KEPT_LONGEST).reverse(), words, ...rows.slice(1, KEPT_LONGEST)]) {
    if (room.scrollHeight <= room.clientHeight) return;
    part.hidden = true;
    if (part !== words) lines.classList.add("shortened");
  }
  for (let share = 1; share > SMALLEST && room.scrollHeight > room.clientHeight;) {
    share = Math.max(SMALLEST, share - STEP);
    scaleTo(rows[0], share);
  }
}

/**
 * Smaller than it is, never larger.
 * @param {HTMLElement | undefined} row
 * @param {number} share of the size of other letters
 */
function scaleTo(row, share) {
  const now = parseFloat(row?.style.fontSize || "1");
  row?.style.setProperty("font-size", `${Math.min(now, share)}em`);
}

/**
 * Matrices that stand side by side break at signs only; where even that is too wide, they shrink.
 * @param {HTMLElement} box that must not overflow sideways
 * @param {HTMLElement} row
 */
function narrowInto(box, row) {
  row.style.removeProperty("font-size");
  const room = box.clientWidth - 2 * parseFloat(getComputedStyle(box).paddingLeft);
  if (room <= 0 || row.scrollWidth <= room) return;
  scaleTo(row, Math.max(SMALLEST, room / row.scrollWidth - SPARE));
}
