/* The timeline: the frames as ticks in their phases, and where the player stands; drag to scrub. */
import { PHASES, superscript } from "../encode.js";
import { html, pen } from "./pen.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Frame} Frame
 */

const WITH_ARROWS = { ...PHASES, forward: `${PHASES.forward} →`, backward: `← ${PHASES.backward}` };

/**
 * @param {HTMLElement} element
 * @param {{ seek: (t: number) => void, describe: (t: number) => string }} actions
 * @returns {import("../types").View}
 */
export function timelineView(element, actions) {
  const track = html(element, "div", "track");
  track.tabIndex = 0;
  track.setAttribute("role", "slider");
  track.setAttribute("aria-label", "Position in the learning step");
  track.setAttribute("aria-valuemin", "1");
  const head = pen(html(track, "div", "playhead"));
  const cells = html(track, "div", "cells");
  cells.setAttribute("aria-hidden", "true");
  /** @type {Scene | null} */
  let scene = null;
  /** @type {{ pen: import("./pen.js").Pen, from: number, to: number }[]} */
  let frames = [];

  /** @param {PointerEvent} event */
  const seek = (event) => {
    if (!scene) return;
    const { left, width } = cells.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width));
    const { frame, within } = placeIn(frames, share);
    actions.seek(Math.max(0, frame.from + within * (frame.to - frame.from)));
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    track.setPointerCapture(event.pointerId);
    seek(event);
  });
  track.addEventListener("pointermove", (event) => {
    if (track.hasPointerCapture(event.pointerId)) seek(event);
  });
  track.addEventListener("pointerup", (event) => {
    if (!track.hasPointerCapture(event.pointerId)) return;
    track.releasePointerCapture(event.pointerId);
    const { left, width } = cells.getBoundingClientRect();
    const { frame, within } = placeIn(frames, Math.min(1, Math.max(0, (event.clientX - left) / width)));
    actions.seek(Math.max(0, Math.ceil(frame.from + within * (frame.to - frame.from))));
  });

  return {
    show(next) {
      scene = next;
      frames = cellsOf(cells, next);
      track.setAttribute("aria-valuemax", String(next.script.steps.length));
    },
    draw(t) {
      if (!scene) return;
      const { steps } = scene.script;
      const current = steps[Math.ceil(t)];
      frames.forEach(({ pen: cell, from, to }) => {
        cell.mark("done", t >= to);
        cell.mark("current", t > from && t <= to);
      });
      track.dataset.phase = current.frame.phase;
      track.setAttribute("aria-valuenow", String(Math.ceil(t) + 1));
      track.setAttribute("aria-valuetext", actions.describe(Math.ceil(t)));
      const i = frames.findIndex(({ from, to }) => t > from && t <= to);
      const { from, to } = frames[Math.max(0, i)];
      const share = (Math.max(0, i) + (t - from) / (to - from)) / frames.length;
      head.style("left", `${Math.round(share * 10000) / 100}%`);
    },
  };
}

/**
 * @param {{ from: number, to: number }[]} frames
 * @param {number} share of the width
 */
function placeIn(frames, share) {
  const at = Math.min(frames.length - 1, Math.floor(share * frames.length));
  return { frame: frames[at], within: share * frames.length - at };
}

/**
 * One cell a frame, the parts it is opened into as ticks within, the phases grouped.
 * @param {HTMLElement} cells
 * @param {Scene} scene
 */
function cellsOf(cells, { trace, script }) {
  cells.replaceChildren();
  /** @type {HTMLElement | null} */
  let group = null;
  let first = 0;
  return trace.frames.map((frame) => {
    if (group?.dataset.phase !== frame.phase) {
      group = html(cells, "div", "phase");
      group.dataset.phase = frame.phase;
      html(group, "span", "phase-name", WITH_ARROWS[frame.phase]);
    }
    group.style.flexGrow = String(Number(group.style.flexGrow || 0) + 1);
    const parts = script.steps.filter((step) => step.frame === frame).length;
    const cell = html(group, "div", "cell");
    html(cell, "span", "cell-name", shortName(frame));
    cell.style.setProperty("--parts", String(parts));
    cell.classList.toggle("opened", parts > 1);
    first += parts;
    return { pen: pen(cell), from: first - parts - 1, to: first - 1 };
  });
}

/** @type {Record<string, string>} */
const LETTERS = { z: "z", a: "a", d: "δ", g: "∇" };

/** @param {Frame} frame */
function shortName({ id, layer }) {
  const letter = LETTERS[id[0]];
  return letter && layer !== null ? letter + superscript(layer) : id === "u" ? "w′" : id;
}
