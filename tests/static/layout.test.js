/* The geometry of the diagram, for many networks in many rectangles. */
import assert from "node:assert/strict";
import test from "node:test";
import { DRAWING_CAP, drawable, layoutNetwork } from "../../static/src/layout.js";
import { seeded } from "./recorded.js";

/**
 * @typedef {import("../../static/src/layout.js").Geometry} Geometry
 * @typedef {{ sizes: number[], width: number, height: number, biases: boolean, geometry: Geometry, what: string }} Case
 */

const RECTANGLES = [
  [320, 120],
  [340, 190],
  [360, 260],
  [470, 190],
  [640, 360],
  [880, 560],
  [1024, 480],
  [1300, 820],
  [1920, 1080],
];
const NETWORKS = [
  [1, 1],
  [2, 2, 1],
  [2, 3, 1],
  [2, 3, 3],
  [2, 2, 2],
  [2, 3, 3, 3, 1],
  [8, 8, 8, 8],
  [1, 16, 1],
  [16, 1],
];

/** @returns {Generator<Case>} */
function* cases() {
  const random = seeded(5);
  const drawn = Array.from({ length: 60 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 6) }, () => 1 + Math.floor(random() * random() * 16)),
  );
  for (const sizes of [...NETWORKS, ...drawn]) {
    for (const [width, height] of RECTANGLES) {
      const biases = random() < 0.5;
      const what = `${sizes.join("-")} in ${width}×${height}`;
      yield { sizes, width, height, biases, geometry: layoutNetwork(sizes, width, height, biases), what };
    }
  }
}

/** @param {(one: Case) => void} claim */
const forEveryCase = (claim) => all.forEach(claim);
const all = [...cases()];

test("every neuron stands inside of the rectangle, with what is above and below it", () => {
  forEveryCase(({ geometry: { nodes, radius, badge, lines, font }, width, height, what }) => {
    for (const { x, y, layer } of nodes) {
      assert.ok(x - radius >= 0 && x + radius <= width, `${what}: ${x} ± ${radius}`);
      const [above, below] = layer === 1 ? [0, 0] : [badge, lines * (font + 4)];
      assert.ok(y - radius - above >= -0.5, `${what}: top of a neuron at ${y - radius - above}`);
      assert.ok(y + radius + below <= height + 0.5, `${what}: bottom of a neuron at ${y + radius + below}`);
    }
  });
});

test("cost, labels and lines stand inside of the rectangle", () => {
  forEveryCase(({ geometry: { cost, edges, costEdges, font }, width, height, what }) => {
    assert.ok(cost.x >= 0 && cost.x + cost.width <= width, what);
    assert.ok(
      cost.y >= 0 && cost.y + cost.height <= height,
      `${what}: cost from ${cost.y}, ${cost.height} high`,
    );
    for (const { mark, label, at } of edges) {
      for (const [x, y] of [mark, at(0), at(0.5), at(1)]) {
        assert.ok(x >= 0 && x <= width && y >= 0 && y <= height, what);
      }
      if (!label) continue;
      assert.ok(label[0] - font * 2 >= 0 && label[0] + font * 2 <= width, what);
    }
    for (const { at } of costEdges) assert.ok(at(1)[0] <= cost.x + 0.5, what);
  });
});

test("neurons of a layer do not touch, nor do those of neighbouring layers", () => {
  forEveryCase(({ sizes, geometry: { nodes, columns, radius, badge, lines, font }, what }) => {
    for (let i = 1; i < columns.length; i += 1) {
      assert.ok(columns[i].x - columns[i - 1].x > 2 * radius, `${what}: layers`);
    }
    const most = Math.max(...sizes);
    const tallest = nodes.filter(({ layer }) => layer === sizes.indexOf(most) + 1);
    for (let i = 1; i < tallest.length; i += 1) {
      const free = tallest[i].y - tallest[i - 1].y - 2 * radius - badge - lines * (font + 4);
      assert.ok(free >= 0, `${what}: ${free} between neurons with their labels`);
    }
  });
});

