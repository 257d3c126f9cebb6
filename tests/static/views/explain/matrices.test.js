/* The equations in matrices: every frame has one, its entries are the trace's, and rows times columns make the result. */
import assert from "node:assert/strict";
import test from "node:test";
import { cardsOf } from "../../../../static/src/views/explain/matrices/cards.js";
import { equationsOf, layerOf } from "../../../../static/src/views/explain/matrices/equations.js";
import { goesInto } from "../../../../static/src/views/explain/matrices/parts.js";
import { parseRef, read } from "../../../../static/src/refs.js";
import { names, sceneFor } from "../../recorded.js";

/** @typedef {import("../../../../static/src/views/explain/matrices/parts.js").MatrixPart} MatrixPart */
/** @typedef {import("../../../../static/src/types").ExplainedScene} ExplainedScene */

/** Every step of every recorded experiment, with its equations. */
function* equations() {
  for (const name of names) {
    const scene = { ...sceneFor(name), settings: {}, answers: {} };
    if (Math.max(...scene.trace.layers.map(({ a }) => a[0].length)) > 32) continue;
    for (const step of scene.script.steps) {
      const all = equationsOf(scene, step);
      yield { name, scene, step, all, what: `${name} ${step.id}` };
    }
  }
}

/** @param {import("../../../../static/src/views/explain/matrices/parts.js").Part[]} parts @returns {MatrixPart[]} */
const matricesOf = (parts) => parts.flatMap((part) => (part.kind === "matrix" ? [part] : []));

/** @param {import("../../../../static/src/views/explain/matrices/parts.js").Part | undefined} part */
const isResult = (part) => part?.kind === "matrix" && part.result;

test("every frame has an equation that ends in a result, and all its entries are of one shape", () => {
  for (const { all, what } of equations()) {
    assert.ok(all.length > 0, what);
    assert.ok(
      all.every((parts) => isResult(parts.at(-1))),
      what,
    );
    assert.ok(
      all.every((parts) => matricesOf(parts).length > 1),
      what,
    );
    for (const { cells, rows, columns } of all.flatMap(matricesOf)) {
      assert.deepEqual([...new Set(cells.map(({ length }) => length))].length, 1, what);
      assert.equal(rows.length, cells.length, what);
      assert.equal(columns?.length ?? 1, cells[0].length, what);
    }
  }
});

test("every entry with a name is the number of the trace", () => {
  for (const { scene, all, what } of equations()) {
    const cells = all.flatMap(matricesOf).flatMap((part) => part.cells.flat());
    for (const { ref, value } of cells) {
      const { name, at } = parseRef(ref ?? "w.2.1.1");
      assert.equal(typeof value === "number" || ref === null, true, `${what} ${ref}`);
      if (ref) assert.equal(value, read(scene.trace, scene.example, name, at), `${what} ${ref}`);
    }
  }
});

test("in a product, the row and the column that are marked make the entry of the result", () => {
  let seen = 0;
  for (const { all, what, step } of equations()) {
    if (!["BP2", "BP3_BP4"].includes(step.frame.equation)) continue;
    const [parts] = all;
    const figures = matricesOf(parts);
    const [left, right, result] = [figures[0], figures[1], figures[figures.length - 1]];
    if (figures.length !== 3 || left.name === "jacobian") continue;
    const [lead] = parts;
    const scale = lead.kind === "sign" ? 1 / left.cells[0].length : 1;
    result.cells.forEach((row, i) =>
      row.forEach(({ value }, c) => {
        const pick = (/** @type {MatrixPart} */ part) =>
          part.cells.flatMap((line, r) =>
            line.filter((_, k) => goesInto(part, [r, k], [i, c])).map((cell) => cell.value ?? NaN),
          );
        const [one, other] = [pick(left), pick(right)];
        assert.equal(one.length, other.length, what);
        const total = one.reduce((all_, number, k) => all_ + number * other[k], 0) * scale;
        assert.ok(
          Math.abs(total - Number(value)) <= 1e-9 * Math.max(1, Math.abs(Number(value))),
          `${what} ${i} ${c}`,
        );
        seen += 1;
      }),
    );
  }
  assert.ok(seen > 20);
});

test("what layers send back is an equation of its own, dC/da, before the delta", () => {
  const scene = { ...sceneFor("2-2-2"), settings: {}, answers: {} };
  const step = scene.script.steps.find(({ id }) => id === "d2");
  assert.ok(step);
  const results = equationsOf(scene, step).map((parts) => matricesOf(parts).at(-1)?.name);
  assert.deepEqual(results, ["grad_a", "delta"]);
});

test("the update shows the layer of the step, the one that was set, or the one that was chosen", () => {
  const scene = { ...sceneFor("deep"), settings: {}, answers: {} };
  const step = scene.script.steps.at(-1);
  assert.ok(step);
  assert.equal(layerOf(scene, step), 2);
  assert.equal(layerOf({ ...scene, selected: "edge.4.1.1" }, step), 4);
  assert.equal(layerOf({ ...scene, settings: { layer: 3 }, selected: "edge.4.1.1" }, step), 3);
  assert.equal(layerOf({ ...scene, settings: { layer: 9 } }, step), 5);
  assert.equal(layerOf(scene, { ...step, layer: 4 }), 4);
});

test("each frame has questions beside it, with words for every entry", () => {
  for (const { scene, step, what } of equations()) {
    const l = layerOf(scene, step);
    const cards = cardsOf(scene, step, l);
    assert.ok(cards.length > 0, what);
    for (const { title, words } of cards) {
      assert.match(title, /\?$/);
      assert.doesNotMatch(words(0, 0), /undefined|NaN/, what);
    }
  }
});
