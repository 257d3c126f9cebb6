/* What is chosen in the share dialog: where it begins, what a class sees of it and may change, and how it looks. */
import { choiceField } from "./fields.js";
import { html } from "./pen.js";
import {
  AS_THE_SYSTEM,
  isInFrame,
  isOfFrames,
  keyWords,
  lockWords,
  partWords,
  valueWords,
} from "./share_words.js";

/**
 * @typedef {import("../types").LinkKey} LinkKey
 * @typedef {Record<string, any>} Choices a value for every key that has been shown or chosen
 * @typedef {{ width: number, height: number }} Size
 * @typedef {{ choices: Choices, size: Size, here: boolean }} Chosen here: whether the link leads to the place on show
 */

/** Sizes that slides are made in. */
export const SIZES = [
  { width: 960, height: 540 },
  { width: 960, height: 700 },
  { width: 800, height: 600 },
  { width: 480, height: 270 },
];

/** A list of whole numbers is a menu up to this length. */
const MOST_NUMBERS = 12;

/**
 * @param {HTMLElement} form
 * @param {LinkKey[]} keys
 * @param {Chosen} chosen what is chosen now
 * @param {(chosen: Chosen) => void} change
 */
export function shareSettings(form, keys, chosen, change) {
  form.replaceChildren();
  let now = chosen;
  const choose = (/** @type {Partial<Chosen>} */ changed) => change((now = { ...now, ...changed }));
  const set = (/** @type {string} */ name, /** @type {any} */ value) =>
    choose({ choices: { ...now.choices, [name]: value } });
  const presentation = keys.filter(({ purpose }) => purpose === "presentation");

  /** @type {HTMLElement | null} */
  let last = null;

  const begin = group(form, "Begins");
  toggle(begin, "At the step on show", now.here, (here) => choose({ here }));

  lists("hide", "Shows", "In a frame and on the page", isInFrame, partWords);
  lists("hide", "", "On the page", (part) => !isInFrame(part), partWords);
  lists("lock", "Readers may change", "", () => true, lockWords);

  const how = group(form, "Looks and moves");
  for (const key of presentation.filter((entry) => !isOfFrames(entry))) field(how, key);
  const frame = group(form, "In a frame");
  sizes(frame);
  for (const key of presentation.filter(isOfFrames)) field(frame, key);

  /**
   * The parts of a list, each with a box that is ticked unless it is in the list.
   * @param {string} name
   * @param {string} legend empty where it belongs to the group before
   * @param {string} aside
   * @param {(part: string) => boolean} belongs
   * @param {(part: string) => string} words
   */
  function lists(name, legend, aside, belongs, words) {
    const key = presentation.find((entry) => entry.name === name);
    const parts = (key?.type.of?.choices ?? []).map(String).filter(belongs);
    if (!parts.length) return;
    const into = legend || !last ? (last = group(form, legend)) : last;
    if (aside) html(into, "p", "share-aside", aside);
    for (const part of parts) {
      const on = !(now.choices[name] ?? []).includes(part);
      const box = toggle(into, words(part), on, (ticked) => {
        const without = (now.choices[name] ?? []).filter((/** @type {string} */ other) => other !== part);
        set(name, ticked ? without : [...without, part]);
      });
      box.dataset.part = `${name}-${part}`;
    }
  }

  /**
   * @param {HTMLElement} into
   * @param {LinkKey} key
   */
  function field(into, key) {
    const value = now.choices[key.name] ?? key.default;
    if (key.type.kind === "switch") {
      toggle(into, keyWords(key), Boolean(value), (on) => set(key.name, on));
      return;
    }
    const values = valuesOf(key.type);
    if (!values.length) return;
    const options = values.map((entry) => ({
      value: String(entry),
      title: valueWords(key, String(entry)),
      why: "",
    }));
    if (key.default === null) options.unshift({ value: "", title: AS_THE_SYSTEM, why: "" });
    choiceField(into, keyWords(key), String(value ?? ""), options, (written) =>
      set(key.name, values.find((entry) => String(entry) === written) ?? null),
    );
  }

  /** @param {HTMLElement} into */
  function sizes(into) {
    const options = SIZES.map(({ width, height }, i) => ({
      value: String(i),
      title: `${width} × ${height}`,
      why: "",
    }));
    choiceField(into, "Size", String(SIZES.indexOf(now.size)), options, (i) =>
      choose({ size: SIZES[Number(i)] }),
    );
  }
}

/**
 * The values that a key may have, where there are few.
 * @param {LinkKey["type"]} type
 * @returns {(string | number)[]}
 */
function valuesOf({ kind, choices, minimum, maximum }) {
  if (kind === "choice") return choices ?? [];
  if (kind !== "integer" || minimum == null || maximum == null) return [];
  const count = maximum - minimum + 1;
  return count > MOST_NUMBERS ? [] : Array.from({ length: count }, (_, i) => minimum + i);
}

/**
 * @param {HTMLElement} into
 * @param {string} legend
 */
function group(into, legend) {
  const node = html(into, "fieldset");
  html(node, "legend", "", legend);
  return node;
}

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {boolean} on
 * @param {(on: boolean) => void} action
 */
function toggle(into, label, on, action) {
  const wrapper = html(into, "label", "switch");
  const box = html(wrapper, "input");
  box.type = "checkbox";
  box.checked = on;
  html(wrapper, "span", "", label);
  box.addEventListener("change", () => action(box.checked));
  return box;
}
