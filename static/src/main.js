/* The page: state, session, stage and input put together, and the address kept in step with them. */
import { createAddress } from "./address.js";
import { editInPlace } from "./input/editing.js";
import { listenToKeys } from "./input/keys.js";
import { linkRefs } from "./input/linking.js";
import { navigateDiagram } from "./input/navigation.js";
import { revealSums } from "./input/revealing.js";
import { parseAddress } from "./link.js";
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
  const shell = { theme: address.theme };
  const place = createAddress(store, session, () => stage, shell);

  const stage = createStage(page, store, session, {
    drawn() {
      navigation.refresh();
      linking.refresh();
      sums.follow();
    },
    stepped: () => linking.refresh(),
    rested: place.remember,
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
      shell.theme = page.nextTheme();
      page.theme(shell.theme);
      place.remember();
    },
    close() {
      if (page.builderIsOpen()) stage.openBuilder(false);
      else if (store.get().selected) navigation.leave(stage.select);
      else stage.closeExplanation();
    },
    dismiss: () => store.set({ fault: null }),
  };
  for (const [name, action] of Object.entries(actions)) page.onClick(name, action);
  listenToKeys(document, actions, page.singleKeys);
  const { presets } = store.get();
  page.menu(presets, (id) => void session.loadPreset(id));
  page.onExample((example) => store.set({ example }));

  window.addEventListener("popstate", () => void place.arrive(window.location));
  await place.go(address);
  page.ready();
}

const page = createPage(document);
const address = parseAddress(window.location);
page.theme(address.theme);
visualizer(page, address).catch((error) =>
  page.fault(error instanceof Error ? error.message : String(error)),
);
