/* The way in for /embed: plays what came with the page, and asks the server for what comes after it. */
import { reach } from "./api.js";
import { openFrame } from "./frame.js";

const NOTICE =
  "The server does not answer. The step that came with the page plays on; edits and further learning steps wait.";

const LARGE_SIGNS = /KaTeX_Size/;

void openFrame(window, async ({ store }) => {
  // A frame that has lost its server says so before somebody in front of an audience finds out.
  if (!(await reach())) return store.set({ away: NOTICE });
  // Large brackets and signs of later steps, which would be missing if the server went away before them.
  for (const face of document.fonts) if (LARGE_SIGNS.test(face.family)) face.load().catch(() => {});
  return undefined;
});
