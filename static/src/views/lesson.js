/* A lesson: one part of a guided walk, with the numbers of the network on show, and the way on. */
import { text } from "../encode.js";
import { formula } from "../formula/typeset.js";
import { addressOf, lessonOf } from "../lessons/index.js";
import { keyOf, parseRef, read } from "../refs.js";
import { html, write as writeWords } from "./pen.js";

/**
 * @typedef {import("../types").Scene} Scene
 */

/** A formula, a number of the network, or what is between. */
const PIECES = /\$([^$]+)\$|\{([a-z_]+(?:\.\d+)*)\}/g;

/**
 * @param {HTMLElement} element
 * @param {{ follow: (address: string) => void, close: () => void }} actions
 */
export function lessonView(element, actions) {
  /** @type {Scene | null} */
  let scene = null;
  /** @type {string | null} */
  let name = null;

  /** @param {HTMLElement} into @param {string} words @param {string} address @param {string} className */
  function link(into, words, address, className) {
    const anchor = html(into, "a", className, words);
    anchor.href = address;
    anchor.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      actions.follow(address);
    });
    return anchor;
  }

  function write() {
    const found = lessonOf(name);
    element.hidden = found === null;
    element.replaceChildren();
    if (!found) return;
    const { lesson, part } = found;
    const { title, text: paragraphs } = lesson.parts[part - 1];
    const head = html(element, "header", "lesson-head");
    const words = html(head, "div");
    html(words, "p", "eyebrow", `${lesson.title} · ${part} of ${lesson.parts.length}`);
    html(words, "h2", "lesson-title", title);
    const close = html(head, "button", "quiet", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Leave the lesson");
    close.addEventListener("click", actions.close);
    for (const paragraph of paragraphs.split("\n\n")) {
      html(element, "p", "lesson-text").append(...pieces(paragraph));
    }
    const nav = html(element, "nav", "lesson-nav");
    nav.setAttribute("aria-label", "Lesson");
    if (part > 1) link(nav, "← Back", addressOf(lesson, part - 1), "button");
    if (part < lesson.parts.length) {
      link(nav, `Next: ${lesson.parts[part].title} →`, addressOf(lesson, part + 1), "button next");
    }
    const list = html(element, "details", "fold");
    html(list, "summary", "", `All parts · after: ${lesson.source}`);
    const parts = html(list, "ol", "lesson-parts");
    lesson.parts.forEach((entry, i) => {
      const anchor = link(html(parts, "li"), entry.title, addressOf(lesson, i + 1), "");
      if (i + 1 === part) anchor.setAttribute("aria-current", "step");
    });
  }

  /**
   * Words, formulas and numbers of a paragraph; a number that is not computed yet stands hollow.
   * @param {string} paragraph
   * @returns {(Node | string)[]}
   */
  function pieces(paragraph) {
    /** @type {(Node | string)[]} */
    const nodes = [];
    let end = 0;
    for (const match of paragraph.matchAll(PIECES)) {
      nodes.push(paragraph.slice(end, match.index));
      end = match.index + match[0].length;
      nodes.push(match[1] ? formula(match[1]) : number(match[2]));
    }
    return [...nodes, paragraph.slice(end)];
  }

  /** @param {string} ref */
  function number(ref) {
    const node = element.ownerDocument.createElement("strong");
    const { name: symbol, at } = parseRef(ref);
    const value = scene && read(scene.trace, scene.example, symbol, at);
    node.className = "lesson-number";
    node.dataset.ref = ref;
    writeWords(node, value === null ? "–" : text(value));
    node.title = keyOf(ref) ? `computed in step ${keyOf(ref)}` : "";
    return node;
  }

  return {
    /** @param {Scene} next */
    show(next) {
      scene = next;
      write();
    },
    draw() {},

    /** @param {string | null} next such as `demystified.3` */
    open(next) {
      if (next === name) return;
      name = next;
      write();
      element.scrollIntoView({ block: "nearest" });
    },
  };
}
