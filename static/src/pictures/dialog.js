/* The dialog of exports: what, how large, in which format; how far it is, and what has come of it. */
import { heading } from "../formula/narrate.js";
import { choiceField, switchField } from "../views/fields.js";
import { html } from "../views/pen.js";
import { filesView } from "./files.js";
import { fileName, sizeOf } from "./names.js";
import { ownNetwork } from "../notes.js";

/**
 * @typedef {import("./index.js").Settings} Settings
 * @typedef {import("../types").Scene} Scene
 * @typedef {{ scene: Scene, t: number, state: import("../session.js").State }} Shown
 * @typedef {{ query: (here: boolean) => string, named: () => Promise<string | null>, title: () => string }} Naming query: of the
 *     address on show, with the place in it or without; named: waits until it says all, and tells why it cannot
 */

const SIZES = ["640 × 360", "1280 × 720", "1920 × 1080"];
const SCALES = [1, 2, 4];
/** How long the address of a file lives that is being saved, in milliseconds. */
const KEPT = 60_000;

/**
 * @param {HTMLElement} dialog
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

  /** @param {string} format */
  async function start(format) {
    if (!shown) return;
    const { title } = formats[format];
    const watch = work.begin(title, buttons());
    try {
      const { blob, name } = await produce(format, shown, { ...settings }, watch);
      watch.signal.throwIfAborted();
      save(blob, name);
      work.end(`${name}, ${sizeOf(blob.size)}`);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      work.end(watch.signal.aborted ? "Cancelled. No file was written." : words);
    }
  }

  const buttons = () => [...form.querySelectorAll("button")];

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
      button.addEventListener("click", () => void start(name));
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
    filesView(section(form, "Files"), taken, (blob, ending) =>
      save(blob, fileName({ ...state, own: ownNetwork(state) !== null }, [], ending)),
    );
  }

  return {
    async open() {
      shortage = await naming.named();
      const now = current();
      if (!now.scene) return;
      shown = { ...now, scene: now.scene };
      build(shown);
      work.fresh();
      /** @type {HTMLDialogElement} */ (dialog).showModal();
    },
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
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
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
    fresh() {
      if (!running) words.textContent = "";
    },
    /**
     * @param {string} title
     * @param {HTMLButtonElement[]} starters which wait until this is done
     */
    begin(title, starters) {
      stop = new AbortController();
      from = starters.find((button) => button === document.activeElement) ?? null;
      for (const button of starters) button.disabled = true;
      show(true);
      cancel.focus();
      bar.value = 0;
      words.textContent = `Drawing ${title} …`;
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
      for (const button of into.querySelectorAll("button")) button.disabled = false;
      if (left && from?.isConnected) from.focus();
      show(false);
      words.textContent = said;
    },
  };
}
