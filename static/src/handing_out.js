/* Sharing and exporting: dialogs that are parts of the program of their own, fetched when first asked for, and kept up
   with what is on show. */
import { isAnother, isSettled } from "./settled.js";

/**
 * @typedef {{ open: () => void, changed: () => void }} Dialog changed: something else is on show, or on its way
 * @typedef {import("./store.js").Store<import("./session.js").State>} Store
 * @typedef {import("./visualizer.js").Visualizer} Visualizer
 */

/**
 * @param {import("./page.js").Page} page
 * @param {Visualizer} visualizer
 * @returns {() => Promise<void>} opens the dialog
 */
export function createSharing(page, { store, session, place, presented, title }) {
  const fault = "The server does not answer, so there is no link to share now.";
  return openedOnce(store, fault, async () => {
    const { openSharing } = await import("./sharing.js");
    return openSharing(dialogOf(page, "share"), store.get().catalog.link_keys, {
      address: place.current,
      presented,
      settled: () => isSettled(store.get()),
      known: () => store.get().content !== null,
      named: session.nameContent,
      title,
      experiment: () => store.get().experiment,
    });
  });
}

/**
 * @param {import("./page.js").Page} page
 * @param {Visualizer} visualizer
 * @returns {() => Promise<void>} opens the dialog
 */
export function createExporting(page, { store, session, stage, place, title }) {
  const fault = "The server does not answer, so pictures cannot be made now.";
  return openedOnce(store, fault, async () => {
    const { openPictures } = await import("./pictures/index.js");
    return openPictures(dialogOf(page, "export"), () => ({ ...stage.current(), state: store.get() }), {
      query: (here) => place.current({}, here),
      named: session.nameContent,
      title,
    });
  });
}

/**
 * However often it is asked for meanwhile, it is fetched once; where that fails, the next time tries again.
 * @param {Store} store
 * @param {string} fault
 * @param {() => Promise<Dialog>} fetchDialog
 */
function openedOnce(store, fault, fetchDialog) {
  /** @type {Promise<Dialog> | null} */
  let fetched = null;
  /** @type {Dialog | null} */
  let dialog = null;
  store.subscribe((state, before) => {
    if (isAnother(state, before)) dialog?.changed();
  });
  return async () => {
    fetched ??= fetchDialog();
    try {
      dialog = await fetched;
    } catch {
      fetched = null;
      store.set({ fault });
      return;
    }
    dialog.open();
  };
}

/** @param {import("./page.js").Page} page @param {string} name */
const dialogOf = (page, name) => /** @type {HTMLDialogElement} */ (page.part(name));
