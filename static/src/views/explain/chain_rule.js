/* The chain rule for a chosen parameter: the factors from the cost down to it, their product, and where each is from. */
import { sign, text } from "../../encode.js";
import { formula } from "../../formula/typeset.js";
import { homeOf } from "../../refs.js";
import { html } from "../pen.js";
import { chip, drawMade, fold, parameterOf, parameterPicker, parameterWords, twin } from "./parts.js";

/**
 * @typedef {{ symbol: string, numerator: string, expression: string | null, value: number, of: string, by: string,
 *   ref: string | null, frame: string, uses: number, reused: boolean,
 *   terms: { j: number, symbol: string, refs: string[], product: number }[] | null }} Factor
 */

/** @type {import("../../types").Explanation} */
export const chainRule = {
  id: "chain-rule",
  title: "The chain rule",
  question: "Which factors lie between the cost and this weight?",
  group: "Why is the gradient what it is?",
  source: "Demystified: the chain rule from output to input",
  place: "panel",
  opensAt: "g2",
  unavailable: () => null,
  asks: (scene) => ({ chain: { path: "/chain-rule", more: { parameter: parameterOf(scene) } } }),
  view: chainRuleView,
};

/**
 * @param {HTMLElement} element
 * @param {import("../../types").ExplanationActions} actions
 * @returns {import("../../types").ExplanationView}
 */
function chainRuleView(element, actions) {
  const pick = parameterPicker(element, actions);
  const body = html(element, "div");
  /** @type {import("../../types").ExplainedScene | null} */
  let scene = null;

  return {
    show(next) {
      scene = next;
      pick(next);
      body.replaceChildren();
      const { chain } = next.answers;
      if (!chain) return;
      product(body, chain);
      html(body, "p", "sentence", sentence(chain));
      const { length } = next.trace.targets;
      if (length > 1) {
        html(
          body,
          "p",
          "hint",
          `This is example ${next.example + 1} alone; the update takes the mean of ${length}.`,
        );
      }
      sums(body, chain.factors);
      stages(body, chain);
      twin(
        body,
        "The factors as a table",
        ["factor", "value", "computed in", "used by"],
        chain.factors.map((/** @type {Factor} */ factor) => [
          spoken(factor),
          factor.value,
          factor.frame,
          `${factor.uses} gradients${factor.reused ? ", computed before this one" : ""}`,
        ]),
      );
      actions.trail(trailOf(chain.factors));
    },
    draw(t) {
      if (scene) drawMade(body, scene, t);
    },
  };

  /** @param {HTMLElement} into @param {any} chain */
  function product(into, { symbol, ref, gradient, factors }) {
    const row = html(into, "div", "factors");
    html(row, "span", "factors-left").append(formula(`${symbol} =`));
    factors.forEach((/** @type {Factor} */ factor, /** @type {number} */ i) => {
      if (i) html(row, "span", "times", "·");
      const holder = html(row, "span", "factor-with-frame");
      const { frame, value, uses } = factor;
      const kind = frame.startsWith("g") ? "forward" : "backward";
      chip(holder, { symbol: factor.symbol, value, refs: factor.ref ?? factor.of, kind, key: frame });
      const origin = html(holder, "button", "frame-name");
      origin.type = "button";
      origin.textContent = frame;
      origin.title = `Go to where it is computed; ${uses} gradients of this network have it as a factor`;
      origin.setAttribute("aria-label", `Go to step ${frame}`);
      origin.addEventListener("click", () => actions.goTo(frame));
      html(holder, "span", "uses", uses === 1 ? "used once" : `used ${uses}×`);
    });
    // where there is no room for all of it, it breaks before the sign
    const last = html(row, "span", "factors-result");
    html(last, "span", "times", "=");
    const result = html(last, "strong", `chip-value result ${sign(gradient)}`, text(gradient));
    result.dataset.ref = ref;
  }
}

/** @param {any} chain */
function sentence({ parameter, factors, gradient }) {
  const kept = factors.filter((/** @type {Factor} */ { reused }) => reused).length;
  const again = kept
    ? ` ${kept} of the ${factors.length} factors had been used for other gradients before: they are kept and not computed again.`
    : "";
  return `Nudge ${parameterWords(parameter)}, and the cost changes ${text(gradient)} times as much: each factor says how strongly one link of the chain passes the nudge on.${again}`;
}

/**
 * Factors that stand for a sum over several neurons, with their terms.
 * @param {HTMLElement} into
 * @param {Factor[]} factors
 */
function sums(into, factors) {
  for (const { symbol, value, terms, frame } of factors) {
    if (!terms) continue;
    const part = html(into, "div", "factors sum");
    html(part, "span", "factors-left").append(formula(`${symbol} =`));
    terms.forEach(({ symbol: term, product: summand, refs }, i) => {
      if (i) html(part, "span", "times", "+");
      chip(part, { symbol: term, value: summand, refs: refs[0], kind: "backward", key: frame });
    });
    html(part, "span", "times", "=");
    html(part, "strong", `chip-value ${sign(value)}`, text(value));
    html(
      into,
      "p",
      "hint",
      `The chain branches here: ${terms.length} neurons pass the nudge on, and what they pass on adds up.`,
    );
  }
}

/** @param {HTMLElement} into @param {any} chain */
function stages(into, { symbol, stages: lines }) {
  const list = fold(into, "How one gets there, link by link", true);
  lines.forEach((/** @type {string[]} */ factors, /** @type {number} */ i) => {
    const row = html(list, "div", "line");
    row.append(formula(`${i ? `\\phantom{${symbol}}` : symbol} = ${factors.join(" \\cdot ")}`));
  });
}

/**
 * What is drawn along the path in the diagram.
 * @param {Factor[]} factors
 */
const trailOf = (factors) =>
  factors.flatMap(({ of, by, ref, value, terms, frame }) => [
    { home: homeOf(ref ?? of), words: ref?.startsWith("slope") ? `f′ = ${text(value)}` : "", key: frame },
    { home: homeOf(by), words: "" },
    ...(terms ?? []).flatMap(({ refs }) => refs.map((name) => ({ home: homeOf(name), words: "" }))),
  ]);

/** @param {Factor} factor */
const spoken = ({ of, by }) => `∂${plain(of)} / ∂${plain(by)}`;

/** @param {string} name a ref */
const plain = (name) => {
  const [symbol, l, ...at] = name.split(".");
  return l ? `${symbol} (layer ${l}, ${at.join(" from ")})` : symbol;
};
