/* Pure geometry of the network diagram: from layer sizes and a rectangle to the place of every mark. */

import { freeBetween, LETTER } from "./outline.js";

/**
 * @typedef {{ layer: number, j: number, x: number, y: number }} Node
 * @typedef {{ layer: number, j: number, k: number, path: string, at: (fraction: number) => [number, number],
 *             mark: [number, number], label: [number, number] | null, between: [number, number] }} Edge
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 *
 * @typedef {object} Geometry
 * @property {number} width
 * @property {number} height
 * @property {number} radius of a neuron
 * @property {number} font size of the numbers at the neurons and edges, in pixels
 * @property {"full" | "compact" | "dense"} density how much of a neuron there is room for
 * @property {number} lines rows of text under a neuron: z, then b
 * @property {number} header height of the row of layer names, 0 where there is none
 * @property {Node[]} nodes
 * @property {Edge[]} edges
 * @property {{ layer: number, x: number }[]} columns
 * @property {Box} cost
 * @property {(Node & { path: string, at: (fraction: number) => [number, number] })[]} costEdges
 * @property {number} badge height of the badge above a neuron
 * @property {boolean} twoRows whether there is room for a second row below the weights
 * @property {number} span horizontal distance between the neurons of neighbouring layers, edge to edge
 * @property {number} crowding distance between neighbouring marks of the most crowded layer of all
 */

/** Above this many weights, or neurons in a layer, single marks would no longer be told apart. */
export const DRAWING_CAP = { weights: 2000, neurons: 32, layers: 12 };

/** In a diagram of more than this size everything grows with it, as far as legibility asks. */
const USUAL = { width: 860, height: 560 };
const MOST_GROWN = 1.9;
const WIDEST_PITCH = 210;
const LARGEST_RADIUS = 46;
const LARGEST_FONT = 15;
/** Below this radius a number no longer fits into the neuron. */
const NUMBER_RADIUS = 14;
const SMALLEST_FONT = 11;
/** Letters that have grown with the page's text take no more of a neuron than that its number fits. */
const RADIUS_PER_FONT = 2.4;

/** @param {number[]} sizes */
export function drawable(sizes) {
  const weights = sizes.slice(1).reduce((sum, n, i) => sum + n * sizes[i], 0);
  return (
    weights <= DRAWING_CAP.weights &&
    sizes.length <= DRAWING_CAP.layers &&
    sizes.every((n) => n <= DRAWING_CAP.neurons)
  );
}

/**
 * @param {number[]} sizes neurons per layer
 * @param {number} width
 * @param {number} height
 * @param {boolean} [biases] whether any layer has biases, and so a row for them
 * @param {number} [type] how much larger than usual the page writes; the diagram follows as far as it need not say less
 * @returns {Geometry}
 */
export function layoutNetwork(sizes, width, height, biases = true, type = 1) {
  const usual = layoutIn(sizes, width, height, biases, 1);
  if (type <= 1) return usual;
  const larger = layoutIn(sizes, width, height, biases, Math.sqrt(type));
  const [more, less] = [said(larger), said(usual)];
  return more.every((amount, i) => amount >= less[i]) ? larger : usual;
}

/** How much a diagram has room to say. @param {Geometry} geometry */
const said = ({ font, lines, density, twoRows, edges }) => [
  font,
  lines,
  ["dense", "compact", "full"].indexOf(density),
  Number(twoRows),
  edges.filter(({ label }) => label).length,
];

/**
 * @param {number[]} sizes
 * @param {number} width
 * @param {number} height
 * @param {boolean} biases
 * @param {number} larger than usual, of everything
 * @returns {Geometry}
 */
