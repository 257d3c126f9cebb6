/* What the names in the table of keys mean to a person; what is not here is called by its name in the table. */

/**
 * @typedef {import("../types").LinkKey} LinkKey
 */

/** The parts that can be hidden, and that are left unless they are. @type {Record<string, string>} */
const PARTS = {
  menu: "Menus",
  description: "Description",
  caption: "Line above the diagram",
  panel: "Panel",
  equation: "Equation",
  inspector: "Sum behind a number",
  controls: "Player",
  timeline: "Timeline",
  loss: "Cost so far",
  learning: "Buttons for learning",
  table: "Tables",
  numbers: "Numbers",
};

/** A frame has none of these anyway. */
const ONLY_ON_THE_PAGE = ["menu", "description", "loss"];

/** @type {Record<string, string>} */
const LOCKS = {
  edit: "Network and numbers",
  example: "Example",
  learn: "Learning steps",
  steps: "Position",
  speed: "Speed",
  granularity: "How much is a step",
  explain: "Explanations",
};

/** The other keys, and what their values mean. @type {Record<string, { title: string, values?: Record<string, string> }>} */
const KEYS = {
  theme: {
    title: "Colours",
    values: { light: "light", dark: "dark", projector: "projector", clear: "clear, for a coloured slide" },
  },
  motion: { title: "Motion", values: { auto: "as the reader's system", off: "off" } },
  digits: { title: "Digits" },
  speed: { title: "Speed", values: { 0.25: "¼", 0.5: "½", 1: "usual", 2: "twice", 4: "four times" } },
  granularity: {
    title: "A step is a",
    values: { pass: "whole pass", layer: "layer", neuron: "neuron", term: "single term" },
  },
  form: { title: "Equation in", values: { index: "indices", matrix: "matrices" } },
  poster: { title: "A still picture until it is pressed" },
  resume: { title: "Stays where it was left" },
  clicker: {
    title: "Keys of a presenter",
    values: { deck: "move the deck", step: "step, then move the deck", off: "do nothing" },
  },
};

/** Where a key has no value of its own. */
export const AS_THE_SYSTEM = "as the reader's system";

/** @param {string} part */
export const partWords = (part) => PARTS[part] ?? part;

/** @param {string} part */
export const isInFrame = (part) => !ONLY_ON_THE_PAGE.includes(part);

/** @param {string} lock */
export const lockWords = (lock) => LOCKS[lock] ?? lock;

/** @param {LinkKey} key */
export const keyWords = ({ name }) => KEYS[name]?.title ?? name;

/**
 * @param {LinkKey} key
 * @param {string} value
 */
export const valueWords = ({ name }, value) => KEYS[name]?.values?.[value] ?? value;

/** Whether a key is of no use on the page itself. @param {LinkKey} key */
export const isOfFrames = ({ framed }) => framed;
