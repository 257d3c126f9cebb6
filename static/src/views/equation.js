/* The equation of the step: in indices or matrices, with the numbers put in, as a sentence and as NumPy. */
import { PHASES, SHOWN_FROM } from "../encode.js";
import { formula } from "../formula/typeset.js";
import {
  calculation,
  environment,
  equationOf,
  hasResult,
  indicesOf,
  relation,
  symbolicLine,
  termRefs,
} from "../formula/lines.js";
import { inMatrices, inNumbers, writable } from "../formula/matrix.js";
import { write } from "../formula/expression.js";
import { heading, named, optional, sentence } from "../formula/narrate.js";
import { keyOf } from "../refs.js";
import { copyButton } from "./copying.js";
import { fitInto } from "./fitting.js";
import { html, write as writeWords } from "./pen.js";

/**
 * @typedef {import("../types").Scene} Scene
 * @typedef {import("../types").Step} Step
 * @typedef {import("../types").Line} Line
 * @typedef {"index" | "matrix"} Form
 */

/** How many lines of numbers there is room for. */
const MOST_LINES = 5;
/** Letters of a tag that has room beside the number of the step, in a frame too. */
const SHORT_TAG = 9;

/**
 * @param {HTMLElement} element
 * @param {{ form: (form: Form) => void, latex: (scene: Scene, step: Step) => string, room?: Element }} actions
 *     room: what it must not overflow, in a frame, where it is read from afar
 * @returns {import("../types").View & { form: (form: Form) => void, prepare: (i: number) => void }}
 *     prepare typesets a step ahead of time, so that reaching it costs the animation nothing
 */
export function equationView(element, actions) {
  const head = html(element, "div", "equation-head");
  const eyebrow = html(head, "p", "eyebrow");
  const title = html(element, "h2", "step-title");
  const meaning = html(element, "p", "meaning");
  const tabs = formTabs(element, actions);
  const symbols = html(element, "div", "symbols");
  const numbers = html(element, "div", "numbers");
  const words = html(element, "p", "sentence");
  const code = html(html(element, "pre", "numpy"), "code");
  const source = html(element, "p", "source");
  /** @type {Scene | null} */
  let scene = null;
  /** @type {Form} */
  let form = "index";
  let shown = -1;
  const copy = copyButton(head, "Copy LaTeX", () =>
    scene ? actions.latex(scene, scene.script.steps[Math.max(0, shown)]) : "",
  );

  /** @param {number} i */
  function describe(i) {
    if (!scene) return;
    copy.clear();
    const step = scene.script.steps[i];
    const equation = equationOf(scene, step.frame);
    eyebrow.textContent = `Step ${i + 1} of ${scene.script.steps.length} · ${PHASES[step.frame.phase]}`;
    element.dataset.phase = step.frame.phase;
    title.textContent = heading(scene, step);
    meaning.textContent = equation.meaning;
    const env = environment(scene, indicesOf(scene, step));
    const hasMatrix = equation.matrix.length > 0;
    tabs.enable("matrix", hasMatrix);
    const now = form === "matrix" && hasMatrix ? "matrix" : "index";
    tabs.select(now);
    symbols.replaceChildren(...symbolRows(scene, step, now));
    const tag = html(symbols, "span", "tag", equation.tag);
    tag.title = equation.source;
    tag.classList.toggle("long", equation.tag.length > SHORT_TAG);
    const concrete = environment(scene, indicesOf(scene, step, true));
    const rows = now === "matrix" ? matrixRows(scene, step) : numberRows(scene, step, { large: !!room });
    numbers.replaceChildren(...rows);
    numbers.hidden = numbers.childElementCount === 0;
    for (const part of termRefs(step)) {
      for (const node of numbers.querySelectorAll(`[data-ref="${part}"]`)) node.classList.add("current-term");
    }
    writeWords(words, sentence(scene, step));
    const lines = equation.numpy
      .map((line) => named(optional(line, concrete), concrete))
      .filter((line) => line !== "");
    code.textContent = lines.join("\n");
    source.textContent = `${equation.source}${env.trace.targets.length > 1 ? ` · example ${scene.example + 1} of ${env.trace.targets.length}` : ""}`;
    fit();
  }

  const { room } = actions;
  const fit = () => room && fitInto(room, numbers, words);
  const watch = new ResizeObserver(fit);
  for (const box of room ? [room, element] : []) watch.observe(box);

  return {
    show(next) {
      scene = next;
      shown = -1;
    },
    draw(t) {
      const i = Math.ceil(t);
      if (i !== shown) describe(i);
      shown = i;
      for (const row of numbers.querySelectorAll("[data-key]")) {
        row.classList.toggle(
          "pending",
          scene !== null && !isMade(scene, row.getAttribute("data-key") ?? "", t),
        );
      }
    },
    prepare(i) {
      const step = scene?.script.steps[i];
      if (!scene || !step) return;
      symbolRows(scene, step, "index");
      if (form === "index") numberRows(scene, step, { large: !!room });
      else matrixRows(scene, step);
    },
    form(next) {
      form = next;
      if (shown >= 0) describe(shown);
    },
  };
}

