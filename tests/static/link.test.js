/* The address: what it says is understood or reported, and read back as it was written. */
import assert from "node:assert/strict";
import test from "node:test";
import { contentOf, formatAddress, parseAddress, together } from "../../static/src/link.js";
import { SPEEDS } from "../../static/src/player.js";
import { GRANULARITIES, scriptOf } from "../../static/src/script.js";
import { initialState } from "../../static/src/session.js";
import { catalog, names, presets, seeded, traces } from "./recorded.js";

const KEYS = catalog.link_keys;

/** @param {string} search @param {string} [hash] */
const parsed = (search, hash = "") => parseAddress({ search, hash }, KEYS);

/** @param {string} name @returns {any[]} */
const choicesOf = (name) => {
  const type = KEYS.find((key) => key.name === name)?.type;
  return type?.choices ?? type?.of?.choices ?? [];
};

test("what can be chosen in the page is what an address can say, and begins as without one", () => {
  assert.deepEqual(choicesOf("granularity"), GRANULARITIES);
  assert.deepEqual(choicesOf("speed"), SPEEDS);
  const { digits, granularity } = initialState({ catalog, presets });
  const { presentation } = parsed("");
  assert.deepEqual([digits, granularity], [presentation.digits, presentation.granularity]);
});

test("an empty address is the first preset at the beginning, shown as usual", () => {
  const { content, presentation, given, place, faults } = parsed("");
  assert.deepEqual([content, given, faults], ["", {}, []]);
  assert.deepEqual(place, { step: 1, at: null, of: null });
  assert.deepEqual([presentation.views, presentation.theme, presentation.digits], [[], null, 3]);
  assert.equal(formatAddress({ content, presentation, place }, KEYS), "");
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
  /** @template T @param {T[]} list */
  const some = (list) => list.filter(() => random() < 0.3);
  for (let i = 0; i < 10_000; i += 1) {
    const presentation = {
      views: any([[], ["paths"], ["matrices", "chain-rule"]]),
      lesson: any([null, "demystified", "nielsen.12"]),
      theme: any([null, ...choicesOf("theme")]),
      hide: some(choicesOf("hide")),
      lock: some(choicesOf("lock")),
      motion: any(choicesOf("motion")),
      digits: 2 + Math.floor(random() * 5),
      speed: any(choicesOf("speed")),
      granularity: any(choicesOf("granularity")),
      form: any(choicesOf("form")),
      poster: random() < 0.5,
      resume: random() < 0.5,
      clicker: any(choicesOf("clicker")),
    };
    const place = {
      step: 1 + Math.floor(random() * 1000),
      at: any([null, ...ids]),
      of: any([null, "neuron.2.1", "edge.12.3.1024"]),
    };
    const content = any(["", "preset=xor", "net=2-3-1&act=tanh,sigmoid&x=0.5,-1;1,2&lr=0.25"]);
    const written = formatAddress({ content, presentation, place }, KEYS);
    const { search, hash } = new URL(written, "http://page.invalid/");
    const read = parsed(search, hash);
    assert.deepEqual(read.faults, [], written);
    assert.deepEqual(
      { ...read, given: {} },
      { content, presentation, given: {}, place, faults: [] },
      written,
    );
  }
});

test("commas and colons stay readable", () => {
  assert.equal(
    formatAddress({ content: "", presentation: { hide: ["menu", "table"] }, place: { step: 1 } }, KEYS),
    "?v=1&hide=menu,table",
  );
});

test("the content of a query is what names the network, as it was written", () => {
  assert.equal(contentOf("?v=1&preset=xor&lr=2&theme=dark", KEYS), "preset=xor&lr=2");
});

test("what is chosen is a neuron or a weight", () => {
  for (const bad of ["neuron.2", "edge.2.1", "neuron.0.1", "w.2.1.1", "edge.2.1.1.1"]) {
    assert.match(parsed("", `#of=${bad}`).faults[0], /of=/);
  }
});

