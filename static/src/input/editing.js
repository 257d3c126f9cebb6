/* Edits numbers where they stand: drag one up or down, or click it and type. */
import { exact, isVeiled } from "../encode.js";
import { homeOf, inWords, parseRef, read } from "../refs.js";
import { buttonOf } from "./navigation.js";

/**
 * @typedef {import("../types").Scene} Scene
 */

/** A pointer that has moved less than this has clicked. */
const CLICK = 4;
/** What one pixel is worth; with Shift ten times, with Alt a tenth of it. */
const PER_PIXEL = 0.01;
/** So that dragging leaves round numbers behind. */
const DRAGGED_DECIMALS = 3;

/**
 * @param {HTMLElement} area positioned; what can be edited in it has `data-edit`
 * @param {() => { scene: Scene | null }} current whose numbers cannot be edited where that is locked
 * @param {(target: string, value: number, merge: boolean) => void} edit merge: the drag goes on
 * @param {(words: string) => void} refuse says what is wrong with what was typed
 */
export function editInPlace(area, current, edit, refuse) {
  /** @param {string} target */
  const valueOf = (target) => {
    const { scene } = current();
    const { name, at } = parseRef(target);
    return scene ? read(scene.trace, scene.example, name, at) : null;
  };

  /** @type {{ target: string, from: number, x: number, y: number, dragged: boolean, id: number } | null} */
  let held = null;

  area.addEventListener("pointerdown", (event) => {
    const marked = event.target instanceof Element ? event.target.closest("[data-edit]") : null;
    if (!(marked instanceof SVGElement) || event.button !== 0 || isLocked(current())) return;
    const target = marked.dataset.edit ?? "";
    const from = valueOf(target);
    if (from === null) return;
    event.preventDefault();
    held = { target, from, x: event.clientX, y: event.clientY, dragged: false, id: event.pointerId };
    area.setPointerCapture(event.pointerId);
  });
  area.addEventListener("pointermove", (event) => {
    if (!held) return;
    const way = event.clientX - held.x - (event.clientY - held.y);
    if (!held.dragged && Math.abs(event.clientX - held.x) + Math.abs(event.clientY - held.y) < CLICK) return;
    const factor = event.shiftKey ? 10 : event.altKey ? 0.1 : 1;
    edit(held.target, rounded(held.from + way * PER_PIXEL * factor), held.dragged);
    held.dragged = true;
    area.classList.add("dragging");
  });
  const release = () => {
    if (!held) return;
    const { target, dragged } = held;
    held = null;
    area.classList.remove("dragging");
    if (!dragged) open(target);
  };
  area.addEventListener("pointerup", release);
  area.addEventListener("pointercancel", () => {
    held = null;
    area.classList.remove("dragging");
  });

  /**
   * Opens a field over the number.
   * @param {string} target
   * @param {string} [typed] what has been typed already
   */
  function open(target, typed) {
    const place = area.querySelector(`[data-edit="${target}"]`)?.getBoundingClientRect();
    const value = valueOf(target);
    if (value === null || isLocked(current())) return;
    const input = area.ownerDocument.createElement("input");
    // a field for numbers would refuse the minus that opens one
    input.inputMode = "decimal";
    input.className = "in-place";
    input.setAttribute("aria-label", `New value of ${inWords(target)}`);
    input.value = typed ?? (isVeiled() ? "" : exact(value));
    area.append(input);
    const within = area.getBoundingClientRect();
    const [x, y] = place
      ? [place.x + place.width / 2 - within.x, place.y + place.height / 2 - within.y]
      : [within.width / 2, within.height / 2];
    input.style.setProperty("left", `${Math.min(within.width - 50, Math.max(50, x))}px`);
    input.style.setProperty("top", `${y}px`);
    let done = false;
    /** @param {boolean} keep */
    const close = (keep) => {
      if (done) return;
      done = true;
      const next = numberIn(input.value);
      const untouched = isVeiled() && input.value === "";
      input.remove();
      if (untouched) return;
      if (keep && !Number.isFinite(next)) {
        refuse(
          `“${input.value}” is not a number such as 0.5 or -1e-3; ${inWords(target)} stays ${isVeiled() ? "as it is" : exact(value)}.`,
        );
      } else if (keep && next !== value) edit(target, next, false);
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      // what gets the focus now must not take the key for its own
      event.preventDefault();
      close(event.key === "Enter");
      focusMark(target);
    });
    input.addEventListener("blur", () => close(true));
    input.focus();
    if (typed === undefined) input.select();
  }

  /**
   * Gives the focus to the mark that was edited.
   * @param {string} target
   */
  function focusMark(target) {
    const mark = area.querySelector(`[data-home="${homeOf(target)}"]`);
    if (mark) buttonOf(mark).focus({ preventScroll: true });
  }

  return { open };
}

/** @param {{ scene: Scene | null }} current */
const isLocked = ({ scene }) => scene?.locks.includes("edit") ?? false;

/**
 * The number that somebody has typed, with either minus and either decimal mark.
 * @param {string} typed
 */
const numberIn = (typed) => (typed.trim() ? Number(typed.replace("−", "-").replace(",", ".")) : NaN);

/** @param {number} value */
const rounded = (value) => Number(value.toFixed(DRAGGED_DECIMALS));
