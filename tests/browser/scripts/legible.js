/* Walks to the end and says what is too small to be read from the last row, leaves the frame, or scrolls, and where. */
([share, least]) => {
  const { innerWidth: right, innerHeight: bottom } = window;
  const needed = Math.max(least, bottom * share) - 0.05;
  const unseen = ".visually-hidden, .katex-mathml, script, style, noscript, option";
  const found = new Set();
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const at = () => document.querySelector(".track").getAttribute("aria-valuenow");
  const letters = /[^\s\u200b\u2061]/;

  const look = () => {
    const note = (words) => found.add(`${words} at ${at()}`);
    const known = new Map();
    const seen = (node) => {
      if (!known.has(node)) known.set(node, !node.matches(unseen) && visible(node) && above(node));
      return known.get(node);
    };
    const above = ({ parentElement }) => !parentElement || seen(parentElement);
    const visible = (node) => {
      const { opacity, visibility, display } = getComputedStyle(node);
      const hidden = opacity === "0" || visibility === "hidden" || display === "none";
      return !hidden && node.getAttribute("opacity") !== "0";
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement: holder } = texts.currentNode;
      if (!letters.test(data) || !holder || !seen(holder)) continue;
      const words = `“${data.trim().slice(0, 16)}”`;
      const scale = holder.closest("svg") ? holder.getScreenCTM().a : 1;
      const size = parseFloat(getComputedStyle(holder).fontSize) * scale;
      if (size < needed) note(`small: ${size.toFixed(1)} ${words} ${holder.getAttribute("class")}`);
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      const box = range.getBoundingClientRect();
      const out = box.left < -1 || box.top < -1 || box.right > right + 1 || box.bottom > bottom + 1;
      if (out && box.width > 0) note(`outside: ${words}`);
    }
    for (const node of document.querySelectorAll("html, body, body *:not(svg *, .katex *)")) {
      const wide = node.scrollWidth > node.clientWidth + 1;
      const high = node.scrollHeight > node.clientHeight + 1;
      if (!(wide || high) || node.clientWidth < 3 || !seen(node)) continue;
      const { overflowX, overflowY } = getComputedStyle(node);
      if ((wide && overflowX !== "visible") || (high && overflowY !== "visible")) {
        note(`scrolls: ${node.localName}.${node.className}`);
      }
    }
  };

  look();
  for (let before = null; before !== at();) {
    before = at();
    press("ArrowRight");
    if (before !== at()) look();
  }
  press("Home");
  return [...found];
};
