/* Sentences: complete, and right wherever they calculate. */
import assert from "node:assert/strict";
import test from "node:test";
import { environment } from "../../../static/src/formula/lines.js";
import { heading, named, optional, sentence } from "../../../static/src/formula/narrate.js";
import { GRANULARITIES } from "../../../static/src/script.js";
import { catalog, names, sceneFor, traces } from "../recorded.js";
import { asShown, evaluate } from "./evaluate.js";
import { meet, rounded } from "./interval.js";

/**
 * Every sentence and heading of every recorded trace.
 * @returns {{ what: string, words: string, head: string, widest: number }[]}
 */
function spoken() {
  return names.flatMap((name) =>
    GRANULARITIES.flatMap((granularity) =>
      traces[name].trace.targets.flatMap((_, example) => {
        const scene = sceneFor(name, { granularity, example });
        const widest = Math.max(...scene.trace.layers.map(({ a }) => a[0].length));
        return scene.script.steps.map((step) => ({
          what: `${name}, ${step.id} by ${granularity}`,
          words: sentence(scene, step),
          head: heading(scene, step),
          widest,
        }));
      }),
    ),
  );
}

const all = spoken();

test("no sentence has an open place or a number that is none", () => {
  for (const { what, words, head } of all) {
    for (const said of [words, head]) {
      assert.doesNotMatch(said, /NaN|undefined|null|Infinity|[{}<>[\]]|-\d|−0\.0+(?!\d)/, `${what}: ${said}`);
    }
  }
});

test("a sentence opens with a capital letter, ends with a full stop, and is not endless", () => {
  for (const { what, words } of all) {
    assert.match(words, /^[A-Zδ].*\.$/u, what);
    assert.ok(words.length < 320, `${what}: ${words}`);
  }
});

test("only long lists and long sums leave something out, and lists say how much", () => {
  for (const { what, words, widest } of all) {
    if (!words.includes("…")) continue;
    assert.ok(widest > 4, `${what}: ${words}`);
    assert.match(words, /, … \(\d+ values\)|\+ … \+/, `${what}: ${words}`);
  }
});

/** @param {string} words */
const latexOf = (words) =>
  words
    .replaceAll("−", "-")
    .replaceAll("×", "\\cdot")
    .replace(/-?[\d.]*\d(?:e-?\d+)?/g, (number) => {
      const [mantissa, exponent] = number.split("e");
      const power = exponent === undefined ? "" : `\\cdot 10^{${exponent}}`;
      return `\\htmlClass{symbol x}{${mantissa}${power}}`;
    });

test("what a sentence calculates is right", () => {
  let count = 0;
  for (const { what, words } of all.filter((one) => !one.words.includes("…"))) {
    for (const [, left, right] of words.matchAll(
      /([(−\d][^a-df-zA-Zδ=…:;,]*[\d)]) = (−?[\d.]*\d(?:e−?\d+)?)/g,
    )) {
      if (!/[×+]/.test(left)) continue;
      const binary = left.replace(/ − /g, " + (−1.000000000) × ");
      const [[value]] = evaluate(latexOf(binary), asShown);
      assert.ok(meet(value, rounded(right)), `${what}: ${left} is ${value}, said to be ${right}`);
      count += 1;
    }
  }
  assert.ok(count > 200, `only ${count} calculations were found`);
});

test("headings name the layer or the neuron", () => {
  const scene = sceneFor("2-3-1", { granularity: "neuron" });
  const at = (/** @type {string} */ id) => {
    const step = scene.script.steps.find((one) => one.id === id);
    assert.ok(step);
    return heading(scene, step);
  };
  assert.equal(at("d2.3"), "Delta of layer 2, neuron 3");
  assert.equal(at("u.3"), "Update, layer 3");
  assert.equal(at("C"), "Cost");
  assert.equal(heading(sceneFor("2-3-1"), sceneFor("2-3-1").script.steps[1]), "Weighted input of layer 2");
});

test("a term has a sentence of its own", () => {
  const scene = sceneFor("2-3-1", { granularity: "term" });
  const at = (/** @type {string} */ id) => {
    const step = scene.script.steps.find((one) => one.id === id);
    assert.ok(step);
    return sentence(scene, step);
  };
  assert.equal(at("z2.1.2"), "Neuron 2 of layer 1 sends (−0.30) × 0.20.");
  assert.equal(at("z2.1.b"), "Last comes the bias, 0.10: z²₁ = 0.76.");
  assert.match(at("d2.1.1"), /^Neuron 1 of layer 3 sends back 0\.70 × /);
  assert.match(at("d2.1.f"), /^The sum .* times the slope .* is the delta: δ²₁ = /);
  assert.match(at("g2.1.b"), /^The bias of neuron 1 gets /);
});

test("what a network lacks is not spoken of", () => {
  const [bare, biased] = ["2-2-1", "2-3-1"].map((name) => environment(sceneFor(name), { l: 2 }));
  assert.equal(optional("Sum[biases: and a bias].", bare), "Sum.");
  assert.equal(optional("Sum[biases: and a bias].", biased), "Sum and a bias.");
  assert.equal(optional("C[penalty: + penalty][l1: + l1]", biased), "C");
  assert.equal(named("layer <l-1> to <l>", biased), "layer 1 to 2");
});

test("every equation of the catalog has words for a layer and for a neuron", () => {
  for (const { id, sentence: whole, neuron_sentence: part } of catalog.equations) {
    assert.ok(whole.length > 10 && part.length > 10, id);
  }
});
