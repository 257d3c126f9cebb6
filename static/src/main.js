/* The way in for the page. */
import { createExporting, createSharing } from "./handing_out.js";
import { createPage } from "./page.js";
import { openVisualizer } from "./visualizer.js";

const page = createPage(document);

async function open() {
  const visualizer = await openVisualizer(page, window.location);
  const dialogs = { share: createSharing(page, visualizer), export: createExporting(page, visualizer) };
  for (const [name, openDialog] of Object.entries(dialogs)) page.onClick(name, () => void openDialog());
}

open().catch((error) => page.fault(error instanceof Error ? error.message : String(error)));
