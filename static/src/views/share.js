/* The share dialog: a link, a frame for a slide and a QR code, beside what is chosen of them. */
import { copyButton } from "./copying.js";
import { html } from "./pen.js";
import { drawCode } from "./qr.js";
import { shareSettings } from "./share_settings.js";

/**
 * @typedef {import("./share_settings.js").Chosen} Chosen
 *
 * @typedef {object} Shared what is to be copied
 * @property {string} link
 * @property {string} frame the markup of an iframe
 * @property {string} preview the address of the frame
 * @property {string} elsewhere the address of the page with a text for every other tool
 * @property {{ size: number, dark: boolean[][] } | null} code null where the link is too long for one
 */

/**
 * @param {HTMLElement} element
 * @param {import("../types").LinkKey[]} keys
 * @param {{ change: (chosen: Chosen) => void, save: () => void }} actions save: the network itself, where it has no link
 */
export function shareView(element, keys, actions) {
  const results = html(element, "div", "share-results");
  const missing = html(results, "div", "share-missing");
  missing.setAttribute("role", "status");
  const why = html(missing, "p");
  const save = html(missing, "button", "", "Save its numbers as a file");
  save.type = "button";
  save.addEventListener("click", actions.save);

  const there = html(results, "div", "share-there");
  const link = copied(there, "Link", "input");
  const pictures = html(there, "div", "share-pictures");
  const preview = html(pictures, "figure", "share-preview");
  const code = html(pictures, "figure", "share-code");
  const frame = copied(there, "Frame for a slide or a page", "textarea");
  const others = html(there, "p", "share-others");
  const elsewhere = html(others, "a", "", "Text for reveal.js, Quarto, Slidev, Marp, Jupyter …");

  const settings = html(element, "form", "share-settings");
  settings.addEventListener("submit", (event) => event.preventDefault());
  /** @type {import("./share_settings.js").Size} */
  let size;
  /** @type {HTMLIFrameElement | null} */
  let shown = null;

  /** @param {string} address */
  function look(address) {
    if (!shown) {
      shown = html(preview, "iframe");
      shown.title = "Preview of the frame";
      shown.src = address;
    } else if (shown.dataset.address !== address) {
      // what is looked at here is not a place that one has been
      shown.contentWindow?.location.replace(address);
    }
    shown.dataset.address = address;
    scale(shown, size);
  }

  /** @param {"asking" | "there" | "missing"} state */
  const stand = (state) => {
    results.dataset.state = state;
    results.setAttribute("aria-busy", String(state === "asking"));
    there.inert = state !== "there";
    there.hidden = missing.hidden = false;
    if (state === "there") missing.hidden = true;
    else if (state === "missing") there.hidden = true;
    save.hidden = state !== "missing";
  };

  return {
    /** @param {Chosen} chosen what the dialog begins with */
    open(chosen) {
      size = chosen.size;
      for (const field of [link, frame]) field.clear();
      shareSettings(settings, keys, chosen, (next) => {
        size = next.size;
        actions.change(next);
      });
      actions.change(chosen);
    },

    /** @param {Shared} shared */
    show(shared) {
      stand("there");
      why.textContent = "";
      link.value(shared.link);
      frame.value(shared.frame);
      elsewhere.href = shared.elsewhere;
      look(shared.preview);
      code.replaceChildren();
      if (shared.code) drawCode(code, shared.code, "QR code of the link");
      const words = shared.code ? "The link, for a phone" : "The link is too long for a QR code.";
      html(code, "figcaption", "", words);
    },

    /** While the link of what is on show is asked for, an older one is not to be had. */
    wait() {
      stand("asking");
      why.textContent = "Asking for the link …";
      for (const field of [link, frame]) field.value("");
      code.replaceChildren();
    },

    /** @param {string} reason why there is no link */
    lack(reason) {
      stand("missing");
      why.textContent = `There is no link to this network: ${reason}`;
      for (const field of [link, frame]) field.value("");
      code.replaceChildren();
    },

    /** Nothing runs behind a closed dialog. */
    close() {
      shown?.remove();
      shown = null;
    },
  };
}

/**
 * Shows a frame as large as it will be, made smaller as a whole.
 * @param {HTMLIFrameElement} frame
 * @param {import("./share_settings.js").Size} size
 */
function scale(frame, { width, height }) {
  const room = frame.parentElement?.clientWidth || width;
  frame.width = String(width);
  frame.height = String(height);
  frame.style.setProperty("transform", `scale(${room / width})`);
  frame.parentElement?.style.setProperty("height", `${(height * room) / width}px`);
}

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {"input" | "textarea"} tag
 */
function copied(into, label, tag) {
  const wrapper = html(into, "div", "share-field");
  const named = html(wrapper, "label", "field");
  html(named, "span", "", label);
  const field = html(named, tag);
  field.readOnly = true;
  field.spellcheck = false;
  field.addEventListener("focus", () => field.select());
  const copy = copyButton(wrapper, `Copy ${label === "Link" ? "link" : "frame"}`, () => field.value, field);
  return {
    clear: copy.clear,
    /** @param {string} next */
    value(next) {
      if (field.value === next) return;
      field.value = next;
      copy.clear();
    },
  };
}
