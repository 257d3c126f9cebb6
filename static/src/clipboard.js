/* copyText: a text into the clipboard, also where the page came without TLS and browsers offer no clipboard. */

/**
 * @param {string} text
 * @param {Document} document
 * @returns {Promise<boolean>} whether it is there
 */
export async function copyText(text, document) {
  const clipboard = document.defaultView?.navigator.clipboard;
  try {
    if (clipboard) {
      await clipboard.writeText(text);
      return true;
    }
  } catch {
    // A frame that was not given leave has the object and may not use it.
  }
  return copyBySelection(text, document);
}

/**
 * @param {string} text
 * @param {Document} document
 */
function copyBySelection(text, document) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.value = text;
  document.body.append(field);
  field.select();
  // Deprecated, and the only way there is without a secure context.
  const copied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
