/* Writes a part of an explanation anew without taking anything away from the person: what is open and focused stays so. */

/** What can have the focus. */
const FOCUSABLE = "button, select, input, summary, [tabindex]";

/**
 * @param {HTMLElement} into is emptied first
 * @param {() => void} write
 */
export function rewrite(into, write) {
  const summaries = () => [...into.querySelectorAll("summary")];
  const opened = new Set(
    summaries()
      .filter(({ parentElement }) => parentElement?.hasAttribute("open"))
      .map(({ textContent }) => textContent),
  );
  const focusable = () => [...into.querySelectorAll(FOCUSABLE)];
  const { activeElement } = into.ownerDocument;
  const place = activeElement ? focusable().indexOf(activeElement) : -1;
  into.replaceChildren();
  write();
  for (const summary of summaries()) {
    if (opened.has(summary.textContent)) summary.parentElement?.setAttribute("open", "");
  }
  const successor = place >= 0 ? focusable()[place] : null;
  if (successor instanceof HTMLElement) successor.focus({ preventScroll: true });
}
