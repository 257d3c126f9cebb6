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
export type LinkKey = Schemas["LinkKeyEntry"];
export type LinkAnswer = Schemas["LinkAnswer"];
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
  /** What the link does not let one change. */
  locks: string[];
  /** Whether the numbers are hidden. */
  veiled: boolean;
}

/** Where an explanation stands: in the place of the network, or of the step's equation. */
export type Place = "stage" | "panel";

/** A question to the server: an operation, what it takes besides the problem, and whether it takes the whole batch. */
export interface Ask {
  path: string;
  more?: Record<string, unknown>;
  batch?: boolean;
  /** Whether the optimizer goes with it. */
  learning?: boolean;
}

/** The answers to the questions of an explanation, by the names it gave them. */
export type Answers = Record<string, any>;

/** What a person has set in an explanation, such as the size of a nudge. */
export type Settings = Record<string, any>;

/** A mark of the diagram by its home, and what is written beside it. */
export interface TrailMark {
  home: string;
  words: string;
  /** Of the step that makes it, before which the words are not there. */
  key?: string;
}

/** A scene with what an explanation asked for; `answers` is empty until they have come. */
export interface ExplainedScene extends Scene {
  settings: Settings;
  answers: Answers;
}

/** What a view of an explanation may ask for. */
export interface ExplanationActions {
  set(change: Settings): void;
  select(ref: string | null): void;
  /** Goes to a named position of the learning step. */
  goTo(name: string): void;
  edit(target: string, value: number): void;
  /** Shows another example of the batch, from 0. */
  example(x: number): void;
  open(place: Place, id: string | null): void;
  settings(id: string, change: Settings): void;
  /** Makes the marks of a path stand out in the diagram, with words at some of them; none, and it is as usual. */
  trail(marks: TrailMark[]): void;
  /** Says that other marks stand there now, so that what is pointed at is marked again. */
  drawn(): void;
  /** Says that the places have changed. */
  moved(): void;
}

/** One question that a reader may ask about the learning step on show. */
export interface Explanation {
  /** Its name in the address. */
  id: string;
  title: string;
  /** Its name among the views of the stage. */
  tab?: string;
  question: string;
  /** The part of the menu it stands in. */
  group: string;
  /** The source text that it explains, and where. */
  source: string;
  place: Place;
  /** The position at which it is opened from the menu, where nothing has been played yet. */
  opensAt?: string;
  /** Why there is nothing to explain here, as a sentence; null where there is. */
  unavailable(scene: Scene): string | null;
  asks(scene: Scene, settings: Settings): Record<string, Ask>;
  view(element: HTMLElement, actions: ExplanationActions): ExplanationView;
}

export interface ExplanationView {
  show(scene: ExplainedScene): void;
  draw(t: number): void;
}

/** A picture of a scene at time t. It draws into its own element and does nothing else. */
export interface View {
  show(scene: Scene): void;
  draw(t: number): void;
}
