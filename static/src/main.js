/* The page: state, session, stage and input put together, and the address kept in step with them. */
import { editInPlace } from "./input/editing.js";
import { listenToKeys } from "./input/keys.js";
import { linkRefs } from "./input/linking.js";
import { navigateDiagram } from "./input/navigation.js";
import { revealSums } from "./input/revealing.js";
import { formatHash, formatQuery, parseAddress } from "./link.js";
import { createPage } from "./page.js";
import { createSession, firstAnswers, initialState } from "./session.js";
import { createStage } from "./stage.js";
import { createStore } from "./store.js";

/** How many learning steps the button makes that makes many. */
const MANY = 10;

/**
 * @param {import("./page.js").Page} page
 * @param {import("./link.js").Address} address
 */
async function visualizer(page, address) {
  const store = createStore(initialState(await firstAnswers()));
  const session = createSession(store);
  let { theme } = address;

  const stage = createStage(page, store, session, {
    drawn() {
      navigation.refresh();
      linking.refresh();
      sums.follow();
    },
    stepped: () => linking.refresh(),
    rested: remember,
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
    build: () => stage.openBuilder(!page.builderIsOpen()),
    theme() {
      theme = page.nextTheme();
      page.theme(theme);
      remember();
    },
    close() {
      if (page.builderIsOpen()) stage.openBuilder(false);
      else navigation.leave(stage.select);
    },
    dismiss: () => store.set({ fault: null }),
  };
  for (const [name, action] of Object.entries(actions)) page.onClick(name, action);
  listenToKeys(document, actions, page.singleKeys);
  const { presets } = store.get();
  page.menu(presets, (id) => void session.loadPreset(id));
  page.onExample((example) => store.set({ example }));

  /** The example of the entry in the browser's history; another one gets an entry of its own. */
  /** @type {string | null} */
  let remembered = null;

  /** Keeps the address in step with the picture, where the page may write it. */
  function remember() {
    if (following) return;
    const { preset, index } = store.get();
    const query = formatQuery({ preset: preset === presets[0].id ? null : preset, theme });
    const place = formatHash({ step: index + 1, at: stage.position() });
    try {
      const entry = remembered === null || remembered === preset ? "replaceState" : "pushState";
      remembered = preset;
      window.history[entry](null, "", window.location.pathname + query + place);
    } catch {
      // a frame without an address of its own has nothing to keep in step
    }
  }

  /** The address on the way to which the page is; a newer one takes its place. */
  /** @type {symbol | null} */
  let following = null;

  /**
   * Goes to the learning step and the position of an address, and says what it did not understand.
   * @param {import("./link.js").Address} place
   * @param {string[]} [faults] what is to be said besides
   */
  async function follow({ preset, step, at, faults: own }, faults = []) {
    const interrupts = following !== null;
    const mine = (following = Symbol("an address"));
    const there = presets.find(({ id }) => id === preset) ?? presets[0];
    if (there.id !== store.get().preset) {
      remembered = there.id;
      await session.loadPreset(there.id);
      if (mine !== following) return;
    }
    const { history, index } = store.get();
    if (step > history.length) await session.learnMany(step - history.length);
    else if (step !== index + 1 || interrupts) await session.returnTo(step - 1);
    if (mine !== following) return;
    following = null;
    const found = stage.goTo(at);
    const missing = found ? [] : [`This example has no step called “${at}”.`];
    const said = [...own, ...faults, ...missing, ...(store.get().fault ? [store.get().fault] : [])];
    if (said.length) store.set({ fault: said.join(" ") });
    remember();
  }

  const asked = presets.find(({ id }) => id === address.preset) ?? presets[0];
  const unknown = address.preset !== null && address.preset !== asked.id;
  store.set({ preset: asked.id });
  if (await session.loadPreset(asked.id)) {
    await follow(
      address,
      unknown ? [`There is no example called “${address.preset}”; this is the first one.`] : [],
    );
  }
  window.addEventListener("popstate", () => {
    store.set({ fault: null });
    void follow(parseAddress(window.location));
  });
  page.ready();
}

const page = createPage(document);
const address = parseAddress(window.location);
page.theme(address.theme);
visualizer(page, address).catch((error) =>
  page.fault(error instanceof Error ? error.message : String(error)),
);
