/* Entry of /handout: the whole learning step on paper, as a link names it. */
import { load } from "./handout/loading.js";
import { formatOptions, parseOptions } from "./handout/options.js";
import { pageRules } from "./handout/running.js";
import { writeSheet } from "./handout/sheet.js";
import { writeToolbar } from "./handout/toolbar.js";

/** @param {string} name */
function part(name) {
  const node = document.querySelector(`[data-part="${name}"]`);
  if (!(node instanceof HTMLElement)) throw new Error(`the handout has no part ${name}`);
  return node;
}

/** @param {string[]} faults */
function report(faults) {
  part("fault").hidden = faults.length === 0;
  part("fault").textContent = faults.join(" ");
}

async function handout() {
  const { options, link, faults } = parseOptions(window.location);
  const loaded = await load(link);
  report([...faults, ...loaded.faults]);
  const about = { ...loaded, address: new URL(`/${loaded.link}`, window.location.href).href };
  document.title = `${about.title} · handout`;
  const rules = new CSSStyleSheet();
  document.adoptedStyleSheets = [rules];

  /** @param {import("./handout/options.js").Options} chosen */
  const show = (chosen) => {
    part("handout").dataset.paper = chosen.paper;
    rules.replaceSync(pageRules(about, chosen.paper));
    writeSheet(part("handout"), loaded.scene, about, chosen);
  };
  writeToolbar(part("toolbar"), options, {
    change(chosen) {
      show(chosen);
      window.history.replaceState(null, "", window.location.pathname + formatOptions(chosen, link));
    },
    print: () => window.print(),
  });
  show(options);
  await document.fonts.ready;
  part("handout").dataset.ready = "true";
}

handout().catch((error) => report([error instanceof Error ? error.message : String(error)]));
