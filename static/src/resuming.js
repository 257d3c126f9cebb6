/* Where a frame was left, for decks that unload the slides that are not shown: only where its link says resume=1. */

/**
 * Each frame has its own place, by its whole address as it was loaded: two frames of one network may begin elsewhere.
 * A file has no query; what it was made from tells it from another at the same path.
 * @param {Window} frame
 * @param {{ link: string }} made what the frame was made for
 */
export function createResuming(frame, { link: made }) {
  const { pathname, search, hash } = frame.location;
  const key = `backprop-viz ${pathname}${search}${hash} ${made}`;

  return {
    /** @param {string} link what is shown, with its place */
    leave(link) {
      try {
        frame.sessionStorage.setItem(key, link);
      } catch {
        // a sandbox keeps nothing, nor does a browser that refuses storage to frames of other sites
      }
    },

    /** @returns {{ search: string, hash: string } | null} */
    left() {
      try {
        const link = frame.sessionStorage.getItem(key);
        return link === null ? null : new URL(link, "http://frame.invalid/");
      } catch {
        return null;
      }
    },
  };
}
