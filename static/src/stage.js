/* The stage: keeps views, player and state in step. A change of state makes another scene; the player's t draws it. */
import { aloud } from "./encode.js";
import { heading, sentence } from "./formula/narrate.js";
import { withNumber } from "./experiment.js";
import { createExplaining } from "./explaining.js";
import { latexOfStep } from "./exports/latex.js";
import { createPlayer, SPEEDS } from "./player.js";
import { placeAfter, sceneOf, shownExperiment } from "./scene.js";
import { GRANULARITIES, hasStep, placeOf } from "./script.js";
import { refusal } from "./locks.js";
import * as views from "./views/index.js";

/**
 * @typedef {import("./session.js").State} State
 * @typedef {import("./types").Scene} Scene
 * @typedef {ReturnType<typeof createStage>} Stage
 */

/**
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<State>} store
 * @param {ReturnType<import("./session.js").createSession>} session
 * @param {{ drawn: () => void, stepped: () => void, arrived: () => void, rested: () => void,
 *     moved: () => void,
 *     formed: (form: import("./views/equation.js").Form) => void,
 *     follow: (link: string) => void }} listeners drawn: other marks stand in the diagram, or a step has arrived;
 *     stepped: another step is explained; arrived: it has happened; rested: the picture stands still; moved: t or the
 *     playing has changed, or it is drawn anew; formed: another
 *     form of the equation has been chosen
 */
