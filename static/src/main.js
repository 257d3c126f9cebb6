/* The page: puts session, player and views together. */
import { editInPlace } from "./input/editing.js";
import { withNumber } from "./experiment.js";
import { listenToKeys } from "./input/keys.js";
import { formatHash, formatQuery, parseAddress } from "./link.js";
import { linkRefs } from "./input/linking.js";
import { heading, sentence } from "./formula/narrate.js";
import { navigateDiagram } from "./input/navigation.js";
import { createPage } from "./page.js";
import { createPlayer, SPEEDS } from "./player.js";
import { placeAfter, sceneOf, shownExperiment } from "./scene.js";
import { GRANULARITIES, placeOf } from "./script.js";
import { createSession, experimentOf, firstAnswers } from "./session.js";
import { createStore } from "./store.js";
import * as views from "./views/index.js";

/**
 * @typedef {import("./session.js").State} State
 * @typedef {import("./types").Scene} Scene
 * @typedef {import("./types").Granularity} Granularity
 */

const MANY = 10;

/**
 * @param {import("./page.js").Page} page
 * @param {Pick<State, "catalog" | "presets">} answers
 */
async function visualizer(page, { catalog, presets }) {
  const address = parseAddress(window.location);
  const asked = presets.find(({ id }) => id === address.preset);
  const faults = [...address.faults];
  if (address.preset && !asked) {
    faults.push(`There is no example called “${address.preset}”; this is the first one.`);
  }

  const store = createStore(
    /** @type {State} */ ({
      catalog,
      presets,
      preset: presets[0].id,
      edited: false,
      experiment: experimentOf(presets[0]),
      history: [],
      index: 0,
      example: 0,
      selected: null,
      granularity: "layer",
      busy: null,
      fault: null,
      undoable: [],
    }),
  );
  const session = createSession(store);
  let speed = 1;
  /** @type {Scene | null} */
  let scene = null;
  const current = () => ({ scene, t: player.t() });

  const player = createPlayer((t, playing) => draw(t, playing));
  const network = views.networkView(page.part("network"));
  const equation = views.equationView(page.part("equation"), { form: (form) => equation.form(form) });
  const timeline = views.timelineView(page.part("timeline"), {
    seek: player.seek,
    describe: (i) => (scene ? `${heading(scene, scene.script.steps[i])}` : ""),
  });
  const select = (/** @type {string | null} */ selected) => store.set({ selected });
  const edit = (/** @type {string} */ target, /** @type {number} */ value, merge = false) => {
    const { experiment, history, index, example } = store.get();
    const shown = { ...experiment, network: history[index].network ?? experiment.network };
    void session.edit(withNumber(shown, target, value, example), { merge });
  };
  const inspector = views.inspectorView(page.part("inspector"), { select, edit });
  const table = views.tableView(page.part("table"));
  const scenic = [network, equation, timeline, inspector, table];
  const builder = views.builderView(page.part("builder"), {
    build: (description, change) => void session.build(description, change),
    edit: (change) => void session.edit(change),
    close: () => openBuilder(false),
  });
  const loss = views.lossView(page.part("loss"), { returnTo: (index) => void session.returnTo(index) });

  /** @param {number} factor */
  const setSpeed = (factor) => {
    speed = factor;
    player.speed(factor);
    controls.settings({ speed, granularity: store.get().granularity });
  };
  const actions = {
    first: () => player.seek(0),
    back: player.back,
    toggle: player.toggle,
    next: player.next,
    last: () => player.seek(Infinity),
    slower: () => setSpeed(SPEEDS[Math.max(0, SPEEDS.indexOf(speed) - 1)]),
    faster: () => setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, SPEEDS.indexOf(speed) + 1)]),
    learn: () => void session.learn(),
    many: () => void session.learnMany(MANY),
    rewind: session.rewind,
    undo: session.undo,
    help: page.help,
    build: () => openBuilder(page.part("builder").hidden),
    theme: () => setTheme(page.nextTheme()),
    dismiss: () => store.set({ fault: null }),
  };
  const controls = views.controlsView(
    page.part("controls"),
    { ...actions, speed: setSpeed, granularity: (granularity) => store.set({ granularity }) },
    { speeds: SPEEDS, granularities: GRANULARITIES },
  );

  const linking = linkRefs(page.part("visualizer"), current);
  const editing = editInPlace(page.part("network"), () => scene, edit);
  const navigation = navigateDiagram(page.part("network"), current, { select, edit: editing.open });
  for (const [name, action] of Object.entries(actions)) page.onClick(name, action);
  page.menu(presets, (id) => void session.loadPreset(id));
  page.onExample((example) => store.set({ example }));
  listenToKeys(document, actions, page.singleKeys);

  /** @param {boolean} open */
  function openBuilder(open) {
    page.part("builder").hidden = !open;
    page.part("explanation").hidden = open;
    page.part("build").setAttribute("aria-expanded", String(open));
    if (open) builder.show(catalog, shownExperiment(store.get()));
    else page.part("build").focus();
  }

  /** @param {string | null} theme */
  function setTheme(theme) {
    page.theme(theme);
    address.theme = theme;
    remember();
  }

  /**
   * Everything that follows from a change of state.
   * @param {State} state
   * @param {State} before
   */
  function render(state, before) {
    page.show(state);
    const next = sceneOf(state, scene);
    if (!next) return;
    const learned = state.index !== before.index && state.history !== before.history;
    const place = placeAfter(scene, player.t(), next, learned || state.preset !== before.preset);
    const sameScript = scene?.script === next.script;
    scene = next;
    for (const view of scenic) view.show(scene);
    loss.show(state.history, state.index, state.history.at(-1)?.trace?.loss.after_update);
    controls.settings({ speed, granularity: state.granularity });
    if (!page.part("builder").hidden) builder.show(catalog, scene.experiment);
    if (sameScript) draw(player.t(), player.playing());
    else player.load(scene.script, place);
    navigation.refresh();
    linking.refresh();
    if (state.selected && state.selected !== before.selected) page.reveal("inspector");
  }

  /**
   * @param {number} t
   * @param {boolean} playing
   */
  function draw(t, playing) {
    if (!scene) return;
    for (const view of scenic) view.draw(t);
    const { steps, last } = scene.script;
    page.caption(heading(scene, steps[Math.ceil(t)]), steps[Math.ceil(t)].frame.phase);
    controls.draw({ playing, atStart: t === 0, atEnd: t === last });
    if (!Number.isInteger(t)) return;
    whenIdle(() => equation.prepare(t + 1));
    page.say(`${heading(scene, steps[t])}. ${sentence(scene, steps[t])}`);
    if (!playing) remember();
  }

  /** Keeps the address in step with the picture, where the page may write it. */
  function remember() {
    const { preset, index } = store.get();
    const at = scene && player.t() > 0 ? scene.script.steps[Math.ceil(player.t())].id : null;
    const query = formatQuery({ preset: preset === presets[0].id ? null : preset, theme: address.theme });
    const place = formatHash({ step: index + 1, at });
    try {
      window.history.replaceState(null, "", window.location.pathname + query + place);
    } catch {
      // a frame without an address of its own has nothing to keep in step
    }
  }

  const resized = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = page.part("network");
    network.size(clientWidth, clientHeight);
    if (!scene) return;
    timeline.show(scene);
    draw(player.t(), player.playing());
    navigation.refresh();
  });
  resized.observe(page.part("network"));

  const motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  const follow = () => player.reduceMotion(motion.matches);
  motion.addEventListener("change", follow);
  follow();

  store.subscribe(render);
  await session.loadPreset((asked ?? presets[0]).id);
  store.set({ undoable: [] });
  if (address.step > 1) await session.learnMany(address.step - 1);
  const goTo = (/** @type {string | null} */ at) => {
    if (!scene || !at) return;
    const place = placeOf(scene.script, at);
    if (place === undefined) faults.push(`This example has no step called “${at}”.`);
    else player.seek(place);
  };
  goTo(address.at);
  window.addEventListener("hashchange", () => goTo(parseAddress(window.location).at));
  if (faults.length) store.set({ fault: faults.join(" ") });
  page.part("visualizer").dataset.ready = "true";
}

/** @param {() => void} task */
const whenIdle = (task) =>
  void ("requestIdleCallback" in window ? window.requestIdleCallback(task) : setTimeout(task, 50));

async function start() {
  const page = createPage(document);
  page.theme(parseAddress(window.location).theme);
  try {
    await visualizer(page, await firstAnswers());
  } catch (error) {
    page.fault(error instanceof Error ? error.message : String(error));
  }
}

void start();
