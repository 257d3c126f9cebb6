/* A quiet button that copies a text; where the browser does not let us, the text stands there selected, in the field
   that shows it if there is one. */
import { html } from "./pen.js";

/** How long it says that it has copied, in milliseconds. */
const SAID_FOR = 2500;

/**
 * @param {HTMLElement} element
 * @param {string} name of the button
 * @param {() => string} text
 * @param {HTMLInputElement | HTMLTextAreaElement | null} [field] that shows the text already
 */
export function copyButton(element, name, text, field = null) {
  const status = html(element, "span", "copy-status");
  status.setAttribute("role", "status");
  const button = html(element, "button", "copy", name);
  button.type = "button";
  /** @type {HTMLTextAreaElement | null} */
  let selected = null;
  let clock = 0;

  /** @param {string} words */
  const say = (words) => {
    status.textContent = words;
    window.clearTimeout(clock);
  };

  const put = () => {
    say("");
    selected?.remove();
    selected = null;
  };

  /** @param {string} copied */
  function offer(copied) {
    put();
    say("Press Ctrl+C or ⌘C");
    if (field) {
      field.focus();
      field.select();
      return;
    }
    const area = html(element, "textarea", "copy-text");
    area.readOnly = true;
    area.rows = 4;
    area.setAttribute("aria-label", `${name}: the text, selected`);
    area.value = copied;
    // a key of the page would take the step away from under it
    area.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Escape") return;
      put();
      button.focus();
    });
    area.addEventListener("copy", () => say("Copied"));
    selected = area;
    area.focus();
    area.select();
  }

  field?.addEventListener("copy", () => say("Copied"));
  button.addEventListener("click", () => {
    const copied = text();
    // there is no clipboard where the page is not secure, and a refusal in a frame that was not given it
    const done = navigator.clipboard?.writeText(copied) ?? Promise.reject(new Error("no clipboard"));
    done.then(
      () => {
        put();
        say("Copied");
        clock = window.setTimeout(() => say(""), SAID_FOR);
      },
      () => offer(copied),
    );
  });

  return {
    /** What was copied is no longer what is on show. */
    clear: put,
  };
}
