/* What stands in the place of a frame that does not answer, or under one that cannot do what it was told. */

/**
 * @param {HTMLIFrameElement} iframe
 * @param {string} address
 */
export function createNotice(iframe, address) {
  /** @type {HTMLElement | null} */
  let box = null;

  function hide() {
    box?.remove();
    box = null;
    iframe.style.removeProperty("visibility");
  }

  /**
   * @param {Partial<CSSStyleDeclaration>} place
   * @param {(Node | string)[]} words
   */
  function put(place, words) {
    hide();
    box = document.createElement("div");
    box.className = "backprop-notice";
    box.setAttribute("role", "status");
    // By the CSSOM, which every content security policy allows; the colours are those of the deck, whichever it has.
    Object.assign(box.style, {
      position: "absolute",
      boxSizing: "border-box",
      left: `${iframe.offsetLeft}px`,
      width: `${iframe.offsetWidth}px`,
      display: "grid",
      placeContent: "center",
      gap: "0.4em",
      padding: "0.6em",
      border: "2px dashed currentColor",
      fontSize: "24px",
      lineHeight: "1.35",
      textAlign: "center",
      ...place,
    });
    box.append(...words);
    iframe.after(box);
  }

  return {
    hide,

    /** In the place of the frame. */
    show() {
      const link = document.createElement("a");
      link.href = address;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = link.href;
      Object.assign(link.style, { overflowWrap: "anywhere", fontSize: "18px" });
      put({ top: `${iframe.offsetTop}px`, height: `${iframe.offsetHeight}px` }, [
        line(iframe.title, "bold"),
        line("This picture’s server does not answer."),
        link,
      ]);
      iframe.style.visibility = "hidden";
    },

    /**
     * Below its upper edge, for the author of the deck.
     * @param {string} words
     */
    say(words) {
      put({ top: `${iframe.offsetTop}px`, background: "Canvas", color: "CanvasText" }, [line(words)]);
    },
  };
}

/**
 * @param {string} words
 * @param {string} [weight]
 */
function line(words, weight = "normal") {
  const node = document.createElement("div");
  node.textContent = words;
  node.style.fontWeight = weight;
  return node;
}
