/* What the app answered, for the tests: catalog, presets, traces, and scenes made from them. */
import { readFileSync } from "node:fs";
import { scriptOf } from "../../static/src/script.js";

/**
 * @typedef {import("../../static/src/types").Scene} Scene
 * @typedef {import("../../static/src/types").Trace} Trace
 * @typedef {import("../../static/src/types").Experiment} Experiment
 * @typedef {import("../../static/src/types").Granularity} Granularity
 */

/** @param {string} name */
const load = (name) => JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf-8"));

/** @type {import("../../static/src/types").Catalog} */
export const catalog = load("catalog");
/** @type {import("../../static/src/types").Preset[]} */
export const presets = load("presets");
/** @type {Record<string, { experiment: Experiment, trace: Trace }>} */
export const traces = load("traces");
/** @type {{ text: string, content: Record<string, string>, presentation: object, place: object, faults: string[] }[]} */
export const links = load("links");

/** The names of all recorded experiments, and of those that are presets. */
export const names = Object.keys(traces);
export const presetNames = presets.map(({ id }) => id);

/**
 * @param {string} name of a recorded experiment
 * @param {Partial<Scene>} [change]
 * @returns {Scene}
 */
export function sceneFor(name, change = {}) {
  const { experiment, trace } = traces[name];
  const granularity = change.granularity ?? "layer";
  return {
    trace,
    script: scriptOf(trace, granularity),
    granularity,
    catalog,
    experiment,
    example: 0,
    selected: null,
    digits: 3,
    locks: [],
    veiled: false,
    ...change,
  };
}

/**
 * Numbers from 0 to 1 that are the same in every run.
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
