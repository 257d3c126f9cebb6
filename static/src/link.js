/* The address: which example, which learning step, which position. The query is the content, the hash the place. */

/**
 * @typedef {object} Address
 * @property {string | null} preset
 * @property {string | null} theme
 * @property {number} step the learning step, from 1
 * @property {string | null} at the named position
 * @property {string[]} faults what could not be understood, each as a sentence
 */

export const THEMES = ["light", "dark", "projector"];
const LAST_STEP = 1000;

/** @type {Record<string, (value: string) => boolean>} */
const QUERY = {
  v: (value) => value === "1",
  preset: (value) => /^[a-z0-9-]{1,40}$/.test(value),
  theme: (value) => THEMES.includes(value),
};

/** @type {Record<string, (value: string) => boolean>} */
const HASH = {
  step: (value) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= LAST_STEP,
  at: (value) => /^[a-zA-Z][a-zA-Z0-9.]{0,40}$/.test(value),
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
    step: Number(place.get("step") ?? 1),
    at: place.get("at") ?? null,
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
 * @param {{ preset: string | null, theme: string | null }} content
 */
export function formatQuery({ preset, theme }) {
  const pairs = new URLSearchParams();
  if (preset) pairs.set("preset", preset);
  if (theme) pairs.set("theme", theme);
  const text = pairs.toString();
  return text ? `?${text}` : "";
}

/**
 * The hash of an address.
 * @param {{ step: number, at: string | null }} place
 */
export function formatHash({ step, at }) {
  const parts = [...(step > 1 ? [`step=${step}`] : []), ...(at ? [`at=${at}`] : [])];
  return parts.length ? `#${parts.join("&")}` : "";
}
