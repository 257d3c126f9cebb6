/* The share dialog: a link, a frame for a slide and a QR code, and what a class is to see of it and may change. */
import { copyButton } from "./copying.js";
import { choiceField } from "./fields.js";
import { html, svg } from "./pen.js";

/**
 * @typedef {import("../types").LinkKey} LinkKey
 * @typedef {Record<string, any>} Choices values of the keys that are not as usual
 *
 * @typedef {object} Shared what is to be copied
 * @property {string} link
 * @property {string} frame the markup of an iframe
 * @property {string} preview the address of the frame
 * @property {string} elsewhere the address of the page with a text for every other tool
 * @property {{ size: number, dark: boolean[][] } | null} code null where the link is too long for one
 * @property {string | null} shortage why the link does not say everything
 *
 * @typedef {{ width: number, height: number }} Size
 */

/** Sizes that slides are made in. */
export const SIZES = [
  { width: 960, height: 540 },
  { width: 960, height: 700 },
  { width: 800, height: 600 },
  { width: 480, height: 270 },
];

/** What the names of the table mean to a person. @type {Record<string, string>} */
const WORDS = {
  menu: "menus of the page",
  caption: "line above the diagram",
  panel: "panel beside it",
  inspector: "sum behind a number",
  loss: "cost so far",
  learning: "buttons for learning",
  table: "tables of all numbers",
  numbers: "the numbers",
  controls: "buttons of the player",
  edit: "numbers",
  example: "example",
  learn: "learning steps",
  steps: "position",
  explain: "explanations",
};

/**
 * @param {HTMLElement} element
 * @param {LinkKey[]} keys
 * @param {{ change: (choices: Choices, size: Size, here: boolean) => void }} actions here: whether the link
 *     leads to the position on show
 */
export function shareView(element, keys, actions) {
  /** @type {Choices} */
  let choices = {};
  let size = SIZES[0];
  let here = true;
  const change = () => actions.change(choices, size, here);

  const results = html(element, "div", "share-results");
  const link = copied(results, "Link", "input");
  const frame = copied(results, "Frame for a slide or a page", "textarea");
  const shortage = html(results, "p", "share-shortage");
  const pictures = html(results, "div", "share-pictures");
  const preview = html(html(pictures, "figure", "share-preview"), "iframe");
  preview.title = "Preview of the frame";
  const code = html(pictures, "figure", "share-code");

  const others = html(results, "p", "share-others");
  const elsewhere = html(others, "a", "", "Texts for reveal.js, Quarto, Slidev, Marp, Jupyter and others");

  const settings = html(element, "form", "share-settings");
  settings.addEventListener("submit", (event) => event.preventDefault());

  const place = html(settings, "fieldset");
  html(place, "legend", "", "Begins");
  toggle(place, "at the step on show", here, (on) => {
    here = on;
    change();
  });
  choiceField(
    place,
    "Size of the frame",
    "0",
    SIZES.map(({ width, height }, i) => ({ value: String(i), title: `${width} × ${height}`, why: "" })),
    (i) => {
      size = SIZES[Number(i)];
      change();
    },
  );

  for (const [name, legend] of [
    ["hide", "Shown"],
    ["lock", "May be changed"],
  ]) {
    const group = html(settings, "fieldset");
    html(group, "legend", "", legend);
    const key = keys.find((entry) => entry.name === name);
    for (const part of choicesOf(key?.type.of)) {
      toggle(group, WORDS[part] ?? part, true, (on) => {
        const without = (choices[name] ?? []).filter((/** @type {string} */ other) => other !== part);
        choices = { ...choices, [name]: on ? without : [...without, part] };
        change();
      }).dataset.part = `${name}-${part}`;
    }
  }

  const how = html(settings, "fieldset");
  html(how, "legend", "", "How");
  for (const key of keys.filter(({ purpose, type }) => purpose === "presentation" && type.choices)) {
    const usual = key.default === null ? "as the reader's system" : String(key.default);
    const options = choicesOf(key.type).map((value) => ({ value, title: value, why: "" }));
    if (key.default === null) options.unshift({ value: "", title: usual, why: "" });
    choiceField(how, key.name, key.default === null ? "" : usual, options, (value) => {
      choices = { ...choices, [key.name]: typeof key.default === "number" ? Number(value) : value || null };
      change();
    });
  }
  for (const key of keys.filter(
    ({ purpose, type }) => purpose === "presentation" && type.kind === "switch",
  )) {
    toggle(how, key.name, Boolean(key.default), (on) => {
      choices = { ...choices, [key.name]: on };
      change();
    }).title = key.meaning;
  }

  return {
    open: change,

    /** @param {Shared} shared */
    show(shared) {
      link.value = shared.link;
      frame.value = shared.frame;
      elsewhere.href = shared.elsewhere;
      shortage.textContent = shared.shortage ?? "";
      if (preview.getAttribute("src") !== shared.preview) preview.src = shared.preview;
      scale(preview, size);
      drawCode(code, shared.code);
    },

    /** Nothing runs behind a closed dialog. */
    close: () => preview.removeAttribute("src"),
  };
}

/**
 * Shows a frame as large as it will be, made smaller as a whole.
 * @param {HTMLIFrameElement} frame
 * @param {Size} size
 */
function scale(frame, { width, height }) {
  const room = frame.parentElement?.clientWidth ?? width;
  frame.width = String(width);
  frame.height = String(height);
  frame.style.setProperty("transform", `scale(${room / width})`);
  frame.parentElement?.style.setProperty("height", `${(height * room) / width}px`);
}

/** @param {LinkKey["type"] | null | undefined} type */
const choicesOf = (type) => (type?.choices ?? []).map(String);

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {"input" | "textarea"} tag
 */
function copied(into, label, tag) {
  const wrapper = html(into, "div", "share-field");
  const named = html(wrapper, "label", "field");
  html(named, "span", "", label);
  const field = html(named, tag);
  field.readOnly = true;
  field.spellcheck = false;
  field.addEventListener("focus", () => field.select());
  copyButton(wrapper, "Copy", () => field.value);
  return field;
}

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {boolean} on
 * @param {(on: boolean) => void} action
 */
function toggle(into, label, on, action) {
  const wrapper = html(into, "label", "switch");
  const box = html(wrapper, "input");
  box.type = "checkbox";
  box.checked = on;
  html(wrapper, "span", "", label);
  box.addEventListener("change", () => action(box.checked));
  return box;
}

/** Light cells around a QR code that readers ask for. */
const QUIET = 4;

/**
 * @param {HTMLElement} into
 * @param {Shared["code"]} code
 */
function drawCode(into, code) {
  into.replaceChildren();
  if (!code) {
    html(into, "figcaption", "", "The link is too long for a QR code.");
    return;
  }
  const side = code.size + 2 * QUIET;
  const root = svg(into, "svg", "qr", {
    viewBox: `0 0 ${side} ${side}`,
    role: "img",
    "aria-label": "QR code of the link",
  });
  svg(root, "rect", "qr-ground", { width: side, height: side });
  const cells = code.dark.flatMap((row, y) =>
    row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")),
  );
  svg(root, "path", "qr-cells", { d: cells.join("") });
  html(into, "figcaption", "", "The link, to be read from the screen");
}