test("the version is understood; of a newer one nothing is guessed", () => {
  assert.deepEqual(parsed("?v=1").faults, []);
  const { faults, presentation, content } = parsed("?v=2&theme=dark&preset=xor", "#at=d2");
  assert.match(faults.join(), /version 2; this page understands version 1/);
  assert.deepEqual([presentation.theme, content], [null, ""]);
});

const HOSTILE = [
  "?theme=<svg onload=alert(1)>",
  "?theme=javascript:alert(1)",
  "?theme=",
  "?theme=neon",
  "?theme=constructor",
  "?digits=1e1",
  "?digits=٣",
  "?speed=3",
  "?poster=yes",
  "?hide=menu,menu",
  "?hide=everything",
  "?__proto__=1",
  "?constructor=1",
  "?toString=1",
  "?hasOwnProperty=1",
  "?nonsense",
  "?theme=%00",
  "?theme=%",
  `?theme=${"x".repeat(1_000_000)}`,
  "?v=1e999",
  "?v=",
  "?theme=dark&theme=light",
];

test("bad and hostile values are reported, each in a sentence, and leave the address as usual", () => {
  for (const search of HOSTILE) {
    const { faults, presentation } = parsed(search);
    assert.equal(faults.length, 1, search.slice(0, 60));
    assert.match(faults[0], /^The address has .*\.$/su);
    assert.ok(faults[0].length < 260, faults[0]);
    assert.ok(presentation.theme === null || presentation.theme === "dark");
  }
});

test("what is too long is not read, in query and hash alike", () => {
  const limit = catalog.limits.find(({ name }) => name === "link")?.value ?? 0;
  const long = "k=1&".repeat(limit / 4);
  assert.equal(
    parseAddress({ search: "", hash: `#at=d2&${"k".repeat(limit - 7)}` }, KEYS, catalog.limits).place.at,
    "d2",
  );
  for (const location of [
    { search: `?theme=dark&${long}`, hash: "" },
    { search: "?theme=dark", hash: `#at=d2&${long}` },
    { search: `?theme=dark&${long.slice(limit / 2)}`, hash: `#at=d2&${long.slice(limit / 2)}` },
  ]) {
    const { faults, presentation, place, content } = parseAddress(location, KEYS, catalog.limits);
    assert.match(
      faults.join(),
      /^The address cannot be read: 32,0\d\d characters in a link; at most 32,000 are allowed/,
    );
    assert.deepEqual([presentation.theme, place.at, content], [null, null, ""]);
  }
});

test("of many faults five are told, and how many more there are", () => {
  const keys = Array.from({ length: 60_000 }, (_, i) => `k${i}`);
  const { faults } = parsed("?theme=neon", `#${keys.join("&")}`);
  assert.equal(faults.length, 6);
  assert.equal(faults[5], "The address has 59996 more faults.");
  assert.equal(parsed("", `#${keys.slice(0, 6).join("&")}`).faults[5], "The address has 1 more fault.");
  assert.equal(parsed("", `#${keys.slice(0, 5).join("&")}`).faults.length, 5);
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
    const { faults, place } = parsed("", hash);
    assert.equal(faults.length, 1, hash);
    assert.deepEqual([place.step, place.at], [1, null], hash);
  }
});

test("several mistakes are all reported, and what is right is used", () => {
  const { faults, presentation, place } = parsed("?theme=dark&color=red&size=2", "#at=d2&zoom=3");
  assert.equal(faults.length, 3);
  assert.deepEqual([presentation.theme, place.at], ["dark", "d2"]);
});

test("what page and server say of one address is said once", () => {
  const [one, two, more] = ["The address has one.", "The address has two.", "The address has 3 more faults."];
  assert.deepEqual(together([one, two], [one, "Content."]), [one, two, "Content."]);
  assert.deepEqual(together([one, more], [one, "The address has 2 more faults.", "Content."]), [
    one,
    more,
    "Content.",
  ]);
});
