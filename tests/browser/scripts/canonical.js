/* The picture as text, whatever the order in which attributes and classes were set. */
() => {
  document.activeElement.blur();
  const canonical = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const attributes = [...node.attributes].map(
      ({ name, value }) =>
        `${name}=${name === "class" ? value.split(/\s+/).filter(Boolean).sort().join(" ") : value}`,
    );
    return `<${node.localName} ${attributes.sort().join(" ")}>${[...node.childNodes].map(canonical).join("")}`;
  };
  return ["network", "equation", "inspector"]
    .map((part) => canonical(document.querySelector(`[data-part="${part}"]`)))
    .join("");
};
