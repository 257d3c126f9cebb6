/* One embedded picture of a deck: its steps as fragments, and telling it which to show until it says that it does. */
import { createNotice } from "./notice.js";
import { following, placeOf } from "./steps.js";

/** A frame that does not answer is told again, so often; more than a slow network needs. */
const AGAIN = 300;
const MOST = 50;

/** @typedef {ReturnType<typeof createFrame>} Frame */

/**
 * @param {HTMLIFrameElement} iframe
 * @param {number} number among the frames of the deck, from 1
 * @param {{ patience: number, printing: boolean, changed: () => void }} settings changed: there are other fragments
 */
export function createFrame(iframe, number, { patience, printing, changed }) {
  const source = iframe.hasAttribute("data-src") ? "data-src" : "src";
  const address = iframe.getAttribute(source) ?? "";
  const start = placeOf(new URL(address, document.baseURI).hash);
  const notice = createNotice(iframe, address);
  /** @type {string[] | null} */
  let steps = null;
  let alive = false;
  let commands = 0;
  /** @type {{ id: string, left: number } | null} */
  let pending = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let repeat;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let giveUp;
  /** @type {(names: string[]) => void} */
  let announce = () => {};
  const announced = new Promise((/** @type {(names: string[]) => void} */ resolve) => (announce = resolve));

  iframe.dataset.backprop = String(number);

  /** The place that the fragments ask for: that of the address while none of them is on show. */
  function wanted() {
    const shown = markers().filter((marker) => marker.classList.contains("visible")).length;
    return shown > 0 ? { ...start, at: steps?.[shown - 1] ?? "" } : start;
  }

  const markers = () => [
    ...(iframe.closest("section")?.querySelectorAll(`[data-backprop-step-of="${number}"]`) ?? []),
  ];
  const isLoaded = () => /^(?!about:)./.test(iframe.getAttribute("src") ?? "");

  /** @param {string[] | null} names */
  function setSteps(names) {
    if (!names || names.join() === steps?.join()) return;
    const shown = markers().filter((marker) => marker.classList.contains("visible")).length;
    for (const marker of markers()) marker.remove();
    steps = names;
    const first = iframe.getAttribute("data-fragment-index");
    const made = names.map((name, i) => {
      const marker = document.createElement("span");
      marker.className = i < shown ? "fragment visible" : "fragment";
      marker.dataset.backpropStepOf = String(number);
      marker.dataset.backpropStep = name;
      if (first !== null) marker.dataset.fragmentIndex = String(Number(first) + i);
      marker.ariaHidden = "true";
      // It only counts; the picture is in the frame.
      Object.assign(marker.style, { position: "absolute", width: "0", height: "0" });
      return marker;
    });
    iframe.after(...made);
  }

  function send() {
    clearTimeout(repeat);
    if (!pending || !isLoaded()) return;
    const { id } = pending;
    iframe.contentWindow?.postMessage({ ns: "backprop-viz", v: 1, id, cmd: "goto", args: wanted() }, "*");
    pending.left -= 1;
    if (pending.left > 0) repeat = setTimeout(send, AGAIN);
  }

  function follow() {
    commands += 1;
    pending = { id: `reveal-${number}-${commands}`, left: MOST };
    send();
  }

  /** A frame that has just been loaded, or unloaded, knows nothing and has said nothing. */
  function began() {
    alive = false;
    clearTimeout(giveUp);
    notice.hide();
    if (isLoaded() && !printing) giveUp = setTimeout(notice.show, patience);
  }

  /** reveal.js tells a frame to begin anew once it is loaded; what the fragments ask for comes after that. */
  const loaded = () => void (isLoaded() && !printing && setTimeout(follow));

  /** @param {{ type: string, id?: string, message?: string, state?: { positions?: string[] } }} message */
  function hear({ type, id, message, state }) {
    clearTimeout(giveUp);
    if (!alive) notice.hide();
    alive = true;
    if (state?.positions) learn(state.positions);
    if (pending && id === pending.id) {
      pending = null;
      clearTimeout(repeat);
      if (type === "error") notice.say(message ?? "");
      else notice.hide();
    }
    if (type === "ready" && !printing) follow();
  }

  /** @param {string[]} positions */
  function learn(positions) {
    const names = following(positions, start.at);
    announce(names);
    if (iframe.dataset.steps !== undefined || printing || names.join() === steps?.join()) return;
    setSteps(names);
    changed();
  }

  const observer = new MutationObserver(began);
  observer.observe(iframe, { attributeFilter: ["src"] });
  iframe.addEventListener("load", loaded);
  began();

  return {
    iframe,
    address,
    setSteps,
    follow,
    hear,
    /** @param {Element} fragment */
    owns: (fragment) => markers().includes(fragment),
    /** Loads a frame that reveal.js would leave empty. */
    load() {
      if (!isLoaded()) iframe.setAttribute("src", address);
    },
    /** The steps as the frame itself says them, for which it is loaded now. */
    announced() {
      if (!isLoaded()) iframe.setAttribute("src", address);
      return announced;
    },
    destroy() {
      observer.disconnect();
      iframe.removeEventListener("load", loaded);
      clearTimeout(repeat);
      clearTimeout(giveUp);
      notice.hide();
      for (const marker of markers()) marker.remove();
    },
  };
}
