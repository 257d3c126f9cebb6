/* The way in for /embed: plays what came with the page, and asks the server for what comes after it. */
import { reach } from "./api.js";
import { openFrame } from "./frame.js";

const NOTICE =
  "The server does not answer. The step that came with the page plays on; edits and further learning steps wait.";

const LARGE_SIGNS = /KaTeX_Size/;

/** How long nothing is heard of a server before it counts as away, in milliseconds. */
const PATIENCE = 2500;

void openFrame(window, async ({ store }) => {
  // A frame that has lost its server says so before somebody in front of an audience finds out.
  const answered = reach();
  const late = new Promise((/** @type {(answered: boolean) => void} */ resolve) =>
    setTimeout(resolve, PATIENCE, false),
  );
  if (!(await Promise.race([answered, late]))) store.set({ away: NOTICE });
  if (!(await answered)) return;
  // One that was busy is there all the same.
  if (store.get().away === NOTICE) store.set({ away: null });
  // Large brackets and signs of later steps, which would be missing if the server went away before them.
  for (const face of document.fonts) if (LARGE_SIGNS.test(face.family)) face.load().catch(() => {});
});
