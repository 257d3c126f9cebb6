/* A QR code as a drawing. */
import { svg } from "./pen.js";

/** Light cells around a code that readers ask for. */
const QUIET = 4;

/**
 * @param {HTMLElement} into
 * @param {{ size: number, dark: boolean[][] }} code
 * @param {string} label
 */
export function drawCode(into, { size, dark }, label) {
  const side = size + 2 * QUIET;
  const root = svg(into, "svg", "qr", { viewBox: `0 0 ${side} ${side}`, role: "img", "aria-label": label });
  svg(root, "rect", "qr-ground", { width: side, height: side });
  const cells = dark.flatMap((row, y) =>
    row.map((is, x) => (is ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")),
  );
  svg(root, "path", "qr-cells", { d: cells.join("") });
}
