/* Where the nodes of the computation graph stand: a neuron as a disc, or opened into multipliers, sum, nonlinearity. */
import { ref } from "../../../refs.js";

/**
 * @typedef {"input" | "neuron" | "weight" | "bias" | "multiply" | "sum" | "activation" | "target" | "cost"} Op
 *
 * One node; x and y are its middle. Ids are those of /computation-graph, and `neuron.2.1` for a folded neuron.
 * @typedef {{ id: string, op: Op, at: number[], x: number, y: number, width: number, height: number }} Node
 *
 * `from` and `to` are where the line begins and ends, `label` where its local derivative is written.
 * @typedef {{ source: string, target: string, from: Point, to: Point, upright: boolean, label: Label }} Edge
 * @typedef {[number, number]} Point
 * @typedef {{ x: number, y: number, anchor: "start" | "middle" | "end" }} Label
 *
 * An opened neuron, as a frame around its nodes.
 * @typedef {{ home: string, at: number[], x: number, y: number, width: number, height: number }} Block
 *
 * @typedef {{ width: number, height: number, nodes: Node[], edges: Edge[], blocks: Block[],
 *   columns: { layer: number, x: number }[] }} Geometry
 *
 * @typedef {{ sizes: number[], biases: boolean[], tied: boolean[] }} Shape tied: softmax, every z feeds every a
 */

const SIZES = {
  input: [54, 54],
  neuron: [64, 64],
  weight: [82, 34],
  bias: [82, 34],
  multiply: [76, 38],
  sum: [74, 38],
  activation: [86, 38],
  target: [80, 26],
  cost: [76, 42],
};

const HEAD = 24;
/** A multiplier with its weight above it. */
const ROW = 92;
const WEIGHT_ABOVE = 50;
const BIAS_BELOW = 52;
const [PAD, GAP] = [12, 14];
/** Between layers: inside a frame there is room for the lines to bend, beside a disc there is none. */
const [BEFORE_OPEN, BEFORE_DISC] = [52, 110];
/** The middles of multiplier, sum and nonlinearity within their frame. */
const INSIDE = { multiply: 49, sum: 152, activation: 276 };
const OPEN_WIDTH = 328;
const DISC_ROW = 104;

/**
 * @param {Shape} shape
 * @param {Set<string>} open the homes of the neurons that are opened
 * @returns {Geometry}
 */
export function layoutGraph(shape, open) {
  const { sizes } = shape;
  const heights = sizes.map((n, i) =>
    sum(
      range(n).map((j) => heightOf(shape, open, i + 1, j)),
      i ? GAP : 0,
    ),
  );
  const tallest = Math.max(...heights, ROW * 2);
  /** @type {Node[]} */
  const nodes = [];
  /** @type {Block[]} */
  const blocks = [];
  const columns = [];
  let left = 2;
  for (const [i, n] of sizes.entries()) {
    const l = i + 1;
    const opened = range(n).some((j) => open.has(ref("neuron", l, j)));
    const width = opened ? OPEN_WIDTH : SIZES[l === 1 ? "input" : "neuron"][0];
    if (l > 1) left += opened ? BEFORE_OPEN : BEFORE_DISC;
    columns.push({ layer: l, x: left + width / 2 });
    let top = HEAD + (tallest - heights[i]) / 2;
    for (const j of range(n)) {
      const height = heightOf(shape, open, l, j);
      const place = { x: left, y: top, width, height };
      if (open.has(ref("neuron", l, j))) {
        blocks.push({ home: ref("neuron", l, j), at: [l, j], ...place });
        nodes.push(...opening(shape, l, j, place));
      } else nodes.push(folded(l, j, place));
      top += height + (i ? GAP : 0);
    }
    left += width;
  }
  const middle = HEAD + tallest / 2;
  nodes.push(...costs(sizes, left + BEFORE_OPEN, middle));
  const width = left + BEFORE_OPEN + SIZES.target[0] + 2;
  const lowest = Math.max(HEAD + tallest, ...nodes.map(({ y, height }) => y + height / 2));
  return { width, height: lowest + 6, nodes, blocks, columns, edges: edgesOf(shape, nodes) };
}

/** @param {number} n */
export const range = (n) => Array.from({ length: n }, (_, i) => i + 1);

/** @param {number[]} heights @param {number} gap */
const sum = (heights, gap) => heights.reduce((all, height) => all + height, 0) + gap * (heights.length - 1);

