/* Entry of /handout: the whole learning step on paper, as a link names it. */
import { load } from "./handout/loading.js";
import { formatOptions, parseOptions } from "./handout/options.js";
import { pageRules } from "./handout/running.js";
import { writeSheet } from "./handout/sheet.js";
import { writeToolbar } from "./handout/toolbar.js";
import { nextTurn } from "./turn.js";

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

/** What is being done, as long as it is. @param {string} words */
function say(words) {
  part("progress").textContent = words;
  part("progress").hidden = words === "";
}

async function handout() {
  say("The learning step is on its way …");
  const { options, link, faults } = parseOptions(window.location);
  const loaded = await load(link);
  report([...faults, ...loaded.faults]);
  const about = { ...loaded, address: new URL(`/${loaded.link}`, window.location.href).href };
  document.title = `${about.title} · handout`;
  const rules = new CSSStyleSheet();
  document.adoptedStyleSheets = [rules];

  const count = loaded.scene.script.steps.length;
  /** The choice that is being written; a newer one takes its place. */
  /** @type {import("./handout/options.js").Options | null} */
  let writing = null;
  /** @param {import("./handout/options.js").Options} chosen */
  const show = async (chosen) => {
    writing = chosen;
    delete part("handout").dataset.ready;
    part("handout").dataset.paper = chosen.paper;
    rules.replaceSync(pageRules(about, chosen.paper));
    const done = await writeSheet(part("handout"), loaded.scene, about, chosen, async (step) => {
      say(`Writing step ${step} of ${count} …`);
      await nextTurn();
      return writing === chosen;
    });
    if (!done) return;
    await document.fonts.ready;
    say("");
    part("handout").dataset.ready = "true";
  };
  writeToolbar(part("toolbar"), options, {
    change(chosen) {
      void show(chosen);
      window.history.replaceState(null, "", window.location.pathname + formatOptions(chosen, link));
    },
    print: () => window.print(),
  });
  await show(options);
}

handout().catch((error) => {
  say("");
  report([error instanceof Error ? error.message : String(error)]);
});
