/* printFrames: in the print view every page has a frame of its own, and each is loaded at the step of its page. */

/** So many are loaded at a time; a deck can have a hundred pages with a picture. */
const AT_ONCE = 6;
const PATIENCE = 20000;

/**
 * Loads them all, and then says so: `data-backprop-printable` at the root, for whoever prints by a script.
 * @param {Element | null} slides when all pages are there
 */
export async function printFrames(slides) {
  const frames = [...(slides?.querySelectorAll("iframe[data-backprop]") ?? [])];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let frame = frames.shift(); frame; frame = frames.shift()) {
      await loaded(/** @type {HTMLIFrameElement} */ (frame));
    }
  });
  await Promise.all(workers);
  document.documentElement.dataset.backpropPrintable = "";
}

/** @param {HTMLIFrameElement} iframe */
async function loaded(iframe) {
  const address = new URL(iframe.dataset.src ?? iframe.src, document.baseURI);
  const steps = iframe.parentElement
    ?.closest("section")
    ?.querySelectorAll(`.visible[data-backprop-step-of="${iframe.dataset.backprop}"]`);
  const last = /** @type {HTMLElement | undefined} */ ([...(steps ?? [])].at(-1));
  if (last) {
    const place = new URLSearchParams(address.hash.slice(1));
    place.set("at", last.dataset.backpropStep ?? "");
    address.hash = place.toString();
  }
  const waited = new AbortController();
  const ready = new Promise((resolve) => {
    /** @param {MessageEvent} event */
    const listen = ({ source, data }) => {
      if (source !== iframe.contentWindow || data?.ns !== "backprop-viz" || data.type !== "ready") return;
      resolve(null);
    };
    window.addEventListener("message", listen, { signal: waited.signal });
  });
  iframe.loading = "eager"; // no page is on the screen while it is printed
  // Another hash alone would not load anything.
  iframe.removeAttribute("src");
  iframe.src = address.href;
  await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  waited.abort();
}
