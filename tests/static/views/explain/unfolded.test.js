/* The computation graph on the page: where its nodes stand, and when its numbers are made. */
import assert from "node:assert/strict";
import test from "node:test";
import {
  along,
  layoutGraph,
  neighbourOf,
  pathOf,
  range,
} from "../../../../static/src/views/explain/unfolded/geometry.js";
import {
  adjointMoment,
  edgeMoments,
  isNow,
  localMoment,
  reached,
  valueMoment,
} from "../../../../static/src/views/explain/unfolded/moments.js";
import {
  adjointWords,
  lookup,
  named,
  valueWords,
  written,
} from "../../../../static/src/views/explain/unfolded/words.js";
import { sizesOf } from "../../../../static/src/refs.js";
import { GRANULARITIES } from "../../../../static/src/script.js";
import { names, sceneFor, seeded } from "../../recorded.js";

const NETWORKS = [
  [1, 1],
  [2, 2, 1],
  [2, 3, 1],
  [2, 3, 3],
  [2, 3, 3, 3, 1],
  [8, 8, 8, 8],
];

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

/** @param {number[]} sizes @returns {string[]} */
const homes = (sizes) => sizes.slice(1).flatMap((n, i) => range(n).map((j) => `neuron.${i + 2}.${j}`));

/** Networks with none, some and all of their neurons opened. */
const CASES = NETWORKS.flatMap((sizes, n) =>
  [0, 0.4, 1].flatMap((share) =>
    [false, true].map((tied) => {
      const random = seeded(7 + n);
      const open = new Set(homes(sizes).filter(() => random() < share));
      const shape = {
        sizes,
        biases: sizes.map(() => random() < 0.5),
        tied: sizes.map((_, i) => tied && i === sizes.length - 1),
      };
      return { sizes, open, shape, geometry: layoutGraph(shape, open) };
    }),
  ),
);

test("no card overlaps another, and all are inside the picture", () => {
  for (const { geometry } of CASES) {
    const { nodes, width, height } = geometry;
    for (const [i, one] of nodes.entries()) {
      assert.ok(one.x - one.width / 2 >= 0 && one.x + one.width / 2 <= width, `${one.id} is cut off`);
      assert.ok(one.y - one.height / 2 >= 0 && one.y + one.height / 2 <= height, `${one.id} is cut off`);
      for (const other of nodes.slice(i + 1)) {
        const apart =
          Math.abs(one.x - other.x) >= (one.width + other.width) / 2 ||
          Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        assert.ok(apart, `${one.id} and ${other.id} overlap`);
      }
    }
  }
});

test("an opened neuron has all its nodes inside its frame, a folded one is a single node", () => {
  for (const { geometry, open, sizes, shape } of CASES) {
    const ids = new Set(geometry.nodes.map(({ id }) => id));
    for (const home of homes(sizes)) {
      const [l, j] = home.split(".").slice(1).map(Number);
      assert.equal(ids.has(home), !open.has(home));
      assert.equal(ids.has(`z.${l}.${j}`), open.has(home));
      assert.equal(ids.has(`b.${l}.${j}`), open.has(home) && shape.biases[l - 1]);
    }
    for (const block of geometry.blocks) {
      const [l, j] = block.at;
      const own = geometry.nodes.filter(({ op, at }) => op !== "target" && at[0] === l && at[1] === j);
      assert.deepEqual(
        own.filter((node) => !isInside(node, block)),
        [],
      );
    }
  }
});

/**
 * @param {import("../../../../static/src/views/explain/unfolded/geometry.js").Node} node
 * @param {{ x: number, y: number, width: number, height: number }} frame
 */
const isInside = (node, frame) =>
  node.x - node.width / 2 >= frame.x &&
  node.x + node.width / 2 <= frame.x + frame.width &&
  node.y - node.height / 2 >= frame.y &&
  node.y + node.height / 2 <= frame.y + frame.height;

test("every node but inputs and parameters is reached by an edge, every node but the cost is left by one", () => {
  for (const { geometry } of CASES) {
    const targets = new Set(geometry.edges.map(({ target }) => target));
    const sources = new Set(geometry.edges.map(({ source }) => source));
    for (const { id, op } of geometry.nodes) {
      const given = ["input", "weight", "bias", "target"].includes(op);
      assert.equal(targets.has(id), !given, id);
      assert.equal(sources.has(id), id !== "C", id);
    }
  }
});

test("softmax ties every sum of its layer to every activation", () => {
  const shape = { sizes: [2, 3], biases: [false, true], tied: [false, true] };
  const { edges } = layoutGraph(shape, new Set(homes([2, 3])));
  assert.equal(edges.filter(({ source, target }) => /^z/.test(source) && /^a/.test(target)).length, 9);
});

test("a line begins and ends where it says", () => {
  for (const { geometry } of CASES) {
    for (const edge of geometry.edges) {
      assert.deepEqual(along(edge.from, edge.to, 0), edge.from);
      assert.deepEqual(along(edge.from, edge.to, 1), edge.to);
      assert.ok(pathOf(edge).startsWith(`M${edge.from[0]},${edge.from[1]}`));
    }
  }
});

