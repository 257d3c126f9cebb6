/* What else there is to take away, which the server makes: a line each, shown in the dialog below the pictures. */

/**
 * @typedef {object} FileLink
 * @property {string} title
 * @property {string} what in a few words
 * @property {(query: string) => string} address of the file, for the query of the page's own address
 */

/** @type {FileLink[]} */
export const FILES = [];
