/* The only clock: t in steps. Play, pause, step and seek only ever set t; the picture is a function of it. */
import { easeCubicInOut } from "d3-ease";
import { timer } from "d3-timer";

/**
 * @typedef {import("./types").Script} Script
 *
 * @typedef {object} Player
 * @property {() => number} t
 * @property {() => boolean} playing
 * @property {(script: Script, t: number) => void} load another script, at a place in it
 * @property {() => void} play to the end; from the end, from the start
 * @property {() => void} pause
 * @property {() => void} toggle
 * @property {() => void} next move on to where stepping halts
 * @property {() => void} back move back to where stepping halts
 * @property {(t: number) => void} seek
 * @property {(i: number) => void} approach move to a step where stepping halts: seen on the way to a neighbour, at
 *     once to any other
 * @property {(speed: number) => void} speed
 * @property {(reduced: boolean) => void} reduceMotion arrive at once in place of moving
 */

/** How long one step takes at speed 1, in milliseconds: a term is over sooner than a whole layer. */
export const DURATION = { pass: 1500, layer: 1900, neuron: 1400, term: 750 };
/** How long the picture rests on each step while playing, in milliseconds. */
export const REST = { pass: 100, layer: 650, neuron: 450, term: 120 };

/** How a step moves, from 0 to 1: it sets out and arrives gently. */
export const ease = easeCubicInOut;

export const SPEEDS = [0.25, 0.5, 1, 2, 4];

/**
 * @param {(t: number, playing: boolean) => void} draw called whenever t or the playing changes
 * @param {typeof timer} [startTimer]
 * @returns {Player}
 */
export function createPlayer(draw, startTimer = timer) {
  /** @type {Script | null} */
  let script = null;
  let t = 0;
  let speed = 1;
  let reduced = false;
  /** @type {{ stop: () => void, playing: boolean, target: number } | null} */
  let motion = null;

  const halt = () => {
    motion?.stop();
    motion = null;
  };

  /** @param {number} to */
  const set = (to) => {
    t = to;
    draw(t, motion?.playing ?? false);
  };

  /**
   * Moves from where it is to `target`, one step after another.
   * @param {number} target
   * @param {boolean} playing
   */
  const travel = (target, playing) => {
    halt();
    if (reduced && !playing) return set(target);
    let leg = nextLeg(t, target);
    /** @type {number | null} */
    let last = null;
    const running = startTimer((now) => {
      // the speed may change on the way
      leg.spent += (now - (last ?? now)) * speed;
      last = now;
      const duration = durationOf(leg.from, leg.to);
      const done = reduced ? 1 : Math.min(1, leg.spent / duration);
      const arrived = leg.spent >= duration + restOf(playing);
      const at = leg.from + (leg.to - leg.from) * ease(done);
      if (arrived && leg.to === target) {
        halt();
        return set(target);
      }
      if (arrived) leg = nextLeg(leg.to, target);
      return set(at);
    });
    motion = { stop: () => running.stop(), playing, target };
    draw(t, playing);
    return undefined;
  };

  /**
   * @param {number} from
   * @param {number} target
   */
  const nextLeg = (from, target) => {
    const onward =
      target > from ? Math.min(target, Math.floor(from) + 1) : Math.max(target, Math.ceil(from) - 1);
    return { from, to: onward, spent: 0 };
  };

  /**
   * @param {number} from
   * @param {number} to
   */
  const durationOf = (from, to) =>
    DURATION[script?.granularity ?? "layer"] * Math.max(0.2, Math.abs(to - from));

  /** @param {boolean} playing */
  const restOf = (playing) => (playing ? REST[script?.granularity ?? "layer"] + (reduced ? 900 : 0) : 0);

  /** @param {(i: number) => boolean} beyond */
  const halts = (beyond) =>
    (script?.steps ?? []).map((_, i) => i).filter((i) => script?.steps[i].stop && beyond(i));

  /**
   * A second press in the same direction is a second step: the one under way has happened then.
   * @param {(target: number) => boolean} sameWay
   */
  const hurry = (sameWay) => {
    if (motion && !motion.playing && sameWay(motion.target)) t = motion.target;
  };

  /** @type {Player} */
  const player = {
    t: () => t,
    playing: () => motion?.playing ?? false,
    load(next, at) {
      halt();
      script = next;
      set(Math.min(at, next.last));
    },
    play() {
      if (!script) return;
      if (t >= script.last) t = 0;
      travel(script.last, true);
    },
    pause() {
      halt();
      set(t);
    },
    toggle: () => (player.playing() ? player.pause() : player.play()),
    next() {
      hurry((target) => target > t);
      const target = halts((i) => i > t)[0];
      if (target !== undefined) travel(target, false);
      else player.pause();
    },
    back() {
      hurry((target) => target < t);
      const target = halts((i) => i < t).at(-1);
      if (target !== undefined) travel(target, false);
      else player.pause();
    },
    seek(to) {
      halt();
      set(Math.min(script?.last ?? 0, Math.max(0, to)));
    },
    approach(i) {
      if (motion && !motion.playing && motion.target === i) return;
      const beside = [halts((other) => other > t)[0], halts((other) => other < t).at(-1)];
      if (beside.includes(i)) travel(i, false);
      else player.seek(i);
    },
    speed(factor) {
      speed = factor;
    },
    reduceMotion(reduce) {
      reduced = reduce;
    },
  };
  return player;
}
