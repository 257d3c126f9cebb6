/* LESSONS: guided walks through the page, one per source text. Each part is a link into the page and a paragraph. */
import { deepDive } from "./deep_dive.js";
import { demystified } from "./demystified.js";
import { nielsen } from "./nielsen.js";

/**
 * @typedef {object} LessonPart
 * @property {string} title
 * @property {string} link query and hash of the place that it talks about, without the lesson itself
 * @property {string} text paragraphs, set apart by blank lines, with `$…$` for formulas and `{a.2.1}` for a number of
 *     the network on show
 *
 * @typedef {object} Lesson
 * @property {string} id its name in the address
 * @property {string} title
 * @property {string} lead one sentence for the menu
 * @property {string} source the text that it follows
 * @property {LessonPart[]} parts
 */

/** @type {Lesson[]} */
export const LESSONS = [demystified, deepDive, nielsen];

/**
 * The lesson and the part that a name such as `demystified.3` stands for.
 * @param {string | null} name
 * @returns {{ lesson: Lesson, part: number } | null} part: from 1
 */
export function lessonOf(name) {
  const [id, number = "1"] = (name ?? "").split(".");
  const lesson = LESSONS.find((entry) => entry.id === id);
  const part = Number(number);
  return lesson && part >= 1 && part <= lesson.parts.length ? { lesson, part } : null;
}

/**
 * The address of a part: its place, and the lesson itself.
 * @param {Lesson} lesson
 * @param {number} part from 1
 */
export function addressOf({ id, parts }, part) {
  const [query, hash = ""] = parts[part - 1].link.split("#");
  const joined = `${query}${query ? "&" : "?"}lesson=${id}.${part}`;
  return hash ? `${joined}#${hash}` : joined;
}
