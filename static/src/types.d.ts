/* The types that the front end shares: those of the wire, under short names, and what is made from them. */
import type { components } from "./wire";

type Schemas = components["schemas"];

export type Trace = Schemas["TraceAnswer"];
export type TracedLayer = Schemas["TracedLayer"];
export type Frame = Schemas["FrameObject"];
export type Network = Schemas["NetworkObject"];
export type Preset = Schemas["PresetAnswer"];
export type Optimizer = Preset["optimizer"];
export type OptimizerState = Schemas["OptimizerStateObject"];
export type Catalog = Schemas["CatalogAnswer"];
export type Equation = Schemas["EquationEntry"];
export type Line = Schemas["LineObject"];
export type Tree = Line["formula"];
export type SymbolNode = Schemas["SymbolNode"];
export type Parameter = Schemas["NumberEntry"] | Schemas["SwitchEntry"];
export type Rule = Schemas["RuleEntry"];
export type Problem = Schemas["ProblemDocument"];

export type Matrix = number[][];

/** How finely the frames are opened; `pass` stops only at the ends of the phases. */
export type Granularity = "pass" | "layer" | "neuron" | "term";

/** One motion of the player: a frame, or the part of a frame that the granularity asks for. */
export interface Step {
  id: string;
  frame: Frame;
  layer: number | null;
  /** The neuron it is about, from 1; null where it is about a whole layer. */
  neuron: number | null;
  /** `k`, `q` or the name of the last part, where it is about a single term. */
  term: string | null;
  /** Whether stepping halts at its end. */
  stop: boolean;
}

/** The steps of a learning step, and when each recorded quantity comes into being. */
export interface Script {
  granularity: Granularity;
  steps: Step[];
  /** The end of the playing time: t runs from 0 to `last`, and step i has happened at t = i. */
  last: number;
  /** How far the making of `key` (`z2`, `z2.1`, `z2.1.3`) has come at time t, from 0 to 1. */
  progress(key: string, t: number): number;
  /** Whether `key` is being made by a step of its own and not only as part of a larger one. */
  alone(key: string): boolean;
}


/** The experiment that is recorded: everything that /trace takes except what the optimizer remembers. */
export interface Experiment {
  network: Network;
  inputs: Matrix;
  targets: Matrix;
  loss: string;
  regularization: { l1: number; l2: number };
  optimizer: Optimizer;
}

/** One learning step in the history. */
export interface Entry {
  /** Null for a step that was passed over; it is computed when somebody returns to it. */
  network: Network | null;
  optimizerState: OptimizerState | null;
  /** The cost before the step. */
  loss: number;
  trace: Trace | null;
}

/** Everything that stays the same while t moves. */
export interface Scene {
  trace: Trace;
  script: Script;
  /** The granularity asked for; a large network's script may be coarser. */
  granularity: Granularity;
  catalog: Catalog;
  experiment: Experiment;
  /** The example on show, from 0. */
  example: number;
  /** The ref of the neuron or weight that was chosen, such as `neuron.2.1` or `edge.2.1.1`. */
  selected: string | null;
  digits: number;
}

/** A picture of a scene at time t. It draws into its own element and does nothing else. */
export interface View {
  show(scene: Scene): void;
  draw(t: number): void;
}
