/* State, session, stage and input put together, and the address kept in step with them: page, embed and file alike. */
import { createAddress } from "./address.js";
import { editInPlace } from "./input/editing.js";
import { listenToKeys } from "./input/keys.js";
import { linkRefs } from "./input/linking.js";
import { navigateDiagram } from "./input/navigation.js";
import { revealSums } from "./input/revealing.js";
import { NO_FAULT, ownNetwork } from "./notes.js";
import { isLocked } from "./locks.js";
import { present } from "./presentation.js";
import { createSession, firstAnswers, initialState } from "./session.js";
import { createStage } from "./stage.js";
import { createStore } from "./store.js";

/** How many learning steps the button makes that makes many. */
const MANY = 10;

/** A ground that is not there is for frames alone. */
const ONLY_IN_FRAMES = "clear";

/**
 * @typedef {ReturnType<typeof createVisualizer>} Visualizer
 */

/**
 * The visualizer of a page that asks the server for all it needs.
 * @param {import("./page.js").Page} page
 * @param {{ search: string, hash: string }} location the address to open at
 */
export async function openVisualizer(page, location) {
  const visualizer = createVisualizer(page, { answers: await firstAnswers() });
  await visualizer.open(location, null);
  return visualizer;
}

/**
 * @param {import("./page.js").Page} page
 * @param {{ answers: Parameters<typeof initialState>[0], arrived?: () => void, moved?: () => void }} given
 *     arrived: a step has happened; moved: t or the playing has changed
 */
export function createVisualizer(page, { answers, arrived = () => {}, moved = () => {} }) {
  const store = createStore(initialState(answers));
  const session = createSession(store);
  /** What links have said of how things are shown, and what has been chosen since. */
  /** @type {import("./presentation.js").Presentation} */
  let shown = {};
  const place = createAddress(store, session, () => stage, {
    present(asked) {
      shown = { ...shown, ...asked };
      present(asked, { page, stage, store });
    },
    presented,
  });
  function presented() {
    const { granularity, digits } = store.get();
    return { ...shown, speed: stage.speed(), granularity, digits };
  }

  const stage = createStage(page, store, session, {
    drawn() {
      navigation.refresh();
      linking.refresh();
      sums.follow();
    },
    stepped: () => linking.refresh(),
    arrived,
    rested: place.remember,
    moved,
    formed: (form) => (shown = { ...shown, form }),
    follow: (link) => void place.visit(link),
  });
  const linking = linkRefs(page.part("visualizer"), stage.current);
  const editing = editInPlace(page.part("network"), stage.current, stage.edit, (fault) =>
    store.set({ fault }),
  );
  const navigation = navigateDiagram(page.part("network"), stage.current, {
    select(home, number) {
      stage.select(home);
      if (home) page.reveal("inspector");
      if (home) sums.show(number);
    },
    edit: editing.open,
  });
  const sums = revealSums(page.part("panel"), page.part("inspector"), stage.current);

  const { player } = stage;
  const actions = {
    first: () => player.seek(0),
    back: player.back,
    toggle: player.toggle,
    next: player.next,
    last: () => player.seek(Infinity),
    slower: stage.slower,
    faster: stage.faster,
    learn: () => void session.learn(),
    many: () => void session.learnMany(MANY),
    rewind: session.rewind,
    undo: session.undo,
    help: page.help,
    explain: () => void stage.explaining.openMenu(),
    build: () => stage.openBuilder(!page.builderIsOpen()),
    theme() {
      shown = { ...shown, theme: page.nextTheme(themesOf(answers.catalog)) };
      page.theme(shown.theme ?? null);
      place.remember();
    },
    close() {
      if (page.builderIsOpen()) stage.openBuilder(false);
      else if (store.get().selected) navigation.leave(stage.select);
      else stage.closeExplanation();
    },
    dismiss: () => store.set(NO_FAULT),
  };
  /** What is on show, in a few words. */
  function title() {
    const state = store.get();
    return ownNetwork(state) ?? state.presets.find(({ id }) => id === state.preset)?.title ?? "";
  }

  const locked = (/** @type {string} */ lock) => store.get().locks.includes(lock);
  const free = Object.fromEntries(
    Object.entries(actions).map(([name, action]) => [
      name,
      () => void (isLocked(store.get().locks, name) || action()),
    ]),
  );
  for (const [name, action] of Object.entries(free)) page.onClick(name, action);
  listenToKeys(page.document, free, page.singleKeys);
  page.onExample((example) => locked("example") || store.set({ example }));
  page.menu(answers.presets, (id) => void (locked("example") || session.loadPreset(id)));

  return {
    /**
     * Opens it at an address.
     * @param {{ search: string, hash: string }} location
     * @param {import("./records.js").Records | null} records
     */
    async open(location, records) {
      window.addEventListener("popstate", () => void place.arrive(window.location));
      await place.open(location, records);
      // A frame that is not on the screen, as while a deck is printed, is never told its size.
      stage.fit();
      page.ready();
    },
    store,
    session,
    stage,
    place,
    locked,
    shown: () => shown,
    presented,
    title,
  };
}

/** @param {import("./types").Catalog} catalog */
const themesOf = ({ link_keys: keys }) =>
  (keys.find(({ name }) => name === "theme")?.type.choices ?? [])
    .map(String)
    .filter((theme) => theme !== ONLY_IN_FRAMES);
