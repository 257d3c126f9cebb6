/* Which files of the page's typefaces a picture takes with it. */
import assert from "node:assert/strict";
import test from "node:test";
import { needed, rangesOf } from "../../../static/src/pictures/fonts.js";

/** @param {string} url @param {Partial<import("../../../static/src/pictures/fonts.js").Face>} [change] */
const face = (url, change) => ({
  family: "Inter",
  style: "normal",
  weights: [100, 900],
  ranges: [],
  url,
  ...change,
});
const latin = face("latin", { ranges: rangesOf("U+0-FF, U+2212") });
const greek = face("greek", { ranges: rangesOf("U+370-3FF") });
const math = face("math", { family: "Math", style: "italic", weights: [400, 400] });
const bold = face("bold", { family: "Math", style: "italic", weights: [700, 700] });

/** @param {string} family @param {string} words @param {Partial<import("../../../static/src/pictures/fonts.js").Used>} [change] */
const used = (family, words, change) => ({
  family,
  style: "normal",
  weight: 600,
  letters: new Set([...words].map((letter) => letter.codePointAt(0) ?? 0)),
  ...change,
});

/** @param {import("../../../static/src/pictures/fonts.js").Used[]} uses */
const urls = (uses) => needed([latin, greek, math, bold], uses).map(({ url }) => url);

test("parts of Unicode are read as style sheets write them", () => {
  assert.deepEqual(rangesOf("U+0-FF, U+2212"), [
    [0, 255],
    [0x2212, 0x2212],
  ]);
  assert.deepEqual(rangesOf("U+4??"), [[0x400, 0x4ff]]);
  assert.deepEqual(rangesOf(""), []);
});

test("only files with letters that occur are taken", () => {
  assert.deepEqual(urls([used('"Inter", sans-serif', "z = −0.5")]), ["latin"]);
  assert.deepEqual(urls([used('"Inter", sans-serif', "δ = 1")]), ["latin", "greek"]);
  assert.deepEqual(urls([]), []);
});

test("style and weight choose the file", () => {
  assert.deepEqual(urls([used("Math, serif", "a", { style: "italic", weight: 400 })]), ["math"]);
  assert.deepEqual(urls([used("Math, serif", "a", { weight: 400 })]), []);
});

test("the first family of a list that there is a file of is the one", () => {
  assert.deepEqual(urls([used("Unknown, 'Inter', Math", "a")]), ["latin"]);
  assert.deepEqual(urls([used("Arial, sans-serif", "a")]), []);
});