function layoutIn(sizes, width, height, biases, larger) {
  const roomy = Math.max(1, Math.min(width / USUAL.width, height / USUAL.height));
  const grown = Math.min(MOST_GROWN, roomy * larger);
  const header = height >= 300 ? 34 * grown : height >= 200 ? 22 : 0;
  const most = Math.max(...sizes);
  const pitch = Math.min(WIDEST_PITCH * grown, (height - header - 8) / most);
  const cost = width < 480 ? { width: 52, height: 40 } : { width: 84 * grown, height: 64 * grown };
  const narrowest = (width - cost.width - 32) / sizes.length;
  const neuron = neuronSize(pitch, narrowest, biases ? 2 : 1, { grown, larger });
  const { radius, font, badge, lines } = neuron;
  const left = radius + (neuron.density === "full" ? 16 * grown : 12);
  const right = cost.width / 2 + 12;
  const gap = (width - left - right) / sizes.length;
  const centre = header + (height - header) / 2 + (badge - lines * (font + 4)) / 2;

  const columns = sizes.map((_, i) => ({ layer: i + 1, x: left + i * gap }));
  const nodes = sizes.flatMap((n, i) =>
    Array.from({ length: n }, (_, j) => ({
      layer: i + 1,
      j: j + 1,
      x: columns[i].x,
      y: centre + (j - (n - 1) / 2) * pitch,
    })),
  );
  const { edges, twoRows, crowding } = edgesOf(sizes, nodes, { ...neuron, pitch, gap });
  const box = { x: width - right - cost.width / 2, y: centre - cost.height / 2, ...cost };
  const costEdges = nodes
    .filter(({ layer }) => layer === sizes.length)
    .map((node) => ({ ...node, ...curve(node.x + radius, node.y, box.x, centre) }));
  return {
    width,
    height,
    radius,
    font,
    badge,
    lines,
    density: neuron.density,
    header,
    nodes,
    edges,
    columns,
    cost: box,
    costEdges,
    twoRows,
    span: gap - 2 * radius,
    crowding,
  };
}

/**
 * As much of a neuron as the pitch leaves room for: first the row of b goes, then that of z, then the number inside.
 * @param {number} pitch vertical distance between neurons
 * @param {number} gap horizontal distance between layers
 * @param {number} mostLines
 * @param {{ grown: number, larger: number }} scale how much larger than usual everything may be, and how much of that
 *     is asked for by the text of the page
 * @returns {{ radius: number, font: number, badge: number, lines: number, density: Geometry["density"] }}
 */
function neuronSize(pitch, gap, mostLines, { grown, larger }) {
  const widest = Math.min(LARGEST_RADIUS * grown, gap * 0.24);
  /** @param {number} times */
  const fontOf = (times) =>
    Math.max(SMALLEST_FONT, Math.min(LARGEST_FONT * grown, Math.round((pitch / 11) * times), widest * 0.36));
  const least = fontOf(1);
  for (let lines = mostLines; lines >= 0; lines -= 1) {
    for (let font = fontOf(larger); font >= least; font = font === least ? 0 : Math.max(least, font - 1)) {
      const badge = pitch >= 120 ? font + 11 : font + 4;
      const radius = Math.min(widest, (pitch - badge - (lines ? 14 : 9) * larger - lines * (font + 4)) / 2);
      if (radius < font * RADIUS_PER_FONT && font > least) continue;
      if (radius >= NUMBER_RADIUS + 2 * lines || (lines === 0 && radius >= NUMBER_RADIUS)) {
        return { radius, font, badge, lines, density: radius >= 26 ? "full" : "compact" };
      }
    }
  }
  return {
    radius: Math.max(3, Math.min(widest, pitch * 0.3)),
    font: least,
    badge: 0,
    lines: 0,
    density: "dense",
  };
}

/**
 * @param {number[]} sizes
 * @param {Node[]} nodes
 * @param {ReturnType<typeof neuronSize> & { pitch: number, gap: number }} measures
 */
