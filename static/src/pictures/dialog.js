/* The dialog of exports: what, how large, in which format; how far it is, and what has come of it. */
import { heading } from "../formula/narrate.js";
import { choiceField, switchField } from "../views/fields.js";
import { html } from "../views/pen.js";
import { fetchedFile } from "./fetched.js";
import { filesView } from "./files.js";
import { fileName, sizeOf } from "./names.js";
import { ownNetwork } from "../notes.js";
import { save } from "../saving.js";
import { isSettled } from "../settled.js";

/**
 * @typedef {import("./index.js").Settings} Settings
 * @typedef {import("../types").Scene} Scene
 * @typedef {{ scene: Scene, t: number, state: import("../session.js").State }} Shown
 * @typedef {{ query: (here: boolean) => string, named: () => Promise<string | null>, title: () => string }} Naming query: of the
 *     address on show, with the place in it or without; named: waits until it says all, and tells why it cannot
 */

const SIZES = ["640 × 360", "1280 × 720", "1920 × 1080"];
const SCALES = [1, 2, 4];

/**
 * @param {HTMLDialogElement} dialog
 * @param {Record<string, import("./index.js").Format>} formats
 * @param {typeof import("./index.js").produce} produce
 * @param {() => Omit<Shown, "scene"> & { scene: Scene | null }} current
 * @param {Naming} naming
 */
export function exportDialog(dialog, formats, produce, current, naming) {
  const body = dialog.querySelector("[data-part]") ?? dialog;
  const form = html(body, "div", "export-form");
  const work = workView(body);
  /** @type {Settings} */
  const settings = {
    ...sizeNamed(SIZES[1]),
    words: true,
    transparent: false,
    scale: 2,
    from: 0,
    to: 0,
  };
  /** @type {Shown | null} */
  let shown = null;
  /** @type {string | null} */
  let shortage = null;

  /** The newest question for what is on show; answers to older ones come too late. */
  let asked = 0;

  /**
   * Makes one file and saves it; or tells why there is none.
   * @param {string} doing
   * @param {(watch: import("./index.js").Watch) => Promise<{ blob: Blob, name: string }>} make
   */
  async function start(doing, make) {
    if (work.running()) return;
    const watch = work.begin(doing, starters());
    try {
      const { blob, name } = await make(watch);
      watch.signal.throwIfAborted();
      save(blob, name);
      work.end(`${name}, ${sizeOf(blob.size)}`);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      work.end(watch.signal.aborted ? "Cancelled. No file was written." : words);
    }
  }

  const starters = () => /** @type {HTMLElement[]} */ ([...form.querySelectorAll("button, a")]);

  /** @param {string} format */
  function draw(format) {
    const now = shown;
    if (!now) return;
    void start(`Drawing ${formats[format].title} …`, (watch) => produce(format, now, { ...settings }, watch));
  }

  /**
   * @param {HTMLElement} into
   * @param {"picture" | "film"} kind
   * @param {string} difference between them
   */
  function formatButtons(into, kind, difference) {
    const row = html(into, "div", "export-formats");
    for (const [name, format] of Object.entries(formats)) {
      if (format.kind !== kind) continue;
      const button = html(row, "button", "", format.title);
      button.type = "button";
      button.disabled = work.running();
      button.dataset.format = name;
      button.setAttribute("aria-label", `Save as ${format.title}`);
      button.addEventListener("click", () => draw(name));
    }
    html(row, "p", "export-what", difference);
  }

  /** @param {Shown} now */
  function build(now) {
    const { steps, last } = now.scene.script;
    const here = Math.ceil(now.t);
    const names = steps.map((step, i) => ({
      value: String(i),
      title: `${i + 1}. ${heading(now.scene, step)}`,
      why: "",
    }));
    form.replaceChildren();

    const look = section(form, "Look");
    const size = `${settings.width} × ${settings.height}`;
    choiceField(look, "Size in pixels", size, SIZES.map(option), (value) =>
      Object.assign(settings, sizeNamed(value)),
    );
    switchField(look, "With the step's heading and sentence", settings.words, (words) =>
      Object.assign(settings, { words }),
    );

    const still = section(form, "Picture of this step");
    html(still, "p", "export-what", names[here].title);
    choiceField(
      still,
      "PNG resolution",
      String(settings.scale),
      SCALES.map((scale) => ({ value: String(scale), title: `${scale}×`, why: "" })),
      (value) => Object.assign(settings, { scale: Number(value) }),
    );
    switchField(still, "Transparent ground", settings.transparent, (transparent) =>
      Object.assign(settings, { transparent }),
    );
    formatButtons(still, "picture", "SVG keeps shapes and text apart; PNG is pixels.");

    const film = section(form, "Film of several steps");
    Object.assign(settings, { from: 0, to: last });
    const ends = () =>
      /** @type {HTMLSelectElement[]} */ (
        ["From", "To"].map((name) => film.querySelector(`[data-field="${name}"]`))
      );
    /** @param {"from" | "to"} end @param {number} to */
    const move = (end, to) => {
      settings[end] = to;
      // the other end gives way
      if (settings.from > settings.to) settings[end === "from" ? "to" : "from"] = to;
      [settings.from, settings.to].forEach((i, n) => (ends()[n].value = String(i)));
    };
    choiceField(film, "From", "0", names, (value) => move("from", Number(value)));
    choiceField(film, "To", String(last), names, (value) => move("to", Number(value)));
    formatButtons(film, "film", "MP4 is smoother; GIF plays everywhere, over and over.");

    const { state, scene } = now;
    const taken = {
      scene,
      formats: state.catalog.exports,
      query: naming.query(false),
      address: naming.query(true),
      title: naming.title(),
      shortage,
      made: state.history.length,
      most: state.catalog.limits.find(({ name }) => name === "steps")?.value ?? 1,
    };
    filesView(section(form, "Files"), taken, {
      save: (blob, ending) => save(blob, fileName({ ...state, own: ownNetwork(state) !== null }, [], ending)),
      fetch: (title, address) =>
        void start(`Asking the server for ${title} …`, ({ signal }) => fetchedFile(address, signal)),
    });
  }

  /** While something else is on its way, what was there before it is not to be had. @param {string} words */
  function wait(words) {
    form.inert = true;
    form.setAttribute("aria-busy", "true");
    work.say(words);
  }

  async function refresh() {
    const mine = (asked += 1);
    if (!isSettled(current().state)) return wait("The learning step is on its way …");
    wait("Asking for the address …");
    shortage = await naming.named();
    const now = current();
    if (mine !== asked || !dialog.open || !isSettled(now.state)) return;
    if (!now.scene) return work.say("There is no learning step to be saved: the server has not answered.");
    shown = { ...now, scene: now.scene };
    build(shown);
    form.inert = false;
    form.removeAttribute("aria-busy");
    work.say("");
  }

  return {
    open() {
      if (dialog.open) return;
      form.replaceChildren();
      dialog.showModal();
      void refresh();
    },
    /** Something else is on show, or on its way. */
    changed: () => void (dialog.open && refresh()),
  };
}

