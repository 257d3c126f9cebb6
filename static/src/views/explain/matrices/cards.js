/* The questions beside an equation of matrices: why the transpose, why ⊙, why an outer product. */
import { sizesOf } from "../../../refs.js";
import { superscript } from "../../../encode.js";
import { contextOf, named } from "./equations.js";
import { matrixOf, sign } from "./parts.js";

/**
 * @typedef {import("../../../types").ExplainedScene} ExplainedScene
 * @typedef {import("../../../types").Step} Step
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./parts.js").MatrixPart} MatrixPart
 * @typedef {import("./parts.js").Context} Context
 *
 * @typedef {{ title: string, words: (i: number, c: number) => string, picture: Part[] }} Card
 */

/** A picture of more rows than this says no more than a smaller one. */
const DRAWN = 6;

/**
 * @param {ExplainedScene} scene
 * @param {Step} step
 * @param {number} l
 * @returns {Card[]}
 */
export function cardsOf(scene, { frame }, l) {
  const context = contextOf(scene, l);
  const make = CARDS[frame.equation];
  return make ? make(scene, l, context, frame.form) : [];
}

/** @type {Record<string, (scene: ExplainedScene, l: number, context: Context, form: string) => Card[]>} */
const CARDS = {
  input: () => [
    {
      title: "Why columns?",
      words: () =>
        "The equations of the book stand for one example: its numbers are a column. NumPy keeps every example as a row, so that many go through at once; there each product is written the other way round.",
      picture: [],
    },
  ],
  weighted_input: (_scene, l) => [
    {
      title: "Why “to” before “from”?",
      words: (i) =>
        `w${superscript(l)} has a row for each neuron it leads to. Row ${i + 1} holds the weights that come into neuron ${i + 1}; times the column a${superscript(l - 1)}, that is all it collects. With the indices the other way round there would have to be a transpose here.`,
      picture: [],
    },
    {
      title: "Why do the shapes fit?",
      words: () =>
        "As many columns as the layer before it has neurons, as many rows as this one. The inner two numbers must agree and vanish; the outer two are the shape of the result.",
      picture: [],
    },
  ],
  activation: (scene, l, context) => [jacobianCard(scene, l, context)],
  cost: () => [
    {
      title: "Why a single number?",
      words: () =>
        "However many outputs and examples there are, the cost is one number: only so can one say of every weight whether a little more of it makes things better or worse. The way back starts from it with one derivative for each output.",
      picture: [],
    },
  ],
  BP1: (scene, l, context, form) => [backCard(scene, l), ...slopeCards(scene, l, context, form)],
  BP2: (scene, l, context, form) => [
    transposeCard(scene, l, context),
    ...slopeCards(scene, l, context, form),
  ],
  BP3_BP4: (_scene, l) => [
    {
      title: "Why a column times a row?",
      words: (i, c) =>
        `Each weight has a delta at its head and an activation at its tail. The weight to neuron ${i + 1} from neuron ${c + 1} gets δ${superscript(l)} of the one times a${superscript(l - 1)} of the other: a table of all pairs, which is what the outer product is.`,
      picture: [],
    },
    {
      title: "Why does it fit the weights?",
      words: () =>
        "A column as tall as this layer times a row as wide as the layer before it: the gradient has the shape of the weights, one number for each, and can be subtracted from them.",
      picture: [],
    },
  ],
  update: () => [
    {
      title: "Why no product here?",
      words: () =>
        "Gradient and weights have the same shape. Each weight moves by its own entry alone, against the sign of its gradient; how all others move makes no difference to it in this step.",
      picture: [],
    },
  ],
};

/** @param {ExplainedScene} scene @param {number} l @param {Context} context @returns {Card} */
function transposeCard(scene, l, context) {
  // in w itself the row of its transpose is a column
  const weights = matrixOf(named("w", "l+1"), context, { pick: "turned" });
  const small = sizesOf(scene.trace)[l] <= DRAWN;
  const up = superscript(l + 1);
  return {
    title: "Why the transpose?",
    words: (i) =>
      `Row ${i + 1} of (w${up})ᵀ is column ${i + 1} of w${up}: the weights that leave neuron ${i + 1}. Forward, a neuron gathers along the edges that come in; backward, along the edges that go out.`,
    picture: small ? [weights] : [],
  };
}

