/* The way to pictures and films as files. They are a part of the program of their own, fetched when first asked for. */
import { isAnother } from "./settled.js";

/**
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<import("./session.js").State>} store
 * @param {() => { scene: import("./types").Scene | null, t: number }} current
 * @param {import("./pictures/dialog.js").Naming} naming
 */
export function createExporting(page, store, current, naming) {
  /** @type {Promise<ReturnType<typeof import("./pictures/index.js").openPictures>> | null} */
  let fetched = null;
  /** @type {ReturnType<typeof import("./pictures/index.js").openPictures> | null} */
  let dialog = null;

  async function fetchDialog() {
    const { openPictures } = await import("./pictures/index.js");
    const element = /** @type {HTMLDialogElement} */ (page.part("export"));
    return openPictures(element, () => ({ ...current(), state: store.get() }), naming);
  }

  store.subscribe((state, before) => {
    if (isAnother(state, before)) dialog?.changed();
  });

  return {
    async open() {
      fetched ??= fetchDialog();
      try {
        dialog = await fetched;
      } catch {
        fetched = null;
        store.set({ fault: "The server does not answer, so pictures cannot be made now." });
        return;
      }
      dialog.open();
    },
  };
}
