/* The buttons of the player: first, back, play, step, last; speed and granularity. */
import { html } from "./pen.js";

/**
 * @typedef {import("../types").Granularity} Granularity
 *
 * @typedef {object} Actions
 * @property {() => void} first
 * @property {() => void} back
 * @property {() => void} toggle
 * @property {() => void} next
 * @property {() => void} last
 * @property {(speed: number) => void} speed
 * @property {(granularity: Granularity) => void} granularity
 */

/** Drawn on a 24-pixel square. */
const ICONS = {
  first: "M6 5v14M19 5l-9 7 9 7z",
  back: "M17 5l-10 7 10 7z",
  play: "M7 4l13 8-13 8z",
  pause: "M7 4h4v16H7zM14 4h4v16h-4z",
  next: "M7 5l10 7-10 7z",
  last: "M18 5v14M5 5l9 7-9 7z",
};

/**
 * @param {HTMLElement} element
 * @param {Actions} actions
 * @param {{ speeds: number[], granularities: Granularity[] }} choices
 */
export function controlsView(element, actions, { speeds, granularities }) {
  const buttons = html(element, "div", "transport");
  /** @param {keyof typeof ICONS} icon @param {string} label @param {string} keys @param {() => void} action */
  const button = (icon, label, keys, action) => {
    const node = html(buttons, "button", `transport-${icon}`);
    node.type = "button";
    node.setAttribute("aria-label", label);
    node.setAttribute("aria-keyshortcuts", keys);
    node.title = label;
    node.append(iconOf(element, ICONS[icon]));
    node.addEventListener("click", action);
    return node;
  };
  const first = button("first", "First step", "Home", actions.first);
  const back = button("back", "One step back", "ArrowLeft", actions.back);
  const play = button("play", "Play", "Space", actions.toggle);
  const next = button("next", "One step on", "ArrowRight", actions.next);
  const last = button("last", "Last step", "End", actions.last);

  const speed = choice(
    element,
    "speed",
    "Speed",
    speeds.map((factor) => [String(factor), `${factor}×`]),
    (value) => actions.speed(Number(value)),
  );
  const granularity = choice(
    element,
    "granularity",
    "Step by",
    granularities.map((name) => [name, name]),
    (value) => actions.granularity(/** @type {Granularity} */ (value)),
  );

  return {
    /** @param {{ playing: boolean, atStart: boolean, atEnd: boolean }} state */
    draw({ playing, atStart, atEnd }) {
      if (play.dataset.playing !== String(playing)) {
        play.dataset.playing = String(playing);
        play.setAttribute("aria-label", playing ? "Pause" : "Play");
        play.title = playing ? "Pause" : "Play";
        play.replaceChildren(iconOf(element, ICONS[playing ? "pause" : "play"]));
      }
      for (const node of [first, back]) node.setAttribute("aria-disabled", String(atStart));
      for (const node of [next, last]) node.setAttribute("aria-disabled", String(atEnd));
    },
    /** @param {{ speed: number, granularity: Granularity }} settings */
    settings(settings) {
      speed.value = String(settings.speed);
      granularity.value = settings.granularity;
    },
  };
}

/**
 * @param {HTMLElement} element
 * @param {string} name of the setting
 * @param {string} label
 * @param {string[][]} options value and text
 * @param {(value: string) => void} action
 */
function choice(element, name, label, options, action) {
  const wrapper = html(element, "label", "choice");
  wrapper.dataset.setting = name;
  html(wrapper, "span", "", label);
  const select = html(wrapper, "select");
  for (const [value, text] of options) html(select, "option", "", text).value = value;
  select.addEventListener("change", () => action(select.value));
  return select;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {HTMLElement} element
 * @param {string} d
 */
function iconOf(element, d) {
  const icon = element.ownerDocument.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = element.ownerDocument.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  icon.append(path);
  return icon;
}
