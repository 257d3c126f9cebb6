/* Keeps the address in step with the picture, and goes where an address says. */
import { get, Superseded } from "./api.js";
import { viewsOf } from "./explaining.js";
import { contentOf, formatAddress, parseAddress, quoted, together } from "./link.js";
import { refused } from "./locks.js";
import { homeExists } from "./refs.js";

/**
 * @typedef {import("./link.js").Address} Address
 * @typedef {Address["place"]} Place
 */

/**
 * @param {import("./store.js").Store<import("./session.js").State>} store
 * @param {ReturnType<import("./session.js").createSession>} session
 * @param {() => import("./stage.js").Stage} stage
 * @param {{ presented: () => import("./presentation.js").Presentation, present: (asked: object) => void }} shell
 *     presented: how things are shown now
 */
export function createAddress(store, session, stage, shell) {
  const { link_keys: keys, limits } = store.get().catalog;
  /** The address on the way to which the page is; a newer one takes its place. */
  /** @type {symbol | null} */
  let following = null;
  /** What a file or a frame was made for: its own address need not say it. */
  /** @type {import("./types").LinkAnswer | null} */
  let made = null;
  /** The address at which the frame begins, whenever its slide is entered. */
  /** @type {Address} */
  let beginning = parseAddress({ search: "", hash: "" }, keys);

  /**
   * What a person would copy: content, presentation, explanations, learning step, position and choice.
   * @param {Record<string, unknown>} [choices] how else it is to be shown
   * @param {boolean} [here] whether it leads to the place on show
   */
  function current(choices = {}, here = true) {
    const { content, index, selected, views, lesson } = store.get();
    const presentation = { ...shell.presented(), views: viewsOf(views), lesson, ...choices };
    const place = here ? { step: index + 1, at: stage().position(), of: selected } : {};
    return formatAddress({ content: content ?? lastContent, presentation, place }, keys);
  }

  /** The content that was known last: that of an edited network has to be asked for. */
  let lastContent = "";

  /**
   * What an address would change that the link on show has locked, as a sentence; null where it changes nothing of that.
   * @param {Address} address
   */
  function lockedIn({ content, given, presentation, place }) {
    const { content: known, index, views, lesson, presets } = store.get();
    const first = `preset=${presets[0].id}`;
    const [asked, shown] = [content || first, (known ?? lastContent) || first];
    const another = exampleOf(asked, first) !== exampleOf(shown, first);
    return lockedOf(given, {
      example: another,
      edit: asked !== shown && !another,
      learn: place.step !== index + 1,
      steps: place.at !== stage().position(),
      explain: `${presentation.views}` !== `${viewsOf(views)}` || presentation.lesson !== lesson,
    });
  }

  /**
   * @param {import("./presentation.js").Presentation} given
   * @param {Record<string, boolean>} [changes] what changes besides
   */
  function lockedOf(given, changes = {}) {
    const { locks, granularity } = store.get();
    return refused(locks, {
      ...changes,
      speed: (given.speed ?? stage().speed()) !== stage().speed(),
      granularity: (given.granularity ?? granularity) !== granularity,
    });
  }

  /**
   * What is locked stays so, whoever asks.
   * @param {import("./presentation.js").Presentation} given
   */
  function present(given) {
    const { locks } = store.get();
    shell.present(given.lock ? { ...given, lock: [...new Set([...locks, ...given.lock])] } : given);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let asking;

  /** The experiment of the entry in the browser's history; another one gets an entry of its own. */
  /** @type {string | null} */
  let remembered = null;

  /** Keeps the address in step with the picture, where the page may write it. */
  function remember() {
    const { content, preset, history } = store.get();
    if (following || !history.length) return;
    if (content === null) {
      clearTimeout(asking);
      asking = setTimeout(async () => {
        await session.nameContent();
        if (store.get().content !== null) remember();
      }, NAMING_DELAY);
      return;
    }
    lastContent = content;
    if (made) return; // nobody sees the address of a frame
    try {
      const entry = remembered === null || remembered === preset ? "replaceState" : "pushState";
      remembered = preset;
      window.history[entry](null, "", window.location.pathname + current());
    } catch {
      // a frame without an address of its own has nothing to keep in step
    }
  }

  /**
   * Loads the experiment of an address where another one is on show.
   * @param {string} content
   * @returns {Promise<string[]>} what is to be said
   */
  async function load(content) {
    const { presets, content: known, history, report } = store.get();
    if (content === known && history.length) return [];
    const preset = content === "" ? presets[0].id : /^preset=([a-z0-9-]+)$/.exec(content)?.[1];
    if (presets.some(({ id }) => id === preset)) {
      remembered = preset ?? null;
      settled(await session.loadPreset(preset ?? "", { report }));
      return [];
    }
    /** @type {string[]} */
    let faults = [];
    settled(
      await session.loadLink(async () => {
        const answer = await get(`/link?${content}`);
        faults = answer.faults;
        return answer;
      }),
    );
    remembered = store.get().preset;
    return faults;
  }

  /**
   * What the session could not do is said by it; where it says nothing, something newer has taken its place.
   * @param {boolean} done
   */
  function settled(done) {
    const { fault } = store.get();
    if (!done) throw fault ? new Error(fault) : new Superseded();
  }

  /**
   * To the learning step, the choice and the position of an address.
   * @param {Place} place
   * @param {() => boolean} stale
   */
  async function go({ step, at, of }, stale) {
    const { history, index } = store.get();
    if (step > history.length) settled(await session.learnMany(step - history.length));
    else if (step !== index + 1 || interrupts) settled(await session.returnTo(step - 1));
    if (stale()) return [];
    const { scene } = stage().current();
    const exists = of === null || (scene !== null && homeExists(scene.trace, of));
    store.set({ selected: exists ? of : null });
    return [
      ...(stage().goTo(at) ? [] : [`This example has no step called “${quoted(at ?? "")}”.`]),
      ...(exists ? [] : [`This network has no “${quoted(of ?? "")}”.`]),
    ];
  }

  let interrupts = false;

  /**
   * Follows an address and tells what it did not understand.
   * @param {string[]} faults of the address itself
   * @param {(stale: () => boolean) => Promise<string[]>} way stale: whether a newer address has taken its place
   * @param {{ anew?: boolean }} [how] anew: what was wrong with the address before is said no longer; of a place in what
   *     is on show that goes on to hold
   * @returns {Promise<string[]>} what was not done, as sentences
   */
  async function follow(faults, way, { anew = false } = {}) {
    interrupts = following !== null;
    const mine = (following = Symbol("an address"));
    const stale = () => mine !== following;
    store.set({ fault: null, ...(anew && { report: faults }) });
    const said = [...faults];
    let overtaken = false;
    try {
      said.push(...(await way(stale)));
    } catch (error) {
      overtaken = error instanceof Superseded;
      if (!overtaken) said.push(error instanceof Error ? error.message : String(error));
    }
    if (stale()) return [OVERTAKEN];
    following = null;
    const { fault } = store.get();
    if (fault) said.push(fault);
    tell(said, anew);
    if (store.get().history.length) remember();
    return [...new Set(said), ...(overtaken ? [OVERTAKEN] : [])];
  }

  /**
   * Says what was not done, beside what has been said of the address and by the session.
   * @param {string[]} said
   * @param {boolean} anew
   */
  function tell(said, anew) {
    const { fault, report } = store.get();
    if (anew) return store.set({ report: [...new Set(said)].filter((sentence) => sentence !== fault) });
    const news = [...new Set(said)].filter((sentence) => !report.includes(sentence));
    return store.set({ fault: news.length ? news.join(" ") : null });
  }

  /**
   * A lesson alone says where it wants to be.
   * @param {Address} address
   * @returns {Promise<Address>}
   */
  async function placeOfLesson(address) {
    const { content, presentation, place } = address;
    const { lesson, views } = presentation;
    if (!lesson || content || views.length || place.at || place.of) return address;
    const library = await stage().explaining.load();
    const known = library?.lessonOf(lesson);
    if (!library || !known) return address;
    const own = read(new URL(library.addressOf(known.lesson, known.part), BASE));
    return { ...own, presentation: { ...presentation, ...own.given } };
  }

  /** @param {{ search: string, hash: string }} location */
  const read = (location) => parseAddress(location, keys, limits);

  /**
   * The address of the page itself. A file is what it was made from, whatever a deck adds to its address.
   * @param {{ search: string, hash: string }} location
   * @returns {Address}
   */
  function readOwn(location) {
    const address = read(location);
    if (!made || address.content) return address;
    const { link, presentation } = made;
    return {
      ...address,
      content: contentOf(link, keys),
      presentation: { ...presentation, ...address.given },
    };
  }

  /**
   * To an address, another experiment included.
   * @param {Address} given
   * @param {{ anew?: boolean }} [how]
   */
  const goTo = (given, { anew = true } = {}) =>
    follow(
      given.faults,
      async (stale) => {
        const address = await placeOfLesson(given);
        const said = await load(address.content);
        return stale() ? said : [...said, ...(await show(address, stale))];
      },
      { anew },
    );

  /**
   * The place and the explanations of an address, neither of which waits for the other.
   * @param {Pick<Address, "presentation" | "place">} address
   * @param {() => boolean} stale
   */
  async function show({ presentation, place }, stale) {
    const [faults, said] = await Promise.all([stage().explaining.open(presentation), go(place, stale)]);
    return [...faults, ...said];
  }

  return {
    remember,
    current,

    /**
     * To the place and the explanations with which the frame begins, or to another place with them.
     * @param {{ step: number, at: string | null }} [place]
     */
    begin(place) {
      const { presentation, place: first } = beginning;
      const there = place ? { of: store.get().selected, ...place } : first;
      return follow([], (stale) => show({ presentation, place: there }, stale));
    },

    /** How all is shown, for `restore`. */
    appearance() {
      const { views, lesson, report, away } = store.get();
      return { state: { views, lesson, report, away }, presentation: shell.presented() };
    },

    /** @param {{ state: Partial<import("./session.js").State>, presentation: object }} appearance */
    restore({ state, presentation }) {
      stage().explaining.leave();
      shell.present(presentation);
      store.set(state);
    },

    /**
     * Opens the page at an address.
     * @param {{ search: string, hash: string }} location
     * @param {import("./records.js").Records | null} records
     */
    open(location, records) {
      made = records?.link ?? null;
      const address = readOwn(location);
      if (made && !location.hash) address.place = made.place;
      beginning = address;
      shell.present(address.presentation);
      if (!records) return goTo(address);
      const { link, traces } = records;
      // Of the query the server has said already what it did not understand.
      const faults = together(address.faults, link.faults);
      const way = async (/** @type {() => boolean} */ stale) => {
        // What is recorded is drawn before anything is waited for.
        settled(await session.loadLink(() => Promise.resolve(link), traces));
        beginning = await placeOfLesson(address);
        return stale() ? [] : show(beginning, stale);
      };
      return follow(faults, way, { anew: true });
    },

    /**
     * Goes where a link within the page leads; the browser's way back leads to where one was.
     * @param {string} link query and hash
     */
    async visit(link) {
      const locked = lockedIn(read(new URL(link, BASE)));
      if (locked) {
        store.set({ fault: locked });
        return [locked];
      }
      try {
        window.history.pushState(null, "", window.location.pathname + link);
      } catch {
        // a frame without an address of its own
      }
      return goTo(read(new URL(link, BASE)));
    },

    /**
     * Goes where an address says, in how it is shown too; only what it names changes, and nothing that is locked.
     * @param {{ search: string, hash: string }} location
     * @param {{ begins: boolean }} how begins: the frame begins there from now on, and what was wrong with its own address
     *     is said no longer
     * @returns {Promise<string[]>} what was not done, as sentences
     */
    async go(location, { begins }) {
      const address = read(location);
      const locked = lockedIn(address);
      if (locked) return [locked];
      present(address.given);
      const said = await goTo(address, { anew: begins });
      if (begins && !said.length) beginning = address;
      return said;
    },

    /**
     * Shows what is on show in another way.
     * @param {string} search the keys that change
     * @returns {string[]} what was not done, as sentences
     */
    adjust(search) {
      const { given, faults } = parseAddress({ search, hash: "" }, keys);
      const locked = lockedOf(given);
      const said = locked ? [...faults, locked] : faults;
      if (said.length) return said;
      present(given);
      remember();
      return [];
    },

    /**
     * To a place in what is on show.
     * @param {{ step: number, at: string | null, of?: string | null }} place
     */
    toPlace: ({ step, at, of = store.get().selected }) => follow([], (stale) => go({ step, at, of }, stale)),

    /**
     * Where the browser has gone by itself, back, forward or to another hash: of the same experiment only the place
     * changes.
     * @param {{ search: string, hash: string }} location
     */
    arrive(location) {
      const address = readOwn(location);
      const same = made !== null || current().split("#")[0] === location.search;
      return same ? follow(address.faults, (stale) => go(address.place, stale)) : goTo(address);
    },
  };
}

/**
 * What a content begins with; the rest are its numbers. Where it names nothing that is the first example.
 * @param {string} content
 * @param {string} first
 */
function exampleOf(content, first) {
  const keys = new URLSearchParams(content);
  if (!keys.has("preset") && !keys.has("net")) return first;
  return ["preset", "net"]
    .filter((name) => keys.has(name))
    .map((name) => `${name}=${keys.get(name)}`)
    .join("&");
}

/** What a command is answered that did not come to its end. */
export const OVERTAKEN = "Something newer has taken its place.";

/** Only a base that addresses without a host need to be read. */
const BASE = "http://page.invalid/";
/** How long an edited network waits until its address is asked for, in milliseconds. */
const NAMING_DELAY = 300;
