/* Where a file of the server is to be had. */
import assert from "node:assert/strict";
import test from "node:test";
import { exportAddress } from "../../../static/src/pictures/files.js";

const query = "?v=1&preset=2-3-1";

test("a file is asked for with the place on show, in the query", () => {
  assert.equal(
    exportAddress({ query, address: `${query}#step=3&at=d2&of=neuron.2.1` }, "html", 4),
    `/export${query}&format=html&steps=4&step=3&at=d2&of=neuron.2.1`,
  );
});

test("a file of fewer learning steps opens at its last", () => {
  assert.equal(
    exportAddress({ query, address: `${query}#step=3&at=d2` }, "html", 2),
    `/export${query}&format=html&steps=2&step=2&at=d2`,
  );
});

test("at the start there is no place to be said", () => {
  assert.equal(exportAddress({ query, address: query }, "json", 1), `/export${query}&format=json&steps=1`);
  assert.equal(exportAddress({ query: "", address: "" }, "json", 1), "/export?format=json&steps=1");
});
