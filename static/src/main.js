/* The way in for the page. */
import { createExporting } from "./exporting.js";
import { createPage } from "./page.js";
import { openVisualizer } from "./visualizer.js";

const page = createPage(document);

async function open() {
  const { store, session, stage, place, title } = await openVisualizer(page, window.location);
  const exporting = createExporting(page, store, stage.current, {
    query: (here) => place.current({}, here),
    named: session.nameContent,
    title,
  });
  page.onClick("export", () => void exporting.open());
}

open().catch((error) => page.fault(error instanceof Error ? error.message : String(error)));
