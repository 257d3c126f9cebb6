/* In a frame nobody sees the rest of what its edge cuts: such a part is kept back until it has been scrolled to. */

/** Where letters stand, or what is one picture, row or chip, is seen whole or not at all. */
const ONE =
  "p, h3, h4, li, tr, svg, details, label, button, .chip, .factor-with-frame, .ripple-row, .recursion-row";

/**
 * @param {HTMLElement} body of an explanation
 * @returns {() => void} looks again, after something else has been written
 */
export function keepWhole(body) {
  const panel = body.closest(".embed .panel");
  if (!panel) return () => {};
  const look = () => {
    for (const node of body.querySelectorAll(".cut")) node.classList.remove("cut");
    const top = panel.getBoundingClientRect().top + panel.clientTop;
    keepBack(body, top, top + panel.clientHeight);
  };
  const sizes = new ResizeObserver(look);
  sizes.observe(panel);
  sizes.observe(body);
  panel.addEventListener("scroll", () => body.isConnected && look(), { passive: true });
  return look;
}

/**
 * What is higher than the panel is never seen whole: it comes when it reaches the middle.
 * @param {Element} node
 * @param {number} top of the panel
 * @param {number} edge its lower one
 */
function keepBack(node, top, edge) {
  const comes = (/** @type {DOMRect} */ box) => box.height >= edge - top && box.top < (top + edge) / 2;
  for (const part of node.children) {
    const box = part.getBoundingClientRect();
    if (box.height === 0 || box.bottom <= edge + 1 || box.top >= edge) continue;
    if (isOne(part) && !comes(box)) part.classList.add("cut");
    else keepBack(part, top, edge);
  }
}

/**
 * A section after the first is one thing, too: a heading alone says nothing.
 * @param {Element} part
 */
const isOne = (part) => part.matches(`${ONE}, section:not(:first-child)`);
