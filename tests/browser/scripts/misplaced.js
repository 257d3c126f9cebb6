/* Walks to the end and says what is cut off, too small, or lies over something else, at which step. */
() => {
  const TOUCHING = 1.5;
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const track = document.querySelector(".track");
  const at = () => track.getAttribute("aria-valuenow");
  const canvas = document.querySelector(".canvas");

  const seen = (node) => {
    for (let up = node; up instanceof Element && up !== canvas; up = up.parentElement) {
      if (up.getAttribute("opacity") === "0" || up.getAttribute("display") === "none") return false;
    }
    const style = getComputedStyle(node);
    return style.visibility !== "hidden" && style.display !== "none" && Number(style.opacity) > 0;
  };
  const texts = () =>
    [...canvas.querySelectorAll("svg text")]
      .filter((node) => node.textContent.trim() && seen(node))
      .map((node) => {
        const { x, y, width, height } = node.getBoundingClientRect();
        const size = parseFloat(getComputedStyle(node).fontSize);
        // the box of a line is taller than its letters
        const margin = Math.max(0, (height - size) / 2);
        return {
          words: node.textContent,
          kind: node.getAttribute("class"),
          x,
          y: y + margin,
          width,
          height: height - 2 * margin,
          size,
          node,
        };
      });
  const overlap = (a, b) =>
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > TOUCHING &&
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > TOUCHING;
  const inside = (outer, { x, y, width, height }) =>
    x >= outer.x - 1 &&
    y >= outer.y - 1 &&
    x + width <= outer.x + outer.width + 1 &&
    y + height <= outer.y + outer.height + 1;

  const found = { outside: [], overlapping: [], small: [], covered: [], wide: [] };
  const look = () => {
    const id = new URLSearchParams(location.hash.slice(1)).get("at") ?? "x";
    const labels = texts();
    const room = canvas.getBoundingClientRect();
    const marks = [...canvas.querySelectorAll(".disc, .badge:not(.hollow)")].filter(seen);
    for (const { words, kind, ...box } of labels) {
      if (!inside(room, box)) found.outside.push(`${id}: ${kind} “${words}”`);
      if (box.size < 11) found.small.push(`${id}: ${kind} “${words}” ${box.size}`);
    }
    for (const mark of marks) {
      if (!inside(room, mark.getBoundingClientRect())) {
        found.outside.push(`${id}: ${mark.getAttribute("class")}`);
      }
    }
    labels.forEach((one, i) => {
      for (const other of labels.slice(i + 1)) {
        if (overlap(one, other)) found.overlapping.push(`${id}: “${one.words}” and “${other.words}”`);
      }
      for (const mark of marks) {
        if (mark.parentElement.contains(one.node)) continue;
        if (overlap(one, mark.getBoundingClientRect())) {
          found.covered.push(
            `${id}: “${one.words}” and the ${mark.getAttribute("class")} of ${mark.closest("[data-home]")?.dataset.home}`,
          );
        }
      }
    });
    for (const [label, holder] of [
      [".badge-label", ".badge"],
      [".value", ".disc"],
      [".cost-value", ".disc"],
    ]) {
      for (const node of [...canvas.querySelectorAll(label)].filter((one) => one.textContent && seen(one))) {
        const [own, around] = [node, node.parentElement.querySelector(holder)].map(
          (one) => one.getBoundingClientRect().width,
        );
        if (own > around - 4) {
          found.outside.push(`${id}: “${node.textContent}” is wider than its place: ${own} in ${around}`);
        }
      }
    }
    for (const name of [...canvas.querySelectorAll(".symbol-label")]) {
      const disc = name.parentElement.querySelector(".disc").getBoundingClientRect();
      const { left, right, top, bottom } = name.getBoundingClientRect();
      const radius = disc.width / 2;
      const out = [left, right].flatMap((x) =>
        [top, bottom].map((y) => Math.hypot(x - disc.x - radius, y - disc.y - radius)),
      );
      if (Math.max(...out) > radius) {
        found.outside.push(`${id}: “${name.textContent}” crosses its neuron's edge`);
      }
    }
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.wide.push(`${id}: ${scrollWidth} in ${clientWidth}`);
  };
  look();
  for (let before = null; before !== at();) {
    before = at();
    press("ArrowRight");
    if (before !== at()) look();
  }
  return found;
};
