/* The shell around the views: the menu of examples, the chips, the fault, the help, the theme. */
import { KEYS } from "./input/keys.js";
import { faultOf, noteOf, ownNetwork } from "./notes.js";
import { html } from "./views/pen.js";

/**
 * @typedef {import("./session.js").State} State
 * @typedef {ReturnType<typeof createPage>} Page
 */

/** What a rem is where nobody asks for larger text, in pixels. */
const REM = 16;

/**
 * @param {Document} page
 */
export function createPage(page) {
  /** @param {string} name */
  const part = (name) => {
    const node = page.querySelector(`[data-part="${name}"]`);
    if (!(node instanceof HTMLElement)) throw new Error(`the page has no part ${name}`);
    return node;
  };
  /** A part that the embed does without. @param {string} name */
  const optional = (name) => (page.querySelector(`[data-part="${name}"]`) ? part(name) : null);
  const root = page.documentElement;
  const scaled = () => root.dataset.scaled !== undefined;
  const menu = /** @type {HTMLSelectElement | null} */ (optional("presets"));
  const help = /** @type {HTMLDialogElement | null} */ (optional("help"));
  const live = part("live");
  const caption = part("caption");
  const keys = optional("keys");
  if (keys) listKeys(keys);
  // the hash belongs to the place in the learning step
  page.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    part("visualizer").focus();
  });

  return {
    document: page,
    part,

    /** Whether everything grows with the page, as on a slide, where nothing scrolls. */
    scaled,

    /** How much larger than usual the diagram is drawn: an embed grows as a whole. */
    scale: () => (scaled() ? parseFloat(getComputedStyle(root).fontSize) / REM : 1),

    /** @param {string} name @param {() => void} action */
    onClick(name, action) {
      for (const button of page.querySelectorAll(`[data-action="${name}"]`)) {
        button.addEventListener("click", action);
      }
    },

    /** @param {State["presets"]} presets @param {(id: string) => void} choose */
    menu(presets, choose) {
      if (!menu) return;
      menu.replaceChildren();
      for (const { id, title } of presets) html(menu, "option", "", title).value = id;
      menu.addEventListener("change", () => choose(menu.value));
    },

    /** @param {State} state */
    show(state) {
      const { experiment, example, undoable, history, index, busy } = state;
      this.name(state);
      optional("undo")?.toggleAttribute("disabled", undoable.length === 0);
      part("rewind").toggleAttribute("disabled", index === 0);
      part("examples").hidden = experiment.inputs.length < 2;
      if (experiment.inputs.length > 1) chips(part("examples"), experiment.inputs.length, example);
      part("learn").textContent =
        index + 1 < history.length ? `To learning step ${index + 2}` : "Next learning step";
      root.classList.toggle("choosing", state.selected !== null);
      root.classList.toggle("busy", busy !== null);
      part("busy").textContent = busy ?? "";
      this.fault(faultOf(state));
    },

    /** Says what is on show. @param {State} state */
    name(state) {
      const { presets, preset, edited } = state;
      const own = ownNetwork(state);
      if (menu) nameOwn(menu, own);
      if (menu) menu.value = own ? "" : preset;
      if (part("note").textContent !== noteOf(state)) part("note").textContent = noteOf(state);
      const shown = presets.find(({ id }) => id === preset);
      optional("edited")?.classList.toggle("absent", !edited || own !== null);
      part("description").textContent = edited ? "" : (shown?.description ?? "");
      part("description").title = shown ? `Source: ${shown.source}` : "";
    },

    /** @param {(x: number) => void} choose */
    onExample(choose) {
      part("examples").addEventListener("click", (event) => {
        const chip = event.target instanceof Element ? event.target.closest("[data-example]") : null;
        if (chip) choose(Number(chip.getAttribute("data-example")));
      });
    },

    /** @param {string | null} words */
    fault(words) {
      part("fault").hidden = words === null;
      const shown = words ? words[0].toUpperCase() + words.slice(1) : "";
      // what is written again is read aloud again
      if (part("fault-words").textContent !== shown) part("fault-words").textContent = shown;
    },

    /**
     * Where there is no room for the panel beside the diagram, a line above it says what goes on.
     * @param {string} words
     * @param {string} phase
     */
    caption(words, phase) {
      if (caption.textContent !== words) caption.textContent = words;
      caption.dataset.phase = phase;
    },

    /** @param {string} words */
    say(words) {
      if (live.textContent !== words) live.textContent = words;
    },

    help: () => help?.showModal(),

    /**
     * Makes room for an explanation, or takes it back.
     * @param {import("./types").Place} place
     * @param {import("./types").Explanation | null} entry
     */
    explaining(place, entry) {
      const other = place === "stage" ? part("network") : part("explanation");
      other.hidden = entry !== null;
      part("workbench").classList.toggle(`explaining-${place}`, entry !== null);
      for (const tab of page.querySelectorAll("[data-stage-view]")) {
        if (place !== "stage") break;
        const on = (tab.getAttribute("data-stage-view") || null) === (entry?.id ?? null);
        tab.setAttribute("aria-pressed", String(on));
      }
      if (entry && place === "panel") part("panel").scrollIntoView({ block: "nearest" });
    },

    builderIsOpen: () => optional("builder")?.hidden === false,

    /** @param {boolean} open the builder, in the place of the explanation */
    openBuilder(open) {
      part("builder").hidden = !open;
      part("beside").hidden = open;
      part("build").setAttribute("aria-expanded", String(open));
      if (!open) part("build").focus();
    },

    /** @param {string[]} names of what the link leaves out */
    hide(names) {
      root.dataset.hide = names.join(" ");
    },

    /** There is a picture, and nobody waits for it any more. */
    drawn: () => optional("waiting")?.remove(),

    /** Says, to those who wait for it, that everything is there. */
    ready() {
      this.drawn();
      part("visualizer").dataset.ready = "true";
      performance.mark("ready");
    },

    /** @param {string} name of a part that may be below the edge of its panel */
    reveal: (name) => part(name).scrollIntoView({ block: "nearest" }),

    /**
     * Whether single characters are keys: as is chosen in the help; where there is none, while the focus is within the
     * picture and its player, so that who dictates to the page, or types elsewhere, sets nothing off.
     * @returns {boolean}
     */
    singleKeys() {
      const choice = optional("single-keys");
      return choice instanceof HTMLInputElement
        ? choice.checked
        : part("visualizer").contains(page.activeElement);
    },

    /** @param {string | null} theme null follows the system */
    theme(theme) {
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
    },

    /**
     * The theme after the one on show; after the last one the system's is followed again.
     * @param {string[]} themes
     */
    nextTheme(themes) {
      const now = root.dataset.theme;
      return now
        ? (themes[themes.indexOf(now) + 1] ?? null)
        : themes[page.defaultView?.matchMedia("(prefers-color-scheme: dark)").matches ? 0 : 1];
    },
  };
}

/**
 * @param {HTMLElement} into
 * @param {number} count
 * @param {number} example
 */
function chips(into, count, example) {
  const buttons = into.querySelectorAll("button");
  if (buttons.length !== count) {
    into.replaceChildren();
    html(into, "span", "", "example");
    for (let x = 0; x < count; x += 1) {
      const chip = html(into, "button", "", String(x + 1));
      chip.type = "button";
      chip.dataset.example = String(x);
    }
  }
  into
    .querySelectorAll("button")
    .forEach((chip, x) => chip.setAttribute("aria-pressed", String(x === example)));
}

/**
 * A network that is no preset has an entry of its own, as long as it is on show.
 * @param {HTMLSelectElement} menu
 * @param {string | null} name
 */
function nameOwn(menu, name) {
  const there = menu.querySelector('option[value=""]');
  if (!name) return there?.remove();
  const option = there ?? html(menu, "option");
  option.setAttribute("value", "");
  option.textContent = name;
}

/** @param {HTMLElement} into */
function listKeys(into) {
  for (const { shown, does } of KEYS) {
    const row = html(into, "div");
    html(html(row, "dt"), "kbd", "", shown);
    html(row, "dd", "", does);
  }
}
