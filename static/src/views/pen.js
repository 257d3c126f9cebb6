/* Writes to a node only what has changed: most marks stay as they are from one frame to the next. */
import { aloud, HIDDEN, isVeiled } from "../encode.js";

/**
 * @typedef {object} Pen
 * @property {Element} node
 * @property {(name: string, value: string | number) => void} attr
 * @property {(name: string, value: string) => void} style
 * @property {(value: string) => void} text
 * @property {(name: string, on: boolean) => void} mark a class
 */

/**
 * @param {SVGElement | HTMLElement} node
 * @returns {Pen}
 */
export function pen(node) {
  /** @type {Record<string, string | number | boolean>} */
  const drawn = {};
  /** @param {string} key @param {string | number | boolean} value */
  const changed = (key, value) => {
    if (drawn[key] === value) return false;
    drawn[key] = value;
    return true;
  };
  return {
    node,
    attr(name, value) {
      if (changed(name, value)) node.setAttribute(name, String(value));
    },
    style(name, value) {
      if (changed(`style ${name}`, value)) node.style.setProperty(name, value);
    },
    text(value) {
      if (changed("text", value)) node.textContent = value;
    },
    mark(name, on) {
      if (changed(`class ${name}`, on)) node.classList.toggle(name, on);
    },
  };
}

/**
 * Writes words in which numbers may be hidden: a question mark for the eye, and a word for who listens.
 * @param {Element} node
 * @param {string} words
 */
export function write(node, words) {
  if (!isVeiled() || !words.includes(HIDDEN)) {
    node.textContent = words;
    return;
  }
  node.replaceChildren();
  words.split(HIDDEN).forEach((between, i) => {
    if (i > 0) {
      html(node, "span", "", HIDDEN).setAttribute("aria-hidden", "true");
      html(node, "span", "visually-hidden", aloud(HIDDEN));
    }
    node.append(between);
  });
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * A new SVG element inside another.
 * @param {Element} parent
 * @param {string} name
 * @param {string} className
 * @param {Record<string, string | number>} [attributes]
 * @returns {SVGElement}
 */
export function svg(parent, name, className, attributes = {}) {
  const node = parent.ownerDocument.createElementNS(SVG, name);
  node.setAttribute("class", className);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  parent.append(node);
  return node;
}

/**
 * A new HTML element inside another.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {Element} parent
 * @param {N} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[N]}
 */
export function html(parent, name, className = "", text = "") {
  const node = parent.ownerDocument.createElement(name);
  if (className) node.className = className;
  if (text) node.textContent = text;
  parent.append(node);
  return node;
}
