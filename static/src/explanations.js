/* The explanations on show: what each asks of the server, its answers, and the places where their views stand. */
import { post, Superseded } from "./api.js";
import { sizesOf } from "./refs.js";
import { html } from "./views/pen.js";
import { EXPLANATIONS } from "./views/explain/index.js";
import { keepWhole } from "./views/explain/whole.js";

/**
 * @typedef {import("./session.js").State} State
 * @typedef {import("./types").Scene} Scene
 * @typedef {import("./types").Explanation} Explanation
 * @typedef {import("./types").Answers} Answers
 * @typedef {import("./types").Place} Place
 */

/** While a slider is dragged the server is asked this often at most, in milliseconds. */
const PAUSE = 80;
const MOST_KEPT = 40;

/** @param {string | null} id */
export const explanationOf = (id) => EXPLANATIONS.find((entry) => entry.id === id) ?? null;

/**
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<State>} store
 * @param {import("./types").ExplanationActions} actions
 * @returns {import("./types").View}
 */
export function createExplanations(page, store, actions) {
  const places = [
    createPlace(page.part("explain-stage"), "stage"),
    createPlace(page.part("explain-panel"), "panel"),
  ];
  /** @type {Scene | null} */
  let scene = null;
  let t = 0;

  /**
   * @param {HTMLElement} element
   * @param {Place} place
   */
  function createPlace(element, place) {
    /** @type {{ entry: Explanation, view: import("./types").ExplanationView, refused: HTMLElement, body: HTMLElement, look: () => void } | null} */
    let open = null;
    const server = createAsker(() => show());

    function show() {
      const { views, settings } = store.get();
      const entry = explanationOf(views[place]);
      if (entry !== open?.entry) rebuild(entry);
      if (!open || !scene) return;
      const why = open.entry.unavailable(scene);
      const own = settings[open.entry.id] ?? {};
      const answers = why ? {} : server.answers(scene, open.entry.asks(scene, own));
      const fault = why ?? server.fault();
      open.refused.textContent = fault ?? "";
      open.refused.hidden = fault === null;
      open.body.hidden = why !== null;
      element.classList.toggle("waiting", server.waiting());
      if (why) return;
      open.view.show({ ...scene, settings: own, answers });
      // the player may not have heard yet that the new script is shorter
      open.view.draw(Math.min(t, scene.script.last));
      open.look();
      actions.drawn();
    }

    /** @param {Explanation | null} entry */
    function rebuild(entry) {
      element.replaceChildren();
      element.classList.remove("waiting");
      server.forget();
      element.hidden = entry === null;
      open = null;
      actions.trail([]);
      page.explaining(place, entry);
      if (!entry) return;
      element.dataset.explanation = entry.id;
      header(element, entry, () => actions.open(place, null));
      const refused = html(element, "p", "refused");
      const body = html(element, "div", `explained explained-${entry.id}`);
      const own = { ...actions, set: (/** @type {object} */ change) => actions.settings(entry.id, change) };
      open = { entry, refused, body, look: keepWhole(body), view: entry.view(body, own) };
    }

    return {
      show,
      draw: () => {
        if (open && !open.body.hidden) open.view.draw(t);
      },
    };
  }

  store.subscribe((state, before) => {
    if (state.views === before.views && state.settings === before.settings) return;
    for (const place of places) place.show();
    if (state.views !== before.views) actions.moved();
  });
  return {
    show(next) {
      scene = next;
      for (const place of places) place.show();
    },
    draw(now) {
      t = now;
      for (const place of places) place.draw();
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {Explanation} entry
 * @param {() => void} close
 */
function header(element, { title, question, place }, close) {
  const head = html(element, "header", "explained-head");
  const words = html(head, "div");
  html(words, "h2", "step-title", title);
  html(words, "p", "hint", question);
  const back = html(head, "button", "quiet", place === "panel" ? "← The step" : "← The network");
  back.type = "button";
  back.addEventListener("click", close);
}

/**
 * Asks the server for one explanation at a time. The newest question wins; until its answers are there, those to the
 * last question about the same trace stay.
 * @param {() => void} answered
 */
function createAsker(answered) {
  /** @type {Map<string, Answers>} */
  const kept = new Map();
  /** @type {WeakMap<object, number>} */
  const numbers = new WeakMap();
  let [count, asked] = [0, ""];
  let underWay = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Answers} */
  let last = {};
  let lastShape = "";
  /** @type {string | null} */
  let fault = null;
  let waiting = false;

  /** The newest question, which is asked when the pause is over. */
  /** @type {(() => void) | null} */
  let newest = null;
  const next = () => {
    timer = undefined;
    if (newest) underWay.abort();
    newest?.();
    newest = null;
  };

  /** @param {object} trace */
  const numberOf = (trace) => {
    if (!numbers.has(trace)) numbers.set(trace, (count += 1));
    return numbers.get(trace);
  };

  /**
   * @param {Scene} scene
   * @param {Record<string, import("./types").Ask>} asks
   * @param {string} key
   */
  async function ask(scene, asks, key) {
    underWay = new AbortController();
    const { signal } = underWay;
    try {
      const entries = Object.entries(asks).map(async ([name, one]) => [
        name,
        await post(one.path, bodyOf(scene, one), signal),
      ]);
      const answers = Object.fromEntries(await Promise.all(entries));
      if (signal.aborted) return;
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, answers);
    } catch (error) {
      if (signal.aborted || error instanceof Superseded) return;
      fault = error instanceof Error ? error.message : String(error);
      last = {};
    }
    waiting = false;
    answered();
  }

  return {
    /**
     * What is known already; what is not is asked for.
     * @param {Scene} scene
     * @param {Record<string, import("./types").Ask>} asks
     * @returns {Answers}
     */
    answers(scene, asks) {
      const key = `${numberOf(scene.trace)} ${scene.example} ${JSON.stringify(asks)}`;
      const known = kept.get(key) ?? (Object.keys(asks).length ? null : {});
      if (key !== asked) {
        fault = null;
        waiting = !known;
        newest = known ? null : () => void ask(scene, asks, key);
        timer ??= setTimeout(next, asked ? PAUSE : 0);
        asked = key;
      }
      // an answer about another network would not fit what is drawn
      const shape = `${sizesOf(scene.trace).join()} ${Object.values(asks)
        .map(({ path }) => path)
        .join()}`;
      if (known || shape !== lastShape) last = known ?? {};
      lastShape = shape;
      return last;
    },
    fault: () => fault,
    waiting: () => waiting,
    forget() {
      underWay.abort();
      newest = null;
      kept.clear();
      last = {};
      fault = null;
      waiting = false;
      asked = "";
    },
  };
}

/**
 * What a question says of the network, and what it says besides.
 * @param {Scene} scene
 * @param {import("./types").Ask} ask
 */
function bodyOf({ experiment, example }, { more = {}, batch = false, learning = false }) {
  const { network, inputs, targets, loss, regularization, optimizer } = experiment;
  const [x, y] = batch ? [inputs, targets] : [[inputs[example]], [targets[example]]];
  const problem = { network, inputs: x, targets: y, loss, regularization };
  return { ...problem, ...(learning ? { optimizer } : {}), ...more };
}
