/* The visualizer in a frame or a file: opened from what is recorded, still until asked, in touch with its host. */
import { get } from "./api.js";
import { heading, sentence } from "./formula/narrate.js";
import { OVERTAKEN } from "./address.js";
import { liveInSlide } from "./host.js";
import { COMMANDS, talkToHost } from "./messages.js";
import { parseAddress } from "./link.js";
import { createPage } from "./page.js";
import { recordsOf } from "./records.js";
import { leave, leftAt } from "./resuming.js";
import { openVisualizer } from "./visualizer.js";

/** Beyond this a frame would be taller than what it shows needs, in pixels. */
const TALLEST = 1080;
const LOWEST = 270;

/** Commands that move through the learning step. */
const MOVING = Object.keys(COMMANDS).filter((name) => name !== "set" && name !== "get");

/**
 * What cannot be opened is told.
 * @param {Window & typeof globalThis} frame
 * @param {(visualizer: import("./visualizer.js").Visualizer) => void} [begin] called once more than a still picture is
 *     wanted
 */
export async function openFrame(frame, begin = () => {}) {
  const page = createPage(frame.document);
  try {
    await open(page, frame, begin);
  } catch (error) {
    page.fault(error instanceof Error ? error.message : String(error));
    page.ready();
  }
}

/**
 * @param {import("./page.js").Page} page
 * @param {Window & typeof globalThis} frame
 * @param {(visualizer: import("./visualizer.js").Visualizer) => void} begin
 */
async function open(page, frame, begin) {
  const { location, document } = frame;
  const records = recordsOf(document);
  if (!records) throw new Error("The page has been delivered without its records.");
  /** @type {ReturnType<typeof talkToHost> | null} */
  let talk = null;
  const visualizer = await openVisualizer(page, {
    location,
    records,
    arrived() {
      talk?.tell("step", { state: told() });
      if (talk && shown().resume) leave(frame, place.current());
    },
  });
  const { stage, store, session, place, shown } = visualizer;
  const { player } = stage;
  const told = () => tellOf(visualizer);

  /**
   * Carries out all of a command or nothing; what is said goes to the host, and not before the audience.
   * @param {() => Promise<string[]>} command
   */
  async function wholly(command) {
    const { step, at } = told();
    const { experiment, selected } = store.get();
    const before = place.appearance();
    const said = await command();
    if (!said.length) return said;
    // what a person has done meanwhile is not undone
    const overtaken = said.includes(OVERTAKEN);
    if (!overtaken && store.get().experiment !== experiment) session.undo();
    place.restore(before);
    if (overtaken) return said;
    await place.toPlace({ step, at: at || null, of: selected });
    store.set({ fault: null });
    return said;
  }

  const clicker = () => shown().clicker ?? "deck";
  const actions = {
    told,
    /** @param {{ at?: string, position?: number, step?: number }} where */
    async goto({ at, position, step }) {
      const { positions, step: now } = told();
      const name = position === undefined ? at : positions[position];
      if (name === undefined && position !== undefined) {
        return [`There are the positions 0 to ${positions.length - 1}, not ${position}.`];
      }
      if ((step ?? now) === now && positions.includes(name ?? "")) {
        player.approach(stage.placeOf(name ?? ""));
        return [];
      }
      const hash = `#${new URLSearchParams({ step: String(step ?? now), ...(name && { at: name }) })}`;
      const { faults } = parseAddress({ search: "", hash }, store.get().catalog.link_keys);
      if (faults.length) return faults;
      return wholly(() => place.toPlace({ step: step ?? now, at: name || null }));
    },
    next: player.next,
    prev: player.back,
    play: player.play,
    pause: player.pause,
    reset: () => place.begin({ step: 1, at: null }),
    /** @param {Record<string, unknown>} changes */
    async set({ link, ...how }) {
      const changes = Object.entries(how).map(([name, value]) => [name, String(value)]);
      // what is on show stays, also where it has been edited and has no address yet
      if (typeof link !== "string") return place.adjust(`?${new URLSearchParams(changes)}`);
      const [search, hash = ""] = link.split("#");
      const query = new URLSearchParams(search);
      for (const [name, value] of changes) query.set(name, value);
      const asked = { search: `?${query}`, hash: `#${hash}` };
      const faults = await mistakesIn(asked, store.get());
      return faults.length ? faults : wholly(() => place.go(asked, { begins: true }));
    },
    /** @param {string} cmd */
    locked: (cmd) => MOVING.includes(cmd) && cmd !== "pause" && visualizer.locked("steps"),
  };
  talk = talkToHost(frame, actions);
  liveInSlide(
    frame,
    {
      entered: () => void (shown().resume || place.begin()),
      left: player.pause,
      onward: () => stepOn(1),
      backward: () => stepOn(-1),
    },
    clicker,
  );

  /** @param {1 | -1} way */
  function stepOn(way) {
    const { position, positions } = told();
    if (!positions[position + way] && position + way !== 0) return false;
    if (way > 0) player.next();
    else player.back();
    return true;
  }

  const left = shown().resume ? leftAt(frame) : null;
  if (left) await place.go(left);
  if (shown().poster) waitAsPoster(document, page, visualizer, () => begin(visualizer));
  else begin(visualizer);
  talk.tell("ready", { state: told() });
  const tellHeight = () => {
    const wanted = Math.min(TALLEST, Math.max(LOWEST, Math.round((frame.innerWidth * 9) / 16)));
    talk?.tell("height", { height: wanted });
  };
  frame.addEventListener("resize", tellHeight);
  tellHeight();
}

