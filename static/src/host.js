/* Living in somebody's slide: the presenter's keys and focus go back to the deck, and its signals are heard. */

/** What a deck made with reveal.js does for the keys of a clicker. A closed list: nothing else is ever passed on. */
const PASSED_ON = new Map([
  ["PageDown", "next"],
  ["PageUp", "prev"],
  [".", "togglePause"],
]);
const FIELDS = "input, select, textarea, [contenteditable]";
/** A page up or down means nothing in these. */
const ONE_LINE = "input:not([type=range])";
/** With these one is done with a field. */
const DONE = new Set(["Enter", "Escape"]);

/**
 * Whether a key means something in the field that has the focus.
 * @param {EventTarget | null} target
 * @param {string} key
 */
function isFor(target, key) {
  const field = target instanceof Element && target.closest(FIELDS);
  return field && (key === "." || !field.matches(ONE_LINE));
}

/**
 * @param {Window} frame
 * @param {{ entered: () => void, left: () => void, onward: () => boolean, backward: () => boolean }} actions entered,
 *     left: the slide is shown, or not any more; onward, backward: make a step for the clicker, where there is one
 * @param {() => string} clicker `step`: the clicker steps until there is no further step; `deck`: it is always the
 *     deck's; `off`: its keys mean nothing here
 */
export function liveInSlide(frame, actions, clicker) {
  const { document, parent } = frame;
  if (parent === frame) return;

  frame.addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (data === "slide:start") actions.entered();
    if (data === "slide:stop") actions.left();
  });

  /** @param {KeyboardEvent} event */
  const passOn = (event) => {
    const method = PASSED_ON.get(event.key);
    const { altKey, ctrlKey, metaKey, target } = event;
    if (!method || altKey || ctrlKey || metaKey || clicker() === "off") return;
    if (isFor(target, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const here = { next: actions.onward, prev: actions.backward }[method];
    if (clicker() === "step" && here?.()) return;
    parent.postMessage(JSON.stringify({ method, args: [] }), "*");
  };
  // Before anything in the frame hears of it: a page up or down is the deck's, and nothing moves twice.
  document.addEventListener("keydown", passOn, true);

  /** Whether what is being done was begun by pointing. Who works with keys keeps the focus. */
  let pointed = false;
  document.addEventListener("pointerdown", () => (pointed = true), true);
  document.addEventListener(
    "keydown",
    ({ key, target }) => {
      const typing = key !== "Tab" && target instanceof Element && target.matches(ONE_LINE);
      if (!typing) pointed = false;
      else if (DONE.has(key)) handBack({ done: true });
    },
    true,
  );

  /** Once all has been done that follows. @param {{ done?: boolean }} [how] done: with the field that has the focus */
  const handBack = ({ done = false } = {}) =>
    setTimeout(() => {
      const active = document.activeElement;
      const busy = !done && active?.matches(FIELDS) && !active.matches("[type=range], [type=checkbox]");
      if (pointed && !busy && !document.querySelector("dialog[open]")) parent.focus();
    });
  document.addEventListener("click", () => handBack(), true);
  document.addEventListener("pointerup", () => handBack(), true);
  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement && pointed) target.blur();
    handBack();
  });
}
