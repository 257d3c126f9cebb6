/* Computed styles as attributes of SVG: only those that say something, in words that every reader knows. */

/**
 * @typedef {(property: string) => string} Read the computed value of a property
 * @typedef {(colour: string) => import("./colour.js").Plain} ToPlain
 * @typedef {Record<string, string>} Attributes
 */

/** What holds where nothing is said: SVG's own, and what the root of a picture says for all. */
export const COMMON = {
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
};

/** @param {number} value */
const short = (value) => String(Math.round(value * 100) / 100);

/** @param {string} value with or without its unit */
export const length = (value) => short(parseFloat(value));

/**
 * @param {string} name fill or stroke
 * @param {Read} read
 * @param {ToPlain} toPlain
 * @returns {Attributes}
 */
function paint(name, read, toPlain) {
  const value = read(name);
  if (value === "none") return { [name]: "none" };
  const { hex, opacity } = toPlain(value);
  const whole = opacity * Number(read(`${name}-opacity`));
  if (whole === 0) return { [name]: "none" };
  return { [name]: hex, ...(whole < 1 ? { [`${name}-opacity`]: short(whole) } : {}) };
}

/**
 * Fill and stroke of a mark.
 * @param {Read} read
 * @param {ToPlain} toPlain
 * @returns {Attributes}
 */
export function paintOf(read, toPlain) {
  const fill = paint("fill", read, toPlain);
  const stroke = paint("stroke", read, toPlain);
  if (stroke.stroke === "none") return fill;
  const dashes = read("stroke-dasharray");
  const [cap, join] = [read("stroke-linecap"), read("stroke-linejoin")];
  return {
    ...fill,
    ...stroke,
    "stroke-width": length(read("stroke-width")),
    ...(dashes === "none"
      ? {}
      : {
          "stroke-dasharray": dashes
            .split(/[\s,]+/)
            .map(length)
            .join(" "),
        }),
    ...(cap === "butt" ? {} : { "stroke-linecap": cap }),
    ...(join === "miter" ? {} : { "stroke-linejoin": join }),
  };
}

/**
 * How a text is set, where that differs from what holds around it.
 * @param {Read} read
 * @param {Attributes} around
 * @returns {Attributes}
 */
export function typeOf(read, around) {
  const own = {
    "font-family": read("font-family"),
    "font-size": length(read("font-size")),
    "font-style": read("font-style"),
    "font-weight": read("font-weight"),
    "text-anchor": read("text-anchor"),
  };
  return Object.fromEntries(Object.entries(own).filter(([name, value]) => around[name] !== value));
}

/**
 * Whether nothing of a mark is seen.
 * @param {Attributes} painted
 */
export const isUnseen = ({ fill, stroke = "none" }) => fill === "none" && stroke === "none";
