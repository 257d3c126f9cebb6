/* RevealBackprop: one press of the clicker is one step of the embedded network, forward and backward. */
import { createFrame } from "./frame.js";
import { printFrames } from "./print.js";
import { stepsOf } from "./steps.js";

/**
 * @typedef {import("reveal.js").RevealApi} Deck
 * @typedef {object} Settings what a deck may say as `backprop: {…}` among the options of reveal.js
 * @property {number} patience milliseconds after which a frame that has said nothing is given up in words
 */

/** The frames that are ours. */
const FRAMES = "iframe[data-backprop]";
const EVENTS = ["ready", "slidechanged", "fragmentshown", "fragmenthidden", "overviewhidden"];
/** @type {Settings} */
const USUAL = { patience: 6000 };

/** @returns {import("reveal.js").RevealPlugin} */
export function RevealBackprop() {
  /** @type {import("./frame.js").Frame[]} */
  let frames = [];
  let ended = false;
  /** What takes the listeners at the deck off again. @type {(() => void)[]} */
  const offs = [];
  /** @type {(event: MessageEvent) => void} */
  const listen = ({ source, data }) => {
    const frame = source && frames.find(({ iframe }) => iframe.contentWindow === source);
    if (frame && data?.ns === "backprop-viz" && data.v === 1) frame.hear(data);
  };

  return {
    id: "backprop",

    async init(deck) {
      const printing = isPrinting(deck);
      const settings = { ...USUAL, .../** @type {any} */ (deck.getConfig()).backprop };
      const found = deck.getSlidesElement()?.querySelectorAll(FRAMES) ?? [];
      frames = [...found].map((iframe, i) =>
        createFrame(/** @type {HTMLIFrameElement} */ (iframe), i + 1, {
          ...settings,
          printing,
          changed: () => deck.syncFragments(/** @type {HTMLElement} */ (iframe.closest("section"))),
        }),
      );
      window.addEventListener("message", listen);
      await Promise.all(frames.map(async (frame) => frame.setSteps(await stepsOf(frame, { printing }))));
      // A deck may end while a server is still asked for its steps.
      if (ended) return;
      /** @param {string} event @param {(about: any) => void} listener */
      const hear = (event, listener) => {
        deck.on(event, listener);
        offs.push(() => deck.off(event, listener));
      };
      if (printing) {
        hear("pdf-ready", () => void printFrames(deck.getSlidesElement()));
        return;
      }
      for (const event of EVENTS) {
        // Later than what reveal.js itself says to the frame about this event, so that ours is the last word.
        hear(event, ({ fragments }) => setTimeout(() => follow(deck, frames, fragments)));
      }
      hear("slidechanged", releaseFocus);
    },

    destroy() {
      ended = true;
      for (const off of offs.splice(0)) off();
      window.removeEventListener("message", listen);
      for (const frame of frames) frame.destroy();
      frames = [];
    },
  };
}

/**
 * Shows in the frames of a slide what its fragments say.
 * @param {Deck} deck
 * @param {import("./frame.js").Frame[]} frames
 * @param {Element[] | undefined} fragments those that have come or gone; without any, all may have
 */
function follow(deck, frames, fragments) {
  const slide = fragments?.[0].closest("section") ?? deck.getCurrentSlide();
  for (const frame of frames) {
    if (!slide?.contains(frame.iframe)) continue;
    // In the windows of the speaker reveal.js leaves lazy frames empty.
    if (deck.isSpeakerNotes()) frame.load();
    // A bullet that appears, or a step of the picture beside it, is no reason to move a picture.
    if (!fragments || fragments.some(frame.owns)) frame.follow();
  }
}

/** @param {Deck} deck before it is ready, when it does not know yet itself */
const isPrinting = (deck) => deck.getConfig().view === "print" || /print-pdf/i.test(window.location.search);

/** A frame that is gone from sight would keep the keys to itself. */
function releaseFocus() {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLIFrameElement)) return;
  activeElement.blur();
  window.focus();
}