test("the labels of the edges into a layer do not overlap", () => {
  forEveryCase(({ sizes, geometry: { edges, font }, what }) => {
    for (let layer = 2; layer <= sizes.length; layer += 1) {
      const ys = edges
        .filter((edge) => edge.layer === layer && edge.label)
        .map(({ label }) => label?.[1] ?? 0);
      ys.sort((a, b) => a - b);
      for (let i = 1; i < ys.length; i += 1) {
        assert.ok(ys[i] - ys[i - 1] >= font, `${what}: labels ${ys[i] - ys[i - 1]} apart in layer ${layer}`);
      }
    }
  });
});

test("a label stays clear of the neurons at the ends of its edge", () => {
  forEveryCase(({ geometry: { edges, columns, radius, font }, what }) => {
    for (const { layer, label } of edges) {
      if (!label) continue;
      assert.ok(label[0] - font * 1.4 >= columns[layer - 2].x + radius - 1, what);
      assert.ok(label[0] + font * 1.4 <= columns[layer - 1].x - radius + 1, what);
    }
  });
});

test("no text is smaller than eleven pixels, and numbers stand only in neurons that hold them", () => {
  forEveryCase(({ geometry: { font, radius, density }, what }) => {
    assert.ok(font >= 11, what);
    if (density !== "dense") assert.ok(radius >= 14, what);
    if (density === "full") assert.ok(radius >= 26, what);
    assert.ok(radius >= 2, what);
  });
});

test("where the page writes larger, the diagram writes no smaller and says no less", () => {
  forEveryCase(({ sizes, width, height, biases, geometry, what }) => {
    const larger = layoutNetwork(sizes, width, height, biases, 2);
    assert.ok(larger.font >= geometry.font, what);
    assert.ok(larger.lines >= geometry.lines && larger.twoRows >= geometry.twoRows, what);
    const labels = [larger, geometry].map(({ edges }) => edges.filter(({ label }) => label).length);
    assert.ok(labels[0] >= labels[1], what);
  });
});

test("layers go from left to right, neurons from top to bottom, the cost comes last", () => {
  forEveryCase(({ sizes, geometry: { columns, nodes, cost, edges }, what }) => {
    assert.equal(
      nodes.length,
      sizes.reduce((sum, n) => sum + n, 0),
    );
    assert.equal(
      edges.length,
      sizes.slice(1).reduce((sum, n, i) => sum + n * sizes[i], 0),
    );
    const xs = [...columns.map(({ x }) => x), cost.x];
    assert.deepEqual(
      xs,
      xs.toSorted((a, b) => a - b),
      what,
    );
    for (const layer of sizes.keys()) {
      const ys = nodes.filter((node) => node.layer === layer + 1).map(({ y }) => y);
      assert.deepEqual(
        ys,
        ys.toSorted((a, b) => a - b),
        what,
      );
    }
  });
});

test("an edge runs from neuron to neuron, always onward", () => {
  forEveryCase(({ geometry: { edges, nodes, radius }, what }) => {
    for (const { layer, j, k, at } of edges.slice(0, 12)) {
      const [from, to] = [
        nodes.find((n) => n.layer === layer - 1 && n.j === k),
        nodes.find((n) => n.layer === layer && n.j === j),
      ];
      assert.ok(from && to);
      assert.ok(Math.hypot(at(0)[0] - from.x - radius, at(0)[1] - from.y) < 0.01, what);
      assert.ok(Math.hypot(at(1)[0] - to.x + radius, at(1)[1] - to.y) < 0.01, what);
      for (let i = 1; i <= 10; i += 1) assert.ok(at(i / 10)[0] > at((i - 1) / 10)[0], what);
    }
  });
});

test("the same network in the same rectangle is the same picture", () => {
  for (const sizes of NETWORKS) {
    assert.equal(
      JSON.stringify(layoutNetwork(sizes, 880, 560)),
      JSON.stringify(layoutNetwork(sizes, 880, 560)),
    );
  }
});

test("what has no limit in sight is not drawn neuron by neuron", () => {
  assert.equal(drawable([8, 8, 8, 8]), true);
  assert.equal(drawable([32, 32]), true);
  assert.equal(drawable([DRAWING_CAP.neurons + 1, 1]), false);
  assert.equal(drawable(Array(DRAWING_CAP.layers + 1).fill(1)), false);
  assert.equal(drawable([32, 32, 31]), false);
});
