/* The explanations, the lessons and the menu of both, put together. */
import { createExplanations, explanationOf } from "./explanations.js";
import { addressOf, lessonOf } from "./lessons/index.js";
import { EXPLANATIONS } from "./views/explain/index.js";
import { explainMenuView } from "./views/explain/menu.js";
import { lessonView } from "./views/lesson.js";

/**
 * @param {import("./page.js").Page} page
 * @param {import("./store.js").Store<import("./session.js").State>} store
 * @param {import("./types").ExplanationActions & { follow: (link: string) => void }} actions
 */
export function openLibrary(page, store, actions) {
  const explanations = createExplanations(page, store, actions);
  const lesson = lessonView(page.part("lesson"), {
    follow: actions.follow,
    close: () => store.set({ lesson: null }),
  });
  const menu = explainMenuView(
    page.part("explain-menu"),
    page.part("stage-tabs"),
    EXPLANATIONS,
    actions.open,
    (chosen) => actions.follow(addressOf(chosen, 1)),
  );
  store.subscribe((state, before) => {
    if (state.lesson === before.lesson) return;
    lesson.open(state.lesson);
    actions.moved();
  });
  return {
    menu,
    explanationOf,
    lessonOf,
    addressOf,
    /** @param {import("./types").Scene} scene */
    show(scene) {
      lesson.show(scene);
      explanations.show(scene);
    },
    draw: explanations.draw,
  };
}
