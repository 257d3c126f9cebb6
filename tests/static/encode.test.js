/* Numbers as they are read: text, sign, symbols. */
import assert from "node:assert/strict";
import test from "node:test";
import { signed, symbol, text } from "../../static/src/encode.js";

test("a number keeps three decimals, and as many significant ones where it is small", () => {
  assert.equal(text(0.593269992), "0.593");
  assert.equal(text(0.008771354), "0.00877");
  assert.equal(text(-0.038098236), "−0.0381");
  assert.equal(text(12.3456), "12.35");
  assert.equal(text(1234.56), "1235");
});

test("round numbers keep two decimals, and nothing is nothing", () => {
  assert.equal(text(0.05), "0.05");
  assert.equal(text(0.4), "0.40");
  assert.equal(text(-1), "−1.00");
  assert.equal(text(0), "0");
  assert.equal(text(-0), "0");
});

test("very large and very small numbers are written with a power of ten", () => {
  assert.equal(text(1.5e-7), "1.5e−7");
  assert.equal(text(-2e300), "−2e300");
});

test("a signed number says that it is positive", () => {
  assert.equal(signed(0.15), "+0.15");
  assert.equal(signed(-0.15), "−0.15");
  assert.equal(signed(0), "0");
});

test("a symbol carries layer and indices", () => {
  assert.equal(symbol("δ", 2, 1), "δ²₁");
  assert.equal(symbol("w", 3, 1, 12), "w³₁,₁₂");
});
