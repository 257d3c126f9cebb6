/* The values in an address: each kind of the catalog's table read strictly, and written back. */

/**
 * @typedef {import("./types").LinkKey["type"]} Type
 */

/** A text that is no value of its type. */
export class Misread extends Error {}

const INTEGER = /^(0|[1-9][0-9]{0,15})$/;

/** @type {Record<string, (text: string, type: Type) => any>} */
export const READERS = {
  choice(text, { choices }) {
    const choice = (choices ?? []).find((value) => String(value) === text);
    return choice ?? refuse();
  },
  switch: (text) => (text === "0" || text === "1" ? text === "1" : refuse()),
  integer(text, { minimum, maximum }) {
    const value = INTEGER.test(text) ? Number(text) : refuse();
    return value >= (minimum ?? 0) && value <= (maximum ?? Infinity) ? value : refuse();
  },
  pattern: (text, { pattern }) => (new RegExp(`^(?:${pattern})$`).test(text) ? text : refuse()),
  list(text, { of, most, separator, once }) {
    const texts = text.split(separator ?? ",");
    if (!of || texts.length > (most ?? Infinity)) refuse();
    const values = texts.map((entry) =>
      READERS[/** @type {Type} */ (of).kind](entry, /** @type {Type} */ (of)),
    );
    return once && new Set(values).size < values.length ? refuse() : values;
  },
};

/** @returns {never} */
function refuse() {
  throw new Misread();
}

/**
 * The text of a value.
 * @param {any} value
 * @param {Type} type
 * @returns {string}
 */
export function written(value, type) {
  if (type.kind === "switch") return value ? "1" : "0";
  if (type.kind === "list") return value.join(type.separator ?? ",");
  return String(value);
}