/**
 * @param {Shape} shape
 * @param {Set<string>} open
 * @param {number} l
 * @param {number} j
 */
function heightOf({ sizes, biases }, open, l, j) {
  if (!open.has(ref("neuron", l, j))) return DISC_ROW;
  const rows = sizes[l - 2] * ROW;
  // below the sum there is room for the bias, unless there is a single multiplier
  return PAD * 2 + (biases[l - 1] && sizes[l - 2] === 1 ? rows + BIAS_BELOW - 12 : rows);
}

/** @param {Op} op @param {string} id @param {number[]} at @param {number} x @param {number} y @returns {Node} */
const node = (op, id, at, x, y) => ({ id, op, at, x, y, width: SIZES[op][0], height: SIZES[op][1] });

/** @param {number} l @param {number} j @param {{ x: number, y: number, width: number, height: number }} place */
const folded = (l, j, { x, y, width, height }) =>
  l === 1
    ? node("input", ref("a", 1, j), [1, j], x + width / 2, y + height / 2)
    : node("neuron", ref("neuron", l, j), [l, j], x + width / 2, y + height / 2);

/**
 * Figure 2: multipliers with their weights, the sum with its bias, the nonlinearity.
 * @param {Shape} shape
 * @param {number} l
 * @param {number} j
 * @param {{ x: number, y: number }} place
 */
function opening({ sizes, biases }, l, j, { x, y }) {
  const rows = range(sizes[l - 2]).map((k) => ({ k, at: y + PAD + (k - 1) * ROW + ROW - 21 }));
  const middle = (rows[0].at + rows[rows.length - 1].at) / 2;
  return [
    ...rows.flatMap(({ k, at }) => [
      node("weight", ref("w", l, j, k), [l, j, k], x + INSIDE.multiply, at - WEIGHT_ABOVE),
      node("multiply", ref("p", l, j, k), [l, j, k], x + INSIDE.multiply, at),
    ]),
    ...(biases[l - 1] ? [node("bias", ref("b", l, j), [l, j], x + INSIDE.sum, middle + BIAS_BELOW)] : []),
    node("sum", ref("z", l, j), [l, j], x + INSIDE.sum, middle),
    node("activation", ref("a", l, j), [l, j], x + INSIDE.activation, middle),
  ];
}

/** @param {number[]} sizes @param {number} left @param {number} middle */
function costs(sizes, left, middle) {
  const n = sizes[sizes.length - 1];
  const x = left + SIZES.target[0] / 2;
  const pitch = SIZES.target[1] + 8;
  const first = middle + SIZES.cost[1] / 2 + 34;
  return [
    node("cost", "C", [], x, middle),
    ...range(n).map((j) => node("target", ref("y", j), [j], x, first + (j - 1) * pitch)),
  ];
}

/**
 * @param {Shape} shape
 * @param {Node[]} nodes
 * @returns {Edge[]}
 */
function edgesOf({ sizes, biases, tied }, nodes) {
  const byId = new Map(nodes.map((one) => [one.id, one]));
  const has = (/** @type {string} */ id) => byId.has(id);
  /** @param {number} l @param {number} j what stands for the activation of a neuron */
  const out = (l, j) => (has(ref("a", l, j)) ? ref("a", l, j) : ref("neuron", l, j));
  const neurons = sizes.slice(1).flatMap((n, i) => range(n).map((j) => [i + 2, j]));
  /** @type {[string, string][]} */
  const pairs = neurons.flatMap(([l, j]) => {
    const [z, home] = [ref("z", l, j), ref("neuron", l, j)];
    const sources = range(sizes[l - 2]);
    if (!has(z)) return sources.map((k) => /** @type {[string, string]} */ ([out(l - 1, k), home]));
    const fed = range(sizes[l - 1]).filter((i) => tied[l - 1] || i === j);
    return /** @type {[string, string][]} */ ([
      ...sources.flatMap((k) => {
        const p = ref("p", l, j, k);
        return [
          [out(l - 1, k), p],
          [ref("w", l, j, k), p],
          [p, z],
        ];
      }),
      ...(biases[l - 1] ? [[ref("b", l, j), z]] : []),
      ...fed.map((i) => [z, ref("a", l, i)]),
    ]);
  });
  const L = sizes.length;
  for (const j of range(sizes[L - 1])) pairs.push([out(L, j), "C"], [ref("y", j), "C"]);
  return pairs.flatMap(([source, target]) => {
    const [one, other] = [byId.get(source), byId.get(target)];
    return one && other ? [edgeBetween(one, other, sizes)] : [];
  });
}

