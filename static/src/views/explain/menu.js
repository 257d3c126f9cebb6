/* The menu of explanations: what may be asked, in groups, one sentence each. */
import { html } from "../pen.js";

import { LESSONS } from "../../lessons/index.js";

/**
 * @param {HTMLElement} dialog
 * @param {HTMLElement} tabs for what stands in the place of the network
 * @param {import("../../types").Explanation[]} entries
 * @param {(place: import("../../types").Place, id: string | null) => void} choose
 * @param {(lesson: import("../../lessons/index.js").Lesson) => void} learn
 */
export function explainMenuView(dialog, tabs, entries, choose, learn) {
  const list = dialog.querySelector("[data-part]") ?? dialog;
  for (const group of new Set(entries.map((entry) => entry.group))) {
    const section = html(list, "section", "explain-group");
    html(section, "h3", "", group);
    for (const { id, title, question, place } of entries.filter((entry) => entry.group === group)) {
      card(section, { id, title, place, words: question }, () => choose(place, id));
    }
  }
  const lessons = html(list, "section", "explain-group");
  html(lessons, "h3", "", "Guided lessons, one per source text");
  for (const lesson of LESSONS) {
    card(lessons, { ...lesson, words: lesson.lead, place: "panel" }, () => learn(lesson));
  }

  /**
   * @param {HTMLElement} into
   * @param {{ id: string, title: string, words: string, place: string }} entry
   * @param {() => void} action
   */
  function card(into, { id, title, words, place }, action) {
    const button = html(into, "button", "card");
    button.type = "button";
    button.dataset.explanation = id;
    button.dataset.place = place;
    html(button, "strong", "", title);
    html(button, "span", "", words);
    button.addEventListener("click", () => {
      /** @type {HTMLDialogElement} */ (dialog).close();
      action();
    });
  }

  stageTabs(tabs, entries, choose);
  return { open: () => /** @type {HTMLDialogElement} */ (dialog).showModal() };
}

/**
 * @param {HTMLElement} into
 * @param {import("../../types").Explanation[]} entries
 * @param {(place: import("../../types").Place, id: string | null) => void} choose
 */
function stageTabs(into, entries, choose) {
  const staged = entries.filter(({ place }) => place === "stage");
  for (const { id, tab } of [{ id: null, tab: "network" }, ...staged]) {
    const button = html(into, "button", "", tab);
    button.type = "button";
    button.dataset.stageView = id ?? "";
    button.setAttribute("aria-pressed", String(id === null));
    button.addEventListener("click", () => choose("stage", id));
  }
}
