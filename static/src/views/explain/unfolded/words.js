/* Sentences about one node of the computation graph: where its value comes from, and what arrives from behind. */
import { subscript, symbol, text } from "../../../encode.js";
import { parseRef } from "../../../refs.js";

/**
 * @typedef {{ id: string, op: string, layer: number | null, j: number | null, k: number | null, symbol: string,
 *   ref: string | null, value: number, adjoint: number | null, adjoint_ref: string | null }} GraphNode
 * @typedef {{ source: string, target: string, local_derivative: number | null, symbol: string }} GraphEdge
 * @typedef {{ nodes: GraphNode[], edges: GraphEdge[], out_of_range: boolean }} Graph
 *
 * The graph by ids.
 * @typedef {{ node: (id: string) => GraphNode | undefined, into: (id: string) => GraphEdge[],
 *   outOf: (id: string) => GraphEdge[], local: (source: string, target: string) => GraphEdge | undefined }} Lookup
 */

/**
 * @param {Graph} graph
 * @returns {Lookup}
 */
export function lookup({ nodes, edges }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const byEnds = new Map(edges.map((edge) => [`${edge.source} ${edge.target}`, edge]));
  return {
    node: (id) => byId.get(id),
    into: (id) => edges.filter(({ target }) => target === id),
    outOf: (id) => edges.filter(({ source, local_derivative: local }) => source === id && local !== null),
    local: (source, target) => byEnds.get(`${source} ${target}`),
  };
}

/** @param {string} id of a node, as one writes it @returns {string} */
export function written(id) {
  const { name, at } = parseRef(id);
  const [l, ...rest] = at;
  if (id === "C") return "C";
  if (name === "y") return `y${subscript(l)}`;
  if (name === "p") return `${symbol("w", l, ...rest)} ${written(`a.${l - 1}.${rest[1]}`)}`;
  if (name === "a" && l === 1) return `x${subscript(rest[0])}`;
  return symbol(name === "neuron" ? "a" : name, l, ...rest);
}

/** What a node is. @param {string} id */
export function named(id) {
  const { name, at } = parseRef(id);
  const [l, j, k] = at;
  /** @type {Record<string, string>} */
  const words = {
    C: "The cost",
    y: `Target ${l}`,
    w: `The weight into neuron ${j} of layer ${l} from neuron ${k}`,
    p: `The product of weight and activation of neuron ${k}, into neuron ${j} of layer ${l}`,
    b: `The bias of neuron ${j} of layer ${l}`,
    z: `The sum of neuron ${j} of layer ${l}`,
    a: l === 1 ? `Input ${j}` : `The activation of neuron ${j} of layer ${l}`,
    neuron: `Neuron ${j} of layer ${l}`,
  };
  return words[name];
}

/**
 * How the value of a node comes about, in numbers.
 * @param {Lookup} graph
 * @param {string} id
 */
export function valueWords(graph, id) {
  const node = graph.node(id);
  if (!node) return "";
  const sources = graph.into(id).map(({ source }) => graph.node(source)?.value ?? 0);
  const value = text(node.value);
  if (node.op === "multiply") return `${sources.map(bracketed).reverse().join(" × ")} = ${value}`;
  if (node.op === "sum") return `${sources.map(bracketed).join(" + ")} = ${value}`;
  if (node.op === "activation") return `f of ${sources.map(bracketed).join(", ")} = ${value}`;
  return value;
}

/**
 * What arrives at a node from behind: each way on passes back its adjoint times its local derivative.
 * @param {Lookup} graph
 * @param {string} id
 */
export function adjointWords(graph, id) {
  const node = graph.node(id);
  if (!node || node.adjoint === null) return "";
  if (id === "C") return "1, for here the way back begins";
  const terms = graph.outOf(id).map(({ target, local_derivative: local }) => {
    const behind = graph.node(target)?.adjoint;
    return behind === undefined || behind === null ? null : `${bracketed(local ?? 0)} × ${bracketed(behind)}`;
  });
  // of a single neuron what comes after it is not known here
  if (!terms.length || terms.includes(null)) return text(node.adjoint);
  return `${terms.join(" + ")} = ${text(node.adjoint)}`;
}

/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${text(value)})` : text(value));
