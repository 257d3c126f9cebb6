/* The plug-in for reveal.js as a script of its own: sets the global that a deck names in its list of plug-ins. */
import { RevealBackprop } from "./plugin.js";

// Assigned and not exported only: a classic script has no exports, and `import "…/reveal-backprop.js"` sets it as well.
Object.assign(globalThis, { RevealBackprop });

export default RevealBackprop;
