/* Sharing: from what is on show and what is chosen in the dialog to a link, a frame and a code. Fetched when asked for. */
import { encode } from "uqr";
import { shareView } from "./views/share.js";

/** Above this a QR code is too fine to be read from a screen. */
const LONGEST_IN_CODE = 900;

/**
 * @param {HTMLDialogElement} dialog
 * @param {{ keys: import("./types").LinkKey[],
 *     address: (choices: Record<string, unknown>, here: boolean) => string,
 *     named: () => Promise<string | null>, title: () => string }} of address: query and hash of what is on show, with
 *     these choices; named: waits until the address of an edited network is known, and says why it is not
 */
export function openSharing(dialog, { keys, address, named, title }) {
  const body = dialog.querySelector(".share-body") ?? dialog;
  const view = shareView(/** @type {HTMLElement} */ (body), keys, { change });
  dialog.addEventListener("close", view.close);

  /**
   * @param {Record<string, unknown>} choices
   * @param {import("./views/share.js").Size} size
   * @param {boolean} here
   */
  async function change(choices, size, here) {
    const shortage = await named();
    const place = address(choices, here);
    const { origin } = window.location;
    const link = `${origin}/${place}`;
    const frame = `${origin}/embed${place}`;
    const code = link.length > LONGEST_IN_CODE ? null : encode(link);
    view.show({
      link,
      frame: markup(frame, title(), size),
      preview: frame,
      elsewhere: `/embedding?link=${encodeURIComponent(place)}`,
      code: code && { size: code.size, dark: code.data },
      shortage,
    });
  }

  return {
    open() {
      dialog.showModal();
      view.open();
    },
  };
}

/**
 * @param {string} src
 * @param {string} title
 * @param {import("./views/share.js").Size} size
 */
function markup(src, title, { width, height }) {
  const attributes = [
    `src="${escaped(src)}"`,
    `title="${escaped(title)}"`,
    `width="${width}"`,
    `height="${height}"`,
    'loading="lazy"',
    'style="border: 0"',
    'allow="fullscreen; clipboard-write"',
    "data-backprop",
  ];
  return `<iframe ${attributes.join(" ")}></iframe>`;
}

/** @param {string} text */
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
