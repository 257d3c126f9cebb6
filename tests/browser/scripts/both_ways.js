/* Steps to the end and back, and says where a picture on the way back differs from that on the way there. */
() => {
  const parts = ["network", "equation", "inspector", "table", "caption", "timeline", "controls"];
  const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  const at = () => document.querySelector(".track").getAttribute("aria-valuenow");

  /** A node as text, whatever the order in which attributes and classes were set. */
  const canonical = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const attributes = [...node.attributes]
      .map(
        ({ name, value }) =>
          `${name}=${name === "class" ? value.split(/\s+/).sort().join(" ").trim() : value}`,
      )
      .filter((text) => text !== "class=" && !text.startsWith("style="))
      .sort();
    return `<${node.localName} ${attributes.join(" ")} ${node.getAttribute("style") ?? ""}>${[...node.childNodes].map(canonical).join("")}`;
  };
  const picture = () => parts.map((part) => canonical(document.querySelector(`[data-part="${part}"]`)));

  const forward = [picture()];
  for (let before = null; before !== at();) {
    before = at();
    press("ArrowRight");
    if (before !== at()) forward.push(picture());
  }
  const differences = [];
  for (let i = forward.length - 2; i >= 0; i -= 1) {
    press("ArrowLeft");
    picture().forEach((now, part) => {
      if (now === forward[i][part]) return;
      const from = [...now].findIndex((letter, k) => letter !== forward[i][part][k]);
      differences.push(
        `${parts[part]} at ${at()}: ${forward[i][part].slice(from - 80, from + 80)} came back as ${now.slice(from - 80, from + 80)}`,
      );
    });
  }
  return { steps: forward.length, distinct: new Set(forward.map(String)).size, differences };
};
