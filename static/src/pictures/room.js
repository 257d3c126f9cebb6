/* A second drawing of the scene that nobody sees, of any size, from which pictures are taken at any moment. */
import { heading, sentence } from "../formula/narrate.js";
import { html, svg } from "../views/pen.js";
import { networkView } from "../views/network/index.js";
import { plainColour } from "./colour.js";
import { copy, make } from "./copy.js";
import { embedded, facesOfPage, needed } from "./fonts.js";
import { COMMON, typeOf } from "./styles.js";
import { drawWords, heightOfWords, sizeOfWords, wrapped } from "./words.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {object} Look
 * @property {number} width
 * @property {number} height
 * @property {boolean} words whether the heading and the sentence of the step stand below the diagram
 * @property {boolean} transparent whether there is no ground
 *
 * @typedef {{ text: string, fonts: string, width: number, height: number }} Picture SVG; its text lacks the fonts
 * @typedef {Awaited<ReturnType<typeof openRoom>>} Room
 */

const SVG = "http://www.w3.org/2000/svg";
/** Where the style sheet of a picture is to stand. */
const STYLE = "<!--style-->";
/** Figures of one width; no attribute of SVG says that. */
const FIGURES = "text{font-variant-numeric:tabular-nums}";

/**
 * @param {Scene} scene
 * @param {Look} look
 * @param {{ from: number, to: number }} range of the steps that are to be drawn: room is kept for their longest words
 */
export async function openRoom(scene, { width, height, words, transparent }, { from, to }) {
  const host = html(document.body, "div", "picture-room");
  host.setAttribute("aria-hidden", "true");
  host.toggleAttribute("inert", true);
  const stage = html(host, "div", "picture-stage");
  const lines = svg(svg(host, "svg", "picture-words"), "g", "words");
  const faces = facesOfPage();
  await Promise.all(["--sans", "--math"].map((name) => loadFonts(host, name)));

  const pad = Math.round(Math.max(8, width / 80));
  const size = sizeOfWords(height);
  const measure = ruler(host, size);
  const told = words ? Math.max(...range(from, to).map(linesOf)) : 0;
  const room = { width: width - 2 * pad, height: height - 2 * pad };
  const diagram = room.height - (words ? heightOfWords(told, size) : 0);
  const view = networkView(stage);
  view.size(room.width, diagram);
  view.show(scene);

  /** @param {number} i */
  function linesOf(i) {
    return wrapped(sentence(scene, scene.script.steps[i]), width - 2 * pad, measure).length;
  }

  /**
   * The picture at a moment.
   * @param {number} t
   * @returns {Promise<Picture>}
   */
  async function draw(t) {
    view.draw(t);
    const step = scene.script.steps[Math.ceil(t)];
    const told_ = { heading: heading(scene, step), sentence: sentence(scene, step), phase: step.frame.phase };
    if (words) drawWords(lines, told_, { y: diagram, size, width: room.width, measure });
    const paper = document.implementation.createDocument(SVG, "svg");
    const root = paper.documentElement;
    const style = getComputedStyle(host);
    const type = typeOf((name) => style.getPropertyValue(name), COMMON);
    const common = { ...COMMON, ...type };
    const attributes = { viewBox: `0 0 ${width} ${height}`, width, height, role: "img" };
    for (const [name, value] of Object.entries({ ...attributes, ...type })) {
      root.setAttribute(name, String(value));
    }
    make(root, "title", {}).textContent = told_.heading;
    make(root, "desc", {}).textContent = told_.sentence;
    root.append(paper.createComment("style"));
    const ground = plainColour(style.getPropertyValue("background-color"));
    if (!transparent && ground.opacity > 0) {
      make(root, "rect", { id: "ground", width: String(width), height: String(height), fill: ground.hex });
    }
    const drawing = make(root, "g", { id: "network", transform: `translate(${pad},${pad})` });
    const sheet = { paper, names: new Set(["ground", "network"]), type: new Map(), common };
    for (const node of stage.firstElementChild?.children ?? []) copy(node, drawing, sheet);
    if (words) copy(lines, drawing, sheet);
    const fonts = FIGURES + (await embedded(needed(faces, [...sheet.type.values()])));
    return { text: new XMLSerializer().serializeToString(paper), fonts, width, height };
  }

  return {
    width,
    height,
    draw,
    /** Colours of the theme that have a meaning, and the ground. @returns {string[]} */
    colours() {
      const style = getComputedStyle(host);
      return ["paper", "surface", "ink", "positive", "negative", "forward", "backward", "update"].map(
        (name) => plainColour(style.getPropertyValue(`--${name}`).trim()).hex,
      );
    },
    close: () => host.remove(),
  };
}

/**
 * The file of a picture, with its fonts in it.
 * @param {Picture} picture
 */
export const fileOf = ({ text, fonts }) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${text.replace(STYLE, () => `<style>${fonts}</style>`)}\n`;

/** The address under which an image finds a picture. @param {Picture} picture */
export function addressOf({ text, fonts }) {
  const [before, after] = text.split(STYLE);
  return [
    "data:image/svg+xml;charset=utf-8,",
    encodeURIComponent(`${before}<style>`),
    encodedOnce(fonts),
    encodeURIComponent(`</style>${after}`),
  ].join("");
}

let [last, encoded] = ["", ""];

/** Fonts are long, and the same in most pictures of a film. @param {string} fonts */
function encodedOnce(fonts) {
  if (fonts !== last) [last, encoded] = [fonts, encodeURIComponent(fonts)];
  return encoded;
}

/** @param {number} from @param {number} to */
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/**
 * @param {HTMLElement} host
 * @param {string} name of the property that lists the families
 */
const loadFonts = async (host, name) => {
  const families = getComputedStyle(host).getPropertyValue(name);
  await document.fonts.load(`${name === "--math" ? "italic " : ""}16px ${families}`);
};

/**
 * @param {HTMLElement} host
 * @param {number} size
 * @returns {import("./words.js").Measure}
 */
function ruler(host, size) {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("This browser gives no canvas to measure with.");
  context.font = `${size}px ${getComputedStyle(host).fontFamily}`;
  return (words) => context.measureText(words).width;
}
