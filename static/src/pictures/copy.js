/* A copy of drawn SVG that needs no style sheet: every mark says itself how it looks, and keeps its name. */
import { plainColour } from "./colour.js";
import { isUnseen, length, paintOf, typeOf } from "./styles.js";

/**
 * @typedef {import("./styles.js").Attributes} Attributes
 * @typedef {import("./fonts.js").Used} Used
 *
 * @typedef {object} Sheet what a copy is written to
 * @property {Document} paper
 * @property {Set<string>} names those that are taken
 * @property {Map<string, Used>} type the typefaces in use, with their letters
 * @property {Attributes} common what the root says for all
 */

const SVG = "http://www.w3.org/2000/svg";
const GEOMETRY = ["d", "x", "y", "cx", "cy", "r", "rx", "width", "height", "transform"];

/**
 * Copies what is seen of an element into another.
 * @param {Element} node
 * @param {Element} into
 * @param {Sheet} sheet
 */
export function copy(node, into, sheet) {
  const style = getComputedStyle(node);
  const read = (/** @type {string} */ property) => style.getPropertyValue(property);
  if (read("display") === "none" || read("opacity") === "0") return;
  if (node.localName === "g") copyGroup(node, into, sheet, read);
  else if (node.localName === "text") copyText(node, into, sheet, read);
  else copyShape(node, into, sheet, read);
}

/**
 * @param {Element} into
 * @param {string} name
 * @param {Attributes} attributes
 */
export function make(into, name, attributes) {
  const made = /** @type {Element} */ (into.ownerDocument.createElementNS(SVG, name));
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  into.append(made);
  return made;
}

/**
 * @param {Element} node
 * @param {Element} into
 * @param {Sheet} sheet
 * @param {import("./styles.js").Read} read
 */
function copyGroup(node, into, sheet, read) {
  const group = make(into, "g", { ...named(node, sheet), ...geometryOf(node), ...opacityOf(read) });
  for (const child of node.children) copy(child, group, sheet);
  if (group.childElementCount === 0) {
    sheet.names.delete(group.id);
    group.remove();
  }
}

/**
 * @param {Element} node
 * @param {Element} into
 * @param {Sheet} sheet
 * @param {import("./styles.js").Read} read
 */
function copyShape(node, into, sheet, read) {
  const paint = paintOf(read, plainColour);
  if (isUnseen(paint)) return;
  make(into, node.localName, { ...named(node, sheet), ...geometryOf(node), ...opacityOf(read), ...paint });
}

/**
 * A text, and behind it the halo that keeps it legible: not every reader paints a stroke before the fill.
 * @param {Element} node
 * @param {Element} into
 * @param {Sheet} sheet
 * @param {import("./styles.js").Read} read
 */
function copyText(node, into, sheet, read) {
  if (!node.textContent) return;
  const type = typeOf(read, {});
  const { fill, "fill-opacity": faint, ...halo } = paintOf(read, plainColour);
  const place = { x: rounded(node.getAttribute("x") ?? "0"), y: String(baseline(node, read)) };
  const own = typeOf(read, sheet.common);
  const common = { ...geometryOf(node), ...place, ...own, ...opacityOf(read) };
  if (halo.stroke) {
    const behind = make(into, "text", { ...common, fill: halo.stroke, ...halo, "aria-hidden": "true" });
    copyRuns(node, behind, sheet, type);
  }
  const front = make(into, "text", {
    ...named(node, sheet),
    ...common,
    fill,
    ...(faint ? { "fill-opacity": faint } : {}),
  });
  copyRuns(node, front, sheet, type);
}

/**
 * The parts of a text. Steps between them are given in pixels: not every reader knows the height of an em.
 * @param {Element} node
 * @param {Element} into
 * @param {Sheet} sheet
 * @param {Attributes} around
 */
