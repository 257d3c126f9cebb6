/* What else there is to take away: files that the server makes, the page's own LaTeX, the handout. */
import { latexOf } from "../exports/latex.js";
import { numberField } from "../views/fields.js";
import { html } from "../views/pen.js";

/**
 * @typedef {object} Taken what the files are made from
 * @property {import("../types").Scene} scene
 * @property {import("../types").Catalog["exports"]} formats
 * @property {string} query of the address on show
 * @property {string} address the query and the place in it
 * @property {string} title
 * @property {string | null} shortage why the address does not say everything
 * @property {number} made learning steps made so far
 * @property {number} most learning steps that a file may carry
 */

/**
 * @param {HTMLElement} into
 * @param {Taken} taken
 * @param {{ save: (blob: Blob, ending: string) => void, fetch: (title: string, address: string) => void }} actions
 */
export function filesView(into, taken, { save, fetch }) {
  const { scene, formats, address, title, shortage, made, most } = taken;
  if (shortage) {
    html(into, "p", "export-what", shortage);
    return;
  }
  /** @type {[HTMLAnchorElement, string][]} */
  const links = [];
  let steps = made;
  const point = () => {
    for (const [link, name] of links) link.href = exportAddress(taken, name, steps);
  };
  numberField(into, "Learning steps in the file", steps, { low: 1, high: most, step: 1 }, (chosen) => {
    steps = chosen;
    point();
  });
  const list = html(into, "ul", "export-files");
  for (const { name, title: called, sentence } of formats) {
    const link = row(list, "a", called, sentence);
    link.download = "";
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the browser's own ways
      event.preventDefault();
      fetch(called, link.href);
    });
    links.push([link, name]);
  }
  point();

  const latex = row(
    list,
    "button",
    "LaTeX",
    "Every equation of this learning step in symbols and with its numbers, for amsmath alone.",
  );
  latex.type = "button";
  latex.addEventListener("click", () => {
    const source = `${window.location.origin}/${address}`;
    save(new Blob([latexOf(scene, { title, address: source })], { type: "application/x-tex" }), "tex");
  });
  const handout = row(
    list,
    "a",
    "Handout",
    "The whole step on paper, with blanks and an answer key where they are asked for.",
  );
  handout.href = `/handout${address}`;
}

/**
 * Where a file is to be had: it opens at the step on show, for the place of the address goes with it, in the query.
 * @param {Pick<Taken, "query" | "address">} taken
 * @param {string} format
 * @param {number} steps
 */
export function exportAddress({ query, address }, format, steps) {
  const place = new URLSearchParams(address.slice(query.length + 1));
  const step = Number(place.get("step"));
  // no file holds a learning step beyond its last
  if (step > steps) place.set("step", String(steps));
  const asked = new URLSearchParams([["format", format], ["steps", String(steps)], ...place]);
  return `/export${query}${query ? "&" : "?"}${asked}`;
}

/**
 * @template {"a" | "button"} T
 * @param {HTMLElement} list
 * @param {T} tag
 * @param {string} title
 * @param {string} what
 */
function row(list, tag, title, what) {
  const item = html(list, "li");
  const way = html(item, tag, "", title);
  html(item, "span", "", what);
  return way;
}