function edgesOf(sizes, nodes, { pitch, gap, ...neuron }) {
  const { radius, font } = neuron;
  const layers = sizes.slice(1).map((nOut, i) => {
    const { share, separation } = labelPlace(sizes[i], nOut);
    const distance = separation * pitch;
    const labelled = distance >= font + 4 && gap - 2 * radius >= font * 4.5;
    return { l: i + 2, share, distance, labelled };
  });
  const room = Math.min(...layers.filter(({ labelled }) => labelled).map(({ distance }) => distance));
  const twoRows = room >= 2 * (font + 3);
  const edges = layers.flatMap(({ l, share, labelled }) => {
    const [from, to] = [l - 1, l].map((layer) => nodes.filter((node) => node.layer === layer));
    return to.flatMap((target) =>
      from.map((source) => {
        const line = curve(source.x + radius, source.y, target.x - radius, target.y);
        const mark = line.at(fractionOf(share));
        const free = labelled ? freeBetween(from, to, mark[1], font * (twoRows ? 1.2 : 0.6), neuron) : null;
        const fits = free !== null && free[1] - free[0] >= font * LETTER * SHORTEST_LABEL;
        const label = fits ? clearOf(mark, free, (font * LETTER * SHORTEST_LABEL) / 2) : null;
        const between = free ?? [source.x + radius, target.x - radius];
        return { layer: l, j: target.j, k: source.j, ...line, mark, label, between };
      }),
    );
  });
  return { edges, twoRows, crowding: Math.min(...layers.map(({ distance }) => distance)) };
}

/** The letters that a label has at least: a sign, a figure, the point, two more. */
const SHORTEST_LABEL = 5;

/**
 * A label's place, moved sideways as far as it must to stay clear of the neurons.
 * @param {[number, number]} place
 * @param {[number, number]} between the edges of the neurons to its left and right
 * @param {number} half its width, halved
 * @returns {[number, number]}
 */
export function clearOf([x, y], [from, to], half) {
  if (to - from < 2 * half) return [(from + to) / 2, y];
  return [Math.min(to - half, Math.max(from + half, x)), y];
}

/**
 * Where along their edges the labels of a layer stand furthest apart. At the share e of the way down, the label of the
 * edge from k to j is at (1 - e) k + e j in units of the pitch. Neighbours j differ by e, and the last j of one k from
 * the first j of the next by 1 - e n_out; both are largest together at e = 1/(n_out + 1). Seen from the other end
 * it is n_in that counts.
 * @param {number} nIn
 * @param {number} nOut
 */
function labelPlace(nIn, nOut) {
  if (nIn === 1 || nOut === 1) return { share: 0.5, separation: nIn === nOut ? 1 : 0.5 };
  return nOut <= nIn
    ? { share: 1 / (nOut + 1), separation: 1 / (nOut + 1) }
    : { share: nIn / (nIn + 1), separation: 1 / (nIn + 1) };
}

/** How far the control points reach: 0 is a straight line. */
const BEND = 0.35;

/**
 * A line that leaves and arrives level.
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 */
function curve(x0, y0, x1, y1) {
  const bend = (x1 - x0) * BEND;
  const path = `M${f(x0)},${f(y0)}C${f(x0 + bend)},${f(y0)} ${f(x1 - bend)},${f(y1)} ${f(x1)},${f(y1)}`;
  /** @type {(fraction: number) => [number, number]} */
  const at = (fraction) => {
    const across = bezier(BEND, 1 - BEND, fraction);
    return [x0 + (x1 - x0) * across, y0 + (y1 - y0) * bezier(0, 1, fraction)];
  };
  return { path, at };
}

/**
 * A cubic Bézier curve from 0 to 1 with control values p and q.
 * @param {number} p
 * @param {number} q
 * @param {number} t
 */
const bezier = (p, q, t) => 3 * (1 - t) ** 2 * t * p + 3 * (1 - t) * t ** 2 * q + t ** 3;

/**
 * The fraction at which a curve is at `share` of its way down: 3t² - 2t³ = share, in closed form.
 * @param {number} share
 */
const fractionOf = (share) => 0.5 - Math.sin(Math.asin(1 - 2 * share) / 3);

/** @param {number} x */
const f = (x) => Math.round(x * 10) / 10;
