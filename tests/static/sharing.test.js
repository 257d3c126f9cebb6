/* What is shared: the link, the markup of a frame, the code. */
import assert from "node:assert/strict";
import test from "node:test";
import { sharedOf } from "../../static/src/sharing.js";

const SIZE = { width: 960, height: 540 };
const at = (/** @type {string} */ place, title = "XOR") =>
  sharedOf("https://there.example", place, title, SIZE);

test("link, frame and preview lead to the same place", () => {
  const { link, preview, frame, elsewhere } = at("?v=1&preset=xor#at=d2");
  assert.equal(link, "https://there.example/?v=1&preset=xor#at=d2");
  assert.equal(preview, "https://there.example/embed?v=1&preset=xor#at=d2");
  assert.match(frame, /^<iframe src="https:\/\/there\.example\/embed\?v=1&amp;preset=xor#at=d2" /);
  assert.equal(new URLSearchParams(elsewhere.split("?")[1]).get("link"), "?v=1&preset=xor#at=d2");
});

test("a hostile title stays one attribute", () => {
  const { frame } = at("", `"><script>alert('x')</script>&quot;`);
  assert.equal(frame.match(/[<>]/g)?.join(""), "<><>");
  const title = /title="([^"]*)"/.exec(frame)?.[1];
  assert.equal(title, "&quot;&gt;&lt;script&gt;alert('x')&lt;/script&gt;&amp;quot;");
  assert.ok(frame.endsWith(" data-backprop></iframe>"));
});

test("a frame has a size, loads when it is seen, and may copy and fill the screen", () => {
  const { frame } = at("");
  for (const attribute of ['width="960"', 'height="540"', 'loading="lazy"', "fullscreen; clipboard-write"]) {
    assert.ok(frame.includes(attribute), attribute);
  }
});

test("a code is square, and there is none where it could not be read from a screen", () => {
  const { code } = at("?v=1&preset=xor");
  assert.ok(code);
  assert.equal(code.dark.length, code.size);
  assert.ok(code.dark.every((row) => row.length === code.size));
  assert.equal(at(`?v=1&net=9-9&s=z1.${"A".repeat(1000)}`).code, null);
});
