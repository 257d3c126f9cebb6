/* The address: what it says is understood or reported, and read back as it was written. */
import assert from "node:assert/strict";
import test from "node:test";
import { formatHash, formatQuery, parseAddress, THEMES } from "../../static/src/link.js";
import { GRANULARITIES, scriptOf } from "../../static/src/script.js";
import { names, presetNames, seeded, traces } from "./recorded.js";

/** @param {string} search @param {string} [hash] */
const parsed = (search, hash = "") => parseAddress({ search, hash });

test("an empty address is the first preset at the beginning", () => {
  assert.deepEqual(parsed(""), {
    preset: null,
    theme: null,
    views: [],
    lesson: null,
    step: 1,
    at: null,
    of: null,
    faults: [],
  });
  assert.equal(
    formatQuery({ preset: null, theme: null, views: [], lesson: null }) +
      formatHash({ step: 1, at: null, of: null }),
    "",
  );
});

test("what is written is read back as it was, for all that the page can show", () => {
  const random = seeded(3);
  const ids = [
    ...new Set(
      names.flatMap((name) =>
        GRANULARITIES.flatMap((g) => scriptOf(traces[name].trace, g).steps.map(({ id }) => id)),
      ),
    ),
  ];
  /** @template T @param {T[]} list */
  const any = (list) => list[Math.floor(random() * list.length)];
  for (let i = 0; i < 10_000; i += 1) {
    const state = {
      preset: any([null, ...presetNames]),
      theme: any([null, ...THEMES]),
      step: 1 + Math.floor(random() * 1000),
      at: any([null, ...ids]),
      views: any([[], ["paths"], ["matrices", "chain-rule"]]),
      lesson: any([null, "demystified", "nielsen.12"]),
      of: any([null, "neuron.2.1", "edge.12.3.1024"]),
    };
    assert.deepEqual(parsed(formatQuery(state), formatHash(state)), { ...state, faults: [] });
  }
});

test("the address of the default preset stays short", () => {
  assert.ok(formatHash({ step: 1, at: "d2.1", of: null }).length < 80);
});

test("what is chosen is a neuron or a weight", () => {
  for (const bad of ["neuron.2", "edge.2.1", "neuron.0.1", "w.2.1.1", "edge.2.1.1.1"]) {
    assert.match(parsed("", `#of=${bad}`).faults[0], /of=/);
  }
});

test("the version is understood, a newer one is reported", () => {
  assert.deepEqual(parsed("?v=1").faults, []);
  assert.match(parsed("?v=2").faults[0], /v=2/);
});

const HOSTILE = [
  "?preset=<svg onload=alert(1)>",
  "?preset=javascript:alert(1)",
  "?preset=../../etc/passwd",
  "?preset=__proto__",
  "?preset=",
  "?preset=XOR",
  "?theme=neon",
  "?theme=constructor",
  "?__proto__=1",
  "?constructor=1",
  "?toString=1",
  "?hasOwnProperty=1",
  "?nonsense",
  "?preset=%00",
  "?preset=%",
  `?preset=${"x".repeat(1_000_000)}`,
  "?v=1e999",
  "?v=",
  "?preset=xor&preset=deep",
];

test("bad and hostile values are reported, each in a sentence, and leave the address as usual", () => {
  for (const search of HOSTILE) {
    const { faults, theme, preset } = parsed(search);
    assert.equal(faults.length, 1, search.slice(0, 60));
    assert.match(faults[0], /^The address has .*\.$/su);
    assert.ok(faults[0].length < 160);
    assert.equal(theme, null);
    assert.ok(preset === null || preset === "xor");
  }
});

test("a position that cannot be is reported", () => {
  for (const hash of [
    "#at=<img src=x onerror=alert(1)>",
    "#at=2",
    "#at=",
    "#step=0",
    "#step=-1",
    "#step=1.5",
    "#step=1001",
    "#step=NaN",
    "#step=1e3",
    "#step=99999999999999999999",
    "#__proto__=1",
    "#d2",
  ]) {
    const { faults, step, at } = parsed("", hash);
    assert.equal(faults.length, 1, hash);
    assert.deepEqual([step, at], [1, null], hash);
  }
});

test("several mistakes are all reported, and what is right is used", () => {
  const { faults, theme, at } = parsed("?theme=dark&color=red&size=2", "#at=d2&zoom=3");
  assert.equal(faults.length, 3);
  assert.deepEqual([theme, at], ["dark", "d2"]);
});
