/* Steps, times and digits as the numerical gradient says them. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  duration,
  epsilonWords,
  powerOfTen,
  sideBySide,
  stepOf,
} from "../../../../static/src/views/explain/gradient_check_words.js";

test("a time has two digits and a unit that suits it", () => {
  assert.equal(duration(0), "0 µs");
  assert.equal(duration(0.0000312), "31 µs");
  assert.equal(duration(0.0047), "4.7 ms");
  assert.equal(duration(2.24), "2.2 s");
  assert.equal(duration(119), "120 s");
  assert.equal(duration(467), "7.8 minutes");
  assert.equal(duration(9000), "2.5 hours");
  assert.equal(duration(864_000), "10 days");
});

test("a place of the slider is a power of ten, or half of one more, to three digits", () => {
  assert.equal(stepOf(-5), 1e-5);
  assert.equal(stepOf(-14), 1e-14);
  assert.equal(stepOf(-4.5), 3.16e-5);
});

test("a step is written with a raised exponent", () => {
  assert.equal(epsilonWords(1e-5), "10⁻⁵");
  assert.equal(epsilonWords(3.16e-12), "3.16 · 10⁻¹²");
  assert.equal(powerOfTen(3), "10³");
});

test("two numbers stand side by side with equally many decimals", () => {
  assert.deepEqual(sideBySide(0.125, 0.1255), { one: "0.1250000000000", other: "0.1255000000000", same: 5 });
  assert.deepEqual(sideBySide(-2, 3), { one: "−2.000000000000", other: "3.000000000000", same: 0 });
  assert.deepEqual(sideBySide(0, 0), { one: "0", other: "0", same: 1 });
  assert.equal(sideBySide(1.5e-9, 1.5e-9).one, "1.500000000000 · 10⁻⁹");
});

test("numbers of different powers of ten share no digits", () => {
  assert.equal(sideBySide(2e-9, 2e-10).same, 0);
});
