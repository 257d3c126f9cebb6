/* LaTeX without the marks that link and colour it in our pages, as any other program reads it. */

const MARK = /\\html(?:Data|Class)\{[^{}]*\}\{/;

/**
 * @param {string} latex
 * @returns {string}
 */
export function bare(latex) {
  const mark = MARK.exec(latex);
  if (!mark) return latex;
  const from = mark.index + mark[0].length;
  const to = endOfGroup(latex, from);
  const [before, inside, after] = [latex.slice(0, mark.index), latex.slice(from, to), latex.slice(to + 1)];
  return bare(before + inside + (isRunOn(inside, after) ? " " : "") + after);
}

/**
 * Where the group ends whose inside begins at `from`.
 * @param {string} latex
 * @param {number} from
 */
export function endOfGroup(latex, from) {
  for (let [i, depth] = [from, 1]; i < latex.length; i += 1) {
    if (latex[i] === "\\") i += 1;
    else if (latex[i] === "{") depth += 1;
    else if (latex[i] === "}") depth -= 1;
    if (depth === 0) return i;
  }
  throw new Error(`a group of ${latex} does not end`);
}

/**
 * A command's name ends where a letter does not follow.
 * @param {string} before
 * @param {string} after
 */
const isRunOn = (before, after) => /\\[a-zA-Z]+$/.test(before) && /^[a-zA-Z]/.test(after);
