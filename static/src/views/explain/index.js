/* EXPLANATIONS: the questions a reader may ask, in the order of the menu; each is one file, with its view. */
import { algorithm } from "./algorithm.js";
import { chainRule } from "./chain_rule.js";
import { fourEquations } from "./four_equations.js";
import { gradientCheck } from "./gradient_check.js";
import { matrices } from "./matrices/index.js";
import { paths } from "./paths.js";
import { perturbation } from "./perturbation.js";
import { slowLearning } from "./slow_learning.js";
import { softmax } from "./softmax.js";
import { unfolded } from "./unfolded/index.js";

/** @type {import("../../types").Explanation[]} */
export const EXPLANATIONS = [
  unfolded,
  matrices,
  chainRule,
  paths,
  fourEquations,
  softmax,
  gradientCheck,
  perturbation,
  slowLearning,
  algorithm,
];
