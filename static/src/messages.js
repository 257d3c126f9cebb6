/* Talking with the page around the frame: a closed list of commands, each acknowledged, and every step told. */

/**
 * @typedef {object} Told what the host is told of the frame
 * @property {string} link
 * @property {string} title
 * @property {number} step the learning step, from 1
 * @property {string} at the named position; empty at the start
 * @property {number} position its place among the positions
 * @property {string[]} positions where stepping halts, the start first
 * @property {boolean} playing
 * @property {string} heading
 * @property {string} sentence
 *
 * @typedef {Record<string, unknown>} Arguments
 *
 * @typedef {object} Frame what the commands act on
 * @property {() => Told} told
 * @property {(place: { at?: string, position?: number, step?: number }) => Promise<string[]>} goto
 * @property {() => void} next
 * @property {() => void} prev
 * @property {() => void} play
 * @property {() => void} pause
 * @property {() => Promise<string[]>} reset
 * @property {(changes: Arguments) => Promise<string[]>} set
 * @property {(moving: string) => boolean} locked whether the link forbids a command
 */

export const NAMESPACE = "backprop-viz";
export const VERSION = 1;

/** The types of the arguments that each command takes. @type {Record<string, Record<string, string>>} */
export const COMMANDS = {
  goto: { at: "string", position: "number", step: "number" },
  next: {},
  prev: {},
  play: {},
  pause: {},
  reset: {},
  set: { link: "string", theme: "string", speed: "number", granularity: "string", digits: "number" },
  get: {},
};

export const EVENTS = ["ready", "step", "state", "ack", "error", "height"];

/**
 * What is wrong with a message, as a sentence; null where nothing is.
 * @param {Record<string, unknown>} message
 */
export function mistakeIn({ v, cmd, args = {} }) {
  if (v !== VERSION) return `This frame speaks version ${VERSION} of the messages, not ${shown(v)}.`;
  if (typeof cmd !== "string" || !Object.hasOwn(COMMANDS, cmd)) {
    return `There is no command ${shown(cmd)}; there are ${Object.keys(COMMANDS).join(", ")}.`;
  }
  if (typeof args !== "object" || args === null || Array.isArray(args)) return "args must be an object.";
  return mistakeInArguments(cmd, args) ?? (cmd === "goto" ? mistakeInPlace(args) : null);
}

/** @param {string} cmd @param {object} args */
function mistakeInArguments(cmd, args) {
  const types = COMMANDS[cmd];
  for (const [name, value] of Object.entries(args)) {
    if (!Object.hasOwn(types, name)) return `${cmd} has no argument ${shown(name)}.`;
    const right = types[name] === "number" ? Number.isFinite(value) : typeof value === types[name];
    if (!right) return `${cmd} expects ${name} to be a ${types[name]}, not ${shown(value)}.`;
  }
  return null;
}

/**
 * A place is said, and said once.
 * @param {object} args
 */
function mistakeInPlace(args) {
  const said = Object.keys(args);
  if (!said.length) return "goto expects one of at and position, or a step.";
  if (said.includes("at") && said.includes("position")) {
    return "goto expects one of at and position, not both.";
  }
  return null;
}

/** Whatever happens, the host is answered. @param {unknown} error */
const inWords = (error) => [error instanceof Error ? error.message : String(error)];

/** @param {unknown} value */
function shown(value) {
  /** @type {string} */
  let written = typeof value;
  try {
    written = JSON.stringify(value) ?? String(value);
  } catch {
    // a large integer, or what holds itself: its kind must do
  }
  return written.length > 40 ? `${written.slice(0, 40)}…` : written;
}

/**
 * Listens to the page around the frame, and tells it what happens.
 * @param {Window} frame
 * @param {Frame} actions
 */
export function talkToHost(frame, actions) {
  const host = frame.parent === frame ? null : frame.parent;

  /** @param {string} type @param {object} content */
  const tell = (type, content) =>
    // A sandboxed host has no origin that could be named, and nothing told here is secret.
    host?.postMessage({ ns: NAMESPACE, v: VERSION, type, ...content }, "*");

  /** @param {string} cmd @param {Arguments} args @returns {Promise<string[]>} what could not be done, as sentences */
  async function carryOut(cmd, args) {
    if (actions.locked(cmd)) return ["The steps are locked in this link."];
    switch (cmd) {
      case "goto":
        return actions.goto(args);
      case "reset":
        return actions.reset();
      case "set":
        return actions.set(args);
      case "next":
      case "prev":
      case "play":
      case "pause":
        actions[cmd]();
    }
    return [];
  }

  /** The commands on their way: hosts send again what is not answered yet, and mean it once. */
  const underWay = new Set();

  frame.addEventListener("message", async ({ source, data }) => {
    if (!host || source !== host || typeof data !== "object" || data?.ns !== NAMESPACE) return;
    const { id, cmd, args = {} } = data;
    if (underWay.has(id)) return;
    if (id !== undefined) underWay.add(id);
    const said = mistakeIn(data) ?? (await carryOut(cmd, { ...args }).catch(inWords)).join(" ");
    underWay.delete(id);
    if (said) tell("error", { id, cmd, message: said });
    else if (cmd === "get") tell("state", { id, state: actions.told() });
    else tell("ack", { id, cmd, state: actions.told() });
  });

  return { tell };
}
