/* Brings what is asked for into view inside the panel; the page stays where it is, and so does who is scrolling. */
import { homeOf } from "../refs.js";

/**
 * @typedef {import("../types").Scene} Scene
 */

/** So long after the last turn of the wheel somebody is still reading, in milliseconds. */
const READING = 1500;
/** Space between what is revealed and the edge of the panel, in pixels. */
const MARGIN = 12;

/** What of a neuron, and what of a weight, a step is about. @type {Record<string, string[]>} */
const ABOUT = {
  weighted_input: ["z"],
  activation: ["a"],
  BP1: ["grad_a", "delta"],
  BP2: ["grad_a", "delta"],
  BP3_BP4: ["nabla_b", "nabla_w"],
  update: ["updated_b", "updated_w"],
};

/** What a number in the diagram was made of. @type {Record<string, string[]>} */
const MADE_OF = { z: ["z"], a: ["z", "a"], delta: ["grad_a", "delta"] };

/**
 * @param {HTMLElement} panel that scrolls
 * @param {HTMLElement} inspector the part of it in which sums are written, with their refs
 * @param {() => { scene: Scene | null, t: number }} current
 */
export function revealSums(panel, inspector, current) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let reading;
  let shown = "";
  for (const kind of ["wheel", "touchmove", "keydown"]) {
    panel.addEventListener(
      kind,
      () => {
        clearTimeout(reading);
        reading = setTimeout(() => (reading = undefined), READING);
      },
      { passive: true },
    );
  }

  /** @param {string[]} names of quantities of the mark that is chosen */
  const sums = (names) => {
    const home = current().scene?.selected;
    return [...inspector.querySelectorAll("[data-ref]")].filter((node) => {
      const target = node.getAttribute("data-ref") ?? "";
      return homeOf(target) === home && names.includes(target.split(".")[0]) && !node.closest("li");
    });
  };

  /** @param {string[]} names */
  const reveal = (names) => {
    const found = sums(names);
    if (!found.length || panel.scrollHeight <= panel.clientHeight) return;
    const { top, bottom } = panel.getBoundingClientRect();
    const last = found[found.length - 1].getBoundingClientRect().bottom + MARGIN;
    const first = headOf(found[0]).getBoundingClientRect().top - MARGIN;
    // the end of the sum counts, and of the rest as much as there is room for
    if (last > bottom) panel.scrollTop += Math.min(last - bottom, first - top);
    else if (first < top) panel.scrollTop += first - top;
  };

  const step = () => {
    const { scene, t } = current();
    return scene?.script.steps[Math.ceil(t)];
  };

  return {
    /**
     * What a mark that was chosen was chosen for: the number that was clicked, else the step on show.
     * @param {string} [target] a ref
     */
    show(target = "") {
      reveal(MADE_OF[target.split(".")[0]] ?? ABOUT[step()?.frame.equation ?? ""] ?? []);
    },

    /** What the step that has arrived is about; once, so that one can look elsewhere. */
    follow() {
      const now = step()?.id ?? "";
      if (now === shown) return;
      shown = now;
      if (!reading) reveal(ABOUT[step()?.frame.equation ?? ""] ?? []);
    },
  };
}

/**
 * The heading of the section that an element of the inspector stands in.
 * @param {Element} node
 */
function headOf(node) {
  let head = node;
  while (head.previousElementSibling && !/^H\d$/.test(head.tagName)) head = head.previousElementSibling;
  return head;
}
