/* The way to explanations and lessons. They are a part of the program of their own, fetched when first asked for. */

/**
 * @typedef {import("./types").Scene} Scene
 * @typedef {ReturnType<typeof import("./library.js").openLibrary>} Library
 * @typedef {ReturnType<typeof createExplaining>} Explaining
 */

/**
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<import("./session.js").State>} store
 * @param {import("./types").ExplanationActions & { follow: (link: string) => void }} actions
 */
export function createExplaining(page, store, actions) {
  /** @type {Promise<Library> | null} */
  let fetched = null;
  /** @type {Library | null} */
  let library = null;
  /** @type {Scene | null} */
  let scene = null;
  let t = 0;

  async function fetchLibrary() {
    const { openLibrary } = await import("./library.js");
    library = openLibrary(page, store, actions);
    if (scene) {
      library.show(scene);
      library.draw(t);
    }
    return library;
  }

  return {
    /**
     * The explanations and lessons; null where they could not be fetched, and then that is told.
     * @returns {Promise<Library | null>}
     */
    async load() {
      fetched ??= fetchLibrary();
      try {
        return await fetched;
      } catch {
        fetched = null;
        store.set({ fault: "The server does not answer, so the explanations cannot be fetched now." });
        return null;
      }
    },
    async openMenu() {
      (await this.load())?.menu.open();
    },
    /** @param {string | null} id */
    find: (id) => library?.explanationOf(id) ?? null,

    /** @param {Scene} next */
    show(next) {
      scene = next;
      library?.show(next);
    },
    /** @param {number} now */
    draw(now) {
      t = now;
      library?.draw(now);
    },
  };
}
