/* The way in for a file that plays without a server: all it can show has been recorded. */
import { withoutServer } from "./api.js";
import { openFrame } from "./frame.js";

withoutServer("This file plays what was recorded in it, and has no server to ask for anything else.");
void openFrame(window);
