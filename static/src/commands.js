/* What the commands of a host do in a frame: each does all that it says, or nothing, and what is locked stays so. */
import { OVERTAKEN } from "./address.js";
import { get } from "./api.js";
import { heading, sentence } from "./formula/narrate.js";
import { parseAddress } from "./link.js";
import { refusal } from "./locks.js";
import { COMMANDS } from "./messages.js";

/** What the server says last of a link that cannot be read; it is true where that example is shown, and here none is. */
const REPLACED = "In its place stands the first example.";

/** Commands that move through the learning step. */
const MOVING = Object.keys(COMMANDS).filter((name) => name !== "set" && name !== "get");

/** @param {import("./visualizer.js").Visualizer} visualizer */
export function createCommands(visualizer) {
  const { stage, store, session, place, locked } = visualizer;
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

  /**
   * A step of the clicker.
   * @param {1 | -1} way
   * @returns {boolean} whether there is one that the link does not lock
   */
  function stepOn(way) {
    const { position, positions } = told();
    if (locked("steps") || (!positions[position + way] && position + way !== 0)) return false;
    if (way > 0) player.next();
    else player.back();
    return true;
  }

  /**
   * Why a learning step cannot be gone to; null where it can, or is on show.
   * @param {number} step from 1
   */
  const lockedStep = (step) => (step !== told().step && locked("learn") ? refusal("learn") : null);

  /**
   * To another learning step, or to what is no stop.
   * @param {number} step
   * @param {string} [at]
   */
  async function goFar(step, at) {
    const refused = lockedStep(step);
    if (refused) return [refused];
    const hash = `#${new URLSearchParams({ step: String(step), ...(at && { at }) })}`;
    const { faults } = parseAddress({ search: "", hash }, store.get().catalog.link_keys);
    return faults.length ? faults : wholly(() => place.toPlace({ step, at: at || null }));
  }

  return {
    told,
    stepOn,
    /** @param {{ at?: string, position?: number, step?: number }} where */
    async goto({ at, position, step }) {
      const { positions, step: now } = told();
      const name = position === undefined ? at : positions[position];
      if (name === undefined && position !== undefined) {
        return [`There are the positions 0 to ${positions.length - 1}, not ${position}.`];
      }
      if ((step ?? now) !== now || !positions.includes(name ?? "")) return goFar(step ?? now, name);
      player.approach(stage.placeOf(name ?? ""));
      return [];
    },
    next: player.next,
    prev: player.back,
    play: player.play,
    pause: player.pause,
    async reset() {
      const refused = lockedStep(1);
      return refused ? [refused] : place.begin({ step: 1, at: null });
    },
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
    locked: (cmd) => MOVING.includes(cmd) && cmd !== "pause" && locked("steps"),
  };
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
    const answer = await get(`/link?${content}`);
    return answer.faults.filter((/** @type {string} */ fault) => fault !== REPLACED);
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
