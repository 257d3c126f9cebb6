/* What a handout is asked to be: its own keys of the address, and the link of the learning step that is left. */

/** The phases that can be left to the reader, by the words of the address. @type {Record<string, string>} */
export const BLANKABLE = { forward: "forward", cost: "loss", backward: "backward", update: "update" };
export const PAPERS = { a4: "A4", letter: "Letter" };

/**
 * @typedef {object} Options
 * @property {string[]} blanks the words of the phases whose results are to be filled in
 * @property {boolean} key whether the answers follow, on pages of their own
 * @property {keyof typeof PAPERS} paper
 */

/** @type {Record<string, (value: string) => boolean>} */
const KEYS = {
  blanks: (value) => /^[01]$/.test(value) || value.split(",").every((word) => Object.hasOwn(BLANKABLE, word)),
  key: (value) => /^[01]$/.test(value),
  paper: (value) => Object.hasOwn(PAPERS, value),
};

/**
 * @param {{ search: string, hash: string }} location
 * @returns {{ options: Options, link: string, faults: string[] }} link: the query and the hash of the learning step
 */
export function parseOptions({ search, hash }) {
  const query = new URLSearchParams(search);
  const faults = [];
  /** @type {Record<string, string>} */
  const found = {};
  for (const [key, isKnown] of Object.entries(KEYS)) {
    const value = query.get(key);
    if (value === null) continue;
    if (isKnown(value)) found[key] = value;
    else faults.push(`The address has ${key}=${short(value)}, which is not understood.`);
  }
  const rest = search
    .replace(/^\?/, "")
    .split("&")
    .filter((pair) => pair && !Object.hasOwn(KEYS, pair.split("=")[0]));
  const { blanks = "0", key, paper = "a4" } = found;
  return {
    options: {
      blanks: blanks === "1" ? Object.keys(BLANKABLE) : blanks === "0" ? [] : blanks.split(","),
      key: key === "1",
      paper: /** @type {Options["paper"]} */ (paper),
    },
    link: (rest.length ? `?${rest.join("&")}` : "") + hash,
    faults,
  };
}

/**
 * The address of a handout.
 * @param {Options} options
 * @param {string} link
 */
export function formatOptions({ blanks, key, paper }, link) {
  const [query, hash = ""] = link.split("#");
  const all = Object.keys(BLANKABLE).every((word) => blanks.includes(word));
  const pairs = [
    ...(query.length > 1 ? [query.slice(1)] : []),
    ...(blanks.length ? [`blanks=${all ? "1" : blanks.join()}`] : []),
    ...(key ? ["key=1"] : []),
    ...(paper === "a4" ? [] : [`paper=${paper}`]),
  ];
  return (pairs.length ? `?${pairs.join("&")}` : "") + (hash && `#${hash}`);
}

/** @param {string} text */
const short = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
