/* The contrast of the diagram's words and lines against what is behind them, where axe cannot see it. */
([picture = ".canvas"]) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });

  /** Any CSS colour as red, green, blue, alpha from 0 to 1. */
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return [r / 255, g / 255, b / 255, a / 255];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((value, i) => value * a + ground[i] * (1 - a));
  const luminance = (colour) => {
    const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  /** Of a node and all around it, up to the picture. */
  const opacity = (node) => {
    let product = 1;
    for (let up = node; up && !up.matches(picture); up = up.parentElement) {
      product *= Number(getComputedStyle(up).opacity);
    }
    return product;
  };
  const painted = (node, property, ground) => {
    const [r, g, b, a] = rgba(getComputedStyle(node)[property]);
    return over(
      [r, g, b, a * opacity(node) * Number(getComputedStyle(node)[`${property}Opacity`] ?? 1)],
      ground,
    );
  };
  const paper = (node) => {
    for (let up = node; up; up = up.parentElement) {
      const [r, g, b, a] = rgba(getComputedStyle(up).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [1, 1, 1];
  };
  const areas = [...document.querySelectorAll(picture)];
  const ground = paper(areas[0]);
  /** What words stand on: the disc of their neuron, their badge, or the paper. */
  const behind = (text) => {
    const own = { value: ".disc", "badge-label": ".badge", "cost-name": ".disc", "cost-value": ".disc" };
    const holder = Object.entries(own).find(([name]) => text.classList.contains(name))?.[1];
    const shape = holder && text.parentElement.querySelector(holder);
    return shape ? painted(shape, "fill", ground) : ground;
  };
  const shown = (node) => opacity(node) > 0 && node.getAttribute("display") !== "none";

  const faint = [];
  for (const text of areas.flatMap((area) => [...area.querySelectorAll("svg text")])) {
    if (!text.textContent.trim() || !shown(text)) continue;
    const back = behind(text);
    const ratio = contrast(painted(text, "fill", back), back);
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${text.getAttribute("class")} “${text.textContent}”`);
  }
  const GRAPHICS =
    ".weight, .neuron .disc, .cost-box .disc, .badge, .cost-edge, .pulse-mark, .bead, .curve, .tangent, .curve-point, .ring";
  for (const mark of areas.flatMap((area) => [...area.querySelectorAll(GRAPHICS)])) {
    // what stands back is not in use: its number says all of it
    if (!shown(mark) || mark.matches(".gap.resting *, .unused")) continue;
    const inside = mark.closest(".activation");
    const back = inside ? painted(inside.parentElement.querySelector(".disc"), "fill", ground) : ground;
    const { stroke, fill } = getComputedStyle(mark);
    const ratios = [
      stroke !== "none" && contrast(painted(mark, "stroke", back), back),
      fill !== "none" && contrast(painted(mark, "fill", back), back),
    ];
    const ratio = Math.max(...ratios.filter(Boolean), 0);
    if (ratio && ratio < 3) {
      faint.push(
        `${ratio.toFixed(2)} ${mark.getAttribute("class")} of ${mark.closest("[data-home]")?.dataset.home ?? ""}`,
      );
    }
  }
  return [...new Set(faint)];
};
