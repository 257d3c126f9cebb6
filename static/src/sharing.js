/* Sharing: from what is on show and what is chosen in the dialog to a link, a frame and a code. Fetched when asked for. */
import { encode } from "uqr";
import { save } from "./saving.js";
import { SIZES } from "./views/share_settings.js";
import { shareView } from "./views/share.js";

/** Above this a QR code is too fine to be read from a screen. */
const LONGEST_IN_CODE = 900;

/**
 * @typedef {import("./views/share_settings.js").Chosen} Chosen
 *
 * @typedef {object} Shown what is on show
 * @property {(choices: Record<string, unknown>, here: boolean) => string} address query and hash, with these choices
 * @property {() => Record<string, unknown>} presented how it is shown
 * @property {() => boolean} settled whether no other network is on its way
 * @property {() => boolean} known whether its address is known
 * @property {() => Promise<string | null>} named asks for the address of an edited network, and says why it has none
 * @property {() => string} title
 * @property {() => object} experiment the network with its numbers
 */

/**
 * @param {HTMLDialogElement} dialog
 * @param {import("./types").LinkKey[]} keys
 * @param {Shown} shown
 */
export function openSharing(dialog, keys, shown) {
  const body = /** @type {HTMLElement} */ (dialog.querySelector(".share-body") ?? dialog);
  const view = shareView(body, keys, {
    change(next) {
      chosen = next;
      void refresh();
    },
    save() {
      const text = JSON.stringify(shown.experiment(), null, 1);
      save(new Blob([text], { type: "application/json" }), "network.json");
    },
  });
  dialog.addEventListener("close", view.close);
  /** @type {Chosen} */
  let chosen = { choices: {}, size: SIZES[0], here: true };
  /** The newest question; answers to older ones come too late. */
  let asked = 0;

  async function refresh() {
    const mine = (asked += 1);
    if (!shown.settled()) return view.wait();
    if (!shown.known()) {
      view.wait();
      const reason = await shown.named();
      if (mine !== asked || !dialog.open) return;
      if (reason !== null) return view.lack(reason);
      if (!shown.known()) return;
    }
    const place = shown.address(chosen.choices, chosen.here);
    view.show(sharedOf(window.location.origin, place, shown.title(), chosen.size));
  }

  return {
    open() {
      if (dialog.open) return;
      dialog.showModal();
      view.open({ ...chosen, choices: shown.presented(), here: true });
    },
    /** Another network is on show, or on its way. */
    changed: () => void (dialog.open && refresh()),
  };
}

/**
 * What is to be copied.
 * @param {string} origin
 * @param {string} place query and hash
 * @param {string} title
 * @param {import("./views/share_settings.js").Size} size
 * @returns {import("./views/share.js").Shared}
 */
export function sharedOf(origin, place, title, { width, height }) {
  const link = `${origin}/${place}`;
  const frame = `${origin}/embed${place}`;
  const code = link.length > LONGEST_IN_CODE ? null : encode(link);
  const attributes = [
    `src="${escaped(frame)}"`,
    `title="${escaped(title)}"`,
    `width="${width}"`,
    `height="${height}"`,
    'loading="lazy"',
    'style="border: 0"',
    'allow="fullscreen; clipboard-write"',
    "data-backprop",
  ];
  return {
    link,
    frame: `<iframe ${attributes.join(" ")}></iframe>`,
    preview: frame,
    elsewhere: `/embedding?link=${encodeURIComponent(place)}`,
    code: code && { size: code.size, dark: code.data },
  };
}

/** @param {string} text */
const escaped = (text) =>
  text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