/**
 * @param {HTMLElement} into
 * @param {string} title
 */
function section(into, title) {
  const box = html(into, "fieldset");
  html(box, "legend", "", title);
  return box;
}

/** @param {string} value */
const option = (value) => ({ value, title: value, why: "" });

/** @param {string} name such as 640 × 360 */
function sizeNamed(name) {
  const [width, height] = name.split(" × ").map(Number);
  return { width, height };
}

/**
 * Whether what starts work can be pressed; a link cannot be disabled otherwise.
 * @param {Element} starter
 * @param {boolean} can
 */
function able(starter, can) {
  if (starter instanceof HTMLButtonElement) starter.disabled = !can;
  else if (can) starter.removeAttribute("aria-disabled");
  else starter.setAttribute("aria-disabled", "true");
}

/**
 * How far the work is, the way to stop it, and what has come of it.
 * @param {Element} into
 */
function workView(into) {
  const place = html(into, "div", "export-work");
  const bar = html(place, "progress");
  const cancel = html(place, "button", "", "Cancel");
  const words = html(place, "p", "export-said");
  words.setAttribute("role", "status");
  bar.setAttribute("aria-label", "Progress");
  cancel.type = "button";
  let stop = new AbortController();
  cancel.addEventListener("click", () => stop.abort());
  let running = false;
  /** @type {HTMLElement | null} */
  let from = null;

  /** @param {boolean} on */
  const show = (on) => {
    running = on;
    bar.hidden = !on;
    cancel.hidden = !on;
  };
  show(false);
  return {
    running: () => running,
    /** What is to be known meanwhile; of work under way there is more to say. @param {string} said */
    say(said) {
      if (!running) words.textContent = said;
    },
    /**
     * @param {string} doing
     * @param {HTMLElement[]} starters which wait until this is done
     */
    begin(doing, starters) {
      stop = new AbortController();
      from = starters.find((starter) => starter === document.activeElement) ?? null;
      for (const starter of starters) able(starter, false);
      show(true);
      cancel.focus();
      bar.removeAttribute("value");
      words.textContent = doing;
      return {
        signal: stop.signal,
        /** @param {number} fraction */
        progress(fraction) {
          bar.value = fraction;
        },
      };
    },
    /** @param {string} said */
    end(said) {
      const left = document.activeElement === cancel || document.activeElement === document.body;
      for (const starter of into.querySelectorAll("button, a")) able(starter, true);
      if (left && from?.isConnected) from.focus();
      show(false);
      words.textContent = said;
    },
  };
}
