/* Entry of /embedding: the buttons that copy. Without this script the texts can be selected, and there are no buttons. */
import { copyText } from "./clipboard.js";

const SECONDS_TOLD = 2;

const status = document.querySelector('[data-part="copied"]');

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll("[data-copy]")
)) {
  const text = document.querySelector(`[data-snippet="${button.dataset["copy"]}"]`);
  if (!text) throw new Error(`there is no text for the button ${button.dataset["copy"]}`);
  const words = button.textContent;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let back;

  /** @param {string} told */
  function tell(told) {
    clearTimeout(back);
    button.textContent = told;
    if (status) status.textContent = told;
    back = setTimeout(() => {
      button.textContent = words;
      if (status) status.textContent = "";
    }, SECONDS_TOLD * 1000);
  }

  button.hidden = false;
  button.addEventListener("click", async () => {
    if (await copyText(text.textContent ?? "", document)) {
      tell("Copied");
    } else {
      document.getSelection()?.selectAllChildren(text);
      tell("Selected: press Ctrl+C");
    }
  });
}
