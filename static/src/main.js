/* The way in for the page. */
import { createPage } from "./page.js";
import { openVisualizer } from "./visualizer.js";

const page = createPage(document);
openVisualizer(page, { location: window.location, records: null }).catch((error) =>
  page.fault(error instanceof Error ? error.message : String(error)),
);
