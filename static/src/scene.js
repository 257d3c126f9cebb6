/* From the state to what is on show: the scene, and the place in it where the player goes on. */
import { placeOf, scriptOf } from "./script.js";

/**
 * @typedef {import("./session.js").State} State
 * @typedef {import("./types").Scene} Scene
 */

/** What a scene has of the state as it is. */
const OF_STATE = /** @type {const} */ (["example", "selected", "locks", "veiled"]);

/**
 * The experiment with the weights of the learning step on show.
 * @param {State} state
 * @returns {import("./types").Experiment}
 */
export const shownExperiment = ({ experiment, history, index }) => ({
  ...experiment,
  network: history[index]?.network ?? experiment.network,
});

/**
 * The scene of a state; null before anything has been recorded. Where nothing has changed that it shows, it is the one
 * before; where the trace and the granularity are the same, so is the script.
 * @param {State} state
 * @param {Scene | null} before
 * @returns {Scene | null}
 */
export function sceneOf(state, before) {
  const trace = state.history[state.index]?.trace;
  if (!trace) return null;
  const kept =
    before?.trace === trace && before.granularity === state.granularity && before.digits === state.digits;
  if (kept && OF_STATE.every((name) => before[name] === state[name])) return before;
  return {
    trace,
    script: kept ? before.script : scriptOf(trace, state.granularity),
    granularity: state.granularity,
    catalog: state.catalog,
    experiment: shownExperiment(state),
    example: state.example,
    selected: state.selected,
    digits: state.digits,
    locks: state.locks,
    veiled: state.veiled,
  };
}

/**
 * Where the player goes on in a new script. Another example and another learning step begin at the beginning; an
 * edited network is seen at the same moment; other steps are entered at the one of the same name.
 * @param {Scene | null} before
 * @param {number} t
 * @param {Scene} after
 * @param {boolean} anew
 */
export function placeAfter(before, t, after, anew) {
  if (!before || anew) return 0;
  const [from, to] = [before.script, after.script];
  const alike = from.granularity === to.granularity && from.steps.length === to.steps.length;
  return alike ? t : (placeOf(to, from.steps[Math.ceil(t)].id) ?? 0);
}
