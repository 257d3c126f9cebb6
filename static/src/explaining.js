/* The way to explanations and lessons. They are a part of the program of their own, fetched when first asked for. */
import { quoted } from "./link.js";

const NOT_FETCHED = "The server does not answer, so the explanations cannot be fetched now.";

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
  /** What is to be opened; something newer takes its place. */
  /** @type {symbol | null} */
  let opening = null;

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
        store.set({ fault: NOT_FETCHED });
        return null;
      }
    },
    async openMenu() {
      (await this.load())?.menu.open();
    },
    /**
     * Opens explanations and a lesson in the place of those on show.
     * @param {{ views: string[], lesson: string | null }} asked
     * @returns {Promise<string[]>} what is to be said
     */
    async open({ views: names, lesson }) {
      const mine = (opening = Symbol("explanations"));
      if (isOnShow(names, lesson, store.get())) return [];
      const wanted = names.length > 0 || lesson !== null;
      const there = wanted ? await this.load() : null;
      if (mine !== opening) return [];
      const { views, faults } = placed(names, there);
      const known = there?.lessonOf(lesson) ?? null;
      if (wanted && !there) faults.push(NOT_FETCHED);
      else if (lesson !== null && !known) faults.push(`There is no lesson called “${quoted(lesson)}”.`);
      store.set({ views, lesson: known && `${known.lesson.id}.${known.part}` });
      return faults;
    },

    /** What is about to be opened stays closed. */
    leave: () => void (opening = null),

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

/**
 * The explanations on show, as an address lists them.
 * @param {import("./session.js").State["views"]} views
 */
export const viewsOf = ({ stage, panel }) => [stage, panel].filter((id) => id !== null);

/**
 * @param {string[]} names
 * @param {string | null} lesson
 * @param {import("./session.js").State} state
 */
const isOnShow = (names, lesson, state) =>
  `${viewsOf(state.views)}` === `${names}` && state.lesson === lesson;

/**
 * Explanations in their places, and what is to be said of the others.
 * @param {string[]} names
 * @param {Library | null} library without it there are none
 */
function placed(names, library) {
  /** @type {Record<import("./types").Place, string | null>} */
  const views = { stage: null, panel: null };
  /** @type {string[]} */
  const faults = [];
  for (const name of library ? names : []) {
    const entry = library?.explanationOf(name);
    if (!entry) faults.push(`There is no explanation called “${quoted(name)}”.`);
    else if (views[entry.place]) faults.push(`“${name}” and “${views[entry.place]}” have the same place.`);
    else views[entry.place] = name;
  }
  return { views, faults };
}
