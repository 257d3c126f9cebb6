/* Addresses: text -> what they say of presentation and place, and back. Which keys there are the catalog knows; what
   they say of the network is the server's to read. */
import { READERS, Misread, written } from "./link_values.js";

/**
 * @typedef {import("./types").LinkKey} LinkKey
 * @typedef {Record<string, any>} Values
 *
 * @typedef {object} Address
 * @property {string} content the keys that say what the network is, as they were written
 * @property {Values & { views: string[], lesson: string | null }} presentation a value for every such key
 * @property {Values} given of the presentation, what is named
 * @property {{ step: number, at: string | null, of: string | null }} place
 * @property {string[]} faults what could not be understood, each as a sentence
 */

/** Of the grammar. */
const VERSION = 1;
const LONGEST_QUOTED = 40;
/** These stay as they are, so that a link can be read. */
const READABLE = /%(2C|3B|3A)/g;

/**
 * Reads an address. What it does not understand it reports; it never guesses.
 * @param {{ search: string, hash: string }} location
 * @param {LinkKey[]} keys
 * @returns {Address}
 */
export function parseAddress({ search, hash }, keys) {
  /** @type {string[]} */
  const faults = [];
  const texts = [
    ...known(search.replace(/^\?/, ""), "query", keys, faults),
    ...known(hash.replace(/^#/, ""), "hash", keys, faults),
  ];
  /** @type {[LinkKey, any][]} */
  const values = [];
  for (const { key, value } of texts) {
    if (key.purpose === "content") continue;
    try {
      values.push([key, READERS[key.type.kind](value, key.type)]);
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      faults.push(`The address has ${key.name}=${quoted(value)}; expected ${key.type.words}.`);
    }
  }
  const version = values.find(([key]) => key.purpose === "version")?.[1] ?? VERSION;
  if (version > VERSION) {
    const newer = `This link is of version ${version}; this page understands version ${VERSION}.`;
    return address([], "", keys, [newer]);
  }
  const content = texts
    .filter(({ key }) => key.purpose === "content")
    .map(({ key, value }) => `${key.name}=${escaped(value)}`);
  return address(values, content.join("&"), keys, faults);
}

/**
 * @param {[LinkKey, any][]} values
 * @param {string} content
 * @param {LinkKey[]} keys
 * @param {string[]} faults
 * @returns {Address}
 */
function address(values, content, keys, faults) {
  const named = (/** @type {string} */ purpose) =>
    Object.fromEntries(
      values.filter(([key]) => key.purpose === purpose).map(([{ name }, value]) => [name, value]),
    );
  const usual = (/** @type {string} */ purpose) =>
    Object.fromEntries(keys.filter((key) => key.purpose === purpose).map((key) => [key.name, key.default]));
  const given = named("presentation");
  const presentation = /** @type {Address["presentation"]} */ ({ ...usual("presentation"), ...given });
  const place = /** @type {Address["place"]} */ ({ ...usual("place"), ...named("place") });
  return { content, presentation, given, place, faults };
}

/**
 * The pairs of one part of an address that have a meaning there.
 * @param {string} part
 * @param {"query" | "hash"} where
 * @param {LinkKey[]} keys
 * @param {string[]} faults
 */
function known(part, where, keys, faults) {
  /** @type {{ key: LinkKey, value: string }[]} */
  const found = [];
  for (const [name, value] of new URLSearchParams(part)) {
    const key = keys.find((entry) => entry.name === name && entry.where === where);
    if (!key) faults.push(`The address has ${quoted(name)}, which means nothing here.`);
    else if (found.some((pair) => pair.key === key))
      {faults.push(`The address has ${name} twice; the first counts.`);}
    else found.push({ key, value });
  }
  return found;
}

/** @param {string} text */
const quoted = (text) => (text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text);

/**
 * The canonical address: keys in the order of the table, what is as usual left out.
 * @param {{ content: string, presentation: Values, place: Values }} said
 * @param {LinkKey[]} keys
 */
export function formatAddress({ content, presentation, place }, keys) {
  const query = [...(content ? [content] : []), ...unusual("presentation", presentation, keys)];
  const hash = unusual("place", place, keys);
  return (query.length ? `?v=${VERSION}&${query.join("&")}` : "") + (hash.length ? `#${hash.join("&")}` : "");
}

/**
 * @param {string} purpose
 * @param {Values} values
 * @param {LinkKey[]} keys
 */
const unusual = (purpose, values, keys) =>
  keys
    .filter((key) => key.purpose === purpose && Object.hasOwn(values, key.name))
    .map((key) => ({ key, value: values[key.name] }))
    .filter(({ key, value }) => value !== undefined && value !== null && text(value) !== text(key.default))
    .map(({ key, value }) => `${key.name}=${escaped(written(value, key.type))}`);

/** @param {any} value */
const text = (value) => JSON.stringify(value);

/**
 * The content of a canonical query.
 * @param {string} query
 * @param {LinkKey[]} keys
 */
export const contentOf = (query, keys) => parseAddress({ search: query, hash: "" }, keys).content;

/** @param {string} value */
const escaped = (value) => encodeURIComponent(value).replace(READABLE, decodeURIComponent);
