/* stepsOf: which steps a frame goes through, as its author says, or else as its server or the frame itself does. */

/** How long a deck waits before it goes on without an answer. */
const PATIENCE = 3000;

/**
 * @param {import("./frame.js").Frame} frame
 * @param {{ printing: boolean }} how
 * @returns {Promise<string[] | null>} their names; null where nobody says, or not yet
 */
export async function stepsOf(frame, { printing }) {
  const named = frame.iframe.dataset.steps;
  if (named !== undefined) return named.split(/[\s,]+/).filter((name) => name !== "");
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const address = new URL(frame.address, document.baseURI);
  // The server counts layer by layer; other ways to step only the frame itself knows.
  const byLayer = (address.searchParams.get("granularity") ?? "layer") === "layer";
  if (/^https?:$/.test(address.protocol) && byLayer) return Promise.race([asked(address), patience]);
  // A file has no server to ask, and pages to print have to be numbered before any frame is loaded.
  return printing ? Promise.race([frame.announced(), patience]) : null;
}

/**
 * @param {URL} address of a frame
 * @returns {Promise<string[] | null>}
 */
async function asked({ origin, search, hash }) {
  try {
    const answer = await fetch(`${origin}/api/v1/link${search}`);
    if (!answer.ok) return null;
    const { frames } = await answer.json();
    // The first is the input, which is where every picture starts.
    return following(frames.slice(1), placeOf(hash).at);
  } catch {
    return null; // The frame says it itself when it is there; nobody is told of a server that is not.
  }
}

/**
 * The steps that come after a place.
 * @param {string[]} names
 * @param {string} at
 */
export const following = (names, at) => names.slice(names.indexOf(at) + 1).filter((name) => name !== "");

/**
 * Where the address of a frame begins.
 * @param {string} hash
 * @returns {{ at: string, step?: number }}
 */
export function placeOf(hash) {
  const pairs = new URLSearchParams(hash.replace(/^#/, ""));
  const [at, step] = [pairs.get("at") ?? "", pairs.get("step")];
  return step ? { at, step: Number(step) } : { at };
}
