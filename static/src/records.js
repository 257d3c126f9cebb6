/* What the server has written into the page: answers that nobody need ask for any more. */

/**
 * @typedef {object} Records
 * @property {import("./types").Catalog} catalog
 * @property {import("./types").Preset[]} presets
 * @property {import("./types").LinkAnswer} link what the address of the page says
 * @property {import("./types").Trace[]} traces of the first learning steps, one after another
 */

/**
 * @param {Document} page
 * @returns {Records | null} null where the page comes without
 */
export function recordsOf(page) {
  const written = page.querySelector('script[type="application/json"][data-part="records"]');
  return written ? JSON.parse(written.textContent ?? "") : null;
}
