/* Roughly how much room a formula takes, before anybody has set it. */
import { bare } from "./bare.js";

/**
 * Its length in letters: a command is a letter, a script half of one, signs have space around them.
 * @param {string} latex
 */
export function lengthOf(latex) {
  const scripts = bare(latex).replaceAll(/[_^]\{([^{}]*)\}/g, (_all, inside) =>
    inside.slice(0, Math.ceil(inside.length / 2)),
  );
  const letters = scripts.replaceAll(/\\[a-zA-Z]+|\\./g, "x").replaceAll(/[{}&\s]/g, "");
  return letters.length + [...scripts.matchAll(/ [-+=] |\\cdot/g)].length;
}

/** Its height in lines of text: a fraction takes more than one, a fraction in a fraction yet more. @param {string} latex */
export function linesOf(latex) {
  const fractions = latex.split("\\frac").length - 1;
  if (fractions === 0) return 1;
  return /\\frac\{[^{}]*\\frac/.test(bare(latex)) ? 2.2 : 1.5;
}