/**
 * The still picture, until somebody wants it to move; until then nothing behind it takes focus or keys.
 * @param {Document} document
 * @param {import("./page.js").Page} page
 * @param {import("./visualizer.js").Visualizer} visualizer
 * @param {() => void} begin
 */
function waitAsPoster(document, page, { stage, locked }, begin) {
  const poster = page.part("poster");
  // the picture; what else there is of the workbench is not on show
  const behind = page.part("network").closest("section");
  const root = document.documentElement;
  // what may not move of itself, or not at all, is opened only
  const plays = () => !stage.isStill() && !locked("steps");
  root.dataset.poster = "";
  poster.hidden = false;
  behind?.toggleAttribute("inert", true);
  if (!plays()) page.part("poster-verb").textContent = "Open";
  poster.addEventListener("click", () => {
    delete root.dataset.poster;
    poster.hidden = true;
    behind?.toggleAttribute("inert", false);
    // to the button to go on with; where there is none, to all of it
    const play = document.querySelector(".transport-play");
    if (play instanceof HTMLElement) play.focus();
    if (document.activeElement !== play) page.part("visualizer").focus();
    begin();
    if (plays()) stage.player.play();
  });
}

/**
 * What the page or the server does not understand of an address; nothing of it is shown yet.
 * @param {{ search: string, hash: string }} address
 * @param {import("./session.js").State} state
 * @returns {Promise<string[]>}
 */
async function mistakesIn(address, { catalog, content: known, presets }) {
  const { content, faults } = parseAddress(address, catalog.link_keys);
  if (faults.length || content === known || presets.some(({ id }) => content === `preset=${id}`)) {
    return faults;
  }
  try {
    return (await get(`/link?${content}`)).faults;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/**
 * What a host is told.
 * @param {import("./visualizer.js").Visualizer} visualizer
 * @returns {import("./messages.js").Told}
 */
function tellOf({ stage, store, place, title }) {
  const { scene, t } = stage.current();
  const steps = scene?.script.steps ?? [];
  const step = steps[Math.ceil(t)];
  const stops = steps.flatMap(({ stop }, i) => (stop ? [i] : []));
  const position = stops.findIndex((i) => i >= Math.ceil(t));
  return {
    link: place.current(),
    title: title(),
    step: store.get().index + 1,
    at: stage.position() ?? "",
    position: Math.max(0, position),
    positions: stops.map((i) => (i === 0 ? "" : steps[i].id)),
    playing: stage.player.playing(),
    heading: scene && step ? heading(scene, step) : "",
    sentence: scene && step ? sentence(scene, step) : "",
  };
}
