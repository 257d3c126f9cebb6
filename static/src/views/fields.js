/* The fields of a form: a menu, a number with its slider, a switch. */
import { html } from "./pen.js";

/**
 * @typedef {import("../types").Parameter} Parameter
 * @typedef {{ value: string, title: string, why: string }} Option why: the reason it cannot be chosen, if any
 */

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {string} value
 * @param {Option[]} options
 * @param {(value: string) => void} action
 */
export function choiceField(into, label, value, options, action) {
  const wrapper = html(into, "label", "field");
  html(wrapper, "span", "", label);
  const select = html(wrapper, "select");
  select.dataset.field = label;
  for (const { value: name, title, why } of options) {
    const option = html(select, "option", "", why ? `${title} (${why})` : title);
    option.value = name;
    option.disabled = why !== "" && name !== value;
  }
  select.value = value;
  select.addEventListener("change", () => action(select.value));
}

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {number} value
 * @param {{ low: number, high: number, step?: number }} bounds step: 1 where only whole numbers are meant
 * @param {(value: number) => void} action
 * @returns {HTMLInputElement}
 */
export function numberField(into, label, value, { low, high, step }, action) {
  const wrapper = html(into, "label", "field");
  html(wrapper, "span", "", label);
  const input = html(wrapper, "input");
  input.type = "number";
  input.required = true;
  input.min = String(low);
  input.max = String(high);
  input.step = step === undefined ? "any" : String(step);
  input.value = String(value);
  input.dataset.field = label;
  takeNumbers(input, `${label} is a ${step === 1 ? "whole " : ""}number from ${low} to ${high}`, action);
  return input;
}

/**
 * Hands on the numbers that a field gets; what is none, or out of bounds, stays where it was typed and is told.
 * @param {HTMLInputElement} input
 * @param {string} expected as a sentence
 * @param {(value: number) => void} action
 */
export function takeNumbers(input, expected, action) {
  input.addEventListener("input", () => input.setCustomValidity(""));
  input.addEventListener("change", () => {
    const { badInput, rangeOverflow, rangeUnderflow, valueMissing, stepMismatch } = input.validity;
    // other steps than 1 only say how far an arrow goes
    const isPart = stepMismatch && input.step === "1";
    if (!(badInput || rangeOverflow || rangeUnderflow || valueMissing || isPart)) {
      action(input.valueAsNumber);
      return;
    }
    input.setCustomValidity(`${expected}.`);
    input.reportValidity();
  });
}

/**
 * One field for each parameter of a table entry, with a slider where it is a number.
 * @param {HTMLElement} into
 * @param {Parameter[]} parameters
 * @param {Record<string, any>} settings
 * @param {(change: Record<string, number | boolean>) => void} action
 */
export function parameterFields(into, parameters, settings, action) {
  for (const parameter of parameters) {
    const value = settings[parameter.name] ?? parameter.default;
    if (parameter.kind === "switch") {
      switchField(into, parameter.title, value, (on) => action({ [parameter.name]: on }));
      continue;
    }
    const input = numberField(into, parameter.title, value, parameter, (number) =>
      action({ [parameter.name]: number }),
    );
    const slider = html(/** @type {HTMLElement} */ (input.parentElement), "input", "slider");
    slider.type = "range";
    slider.min = "0";
    slider.max = "100";
    slider.setAttribute("aria-label", `${parameter.title}, slider`);
    slider.dataset.field = `${parameter.title} slider`;
    const scale = scaleOf(parameter.slider);
    slider.value = String(scale.place(value));
    slider.addEventListener("input", () => {
      input.value = String(scale.value(slider.valueAsNumber));
    });
    slider.addEventListener("change", () => action({ [parameter.name]: scale.value(slider.valueAsNumber) }));
  }
}

/**
 * @param {HTMLElement} into
 * @param {string} label
 * @param {boolean} on
 * @param {(on: boolean) => void} action
 */
export function switchField(into, label, on, action) {
  const wrapper = html(into, "label", "switch");
  const box = html(wrapper, "input");
  box.type = "checkbox";
  box.checked = on;
  box.dataset.field = label;
  box.addEventListener("change", () => action(box.checked));
  html(wrapper, "span", "", label);
}

/**
 * Between the places 0 to 100 of a slider and the values it stands for, rounded to two digits.
 * @param {{ low: number, high: number, scale: "linear" | "logarithmic" }} slider
 */
function scaleOf({ low, high, scale }) {
  const [from, to] = scale === "logarithmic" ? [Math.log10(low), Math.log10(high)] : [low, high];
  return {
    /** @param {number} place */
    value(place) {
      const at = from + ((to - from) * place) / 100;
      return Number((scale === "logarithmic" ? 10 ** at : at).toPrecision(2));
    },
    /** @param {number} value */
    place: (value) =>
      (((scale === "logarithmic" ? Math.log10(Math.max(value, low)) : value) - from) / (to - from)) * 100,
  };
}