function copyRuns(node, into, { type }, around) {
  if (node.childElementCount === 0) {
    note(type, around, node.textContent ?? "");
    into.textContent = node.textContent;
    return;
  }
  let before = middleOf(around) * parseFloat(around["font-size"]);
  for (const part of node.children) {
    const style = getComputedStyle(part);
    const read = (/** @type {string} */ property) => style.getPropertyValue(property);
    const own = typeOf(read, {});
    const size = parseFloat(own["font-size"]);
    const [dx, dy] = ["dx", "dy"].map((name) => inPixels(part.getAttribute(name), size));
    const middle = middleOf(own) * size;
    const step = { dx: length(String(dx)), dy: length(String(dy + middle - before)) };
    before = middle;
    const moved = Object.fromEntries(Object.entries(step).filter(([, by]) => by !== "0"));
    make(into, "tspan", { ...moved, ...typeOf(read, around) }).textContent = part.textContent;
    note(type, own, part.textContent ?? "");
  }
}

/** @param {string | null} value @param {number} size of the font */
const inPixels = (value, size) => parseFloat(value ?? "0") * (value?.endsWith("em") ? size : 1);

/**
 * Where the letters stand: few readers know text that hangs by its middle.
 * @param {Element} node
 * @param {import("./styles.js").Read} read
 */
function baseline(node, read) {
  const y = parseFloat(node.getAttribute("y") ?? "0");
  if (read("dominant-baseline") !== "central") return y;
  const type = typeOf(read, {});
  return Number(length(String(y + middleOf(type) * parseFloat(type["font-size"]))));
}

/** @type {Map<string, number>} */
const middles = new Map();
/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/**
 * How far the middle of a typeface is above its baseline, in font sizes.
 * @param {Attributes} type
 */
function middleOf(type) {
  const font = `${type["font-style"]} ${type["font-weight"]} 100px ${type["font-family"]}`;
  const there = middles.get(font);
  if (there !== undefined) return there;
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) throw new Error("This browser gives no canvas to measure with.");
  ruler.font = font;
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = ruler.measureText("x");
  const middle = (ascent - descent) / 200;
  middles.set(font, middle);
  return middle;
}

/**
 * @param {Map<string, Used>} uses
 * @param {Attributes} type
 * @param {string} words
 */
function note(uses, type, words) {
  const key = `${type["font-style"]} ${type["font-weight"]} ${type["font-family"]}`;
  const use = uses.get(key) ?? {
    family: type["font-family"],
    style: type["font-style"],
    weight: Number(type["font-weight"]),
    letters: new Set(),
  };
  for (const letter of words) use.letters.add(letter.codePointAt(0) ?? 0);
  uses.set(key, use);
}

/**
 * @param {Element} node
 * @returns {Attributes}
 */
const geometryOf = (node) =>
  Object.fromEntries(
    GEOMETRY.flatMap((name) => {
      const value = node.getAttribute(name);
      return value === null ? [] : [[name, rounded(value)]];
    }),
  );

/** Numbers with as many decimals as are seen. @param {string} value */
const rounded = (value) => value.replaceAll(/-?\d+\.\d{3,}/g, length);

/** @param {import("./styles.js").Read} read @returns {Attributes} */
const opacityOf = (read) => (read("opacity") === "1" ? {} : { opacity: length(read("opacity")) });

/**
 * The name of a mark, such as `neuron.2.1` or `delta.2.1`; one that is taken already gets a number.
 * @param {Element} node
 * @param {Sheet} sheet
 * @returns {Attributes}
 */
function named(node, { names }) {
  const name = nameOf(node);
  if (!name) return {};
  let id = name;
  for (let n = 2; names.has(id); n += 1) id = `${name}-${n}`;
  names.add(id);
  return { id };
}

/** @param {Element} node */
function nameOf(node) {
  const [home, ref, select] = ["home", "ref", "select"].map((name) => node.getAttribute(`data-${name}`));
  if (home) return home;
  // what passes along a weight is about another quantity in every frame
  if (node.classList.contains("passing") && select) return `${select}.passing`;
  return ref || (node.localName === "g" ? node.classList[0] : null);
}
