/* Numbers as they are read: text, sign, symbols. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  HIDDEN,
  aloud,
  bracketed,
  exact,
  fitting,
  largest,
  power,
  share,
  sign,
  signed,
  strength,
  subscript,
  superscript,
  symbol,
  text,
  veil,
  widths,
  writeWith,
} from "../../static/src/encode.js";
import { rounded } from "./formula/interval.js";
import { seeded } from "./recorded.js";

/** Numbers of every size and both signs. */
function* magnitudes() {
  const random = seeded(1);
  for (let exponent = -290; exponent <= 307; exponent += exponent > -12 && exponent < 12 ? 0.05 : 5) {
    const size = 10 ** exponent * (0.5 + random());
    yield size;
    yield -size;
  }
  for (const edge of [0.0001, 0.00009999999, 0.0999999, 0.1, 0.9996, 9.9996, 999.96, 99999.4, 99999.6, 1e5]) {
    yield edge;
    yield -edge;
  }
}

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

test("a computed number keeps its decimals, also where they are zeros; a given one is written short", () => {
  assert.deepEqual(
    [0.67038, 0.49496, 0.9996].map((value) => text(value)),
    ["0.670", "0.495", "1.000"],
  );
  assert.deepEqual(
    [0.0500004, 12.3004, -2.0000001].map((value) => text(value)),
    ["0.0500", "12.30", "−2.000"],
  );
  assert.deepEqual(
    [0.5, 0.125, 0.05, 12.5].map((value) => text(value)),
    ["0.50", "0.125", "0.05", "12.50"],
  );
  assert.deepEqual(
    [1.5e-7, 1.49999e-7, 1e-300].map((value) => text(value)),
    ["1.5e−7", "1.50e−7", "1e−300"],
  );
});

test("what doubles make of the last digits of a short number is no reason to write it long", () => {
  assert.equal(text(0.1 + 0.2), "0.30");
  assert.equal(text(0.7 * 0.5 + 0.5 * 0.2), "0.45");
});

test("very large and very small numbers are written with a power of ten", () => {
  assert.equal(text(1.5e-7), "1.5e−7");
  assert.equal(text(-2e300), "−2e300");
});

test("what is written is the number, rounded to the last digit that is written", () => {
  for (const value of magnitudes()) {
    for (const digits of [2, 3, 4, 5, 6]) {
      const written = text(value, digits);
      const [low, high] = rounded(written);
      assert.ok(low <= value && value <= high, `${value} as ${written}`);
      const error = Math.abs((low + high) / 2 - value);
      const allowed =
        Math.abs(value) < 0.1 ? Math.abs(value) * 10 ** (1 - digits) : 10 ** -digits * Math.max(1, value);
      assert.ok(
        error <= Math.max(allowed, Math.abs(value) * 10 ** (1 - digits)) * 0.51,
        `${value} as ${written}`,
      );
    }
  }
});

test("a number is written shortly, with a true minus, and never as a negative nothing", () => {
  for (const value of magnitudes()) {
    const written = text(value);
    assert.ok(written.length <= 10, written);
    assert.match(written, /^−?\d+(\.\d+)?(e−?\d+)?$/);
    assert.doesNotMatch(written, /^−?0(\.0*)?$/);
  }
});

test("all digits of a number lead back to it", () => {
  for (const value of magnitudes()) assert.equal(Number(exact(value)), value);
});

test("a signed number says that it is positive", () => {
  assert.equal(signed(0.15), "+0.15");
  assert.equal(signed(-0.15), "−0.15");
  assert.equal(signed(0), "0");
  assert.equal(signed(-0), "0");
});

test("every number has a word for its sign", () => {
  assert.deepEqual([3, -3, 0, -0].map(sign), ["positive", "negative", "zero", "zero"]);
});

test("a symbol carries layer and indices", () => {
  assert.equal(symbol("δ", 2, 1), "δ²₁");
  assert.equal(symbol("w", 3, 1, 12), "w³₁,₁₂");
  assert.equal(superscript(10), "¹⁰");
  assert.equal(subscript(203), "₂₀₃");
});

test("a line grows with the magnitude, from one pixel to the widest, and no further", () => {
  const width = widths(2, 7);
  assert.equal(width(0), 1);
  assert.equal(width(2), 7);
  assert.equal(width(-2), 7);
  assert.equal(width(200), 7);
  assert.ok(width(0.5) < width(1));
  assert.equal(widths(0, 7)(0), 1);
});

test("bars and colours are shares of the largest, also where that is nothing", () => {
  assert.equal(share(-0.5, 2), 25);
  assert.equal(share(0, 0), 0);
  assert.equal(strength(-4, 2), -1);
  assert.equal(strength(0, 0), 0);
  assert.equal(largest([[1, -3], [2]]), 3);
  assert.equal(largest(undefined), 0);
});

test("hidden numbers are written as one sign, whatever they are", () => {
  veil(true);
  try {
    for (const value of [0, 0.5, -0.5, 1e-9, 1e9]) {
      for (const write of [text, signed, bracketed, exact]) assert.equal(write(value), HIDDEN);
      assert.equal(power(value, 3), HIDDEN);
    }
    assert.equal(aloud(`delta = ${text(-1)} and ${text(1)}`), "delta = hidden and hidden");
  } finally {
    veil(false);
  }
  assert.equal(text(0.5), "0.50");
  assert.equal(aloud("why?"), "why?");
});

test("where a link asks for other digits every number has them that does not say itself how many it has", () => {
  writeWith(5);
  assert.equal(text(0.6813537), "0.68135");
  assert.equal(text(0.6813537, 2), "0.68");
  writeWith(3);
  assert.equal(text(0.6813537), "0.681");
});

test("a number gives up digits for room, but never the usual three", () => {
  const within = (/** @type {number} */ room) => (/** @type {string} */ words) => words.length <= room;
  assert.equal(fitting(0.6813537, 6, within(8)), "0.681354");
  assert.equal(fitting(0.6813537, 6, within(6)), "0.6814");
  assert.equal(fitting(0.6813537, 6, within(1)), "0.681");
  assert.equal(fitting(0.6813537, 2, within(1)), "0.68");
});
