/* The way to pictures and films as files. They are a part of the program of their own, fetched when first asked for. */

/**
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<import("./session.js").State>} store
 * @param {() => { scene: import("./types").Scene | null, t: number }} current
 * @param {import("./pictures/dialog.js").Naming} naming
 */
export function createExporting(page, store, current, naming) {
  /** @type {Promise<{ open: () => Promise<void> }> | null} */
  let fetched = null;

  async function fetchDialog() {
    const { openPictures } = await import("./pictures/index.js");
    return openPictures(page.part("export"), () => ({ ...current(), state: store.get() }), naming);
  }

  return {
    async open() {
      fetched ??= fetchDialog();
      try {
        await (await fetched).open();
      } catch {
        fetched = null;
        store.set({ fault: "The server does not answer, so pictures cannot be made now." });
      }
    },
  };
}
