/* What a handout is asked to be, read from the address and written to it. */
import assert from "node:assert/strict";
import test from "node:test";
import { formatOptions, parseOptions } from "../../../static/src/handout/options.js";

/** @param {string} search @param {string} [hash] */
const parse = (search, hash = "") => parseOptions({ search, hash });
const ALL = ["forward", "cost", "backward", "update"];

test("an address without options is the whole handout on A4", () => {
  const { options, link, faults } = parse("?preset=xor", "#step=3");
  assert.deepEqual(options, { blanks: [], key: false, paper: "a4" });
  assert.equal(link, "?preset=xor#step=3");
  assert.deepEqual(faults, []);
});

test("options are read and are no part of the link", () => {
  const { options, link } = parse("?blanks=forward,update&preset=xor&key=1&paper=letter&x=1,2");
  assert.deepEqual(options, { blanks: ["forward", "update"], key: true, paper: "letter" });
  assert.equal(link, "?preset=xor&x=1,2");
  assert.deepEqual(parse("?blanks=1").options.blanks, ALL);
  assert.deepEqual(parse("?blanks=0").options.blanks, []);
  assert.equal(parse("?blanks=1").link, "");
});

test("what is written is read again", () => {
  const choices = [[], ["backward"], ALL].flatMap((blanks) => [
    { blanks, key: false, paper: /** @type {const} */ ("a4") },
    { blanks, key: true, paper: /** @type {const} */ ("letter") },
  ]);
  for (const options of choices) {
    for (const link of ["", "?preset=xor", "?preset=xor#step=2"]) {
      const [search, hash] = formatOptions(options, link).split("#");
      assert.deepEqual(parse(search, hash ? `#${hash}` : ""), { options, link, faults: [] });
    }
  }
});

test("what is not understood is told, and the rest stays", () => {
  const { options, faults } = parse(`?blanks=sideways&key=yes&paper=letter&paper=a4`);
  assert.deepEqual(options, { blanks: [], key: false, paper: "letter" });
  assert.deepEqual(faults, [
    "The address has blanks=sideways, which is not understood.",
    "The address has key=yes, which is not understood.",
  ]);
  assert.match(parse(`?blanks=${"a".repeat(90)}`).faults[0], /a{40}…, which/);
  assert.equal(parse("?blanks=constructor").faults.length, 1);
});
