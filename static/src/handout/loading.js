/* From a link to the learning step it names: the experiment, and its trace. */
import { get, post } from "../api.js";
import { writeWith } from "../encode.js";
import { scriptOf } from "../script.js";

/**
 * @typedef {object} Loaded
 * @property {import("../types").Scene} scene
 * @property {string} title
 * @property {string} description
 * @property {string} link where the step plays: query and hash
 * @property {string[]} faults
 *
 * @param {string} link query and hash
 * @returns {Promise<Loaded>}
 */
export async function load(link) {
  const [query, place = ""] = link.split("#");
  const [catalog, answer] = await Promise.all([
    get("/catalog"),
    get(`/link?${[query.slice(1), place].filter(Boolean).join("&")}`),
  ]);
  writeWith(answer.presentation.digits);
  const { network, inputs, targets, loss, optimizer, regularization } = answer;
  const given = { inputs, targets, loss, optimizer, regularization };
  const { step } = answer.place;
  const from = await weightsBefore(step, { ...given, network });
  const trace = await post("/trace", { ...given, ...from }, unending());
  /** @type {import("../types").Scene} */
  const scene = {
    trace,
    script: scriptOf(trace, "layer"),
    granularity: "layer",
    catalog,
    experiment: { ...given, network: from.network },
    example: 0,
    selected: null,
    digits: answer.presentation.digits,
    locks: [],
    veiled: false,
  };
  const later = step > 1 ? `, learning step ${step}` : "";
  return {
    scene,
    title: answer.title + later,
    description: answer.description,
    link: answer.link + (step > 1 ? `#step=${step}` : ""),
    faults: answer.faults,
  };
}

/**
 * The weights with which a learning step begins, and what the optimizer remembers of those before it.
 * @param {number} step from 1
 * @param {import("../types").Experiment} experiment
 */
async function weightsBefore(step, experiment) {
  if (step === 1) return { network: experiment.network, optimizer_state: null };
  const asked = { ...experiment, optimizer_state: null, count: step - 1 };
  const { network, optimizer_state: state } = await post("/step", asked, unending());
  return { network, optimizer_state: state };
}

/** Nothing ever takes the place of these requests. */
const unending = () => new AbortController().signal;
