/* The way in for /embed: plays what came with the page, and asks the server for what comes after it. */
import { reach } from "./api.js";
import { openFrame } from "./frame.js";

const NOTICE =
  "The server does not answer. The step that came with the page plays on; edits and further learning steps wait.";

const visualizer = await openFrame(window);
// A frame that has lost its server says so before somebody in front of an audience finds out.
if (visualizer && !(await reach())) visualizer.store.set({ fault: NOTICE });
