/* The visualizer in a frame or a file: opened from what is recorded, still until asked, in touch with its host. */
import { createCommands } from "./commands.js";
import { liveInSlide } from "./host.js";
import { talkToHost } from "./messages.js";
import { createPage } from "./page.js";
import { recordsOf } from "./records.js";
import { createResuming } from "./resuming.js";
import { createVisualizer } from "./visualizer.js";

/** Beyond this a frame would be taller than what it shows needs, in pixels. */
const TALLEST = 1080;
const LOWEST = 270;

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
  const visualizer = createVisualizer(page, { answers: records, arrived, moved });
  const { stage, store, place, shown } = visualizer;
  const commands = createCommands(visualizer);
  const resuming = createResuming(frame, records.link);
  const left = resuming.left();
  /** @type {ReturnType<typeof talkToHost> | null} */
  let talk = null;
  let opened = false;
  /** The stop at which the picture is, as it has been told; empty on the way. */
  let stop = "";
  let playing = false;

  function arrived() {
    const state = commands.told();
    keep();
    const now = `${state.step} ${state.at}`;
    if (now === stop || !state.positions.includes(state.at)) return;
    stop = now;
    talk?.tell("step", { state });
  }

  /** Back at a stop that it has left, it has reached it once more; and a host hears when playing begins and ends. */
  function moved() {
    if (!Number.isInteger(stage.player.t())) stop = "";
    if (stage.player.playing() === playing) return;
    playing = !playing;
    talk?.tell("state", { state: commands.told() });
  }

  /** Where the slide is left; an edited network has no address until its server has named it. */
  function keep() {
    if (opened && shown().resume && store.get().content !== null) resuming.leave(place.current());
  }

  store.subscribe(({ content }, before) => {
    if (content === null || content === before.content) return;
    talk?.tell("state", { state: commands.told() });
    keep();
  });

  // From the start: whatever does not come, the presenter's keys are the deck's.
  liveInSlide(
    frame,
    {
      entered: () => void (shown().resume || place.begin()),
      left: stage.player.pause,
      onward: () => commands.stepOn(1),
      backward: () => commands.stepOn(-1),
    },
    () => shown().clicker ?? "deck",
  );
  const opening = visualizer.open(location, records);
  // What is recorded is drawn at once; what the server is asked for besides may come late, or never.
  await Promise.race([opening, new Promise((resolve) => setTimeout(resolve))]);
  stage.fit();
  page.drawn();
  talk = talkToHost(frame, commands);
  if (shown().poster) waitAsPoster(document, page, visualizer, () => begin(visualizer));
  else begin(visualizer);

  await opening;
  if (left && shown().resume) await place.go(left, { begins: false });
  opened = true;
  talk.tell("ready", { state: commands.told() });
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
