/* Plain text as LaTeX writes it: what means something else there is escaped, mathematical signs and numbers are set as such. */

/** @type {Record<string, string>} */
const SIGNS = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "−": "$-$",
  "×": "$\\times$",
  "·": "$\\cdot$",
  "∂": "$\\partial$",
  δ: "$\\delta$",
  η: "$\\eta$",
  ε: "$\\epsilon$",
  σ: "$\\sigma$",
  Σ: "$\\sum$",
  "′": "$'$",
  "²": "$^2$",
  "≤": "$\\le$",
  "→": "$\\to$",
  "…": "\\dots{}",
  "–": "--",
  "—": "---",
  "’": "'",
  "‘": "`",
  "“": "``",
  "”": "''",
};

/** A negative number, or one with a power of ten. */
const NUMBER = /−\d+(?:\.\d+)?(?:e−?\d+)?|\d+(?:\.\d+)?e−?\d+/g;

/**
 * @param {string} text
 * @returns {string}
 */
export function words(text) {
  const parts = text.split(NUMBER);
  const numbers = [...text.matchAll(NUMBER)].map(([number]) => asFormula(number));
  return parts.map((part, i) => escaped(part) + (numbers[i] ?? "")).join("");
}

/** @param {string} number */
function asFormula(number) {
  const [mantissa, exponent] = number.replaceAll("−", "-").split("e");
  return exponent === undefined ? `$${mantissa}$` : `$${mantissa}\\cdot 10^{${exponent}}$`;
}

/**
 * What is no sign of a sentence of ours comes from a title; a letter that pdfLaTeX may not know is better missing than
 * a document that does not compile.
 * @param {string} text
 */
const escaped = (text) =>
  text.replace(/[^\x20-\x7e]|[\\~^&%#$_{}]/g, (sign) => SIGNS[sign] ?? otherwise(sign));

/** @param {string} sign */
function otherwise(sign) {
  if (/[\x20-\x7e]/.test(sign)) return `\\${sign}`;
  return /\p{Script=Latin}/u.test(sign) ? sign : "?";
}
