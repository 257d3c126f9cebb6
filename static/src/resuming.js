/* Where a frame was left, for decks that unload the slides that are not shown: only where its link says resume=1. */

/** @param {Window} frame */
const keyOf = ({ location }) => `backprop-viz ${location.search}`;

/**
 * @param {Window} frame
 * @param {string} link what is shown, with its place
 */
export function leave(frame, link) {
  try {
    frame.sessionStorage.setItem(keyOf(frame), link);
  } catch {
    // a sandbox keeps nothing
  }
}

/**
 * @param {Window} frame
 * @returns {{ search: string, hash: string } | null}
 */
export function leftAt(frame) {
  try {
    const link = frame.sessionStorage.getItem(keyOf(frame));
    return link === null ? null : new URL(link, "http://frame.invalid/");
  } catch {
    return null;
  }
}
