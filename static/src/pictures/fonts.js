/* The page's own typefaces, for pictures that are drawn where the page's style sheets do not reach. */

/**
 * @typedef {object} Face one file of a typeface
 * @property {string} family
 * @property {string} style
 * @property {number[]} weights the lightest and the boldest
 * @property {number[][]} ranges the first and the last letter of each part; none for all
 * @property {string} url
 *
 * @typedef {{ family: string, style: string, weight: number, letters: Set<number> }} Used
 */

const bare = (/** @type {string} */ family) => family.trim().replaceAll(/["']/g, "");

/**
 * The parts of Unicode that a file has, such as `U+0-FF, U+2212`.
 * @param {string} text
 */
export const rangesOf = (text) =>
  text
    .split(",")
    .map((part) => /U\+([\dA-F?]+)(?:-([\dA-F]+))?/i.exec(part))
    .flatMap((match) => {
      if (!match) return [];
      const [, from, to = from] = match;
      return [[parseInt(from.replaceAll("?", "0"), 16), parseInt(to.replaceAll("?", "F"), 16)]];
    });

/**
 * Which files a picture needs: of each text the first family that there is a file of, and of that only the parts with
 * letters that occur.
 * @param {Face[]} faces
 * @param {Used[]} uses
 */
export function needed(faces, uses) {
  /** @type {Set<Face>} */
  const found = new Set();
  for (const { family, style, weight, letters } of uses) {
    const name = family
      .split(",")
      .map(bare)
      .find((one) => faces.some((face) => face.family === one));
    for (const face of faces) {
      const fits = face.family === name && face.style === style && holds(face.weights, weight);
      const { ranges } = face;
      const has = (/** @type {number} */ letter) =>
        ranges.length === 0 || ranges.some((range) => holds(range, letter));
      if (fits && [...letters].some(has)) found.add(face);
    }
  }
  return [...found];
}

/** @param {number[]} range @param {number} value */
const holds = ([from, to], value) => from <= value && value <= to;

/** Every file that the page's style sheets name. */
export function facesOfPage() {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSFontFaceRule ? faceOf(rule, sheet) : [])),
  );
}

/**
 * @param {CSSFontFaceRule} rule
 * @param {CSSStyleSheet} sheet
 * @returns {Face[]}
 */
function faceOf({ style: rule }, sheet) {
  const read = (/** @type {string} */ name) => rule.getPropertyValue(name);
  const source = /url\("?([^")]+\.woff2[^")]*|data:[^")]+)"?\)/.exec(read("src"));
  if (!source) return [];
  const weights = (read("font-weight") || "400")
    .replace("normal", "400")
    .replace("bold", "700")
    .split(" ")
    .map(Number);
  return [
    {
      family: bare(read("font-family")),
      style: read("font-style") || "normal",
      weights: [weights[0], weights.at(-1) ?? weights[0]],
      ranges: rangesOf(read("unicode-range")),
      url: new URL(source[1], sheet.href ?? document.baseURI).href,
    },
  ];
}

/** @type {Map<Face, Promise<string>>} */
const written = new Map();

/**
 * The files as rules of a style sheet that needs nothing from elsewhere. A file that cannot be had is left out: the
 * text is then set in the next family of its list.
 * @param {Face[]} faces
 */
export async function embedded(faces) {
  const rules = faces.map((face) => {
    const there = written.get(face) ?? ruleOf(face).catch(() => "");
    written.set(face, there);
    return there;
  });
  return (await Promise.all(rules)).join("");
}

/** @param {Face} face */
async function ruleOf({ family, style, weights, ranges, url }) {
  const parts = ranges.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`);
  const range = parts.length ? `unicode-range:${parts.join(",")};` : "";
  const source = url.startsWith("data:") ? url : await dataUrl(await (await fetch(url)).blob());
  return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weights.join(" ")};${range}src:url("${source}") format("woff2")}`;
}

/**
 * @param {Blob} blob
 * @returns {Promise<string>}
 */
const dataUrl = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
