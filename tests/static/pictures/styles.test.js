/* Computed styles as attributes: what says nothing is left out, and colours are such as every reader knows. */
import assert from "node:assert/strict";
import test from "node:test";
import { fromRgb, hexOf } from "../../../static/src/pictures/colour.js";
import { COMMON, isUnseen, paintOf, typeOf } from "../../../static/src/pictures/styles.js";

const INITIAL = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "font-family": "Inter",
  "font-size": "15px",
  "font-style": "normal",
  "font-weight": "400",
  "text-anchor": "start",
};

/** @param {Record<string, string>} change @returns {(property: string) => string} */
const computed = (change) => (property) => ({ ...INITIAL, ...change })[property] ?? assert.fail(property);
/** @param {string} colour */
const toPlain = (colour) => fromRgb(colour) ?? assert.fail(colour);

test("a dashed weight says its colour, width, dashes and how faint it is", () => {
  const read = computed({
    fill: "none",
    stroke: "rgb(179, 88, 6)",
    "stroke-opacity": "0.36",
    "stroke-width": "4.0567px",
    "stroke-dasharray": "7px, 4px",
  });
  assert.deepEqual(paintOf(read, toPlain), {
    fill: "none",
    stroke: "#b35806",
    "stroke-opacity": "0.36",
    "stroke-width": "4.06",
    "stroke-dasharray": "7 4",
  });
});

test("a stroke that is not there has neither width nor dashes", () => {
  assert.deepEqual(paintOf(computed({ "stroke-dasharray": "3px" }), toPlain), { fill: "#000000" });
});

test("ends and joints are said where they are not the usual ones", () => {
  const read = computed({ stroke: "rgb(1, 2, 3)", "stroke-linecap": "round", "stroke-linejoin": "round" });
  const { "stroke-linecap": cap, "stroke-linejoin": join } = paintOf(read, toPlain);
  assert.deepEqual([cap, join], ["round", "round"]);
});

test("what is transparent is not there, and what has neither fill nor stroke is not seen", () => {
  const hit = paintOf(computed({ fill: "none", stroke: "rgba(0, 0, 0, 0)" }), toPlain);
  assert.deepEqual(hit, { fill: "none" });
  assert.ok(isUnseen(hit));
  assert.ok(!isUnseen(paintOf(computed({}), toPlain)));
  assert.ok(!isUnseen(paintOf(computed({ fill: "none", stroke: "rgb(0, 0, 0)" }), toPlain)));
});

test("a text says of its type only what differs from what holds around it", () => {
  const around = { ...COMMON, "font-family": "Inter", "font-size": "15" };
  assert.deepEqual(typeOf(computed({}), around), {});
  assert.deepEqual(typeOf(computed({ "font-weight": "600", "text-anchor": "middle" }), around), {
    "font-weight": "600",
    "text-anchor": "middle",
  });
});

test("colours are written in six figures, their opacity apart", () => {
  assert.deepEqual(fromRgb("rgb(33, 102, 172)"), { hex: "#2166ac", opacity: 1 });
  assert.deepEqual(fromRgb("rgba(33, 102, 172, 0.5)"), { hex: "#2166ac", opacity: 0.5 });
  assert.deepEqual(fromRgb("rgb(33 102 172 / 50%)"), { hex: "#2166ac", opacity: 0.5 });
  assert.equal(fromRgb("oklab(0.5 0.1 0.1)"), null);
  assert.equal(hexOf([0, 15.6, 255]), "#0010ff");
});
