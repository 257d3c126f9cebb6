/* A button that copies a text, and says that it has. */

/** How long it says so, in milliseconds. */
const SAID = 2000;

/**
 * @param {HTMLElement} button
 * @param {() => string} text
 * @param {HTMLInputElement | HTMLTextAreaElement} [field] shows the text; selected where the clipboard is out of reach
 */
export function copyOnClick(button, text, field) {
  const usual = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const done = await copied(text());
    if (!done) field?.select();
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    setTimeout(() => (button.textContent = usual), SAID);
  });
}

/**
 * A frame may not be allowed to write to the clipboard, and a page without encryption has none.
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