test("with the arrow keys every node can be reached from every other", () => {
  for (const { geometry } of CASES) {
    const { nodes } = geometry;
    const seen = new Set([nodes[0].id]);
    for (const id of seen) {
      ARROWS.forEach((key) => seen.add(neighbourOf(nodes, id, key) ?? id));
    }
    assert.deepEqual(
      nodes.filter(({ id }) => !seen.has(id)).map(({ id }) => id),
      [],
    );
  }
  assert.equal(neighbourOf([], "C", "Enter"), null);
});

/**
 * All moments of a picture.
 * @param {import("../../../../static/src/types").Scene} scene
 * @param {boolean} opened
 */
function momentsOf({ trace }, opened) {
  const sizes = sizesOf(trace);
  const shape = {
    sizes,
    biases: trace.layers.map(({ biases }) => Boolean(biases)),
    tied: trace.layers.map(({ layer, activation_derivative: slope }) => layer > 1 && !slope),
  };
  const { nodes, edges } = layoutGraph(shape, new Set(opened ? homes(sizes) : []));
  const all = [
    ...nodes.flatMap(({ id }) => [valueMoment(id), adjointMoment(id, shape)]),
    ...edges.flatMap((edge) => [...Object.values(edgeMoments(edge)), localMoment(edge, shape)]),
  ];
  return [...new Map(all.flatMap((when) => (when ? [[JSON.stringify(when), when]] : []))).values()];
}

test("every moment is made by a step, at every granularity, and never goes back", () => {
  const small = names.filter((name) => Math.max(...sizesOf(sceneFor(name).trace)) <= 4);
  for (const granularity of GRANULARITIES) {
    for (const scene of small.map((name) => sceneFor(name, { granularity }))) {
      for (const when of [...momentsOf(scene, true), ...momentsOf(scene, false)]) {
        const times = range(scene.script.last * 2 + 1).map((i) => reached(scene.script, when, (i - 1) / 2));
        assert.equal(times.at(-1), 1, when.key);
        assert.deepEqual(
          times,
          [...times].sort((a, b) => a - b),
          when.key,
        );
      }
    }
  }
});

test("a value is there before what is made of it, and an adjoint before those further back", () => {
  const scene = sceneFor("2-3-1", { granularity: "term" });
  const sizes = sizesOf(scene.trace);
  const when = (
    /** @type {import("../../../../static/src/views/explain/unfolded/moments.js").Moment | null} */ moment,
  ) => {
    for (let t = 0; t <= scene.script.last; t += 0.05) if (reached(scene.script, moment, t) === 1) return t;
    return Infinity;
  };
  const forward = ["a.1.1", "p.2.1.1", "z.2.1", "a.2.1", "p.3.1.1", "z.3.1", "a.3.1", "C"].map((id) =>
    when(valueMoment(id)),
  );
  const back = ["a.3.1", "z.3.1", "p.3.1.1", "a.2.1", "z.2.1", "p.2.1.1", "w.2.1.1"].map((id) =>
    when(adjointMoment(id, { sizes })),
  );
  for (const times of [forward, back]) {
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
  }
  assert.ok(Math.max(...forward) < Math.min(...back));
});

test("what is part of a step is current in it, and nothing else", () => {
  assert.ok(isNow("z2", valueMoment("p.2.1.1")));
  assert.ok(isNow("z2.1.1", valueMoment("z.2.1")));
  assert.ok(!isNow("z2.1.1", valueMoment("p.2.1.2")));
  assert.ok(!isNow("z2.1", valueMoment("p.2.10.1")));
  assert.ok(!isNow("z2", null));
});

test("the words say how a number comes about, with the numbers of the graph", () => {
  const node = { op: "", layer: 2, j: 1, k: null, symbol: "", ref: null, adjoint_ref: null };
  const graph = lookup({
    nodes: [
      { ...node, id: "a.1.1", op: "input", value: 0.5, adjoint: -0.2 },
      { ...node, id: "w.2.1.1", op: "weight", value: -0.4, adjoint: 0.05 },
      { ...node, id: "p.2.1.1", op: "multiply", value: -0.2, adjoint: 0.1 },
    ],
    edges: [
      { source: "a.1.1", target: "p.2.1.1", local_derivative: -0.4, symbol: "" },
      { source: "w.2.1.1", target: "p.2.1.1", local_derivative: 0.5, symbol: "" },
    ],
    out_of_range: false,
  });
  assert.equal(valueWords(graph, "p.2.1.1"), "(−0.40) × 0.50 = −0.20");
  assert.equal(adjointWords(graph, "w.2.1.1"), "0.50 × 0.10 = 0.05");
  assert.equal(adjointWords(graph, "p.2.1.1"), "0.10");
  assert.equal(valueWords(graph, "z.2.1"), "");
  assert.equal(written("p.2.1.1"), "w²₁₁ x₁");
  assert.equal(written("p.3.1.2"), "w³₁₂ a²₂");
  for (const id of ["C", "y.1", "w.2.1.1", "p.2.1.1", "b.2.1", "z.2.1", "a.1.1", "a.2.1", "neuron.2.1"]) {
    assert.ok(named(id), id);
  }
});
