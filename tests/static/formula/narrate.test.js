/* Sentences: complete, and right wherever they calculate. */
import assert from "node:assert/strict";
import test from "node:test";
import { environment } from "../../../static/src/formula/lines.js";
import { heading, named, optional, sentence } from "../../../static/src/formula/narrate.js";
import { GRANULARITIES } from "../../../static/src/script.js";
import { catalog, names, sceneFor, traces } from "../recorded.js";
import { asShown, evaluate } from "./evaluate.js";
import { add, meet, multiply, point, rounded } from "./interval.js";

/** @typedef {import("./interval.js").Interval} Interval */

/**
 * @typedef {{ what: string, words: string, head: string, widest: number, scene: Scene, step: Step }} Spoken
 * @typedef {import("../../../static/src/types").Scene} Scene
 * @typedef {import("../../../static/src/types").Step} Step
 */

/**
 * Every sentence and heading of every recorded trace.
 * @returns {Spoken[]}
 */
function spoken() {
  return names.flatMap((name) =>
    GRANULARITIES.flatMap((granularity) =>
      traces[name].trace.targets.flatMap((_, example) => {
        const scene = sceneFor(name, { granularity, example });
        const widest = Math.max(
          ...scene.trace.layers.map(({ a }) => a[0].length),
          scene.trace.targets.length,
        );
        return scene.script.steps.map((step) => ({
          what: `${name}, ${step.id} by ${granularity}`,
          words: sentence(scene, step),
          head: heading(scene, step),
          widest,
          scene,
          step,
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
    .replaceAll("sign", "\\operatorname{sgn}")
    .replace(/\/ (\d+)/g, "\\cdot \\frac{1}{$1}")
    .replace(/(?<!\\frac\{1\}\{|\\frac\{|\d)-?(?:\d+\.)?\d+(?:e-?\d+)?/g, (number) => {
      const [mantissa, exponent] = number.split("e");
      const power = exponent === undefined ? "" : `\\cdot 10^{${exponent}}`;
      return `\\htmlClass{symbol x}{${mantissa}${power}}`;
    });

test("what a sentence calculates is right", () => {
  let count = 0;
  for (const { what, words } of all.filter((one) => !one.words.includes("…"))) {
    for (const [, left, right] of words.matchAll(
      /([(−\d](?:[^a-zA-Zδ=…:;,]|sign|(?<=\d)e)*[\d)]) = (−?[\d.]*\d(?:e−?\d+)?)/g,
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

const NUMBER = "(−?[\\d.]*\\d(?:e−?\\d+)?)";
const LIST = "(−?\\d(?:[^a-z]|e|and|values)*?)";

/** @param {string} list what it gives of a list; the rest it leaves out @returns {Interval[]} */
const listed = (list) => (list.replace(/\(.*/, "").match(/−?[\d.]*\d(?:e−?\d+)?/g) ?? []).map(rounded);

/** @param {Step} step */
const placeOf = ({ layer, neuron }) => [layer ?? 0, neuron ?? 0];

/**
 * The gradients of the weights into a neuron, from what they are made of.
 * @param {Scene} scene
 * @param {Step} step
 */
function gradients({ trace, experiment }, step) {
  const [l, j] = placeOf(step);
  const { l1, l2 } = experiment.regularization;
  return (trace.layers[l - 1].weights ?? [])[j - 1].map((w, k) => {
    const products = trace.targets.map(
      (_, x) => trace.layers[l - 2].a[x][k] * (trace.layers[l - 1].delta?.[x][j - 1] ?? NaN),
    );
    return products.reduce((sum, product) => sum + product) / products.length + l2 * w + l1 * Math.sign(w);
  });
}

/** @param {Scene} scene */
const meanOfCosts = ({ trace }) =>
  trace.loss.per_example.reduce((sum, cost) => sum + cost) / trace.targets.length;

/** @param {Interval[]} shown @param {number[]} values */
const areShown = (shown, values) => shown.length > 0 && shown.every((one, i) => meet(one, point(values[i])));

/**
 * What sentences say in words of the numbers in them, and when it is so.
 * @type {{ words: string, holds: (said: Interval[][], scene: Scene, step: Step) => boolean }[]}
 */
const CLAIMS = [
  {
    words: `(?:changes by|=) ${NUMBER} (?:for each unit of output \\d+|from the layer after it); times f′\\(z\\) = ${NUMBER} that is its delta, ${NUMBER}\\.$`,
    holds: ([[sum], [slope], [delta]]) => meet(multiply(sum, slope), delta),
  },
  {
    words: `^The sum ${NUMBER} times the slope ${NUMBER} is the delta, ${NUMBER}\\.$`,
    holds: ([[sum], [slope], [delta]]) => meet(multiply(sum, slope), delta),
  },
  {
    words: `^The weight from neuron \\d+ carries ${NUMBER} to a delta of ${NUMBER}; its gradient is [^+]* = ${NUMBER}\\.$`,
    holds: ([[a], [delta], [gradient]]) => meet(multiply(a, delta), gradient),
  },
  {
    words: `has delta ${NUMBER}; times what each weight carries, ${LIST}, that is the gradient: ${LIST}\\.$`,
    holds: ([[delta], a, shown]) => shown.every((one, k) => meet(multiply(a[k], delta), one)),
  },
  {
    words: `has delta ${NUMBER}; times what each weight carries, ${LIST}, plus the slope of the penalty, that is the gradient: ${LIST}\\.$`,
    holds: ([, , shown], scene, step) => areShown(shown, gradients(scene, step)),
  },
  {
    words: `what each weight carries times delta, the mean of that over the batch(?:, plus the slope of the penalty)?, is the gradient: ${LIST}\\.$`,
    holds: ([shown], scene, step) => areShown(shown, gradients(scene, step)),
  },
  {
    words: `the cost is ${NUMBER}; with the penalty of ${NUMBER} it is ${NUMBER}\\.$`,
    holds: ([[cost], [penalty], [whole]]) => meet(add(cost, penalty), whole),
  },
  {
    words: `the mean over the batch is ${NUMBER}\\.$`,
    holds: ([mean], scene) => areShown(mean, [meanOfCosts(scene)]),
  },
  {
    words: `the mean over the batch, with the penalty of ${NUMBER}, is ${NUMBER}\\.$`,
    holds: ([[penalty], [whole]], scene) => meet(add(penalty, point(meanOfCosts(scene))), whole),
  },
];

/** What says in words how one number comes from others; sentences about layers do so without the numbers. */
const IN_WORDS = /\b(times|plus|sum|mean|carries|penalty)\b/;
const WITHOUT_NUMBERS =
  /^(Each weight into layer|The way back begins: how|The deltas of layer|Every weight|The [a-z]+ takes the sum)/;
/** A sum with its terms, which the test above adds up. */
const CALCULATED = /[×+] [^=]*= /;

test("what a sentence says in words of its numbers is so", () => {
  const heard = CLAIMS.map(() => 0);
  for (const { what, words, scene, step } of all.filter((one) => IN_WORDS.test(one.words))) {
    const found = CLAIMS.findIndex((claim) => new RegExp(claim.words).test(words));
    if (found < 0 && (WITHOUT_NUMBERS.test(words) || CALCULATED.test(words))) continue;
    assert.ok(found >= 0, `${what}: nobody knows whether this is so: ${words}`);
    const [, ...said] = new RegExp(CLAIMS[found].words).exec(words) ?? [];
    assert.ok(CLAIMS[found].holds(said.map(listed), scene, step), `${what}: ${words}`);
    heard[found] += 1;
  }
  assert.ok(Math.min(...heard) > 0, `never heard: ${CLAIMS[heard.indexOf(0)]?.words}`);
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
  assert.equal(at("z2.1.2"), "Neuron 2 of layer 1 sends −0.30 × 0.20.");
  assert.equal(at("z2.1.b"), "Last comes the bias, 0.10: that makes z = 0.76.");
  assert.match(at("d2.1.1"), /^Neuron 1 of layer 3 sends back 0\.70 × /);
  assert.match(at("d2.1.f"), /^The sum .* times the slope .* is the delta, /);
  assert.match(at("g2.1.b"), /^The bias of neuron 1 gets the delta itself, /);
});

test("an update says what its optimizer does, and of biases only where they learn", () => {
  const said = (/** @type {string} */ name, /** @type {Partial<Scene>} */ change = {}) => {
    const scene = sceneFor(name, change);
    return sentence(scene, scene.script.steps[scene.script.last]);
  };
  assert.match(said("2-3-1"), /^Every weight and every bias takes one step against its gradient, /);
  assert.match(said("2-2-1"), /^Every weight takes one step /, "it has no biases");
  assert.match(said("2-2-2"), /^Every weight takes one step /, "its biases are not trained");
  assert.match(
    said("defaults of Adam"),
    /against the mean of its gradients, divided by their usual size, and the/,
  );
  const mixed = "biases in the second layer only";
  assert.match(said(mixed), /^Every weight and every bias takes/);
  assert.match(
    said(mixed, { granularity: "neuron" }),
    /^Every weight and every bias of layer 3 takes .* long\.$/,
  );
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
