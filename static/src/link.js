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
/** As many faults as somebody reads; of the others their number is told. */
const MOST_TOLD = 5;
/** What a sentence cannot hold: control characters, and those that turn the direction of writing. */
const UNPRINTABLE = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu;
/** These stay as they are, so that a link can be read. */
const READABLE = /%(2C|3B|3A)/g;

/**
 * Reads an address. What it does not understand it reports; it never guesses.
 * @param {{ search: string, hash: string }} location
 * @param {LinkKey[]} keys
 * @param {import("./types").Catalog["limits"]} [limits] of the catalog, where anybody may have written the address
 * @returns {Address}
 */
export function parseAddress({ search, hash }, keys, limits = []) {
  const tooLong = beyond(search.length + hash.length, limits);
  if (tooLong) return address([], "", keys, [tooLong]);
  /** @type {string[]} */
  const faults = [];
  const values = [
    ...known(search.replace(/^\?/, ""), "query", keys, faults),
    ...known(hash.replace(/^#/, ""), "hash", keys, faults),
  ];
  const version = values.find(([key]) => key.purpose === "version")?.[1] ?? VERSION;
  if (version > VERSION) {
    const newer = `This link is of version ${version}; this page understands version ${VERSION}.`;
    return address([], "", keys, [newer]);
  }
  const content = values
    .filter(([{ purpose }]) => purpose === "content")
    .map(([{ name }, value]) => `${name}=${escaped(value)}`);
  return address(values, content.join("&"), keys, told(faults));
}

/**
 * Why so long an address is not read, in the server's words; null where it is.
 * @param {number} length
 * @param {import("./types").Catalog["limits"]} limits
 */
function beyond(length, limits) {
  const limit = limits.find(({ name }) => name === "link");
  if (!limit || length <= limit.value) return null;
  const [came, most] = [length, limit.value].map((number) => number.toLocaleString("en-US"));
  return `The address cannot be read: ${came} ${limit.what}; at most ${most} are allowed (${limit.reason}).`;
}

/**
 * What the page and the server say of one address: the same, but that only the server reads the content, and only the
 * page the hash.
 * @param {string[]} page
 * @param {string[]} server
 */
export const together = (page, server) => [
  ...page,
  ...server.filter(
    (fault) => !page.includes(fault) && !(MORE.test(fault) && page.some((one) => MORE.test(one))),
  ),
];

/** The sentence that stands for all that follow. */
const MORE = /^The address has \d+ more faults?\.$/;

/** @param {string[]} faults */
function told(faults) {
  const more = faults.length - MOST_TOLD;
  if (more <= 0) return faults;
  return [...faults.slice(0, MOST_TOLD), `The address has ${more} more fault${more === 1 ? "" : "s"}.`];
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
 * What the keys of one part of an address say; of the content it is the text itself.
 * @param {string} part
 * @param {"query" | "hash"} where
 * @param {LinkKey[]} keys
 * @param {string[]} faults
 */
function known(part, where, keys, faults) {
  /** @type {[LinkKey, any][]} */
  const values = [];
  const seen = new Set();
  for (const [name, text] of new URLSearchParams(part)) {
    const key = keys.find((entry) => entry.name === name && entry.where === where);
    if (!key) faults.push(`The address has ${quoted(name)}, which means nothing here.`);
    else if (seen.has(key)) faults.push(`The address has ${name} twice; the first counts.`);
    else values.push(...read(key, text, faults));
    seen.add(key);
  }
  return values;
}

/**
 * A key with its value; nothing where the text is none.
 * @param {LinkKey} key
 * @param {string} text
 * @param {string[]} faults
 * @returns {[LinkKey, any][]}
 */
function read(key, text, faults) {
  try {
    return [[key, key.purpose === "content" ? text : READERS[key.type.kind](text, key.type)]];
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    faults.push(`The address has ${key.name}=${quoted(text)}; expected ${key.type.words}.`);
    return [];
  }
}

/**
 * A text as a sentence can hold it: short, and on one line.
 * @param {string} text
 */
export function quoted(text) {
  const characters = [...text.slice(0, 2 * LONGEST_QUOTED + 2)];
  const cut = characters.length > LONGEST_QUOTED ? [...characters.slice(0, LONGEST_QUOTED), "…"] : characters;
  return cut.join("").replace(UNPRINTABLE, "\ufffd");
}

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
