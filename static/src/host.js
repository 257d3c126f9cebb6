/* Living in somebody's slide: the presenter's keys and focus go back to the deck, and its signals are heard. */

/** What a deck made with reveal.js does for the keys of a clicker. A closed list: nothing else is ever passed on. */
const PASSED_ON = new Map([
  ["PageDown", "next"],
  ["PageUp", "prev"],
  [".", "togglePause"],
]);
const FIELDS = "input, select, textarea, [contenteditable]";

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

  document.addEventListener("keydown", (event) => {
    const method = PASSED_ON.get(event.key);
    const { altKey, ctrlKey, metaKey, target } = event;
    if (!method || altKey || ctrlKey || metaKey || clicker() === "off") return;
    if (target instanceof Element && target.closest(FIELDS)) return;
    event.preventDefault();
    event.stopPropagation();
    const here = { next: actions.onward, prev: actions.backward }[method];
    if (clicker() === "step" && here?.()) return;
    parent.postMessage(JSON.stringify({ method, args: [] }), "*");
  });

  /** Whether the last thing done was done by pointing. Who works with keys keeps the focus. */
  let pointed = false;
  document.addEventListener("pointerdown", () => (pointed = true), true);
  document.addEventListener("keydown", () => (pointed = false), true);

  const handBack = () => {
    const active = document.activeElement;
    const busy = active?.matches(FIELDS) && !active.matches("[type=range], [type=checkbox]");
    if (pointed && !busy && !document.querySelector("dialog[open]")) parent.focus();
  };
  document.addEventListener("click", () => setTimeout(handBack), true);
  document.addEventListener("pointerup", () => setTimeout(handBack), true);
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && pointed) event.target.blur();
    setTimeout(handBack);
  });
}
