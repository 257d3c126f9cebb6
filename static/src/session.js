/* What a person can do: load, edit, learn, rewind, return, undo. Each asks the server and puts the answer in the store. */
import { get, post, Superseded, Unanswered } from "./api.js";
import { experimentOf, resized } from "./experiment.js";
import { contentOf } from "./link.js";

/**
 * @typedef {import("./types").Experiment} Experiment
 * @typedef {import("./types").Entry} Entry
 * @typedef {import("./types").Catalog} Catalog
 * @typedef {import("./types").Preset} Preset
 *
 * @typedef {object} State
 * @property {Catalog} catalog
 * @property {Preset[]} presets
 * @property {string} preset the id of the preset that was loaded last
 * @property {boolean} edited whether it has been changed since
 * @property {Origin} origin what the network has been made from, before any number was edited
 * @property {string | null} content the part of the address that names the experiment; null while it is asked for
 * @property {Experiment} experiment
 * @property {Entry[]} history one entry per learning step made; the first has the initial weights
 * @property {number} index the entry on show
 * @property {number} begun how often an example or a learning step was begun, which is played from its beginning
 * @property {number} example the example on show, from 0
 * @property {string | null} selected
 * @property {import("./types").Granularity} granularity
 * @property {number} digits significant digits of the numbers in the diagram
 * @property {string[]} locks what the link does not let one change
 * @property {boolean} veiled whether the numbers are hidden
 * @property {string | null} busy what is being waited for
 * @property {string | null} note what is to be known of what has just happened, as a sentence
 * @property {string | null} fault what went wrong last, as a sentence
 * @property {string[]} report what could not be understood of the address, which holds for all that is on show
 * @property {string | null} away that the server does not answer, as a sentence, until it does
 * @property {Snapshot[]} undoable
 * @property {string | null} lesson the part of a lesson on show, such as `demystified.3`
 * @property {Record<import("./types").Place, string | null>} views the explanations on show, by their place
 * @property {Record<string, import("./types").Settings>} settings what was set in each explanation
 *
 * @typedef {{ preset?: string, recipe?: object }} Origin recipe: what POST /networks takes
 * @typedef {Pick<State, "preset" | "edited" | "origin" | "content" | "experiment" | "history" | "index" | "example">} Snapshot
 */

const MOST_UNDONE = 100;

/**
 * @param {import("./store.js").Store<State>} store
 */