/**
 * Whether a result is there to be shown; that of a sum comes with the last of its terms.
 * @param {Scene} scene
 * @param {string} key
 * @param {number} t
 */
const isMade = ({ script }, key, t) => script.progress(key, t) >= (script.alone(`${key}.1`) ? 1 : SHOWN_FROM);

/**
 * @param {HTMLElement} element
 * @param {{ form: (form: Form) => void }} actions
 */
function formTabs(element, actions) {
  const group = html(element, "div", "segmented");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Form of the equation");
  /** @type {Map<Form, HTMLButtonElement>} */
  const buttons = new Map();
  for (const form of /** @type {Form[]} */ (["index", "matrix"])) {
    const button = html(group, "button", "", form);
    button.type = "button";
    button.addEventListener("click", () => actions.form(form));
    buttons.set(form, button);
  }
  return {
    /** @param {Form} form */
    select: (form) =>
      buttons.forEach((button, key) => button.setAttribute("aria-pressed", String(key === form))),
    /** @param {Form} form @param {boolean} on */
    enable: (form, on) => buttons.get(form)?.toggleAttribute("disabled", !on),
  };
}

/**
 * @param {Scene} scene
 * @param {Step} step
 * @param {Form} form
 */
function symbolRows(scene, step, form) {
  const env = environment(scene, indicesOf(scene, step));
  const lines = equationOf(scene, step.frame)[form];
  return lines
    .filter((line) => hasResult(line, env))
    .map((line) =>
      formula(form === "index" ? symbolicLine(line, env, step.frame) : matrixLine(line, env, step), {
        display: true,
      }),
    );
}

/**
 * @param {Line} line
 * @param {import("../formula/expression.js").Environment} env
 * @param {Step} step
 */
function matrixLine(line, env, step) {
  const at = "l" in env.indices ? env : { ...env, indices: { ...env.indices, l: 2 } };
  const style = inMatrices(at);
  return `${write(line.result, at, style)} ${relation(step.frame)} ${write(line.formula, at, style)}`;
}

/**
 * @param {Scene} scene
 * @param {Step} step
 * @param {{ large: boolean }} how
 */
function numberRows(scene, step, how) {
  const env = environment(scene, indicesOf(scene, step, true));
  const entries = calculation(equationOf(scene, step.frame), env, step.frame, MOST_LINES);
  return entries.map(({ left, right, value, ref }) => {
    const row = html(document.createElement("div"), "div", "line");
    row.dataset.key = (ref && keyOf(ref)) ?? step.id;
    row.append(formula(left + right, how));
    if (!value) return row;
    const result = html(row, "span", "result");
    const link = ref ? `\\htmlData{ref=${ref}}{${value}}` : value;
    result.append(formula(`= ${link}`, how));
    return row;
  });
}

/**
 * @param {Scene} scene
 * @param {Step} step
 */
function matrixRows(scene, step) {
  const indices = indicesOf(scene, step, true);
  const env = environment(scene, { l: indices.l });
  return equationOf(scene, step.frame)
    .matrix.filter((line) => hasResult(line, env) && writable(line, env))
    .map((line) => {
      const style = inNumbers(env, Math.min(3, scene.digits));
      const row = html(document.createElement("div"), "div", "line");
      row.dataset.key = step.frame.id;
      row.append(formula(write(line.formula, env, style)));
      const result = html(row, "span", "result");
      result.append(formula(`= ${write(line.result, env, style)}`));
      return row;
    });
}