/** @param {ExplainedScene} scene @param {number} l @returns {Card} */
const backCard = (scene, l) => ({
  title: "Why no weights here?",
  words: () =>
    `The outputs meet the cost directly: nothing lies between layer ${l} and C. From layer ${l - 1} on, deltas come back through the weights${l > 2 ? ", transposed" : ""}.`,
  picture: [],
});

/**
 * @param {ExplainedScene} scene
 * @param {number} l
 * @param {Context} context
 * @param {string} form
 * @returns {Card[]}
 */
function slopeCards(scene, l, context, form) {
  const canonical = form.endsWith("_canonical");
  const tied = isTied(scene, l);
  const behind = matrixOf(named("grad_a", "l"), context, { pick: "column" });
  const delta = matrixOf(named("delta", "l"), context);
  const small = sizesOf(scene.trace)[l - 1] <= DRAWN;
  const first = tied
    ? matrixOf(named("jacobian", "l"), context, { pick: "row", transposed: true })
    : diagonal(context);
  const picture = small ? [first, sign("\\cdot", "times"), behind, sign("=", "equals"), delta] : [];
  if (canonical) {
    return [
      {
        title: "Where is f′(z)?",
        words: () =>
          "It is in there and cancels: the Jacobian of the activation times what the cost says is exactly output minus target. That is why this cost goes with this activation.",
        picture,
      },
    ];
  }
  if (tied) {
    return [
      {
        title: "Why a whole matrix and not ⊙?",
        words: () =>
          "Softmax ties the neurons together: each activation depends on every z of its layer, so the Jacobian is full, and its transpose carries the way back.",
        picture: [],
      },
    ];
  }
  return [
    {
      title: "Why ⊙ and not another matrix?",
      words: () =>
        "Each activation depends on its own z alone, so its Jacobian is diagonal. Multiplying by a diagonal matrix is multiplying entry by entry: the same δ.",
      picture,
    },
  ];
}

/** @param {ExplainedScene} scene @param {number} l @param {Context} context @returns {Card} */
function jacobianCard(scene, l, context) {
  const small = sizesOf(scene.trace)[l - 1] <= DRAWN;
  if (isTied(scene, l)) {
    return {
      title: "What depends on what?",
      words: () =>
        "Each share depends on every z of the layer: raise one, and the others shrink. The Jacobian, row a by column z, is full, and its rows add up to zero.",
      picture: small ? [matrixOf(named("jacobian", "l"), context, { pick: "row" })] : [],
    };
  }
  return {
    title: "What depends on what?",
    words: (i) =>
      `The function is applied to each entry by itself: a of neuron ${i + 1} depends on z of neuron ${i + 1} alone. The Jacobian, row a by column z, is diagonal, with the slopes f′(z) in it; the way back will need them.`,
    picture: small ? [diagonal(context)] : [],
  };
}

/** @param {ExplainedScene} scene @param {number} l */
const isTied = ({ trace }, l) => !trace.layers[l - 1].activation_derivative;

/**
 * The slopes as a diagonal matrix; beside the diagonal there is nothing recorded, because there is nothing.
 * @param {Context} context
 * @returns {MatrixPart}
 */
function diagonal(context) {
  const slopes = matrixOf(named("slope", "l"), context);
  const cells = slopes.cells.map((row, i) =>
    slopes.cells.map((_, j) => (i === j ? row[0] : { value: 0, ref: null })),
  );
  const n = cells.length;
  const labels = (/** @type {string} */ letter) => Array.from({ length: n }, (_, i) => `${letter} ${i + 1}`);
  return {
    ...slopes,
    latex: `\\operatorname{diag}\\,${slopes.latex}`,
    cells,
    rows: labels("a"),
    columns: labels("z"),
    pick: "row",
  };
}