export function createSession(store) {
  /** The action under way. */
  let underWay = new AbortController();
  /** The state before an edit that has not arrived yet: what undo goes back to once this one, or its sequel, has. */
  /** @type {Snapshot | null} */
  let before = null;

  /** The experiment for which no link could be given out, and why. */
  /** @type {{ experiment: Experiment, reason: string } | null} */
  let unnamed = null;

  /** The edit under way: learning goes on from what it leads to, and does not take its place. */
  /** @type {Promise<boolean> | null} */
  let editing = null;

  /** Whatever is under way is given up: the newest action wins. */
  const supersede = () => {
    underWay.abort();
    underWay = new AbortController();
    return underWay.signal;
  };

  /**
   * Runs one action; a mistake is shown and leaves everything as it was.
   * @param {string} what for the person who waits
   * @param {(signal: AbortSignal) => Promise<Partial<State>>} action
   */
  async function run(what, action) {
    const signal = supersede();
    store.set({ busy: what });
    try {
      const change = await action(signal);
      if (signal.aborted) return false;
      store.set({ note: null, ...change, busy: null, fault: null, away: null });
      return true;
    } catch (error) {
      if (signal.aborted || error instanceof Superseded) return false;
      const fault = error instanceof Error ? error.message : String(error);
      store.set({ busy: null, fault, ...(error instanceof Unanswered && { away: fault }) });
      return false;
    }
  }

  /**
   * Shows something that is there already.
   * @param {Partial<State>} change
   */
  function show(change) {
    supersede();
    store.set({ note: null, ...change, busy: null });
    return true;
  }

  /** @returns {Snapshot} */
  const snapshot = () => {
    const { preset, edited, origin, content, experiment, history, index, example } = store.get();
    return { preset, edited, origin, content, experiment, history, index, example };
  };

  /** What an edit is to be undone to; null where nothing has been shown yet. */
  const undoPoint = () => (store.get().history.length ? snapshot() : null);

  /** What was asked for first and has not come: it is tried again, whatever is pressed. */
  let retry = () => Promise.resolve(false);

  const beginning = () => ({ begun: store.get().begun + 1 });

  /**
   * @param {Experiment} experiment
   * @param {Pick<Entry, "network" | "optimizerState">} from
   * @param {AbortSignal} signal
   * @returns {Promise<Entry>}
   */
  async function traced(experiment, { network, optimizerState }, signal) {
    const trace = await post("/trace", { ...experiment, network, optimizer_state: optimizerState }, signal);
    return { network, optimizerState, loss: trace.loss.value, trace };
  }

  /**
   * The entry after one that has been traced.
   * @param {Entry} entry
   * @returns {Pick<Entry, "network" | "optimizerState">}
   */
  function successor({ network, trace }) {
    if (!trace || !network) throw new Error("only a traced step has a successor");
    const layers = network.layers.map((layer, i) => ({
      ...layer,
      weights: trace.layers[i + 1].updated_weights ?? layer.weights,
      biases: trace.layers[i + 1].updated_biases ?? null,
    }));
    return { network: { layers }, optimizerState: trace.optimizer_state };
  }

  /**
   * The learning steps that have been recorded already, as entries.
   * @param {Experiment} experiment
   * @param {import("./types").Trace[]} traces
   */
  function entriesOf(experiment, traces) {
    /** @type {Entry[]} */
    const entries = [];
    /** @type {Pick<Entry, "network" | "optimizerState">} */
    let from = { network: experiment.network, optimizerState: null };
    for (const trace of traces) {
      const entry = { ...from, loss: trace.loss.value, trace };
      entries.push(entry);
      from = successor(entry);
    }
    return entries;
  }

  /**
   * Records the first learning step of an experiment, unless it has been recorded already.
   * @param {Experiment} experiment
   * @param {AbortSignal} signal
   * @param {import("./types").Trace[]} [traces]
   * @returns {Promise<Partial<State>>}
   */
  async function started(experiment, signal, traces = []) {
    const first = { network: experiment.network, optimizerState: null };
    const history = traces.length ? entriesOf(experiment, traces) : [await traced(experiment, first, signal)];
    const undoable = before ? [...store.get().undoable, before].slice(-MOST_UNDONE) : store.get().undoable;
    before = null;
    const example = Math.min(store.get().example, experiment.inputs.length - 1);
    // what was wrong with an address is no matter of what has taken its place
    return { experiment, history, index: 0, example, undoable, report: [] };
  }

  return {
    /**
     * @param {string} id
     * @param {Partial<State>} [change] what changes besides
     */
    async loadPreset(id, change = {}) {
      const preset = store.get().presets.find((entry) => entry.id === id);
      if (!preset) throw new Error(`no preset ${id}`);
      retry = () => this.loadPreset(id, change);
      before = undoPoint();
      return run("Recording the learning step", async (signal) => {
        const state = await started(experimentOf(preset), signal);
        const content = id === store.get().presets[0].id ? "" : `preset=${id}`;
        return { ...state, ...beginning(), ...asLoaded(id, content), ...change };
      });
    },

    /**
     * Loads what a link names.
     * @param {() => Promise<import("./types").LinkAnswer>} ask what the server says of it
     * @param {import("./types").Trace[]} [traces] of its first learning steps, where they are there already
     */
    loadLink(ask, traces) {
      retry = () => this.loadLink(ask, traces);
      before = undoPoint();
      return run("Recording the learning step", async (signal) => {
        const link = await ask();
        const state = {
          ...(await started(experimentOf(link), signal, traces)),
          report: store.get().report,
        };
        const preset = link.preset ?? store.get().presets[0].id;
        const content = contentOf(link.link, store.get().catalog.link_keys);
        const origin = { preset: link.preset ?? undefined, recipe: link.recipe ?? undefined };
        return { ...state, ...beginning(), ...asLoaded(preset, content), edited: link.edited, origin };
      });
    },

    /**
     * Asks what the address of an edited experiment is.
     * @returns {Promise<string | null>} why it has none
     */
    async nameContent() {
      const { experiment, origin, content } = store.get();
      if (content !== null) return null;
      if (unnamed?.experiment === experiment) return unnamed.reason;
      /** @type {{ link: string | null, reason: string | null }} */
      let answer;
      try {
        answer = await post("/link", { ...experiment, ...origin }, underWay.signal);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      if (store.get().experiment !== experiment) return null;
      const { link, reason } = answer;
      if (link === null) unnamed = { experiment, reason: reason ?? "" };
      else store.set({ content: contentOf(link, store.get().catalog.link_keys) });
      return reason;
    },

    /**
     * Changes the experiment; learning starts again from its weights.
     * @param {Partial<Experiment>} change
     * @param {{ merge?: boolean }} [options] merge: this continues the last edit, as while dragging
     */
    edit(change, { merge = false } = {}) {
      const { experiment, history, index, note, catalog } = store.get();
      if (!history.length) return retry();
      const again = startsAgain(history.length) ?? (merge ? note : null);
      const network = history[index].network ?? experiment.network;
      if (!merge) before = undoPoint();
      const mine = run("Recording the learning step", async (signal) => ({
        ...(await started(resized({ ...experiment, network, ...change }, experiment, catalog), signal)),
        edited: true,
        content: null,
        note: again,
      })).finally(() => {
        if (editing === mine) editing = null;
      });
      editing = mine;
      return mine;
    },

    /**
     * A fresh network of these sizes.
     * @param {object} description what POST /networks takes
     * @param {Partial<Experiment>} change
     */
    build(description, change) {
      before = undoPoint();
      return run("Drawing new weights", async (signal) => {
        const network = await post("/networks", description, signal);
        const { experiment: old, history, catalog } = store.get();
        const experiment = resized({ ...old, ...change, network }, old, catalog);
        const note = startsAgain(history.length);
        const made = await started(experiment, signal);
        return {
          ...made,
          edited: true,
          origin: { recipe: description },
          content: null,
          selected: null,
          note,
        };
      });
    },

    /** One learning step further; one that was made before is shown again. Where loading failed, it is tried again. */
    async learn() {
      if (editing && !(await editing)) return false;
      const { experiment, history, index } = store.get();
      if (!history.length) return retry();
      if (index + 1 < history.length) return this.returnTo(index + 1, beginning());
      return run("Recording the learning step", async (signal) => {
        const entry = await traced(experiment, successor(history[index]), signal);
        return { ...beginning(), history: [...history, entry], index: index + 1 };
      });
    },

    /**
     * Many learning steps at once; only the last of them is recorded, the others when one returns to them.
     * @param {number} count
     */
    async learnMany(count) {
      if (editing && !(await editing)) return false;
      const { experiment, history } = store.get();
      if (!history.length) return retry();
      const last = history[history.length - 1];
      return run(`Making ${count} learning steps`, async (signal) => {
        const given = { ...experiment, network: last.network, optimizer_state: last.optimizerState, count };
        const { losses, ...after } = await post("/step", given, signal);
        const passed = losses
          .slice(1)
          .map((/** @type {number} */ loss) => ({ loss, network: null, optimizerState: null, trace: null }));
        const from = { network: after.network, optimizerState: after.optimizer_state };
        const entry = await traced(experiment, from, signal);
        const entries = [...history, ...passed, entry];
        return { ...beginning(), history: entries, index: entries.length - 1 };
      });
    },

    /**
     * Back, or forward, to a learning step that was made before. One that was passed over is computed again.
     * @param {number} index
     * @param {Partial<State>} [change] what changes besides
     */
    async returnTo(index, change = {}) {
      const { experiment, history } = store.get();
      if (history[index].trace) return show({ ...change, index });
      return run("Returning to that step", async (signal) => {
        const known = history.findLastIndex((entry, i) => i < index && entry.network);
        const { network: from, optimizerState } = history[known];
        const given = { ...experiment, network: from, optimizer_state: optimizerState, count: index - known };
        const { network, optimizer_state: state } = await post("/step", given, signal);
        const entry = await traced(experiment, { network, optimizerState: state }, signal);
        return { ...change, history: history.map((old, i) => (i === index ? entry : old)), index };
      });
    },

    /** Back to the initial weights; the learning steps made stay in the history. */
    rewind() {
      show({ index: 0 });
    },

    undo() {
      const { undoable, experiment, selected } = store.get();
      const last = undoable.at(-1);
      if (!last) return;
      before = null;
      const kept = shapeOf(last.experiment) === shapeOf(experiment) ? selected : null;
      show({ ...last, selected: kept, undoable: undoable.slice(0, -1), fault: null, report: [] });
    },
  };
}

/**
 * What an edit does to the learning steps that were made before it.
 * @param {number} steps
 */
const startsAgain = (steps) =>
  steps > 1 ? `Learning starts again from the edited network; Undo brings the ${steps} steps back.` : null;

/**
 * What is true of an experiment that has just been loaded.
 * @param {string} preset
 * @param {string} content
 */
const asLoaded = (preset, content) => ({
  preset,
  content,
  origin: { preset },
  edited: false,
  example: 0,
  selected: null,
});

/** @param {Experiment} experiment */
const shapeOf = ({ network: { layers } }) =>
  layers.map(({ weights }) => `${weights[0].length}-${weights.length}`).join();

/**
 * Before anything has been recorded.
 * @param {Pick<State, "catalog" | "presets">} answers
 * @returns {State}
 */
export const initialState = ({ catalog, presets }) => ({
  catalog,
  presets,
  preset: presets[0].id,
  edited: false,
  origin: { preset: presets[0].id },
  content: "",
  experiment: experimentOf(presets[0]),
  history: [],
  index: 0,
  begun: 0,
  example: 0,
  selected: null,
  granularity: "layer",
  digits: 3,
  locks: [],
  veiled: false,
  busy: null,
  note: null,
  fault: null,
  report: [],
  away: null,
  undoable: [],
  lesson: null,
  views: { stage: null, panel: null },
  settings: {},
});

/** What the page needs before anything can be shown. */
export async function firstAnswers() {
  const [catalog, presets] = await Promise.all([get("/catalog"), get("/presets")]);
  return { catalog, presets };
}
