/* Page and server read presentation and place alike, golden links and hostile ones, down to the words of a fault. */
import assert from "node:assert/strict";
import test from "node:test";
import { formatAddress, parseAddress } from "../../static/src/link.js";
import { catalog, links } from "./recorded.js";

const KEYS = catalog.link_keys;

/** @param {string} text query and hash, perhaps behind a path */
function located(text) {
  const [before, ...rest] = text.split("#");
  const [, ...query] = before.split("?");
  return { search: query.length ? `?${query.join("?")}` : "", hash: rest.length ? `#${rest.join("#")}` : "" };
}

/** @param {string} purpose */
const usual = (purpose) =>
  Object.fromEntries(KEYS.filter((key) => key.purpose === purpose).map((key) => [key.name, key.default]));

test("there is something to read", () => {
  assert.ok(links.length > 150);
});

for (const { text, content, presentation, place, faults } of links) {
  test(`read alike: ${JSON.stringify(text).slice(0, 60)}`, () => {
    const read = parseAddress(located(text), KEYS);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(read.content)), content);
    assert.deepEqual(read.presentation, { ...usual("presentation"), ...presentation });
    assert.deepEqual(read.place, { ...usual("place"), ...place });
    assert.deepEqual(
      read.faults.map((fault) => fault.replace("this page understands", "this server understands")),
      faults,
    );
  });

  test(`written and read again: ${JSON.stringify(text).slice(0, 60)}`, () => {
    const read = parseAddress(located(text), KEYS);
    const again = parseAddress(located(formatAddress(read, KEYS)), KEYS);
    assert.deepEqual({ ...again, given: null }, { ...read, given: null, faults: [] });
  });
}
