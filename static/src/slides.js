/* The lecture at /slides: formulas from the catalog, the theme handed to the frames, and reveal.js with our plug-in. */
import Reveal from "reveal.js";
import { get } from "./api.js";
import { openFormula } from "./formula/open.js";
import { formula } from "./formula/typeset.js";
import { RevealBackprop } from "./reveal/plugin.js";

/** The slide fills the screen: as wide as that of a laptop, or as the old projectors that lecture halls keep. */
const WIDE = { width: 1280, height: 720 };
const TALL = { width: 1024, height: 768 };
const BETWEEN = 1.5;

/** @param {string} selector @returns {HTMLElement[]} */
const all = (selector) => [...document.querySelectorAll(/** @type {"div"} */ (selector))];

/** Formulas written in the page, which are about numbers of one network or define something. */
function setFormulas() {
  for (const node of all(".math")) {
    node.replaceChildren(formula(node.textContent ?? "", { display: "display" in node.dataset }));
  }
}

/** @param {import("./types").Catalog} catalog */
function setCatalog(catalog) {
  for (const node of all("[data-equation]")) {
    const { equation = "", form, result, layer } = node.dataset;
    node.append(formula(openFormula(catalog, equation, { form, result, layer }), { display: true }));
  }
}

/** The pictures have the colours of the deck. */
function setTheme() {
  const { theme } = document.documentElement.dataset;
  if (!theme) return;
  for (const frame of all("iframe[data-backprop]")) {
    frame.dataset.src = frame.dataset.src?.replace(/(#|$)/, `&theme=${theme}$1`);
  }
}

const printing = /print-pdf/i.test(window.location.search);
const isTall = () => !printing && window.innerWidth / window.innerHeight < BETWEEN;

function fit() {
  document.body.classList.toggle("tall", isTall());
  return isTall() ? TALL : WIDE;
}

async function open() {
  setFormulas();
  setTheme();
  setCatalog(await get("/catalog"));
  const [root] = all(".reveal");
  const deck = new Reveal(root, {
    ...fit(),
    margin: 0,
    display: "grid",
    center: false,
    hash: true,
    transition: "none",
    slideNumber: "c/t",
    controlsTutorial: false,
    // On a telephone too these are slides and no page to scroll.
    scrollActivationWidth: 0,
    plugins: [RevealBackprop],
  });
  await deck.initialize();
  window.addEventListener("resize", () => deck.configure(fit()));
}

open().catch((error) => {
  const line = document.createElement("p");
  line.className = "fault";
  line.setAttribute("role", "alert");
  line.textContent = error instanceof Error ? error.message : String(error);
  document.body.prepend(line);
});
