/* The address: which example, which learning step, which position. The query is the content, the hash the place. */

/**
 * @typedef {object} Address
 * @property {string | null} preset
 * @property {string | null} theme
 * @property {string[]} views the explanations on show
 * @property {string | null} lesson a lesson and the number of its part
 * @property {number} step the learning step, from 1
 * @property {string | null} at the named position
 * @property {string | null} of the ref of the chosen neuron or weight
 * @property {string[]} faults what could not be understood, each as a sentence
 */

export const THEMES = ["light", "dark", "projector"];
const LAST_STEP = 1000;

/** @type {Record<string, (value: string) => boolean>} */
const QUERY = {
  v: (value) => value === "1",
  preset: (value) => /^[a-z0-9-]{1,40}$/.test(value),
  theme: (value) => THEMES.includes(value),
  lesson: (value) => /^[a-z0-9-]{1,40}(\.[1-9]\d?)?$/.test(value),
  views: (value) => /^[a-z0-9-]{1,40}(,[a-z0-9-]{1,40})?$/.test(value),
};

/** @type {Record<string, (value: string) => boolean>} */
const HASH = {
  step: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= LAST_STEP,
  at: (value) => /^[a-zA-Z][a-zA-Z0-9.]{0,40}$/.test(value),
  of: (value) => /^(neuron(\.[1-9]\d{0,3}){2}|edge(\.[1-9]\d{0,3}){3})$/.test(value),
};

/**
 * Reads an address. What it does not understand it reports; it never guesses.
 * @param {{ search: string, hash: string }} location
 * @returns {Address}
 */
export function parseAddress({ search, hash }) {
  /** @type {string[]} */
  const faults = [];
  const query = known(new URLSearchParams(search), QUERY, faults);
  const place = known(new URLSearchParams(hash.replace(/^#/, "")), HASH, faults);
  return {
    preset: query.get("preset") ?? null,
    theme: query.get("theme") ?? null,
    views: query.get("views")?.split(",") ?? [],
    lesson: query.get("lesson") ?? null,
    step: Number(place.get("step") ?? 1),
    at: place.get("at") ?? null,
    of: place.get("of") ?? null,
    faults,
  };
}

/**
 * @param {URLSearchParams} pairs
 * @param {Record<string, (value: string) => boolean>} keys
 * @param {string[]} faults
 */
function known(pairs, keys, faults) {
  const values = new Map();
  for (const [key, value] of pairs) {
    if (!Object.hasOwn(keys, key)) faults.push(`The address has ${short(key)}, which means nothing here.`);
    else if (!keys[key](value)) {
      faults.push(`The address has ${key}=${short(value)}, which is not understood.`);
    } else if (values.has(key)) faults.push(`The address has ${key} twice; the first is shown.`);
    else values.set(key, value);
  }
  return values;
}

/** @param {string} text */
const short = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/**
 * The query of an address; what is as usual is left out.
 * @param {{ preset: string | null, theme: string | null, views: string[], lesson: string | null }} content
 */
export function formatQuery({ preset, theme, views, lesson }) {
  const parts = [
    ...(preset ? [`preset=${preset}`] : []),
    ...(theme ? [`theme=${theme}`] : []),
    ...(views.length ? [`views=${views.join()}`] : []),
    ...(lesson ? [`lesson=${lesson}`] : []),
  ];
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * The hash of an address.
 * @param {{ step: number, at: string | null, of: string | null }} place
 */
export function formatHash({ step, at, of }) {
  const parts = [
    ...(step > 1 ? [`step=${step}`] : []),
    ...(at ? [`at=${at}`] : []),
    ...(of ? [`of=${of}`] : []),
  ];
  return parts.length ? `#${parts.join("&")}` : "";
}