export function createStage(page, store, session, listeners) {
  /** @type {Scene | null} */
  let scene = null;
  let speed = 1;
  /** The step and the place that were drawn last. */
  let [explained, arrived] = [-1, -1];
  const player = createPlayer((t, playing) => draw(t, playing));
  /** Whether the link leaves it free. @param {string} what */
  const free = (what) => !store.get().locks.includes(what);
  /** The same, and where it does not, that is told. @param {string} what */
  const allowed = (what) => {
    if (!free(what)) store.set({ fault: refusal(what) });
    return free(what);
  };

  const network = views.networkView(page.part("network"));
  const equation = views.equationView(page.part("equation"), {
    form(form) {
      equation.form(form);
      listeners.formed(form);
      listeners.rested();
    },
    latex: latexOfStep,
    room: page.scaled() ? page.part("panel") : undefined,
  });
  const timeline = views.timelineView(page.part("timeline"), {
    seek: (t) => free("steps") && player.seek(t),
    describe: (i) => (scene ? heading(scene, scene.script.steps[i]) : ""),
  });
  const inspector = views.inspectorView(page.part("inspector"), { select, edit });
  const table = views.tableView(page.part("table"));
  const explaining = createExplaining(page, store, {
    set: () => undefined,
    select,
    edit,
    goTo: (name) => allowed("steps") && goTo(name),
    open: (place, id) => allowed("explain") && openExplanation(place, id),
    example: (example) => allowed("example") && store.set({ example }),
    settings: (id, change) =>
      store.set({ settings: { ...store.get().settings, [id]: { ...store.get().settings[id], ...change } } }),
    trail: network.trail,
    drawn: listeners.drawn,
    moved: listeners.rested,
    follow: listeners.follow,
  });
  const scenic = [network, equation, timeline, inspector, table, explaining];
  const loss = views.lossView(page.part("loss"), {
    returnTo: (index) => void (free("learn") && session.returnTo(index)),
  });
  const builder = views.builderView(page.part("builder"), {
    build: (description, change) => void session.build(description, change),
    edit: (change) => void session.edit(change),
    close: () => openBuilder(false),
  });
  const controls = views.controlsView(
    page.part("controls"),
    {
      first: () => free("steps") && player.seek(0),
      back: () => free("steps") && player.back(),
      toggle: () => free("steps") && player.toggle(),
      next: () => free("steps") && player.next(),
      last: () => free("steps") && player.seek(Infinity),
      speed: (factor) => setSpeed(free("speed") ? factor : speed),
      granularity: (granularity) => choose(granularity),
    },
    { speeds: SPEEDS, granularities: GRANULARITIES },
  );

  /**
   * Opens an explanation in its place, or closes the one that is there.
   * @param {import("./types").Place} place
   * @param {string | null} id
   */
  function openExplanation(place, id) {
    if (page.builderIsOpen()) openBuilder(false);
    const { opensAt } = explaining.find(id) ?? {};
    if (opensAt && player.t() === 0 && free("steps")) goTo(opensAt);
    store.set({ views: { ...store.get().views, [place]: id } });
  }

  /**
   * Goes to a named position; to the start where there is no name.
   * @param {string | null} name
   * @returns {boolean} whether there is one of that name
   */
  function goTo(name) {
    if (!scene || (name !== null && !hasStep(scene.trace, name))) return false;
    const place = name === null ? 0 : placeOf(scene.script, name);
    if (place !== undefined) player.seek(place);
    return place !== undefined;
  }

  /** @param {string | null} selected */
  function select(selected) {
    store.set({ selected });
  }

  /**
   * @param {string} target
   * @param {number} value
   * @param {boolean} [merge]
   */
  function edit(target, value, merge = false) {
    const state = store.get();
    if (!allowed("edit")) return;
    void session.edit(withNumber(shownExperiment(state), target, value, state.example), { merge });
  }

  /** @param {import("./types").Granularity} granularity */
  function choose(granularity) {
    if (free("granularity")) store.set({ granularity });
    controls.settings({ speed, granularity: store.get().granularity });
    listeners.rested();
  }

  /** @param {number} factor */
  function setSpeed(factor) {
    speed = factor;
    player.speed(factor);
    controls.settings({ speed, granularity: store.get().granularity });
    listeners.rested();
  }

  /** @param {boolean} open */
  function openBuilder(open) {
    page.openBuilder(open);
    if (open) builder.show(store.get().catalog, shownExperiment(store.get()));
  }

  /**
   * Everything that follows from a change of state.
   * @param {State} state
   * @param {State} before
   */
  function render(state, before) {
    page.show(state);
    const next = sceneOf(state, scene);
    if (!next || (next === scene && !isRefused(state, before))) return;
    const place = placeAfter(scene, player.t(), next, state.begun !== before.begun);
    const sameScript = scene?.script === next.script;
    scene = next;
    [explained, arrived] = [-1, -1];
    for (const view of scenic) view.show(scene);
    loss.show(state.history, state.index, state.history.at(-1)?.trace?.loss.after_update);
    controls.settings({ speed, granularity: state.granularity });
    if (page.builderIsOpen()) builder.show(state.catalog, scene.experiment);
    if (sameScript) draw(player.t(), player.playing());
    else player.load(scene.script, place);
    listeners.drawn();
  }

  /**
   * @param {number} t
   * @param {boolean} playing
   */
  function draw(t, playing) {
    if (!scene) return;
    for (const view of scenic) view.draw(t);
    const { steps, last } = scene.script;
    const step = steps[Math.ceil(t)];
    page.caption(heading(scene, step), step.frame.phase);
    controls.draw({ playing, atStart: t === 0, atEnd: t === last });
    if (explained !== Math.ceil(t)) listeners.stepped();
    explained = Math.ceil(t);
    if (t === explained && t !== arrived) arrive(scene, t);
    arrived = t;
    if (t === explained && !playing) listeners.rested();
    listeners.moved();
  }

  /**
   * @param {Scene} shown
   * @param {number} i
   */
  function arrive(shown, i) {
    const step = shown.script.steps[i];
    page.say(aloud(`${heading(shown, step)}. ${sentence(shown, step)}`));
    listeners.arrived();
    whenIdle(() => equation.prepare(i + 1));
    listeners.drawn();
  }

  /** The diagram fills its place, whatever size that has. */
  function fit() {
    const { clientWidth, clientHeight } = page.part("network");
    network.size(clientWidth, clientHeight, page.scale());
    if (!scene) return;
    draw(player.t(), player.playing());
    listeners.drawn();
  }

  new ResizeObserver(fit).observe(page.part("network"));
  const motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  let still = false;
  const reduceMotion = () => player.reduceMotion(still || motion.matches);
  motion.addEventListener("change", reduceMotion);
  reduceMotion();
  store.subscribe(render);

  return {
    player,
    select,
    edit,
    openBuilder,
    /** What is on show now. */
    current: () => ({ scene, t: player.t() }),
    speed: () => speed,
    setSpeed,
    form: equation.form,
    /** Whether each step arrives at once. */
    isStill: () => still || motion.matches,
    /** @param {boolean} off each step arrives at once, whatever the system asks for */
    motionOff(off) {
      still = off;
      reduceMotion();
    },
    slower: () => setSpeed(SPEEDS[Math.max(0, SPEEDS.indexOf(speed) - 1)]),
    faster: () => setSpeed(SPEEDS[Math.min(SPEEDS.length - 1, SPEEDS.indexOf(speed) + 1)]),

    /**
     * The named position on show; null at the start, where nothing has happened yet.
     * @returns {string | null}
     */
    position: () => (scene && player.t() > 0 ? scene.script.steps[Math.ceil(player.t())].id : null),
    goTo,
    fit,
    /** Where a named position is in the script; the start where there is no name. @param {string} name */
    placeOf: (name) => (scene && name && placeOf(scene.script, name)) || 0,
    explaining,

    /** Closes the explanation that was opened beside the network, or else the one in its place. */
    closeExplanation() {
      if (!free("explain")) return;
      const { panel, stage } = store.get().views;
      if (panel) openExplanation("panel", null);
      else if (stage) openExplanation("stage", null);
    },
  };
}

/**
 * Whether something was refused, which may still stand in a field.
 * @param {State} state
 * @param {State} before
 */
const isRefused = (state, before) => state.fault !== null && state.fault !== before.fault;

/** @param {() => void} task */
const whenIdle = (task) =>
  void ("requestIdleCallback" in window ? window.requestIdleCallback(task) : setTimeout(task, 50));
