/* Links what stands for the same number: point at one, or focus it, and all light up, with the factors it came from. */
import { factorsOf } from "../formula/lines.js";
import { homeOf, ref } from "../refs.js";

/**
 * @typedef {import("../types").Scene} Scene
 */

/** The quantity of a neuron that the current step is about; while nothing is going on there, its activation. */
/** @type {Record<string, string>} */
const IN_QUESTION = { weighted_input: "z", activation: "a", BP1: "delta", BP2: "delta", BP3_BP4: "delta" };

/**
 * @param {HTMLElement} root everything in it takes part
 * @param {() => { scene: Scene | null, t: number }} current
 */
export function linkRefs(root, current) {
  /** A ref, or the home of a mark, whose quantity in question changes from step to step. */
  /** @type {string | null} */
  let pointed = null;

  /** @param {EventTarget | null} target */
  const refAt = (target) => {
    if (!(target instanceof Element)) return null;
    const marked = target.closest("[data-ref], [data-home]");
    if (!(marked instanceof HTMLElement || marked instanceof SVGElement) || !root.contains(marked)) {
      return null;
    }
    return marked.dataset.ref || marked.dataset.home || null;
  };

  /** @param {string} home */
  const inQuestion = (home) => {
    const { scene, t } = current();
    const [kind, ...at] = home.split(".");
    const frame = scene?.script.steps[Math.ceil(t)].frame;
    if (kind === "edge") return `${frame?.equation === "BP3_BP4" ? "nabla_w" : "w"}.${at.join(".")}`;
    if (kind !== "neuron") return home;
    const here = frame?.layer === Number(at[0]);
    return `${(here && frame && IN_QUESTION[frame.equation]) || "a"}.${at.join(".")}`;
  };

  const apply = () => {
    for (const node of root.querySelectorAll(".pointed, .factor")) node.classList.remove("pointed", "factor");
    const { scene } = current();
    if (!pointed || !scene) return;
    const target = inQuestion(pointed);
    for (const factor of factorsOf(scene, target)) mark(factor, "factor");
    mark(target, "pointed");
  };

  /** @param {string} target @param {string} name */
  const mark = (target, name) => {
    const home = homeOf(target);
    const alias = target.startsWith("a.1.") ? target.replace("a.1.", "x.") : target;
    const selector = [...new Set([target, alias])].map((text) => `[data-ref="${text}"]`).join();
    for (const node of root.querySelectorAll(`${selector}, [data-home="${home}"]`)) node.classList.add(name);
  };

  /** @param {string | null} target */
  const point = (target) => {
    if (target === pointed) return;
    pointed = target;
    apply();
  };

  root.addEventListener("pointerover", (event) => point(refAt(event.target)));
  // a finger that is lifted leaves too, but what was tapped stays until the next tap
  root.addEventListener("pointerleave", ({ pointerType }) => pointerType === "touch" || point(null));
  // a tap beside everything that can have the focus gives it to the root
  root.addEventListener("focusin", ({ target }) => target === root || point(refAt(target)));
  root.addEventListener("focusout", () => point(null));
  return { refresh: apply };
}

/** The ref of the quantity that an element may be edited as, for those that ask by home. */
/** @param {string} home */
export function editableOf(home) {
  const [kind, ...at] = home.split(".");
  const numbers = at.map(Number);
  if (kind === "edge") return ref("w", ...numbers);
  if (kind === "y") return home;
  return numbers[0] === 1 ? ref("x", numbers[1]) : ref("b", ...numbers);
}
