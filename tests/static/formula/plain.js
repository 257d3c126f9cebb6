/* LaTeX without the marks that link it. */

/** @param {string} latex @returns {string} */
export function plain(latex) {
  const without = latex.replace(
    /\\html(?:Data|Class)\{[^{}]*\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}/g,
    "$1",
  );
  return without === latex ? latex : plain(without);
}
