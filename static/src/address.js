/* Keeps the address in step with the picture, and goes where an address says. */
import { formatHash, formatQuery, parseAddress } from "./link.js";
import { homeExists } from "./refs.js";

/**
 * @typedef {import("./link.js").Address} Address
 */

/**
 * @param {import("./store.js").Store<import("./session.js").State>} store
 * @param {ReturnType<import("./session.js").createSession>} session
 * @param {() => import("./stage.js").Stage} stage
 * @param {{ theme: string | null }} shell
 */
export function createAddress(store, session, stage, shell) {
  /** The address on the way to which the page is; a newer one takes its place. */
  /** @type {symbol | null} */
  let following = null;

  /** What a person would copy: preset, theme and explanations, learning step, position and choice. */
  function current() {
    const { preset, presets, index, selected, views, lesson } = store.get();
    const query = formatQuery({
      preset: preset === presets[0].id ? null : preset,
      theme: shell.theme,
      views: [views.stage, views.panel].filter((id) => id !== null),
      lesson,
    });
    return query + formatHash({ step: index + 1, at: stage().position(), of: selected });
  }

  /** The example of the entry in the browser's history; another one gets an entry of its own. */
  /** @type {string | null} */
  let remembered = null;

  /** Keeps the address in step with the picture, where the page may write it. */
  function remember() {
    if (following) return;
    const { preset } = store.get();
    try {
      const entry = remembered === null || remembered === preset ? "replaceState" : "pushState";
      remembered = preset;
      window.history[entry](null, "", window.location.pathname + current());
    } catch {
      // a frame without an address of its own has nothing to keep in step
    }
  }

  /**
   * Loads the example of an address where another one, or an edited one, is on show.
   * @param {string | null} id
   * @returns {Promise<string[]>} what is to be said
   */
  async function load(id) {
    const { presets, preset, edited, history } = store.get();
    const asked = presets.find((entry) => entry.id === id) ?? presets[0];
    const unknown = id !== null && asked.id !== id;
    if (asked.id !== preset || edited || !history.length) {
      store.set({ preset: asked.id });
      remembered = asked.id;
      await session.loadPreset(asked.id);
    }
    return unknown ? [`There is no example called “${id}”; this is the first one.`] : [];
  }

  /**
   * Opens the explanations and the lesson of an address.
   * @param {Address} address
   * @returns {Promise<string[]>} what is to be said
   */
  async function explain({ views: names, lesson }) {
    /** @type {Record<import("./types").Place, string | null>} */
    const views = { stage: null, panel: null };
    const library = names.length || lesson ? await stage().explaining.load() : null;
    if (!library) {
      store.set({ views, lesson: null });
      return [];
    }
    const faults = [];
    for (const name of names) {
      const entry = library.explanationOf(name);
      if (!entry) faults.push(`There is no explanation called “${name}”.`);
      else if (views[entry.place]) faults.push(`“${name}” and “${views[entry.place]}” have the same place.`);
      else views[entry.place] = name;
    }
    const known = library.lessonOf(lesson);
    if (lesson !== null && !known) faults.push(`There is no lesson called “${lesson}”.`);
    store.set({ views, lesson: known && `${known.lesson.id}.${known.part}` });
    return faults;
  }

  /**
   * To the learning step, the choice and the position of an address.
   * @param {Address} address
   */
  async function place({ step, at, of }) {
    const { history, index } = store.get();
    if (step > history.length) await session.learnMany(step - history.length);
    else if (step !== index + 1 || interrupts) await session.returnTo(step - 1);
    if (stale()) return [];
    const { scene } = stage().current();
    const exists = of === null || (scene !== null && homeExists(scene.trace, of));
    store.set({ selected: exists ? of : null });
    return [
      ...(stage().goTo(at) ? [] : [`This example has no step called “${at}”.`]),
      ...(exists ? [] : [`This network has no “${of}”.`]),
    ];
  }

  let interrupts = false;
  let stale = () => false;

  /**
   * Follows an address and tells what it did not understand.
   * @param {Address} address
   * @param {() => Promise<string[]>} way
   */
  async function follow(address, way) {
    interrupts = following !== null;
    const mine = (following = Symbol("an address"));
    stale = () => mine !== following;
    store.set({ fault: null });
    const said = [...address.faults, ...(await way())];
    if (mine !== following) return;
    following = null;
    const { fault } = store.get();
    if (fault) said.push(fault);
    if (said.length) store.set({ fault: said.join(" ") });
    if (store.get().history.length) remember();
  }

  /**
   * A lesson alone says where it wants to be.
   * @param {Address} address
   * @returns {Promise<Address>}
   */
  async function placeOfLesson(address) {
    const { lesson, preset, views, at, of } = address;
    if (!lesson || preset || views.length || at || of) return address;
    const library = await stage().explaining.load();
    const known = library?.lessonOf(lesson);
    return library && known
      ? parseAddress(new URL(library.addressOf(known.lesson, known.part), window.location.href))
      : address;
  }

  return {
    remember,

    /**
     * Goes where a link within the page leads; the browser's way back leads to where one was.
     * @param {string} link query and hash
     */
    async visit(link) {
      try {
        window.history.pushState(null, "", window.location.pathname + link);
      } catch {
        // a frame without an address of its own
      }
      await this.go(parseAddress(new URL(link, window.location.href)));
    },

    /**
     * Goes where an address says, another example included.
     * @param {Address} given
     */
    go: (given) =>
      follow(given, async () => {
        const address = await placeOfLesson(given);
        const said = await load(address.preset);
        if (!store.get().history.length || stale()) return said;
        said.push(...(await explain(address)));
        return stale() ? said : [...said, ...(await place(address))];
      }),

    /**
     * Where the browser has gone by itself, back, forward or to another hash: of the same example only the place
     * changes, edits and all.
     * @param {{ search: string, hash: string }} location
     */
    arrive(location) {
      const address = parseAddress(location);
      const sameExample = current().split("#")[0] === location.search;
      return sameExample ? follow(address, () => place(address)) : this.go(address);
    },
  };
}