/**
 * @param {Node} source
 * @param {Node} target
 * @param {number[]} sizes
 * @returns {Edge}
 */
function edgeBetween(source, target, sizes) {
  const ends = { source: source.id, target: target.id };
  if (["weight", "bias", "target"].includes(source.op)) {
    const side = source.y < target.y ? 1 : -1;
    // targets stand below one another: their lines go up beside them
    const x = source.op === "target" ? target.x - target.width / 2 + 6 : source.x;
    /** @type {Point} */
    const from = source.op === "target" ? [x, source.y] : [x, source.y + (side * source.height) / 2];
    /** @type {Point} */
    const to = [x, target.y - (side * target.height) / 2];
    return {
      ...ends,
      from,
      to,
      upright: true,
      label: { x: x + 7, y: (from[1] + to[1]) / 2, anchor: "start" },
    };
  }
  /** @type {Point} */
  const from = [source.x + source.width / 2, source.y];
  /** @type {Point} */
  const to = [target.x - target.width / 2, target.y];
  return { ...ends, from, to, upright: false, label: labelOf(source, target, [from, to], sizes) };
}

/**
 * Beside the end where the lines keep apart; into discs, at another part of the way for each.
 * @param {Node} source
 * @param {Node} target
 * @param {[Point, Point]} ends
 * @param {number[]} sizes
 * @returns {Label}
 */
function labelOf(source, target, [from, to], sizes) {
  const [l, j] = target.at;
  if (target.op === "multiply") return { x: to[0] - 6, y: to[1] - 10, anchor: "end" };
  if (target.op === "sum") return { x: from[0] + 5, y: from[1] - 9, anchor: "start" };
  if (target.op === "cost") return { x: from[0] + 6, y: from[1] - 10, anchor: "start" };
  if (target.op === "activation" && source.at[1] === j) {
    return { x: (from[0] + to[0]) / 2, y: from[1] - 10, anchor: "middle" };
  }
  const n = sizes[l - 1];
  const part = target.op === "activation" ? 0.85 : n > 1 ? 0.35 + (0.4 * (j - 1)) / (n - 1) : 0.5;
  const [x, y] = along(from, to, part);
  return { x, y: target.op === "activation" ? y - 9 : y, anchor: "middle" };
}

/**
 * A point of the curve between two ends, at a part of its way.
 * @param {Point} from
 * @param {Point} to
 * @param {number} part
 * @returns {Point}
 */
export function along([x0, y0], [x1, y1], part) {
  const rest = 1 - part;
  const bend = (x0 + x1) / 2;
  const blend = (/** @type {number[]} */ [a, b, c, d]) =>
    rest ** 3 * a + 3 * rest * rest * part * b + 3 * rest * part * part * c + part ** 3 * d;
  return [blend([x0, bend, bend, x1]), blend([y0, y0, y1, y1])];
}

/** @param {Edge} edge */
export function pathOf({ from: [x0, y0], to: [x1, y1], upright }) {
  if (upright) return `M${x0},${y0}L${x1},${y1}`;
  const bend = (x0 + x1) / 2;
  return `M${x0},${y0}C${bend},${y0} ${bend},${y1} ${x1},${y1}`;
}

/**
 * The node next to another in the direction of an arrow key; itself where there is none.
 * @param {Node[]} nodes
 * @param {string} id
 * @param {string} key
 */
export function neighbourOf(nodes, id, key) {
  const here = nodes.find((one) => one.id === id);
  const [dx, dy] = DIRECTIONS[key] ?? [0, 0];
  if (!here || (!dx && !dy)) return null;
  let [best, least] = [id, Infinity];
  for (const other of nodes) {
    const [x, y] = [other.x - here.x, other.y - here.y];
    const [ahead, aside] = dx ? [x * dx, Math.abs(y)] : [y * dy, Math.abs(x)];
    if (ahead <= 1 || aside > ahead * 2.5) continue;
    const distance = ahead + aside * 2;
    if (distance < least) [best, least] = [other.id, distance];
  }
  return best;
}

/** @type {Record<string, [number, number]>} */
const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
