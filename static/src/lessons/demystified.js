/* The walk through "Backpropagation Demystified" (2016): one chain, and why nothing in it is computed twice. */

/** @type {import("./index.js").Lesson} */
export const demystified = {
  id: "demystified",
  title: "Backpropagation demystified",
  lead: "From the meaning of a derivative to dynamic programming, on six weights.",
  source: "Backpropagation Demystified, 2016",
  parts: [
    {
      title: "What a partial derivative means",
      link: "?preset=2-2-1&views=perturbation#at=g2&of=edge.2.1.1",
      text: `A derivative answers one question: if this changes a little, how much does that change? What a person weighs
depends on exercise and on diet. Change the exercise a little, keep the diet as it is, and see what the scales
say: that is the partial derivative by exercise, $\\partial y/\\partial x_1$. The word "partial" means only that
everything else stays where it is.

Here the cost $C$ depends on six weights. Nudge $w^2_{11}$, which is {w.2.1.1}, and keep the other five. To
begin with the cost changes {nabla_w.2.1.1} times as much as the weight: that is $\\partial C/\\partial
w^2_{11}$. Move the slider and see how long this stays true.`,
    },
    {
      title: "The network",
      link: "?preset=2-2-1#at=x",
      text: `Two inputs, two hidden neurons, one output, six weights and no biases: among the smallest networks that have
everything we need. The input is layer 1. The source calls the weights $w_1$ to $w_6$; we say where each one
leads, so $w^2_{12}$ is the weight into neuron 1 of layer 2 from neuron 2 of the layer before, which is $w_3$
there. The upper index is the layer, the lower ones the neurons.

The source gives no numbers, so the numbers here are ours. Leaving out the biases is a choice and not a rule:
most other examples of this page have them.`,
    },
    {
      title: "What learning is",
      link: "?preset=2-2-1#at=u&of=edge.2.1.1",
      text: `Learning means moving each weight against its partial derivative: $w \\leftarrow w - \\eta\\,\\partial
C/\\partial w$. The learning rate $\\eta$ says how far. Here $w^2_{11}$ goes from {w.2.1.1} to
{updated_w.2.1.1}, and after all six have moved the cost has gone from {cost} to {cost_after}.

So all that remains is to find six derivatives. Backpropagation is the way to find them all without doing
anything twice.`,
    },
    {
      title: "A neuron, opened",
      link: "?preset=2-2-1&views=unfolded#at=a2",
      text: `A circle of the diagram stands for three kinds of computation: products of an input and a weight, their sum $z$,
and a nonlinearity $f$ that turns the sum into the activation $a$. Drawn one by one, they make the second figure
of the source.

Play it. Every node holds one number, every edge one local derivative: how much the node at its end changes when
the one at its beginning does.`,
    },
    {
      title: "Forward, with one correction",
      link: "?preset=2-2-1#at=z3",
      text: `Reading the figure from left to right gives the forward equations: $z^2_1 = w^2_{11}x_1 + w^2_{12}x_2$, then
$a^2_1 = f(z^2_1)$, and at the output $z^3_1 = w^3_{11}a^2_1 + w^3_{12}a^2_2$, which is {z.3.1}.

In the source the last sum takes the first activation twice. That is a slip of the pen: the second term belongs
to the second hidden neuron, {a.2.2}, and not to the first, {a.2.1}.`,
    },
    {
      title: "From the output to the input",
      link: "?preset=2-2-1&views=chain-rule#at=g2&of=edge.2.1.1",
      text: `How does the cost depend on $w^2_{11}$? Through $z^2_1$, and that through $a^2_1$, then $z^3_1$, then the
output. The chain rule multiplies one local derivative for each of these links, from the cost down to the
weight.

Five factors give {nabla_w.2.1.1}. Each is easy: you can read it off an edge of the opened network. Below the
product you see how one link after the other is taken apart.`,
    },
    {
      title: "Six long products",
      link: "?preset=2-2-1&views=paths#at=g2&of=edge.2.1.1",
      text: `Six weights, six such products, and most of their factors are the same. Multiplying all of them afresh is
wasteful already here; in a deeper network the number of paths from a weight to the cost grows exponentially.

The remedy has a grand name, dynamic programming, and a simple idea: keep what you have computed, and use it
again. (The word is memoization, without an r.) Compare the two counts, and then make the network deeper.`,
    },
    {
      title: "Layer 3: the first delta",
      link: "?preset=2-2-1#at=d3",
      text: `Begin at the end. How the cost changes with $z^3_1$ is the product of the first two factors: $\\delta^3_1 =
(a^3_1 - y)\\,f'(z^3_1)$, that is {delta.3.1}. Nothing else is called delta: it is always the derivative of the
cost by a weighted input $z$, and it has the same indices as that $z$.

Keep this number. Everything further back begins with it.`,
    },
    {
      title: "Its first use",
      link: "?preset=2-2-1#at=g3&of=edge.3.1.1",
      text: `The derivatives by the last two weights need one multiplication each: $\\partial C/\\partial w^3_{11} =
\\delta^3_1\\,a^2_1$, which is {nabla_w.3.1.1}, and $\\partial C/\\partial w^3_{12} = \\delta^3_1\\,a^2_2$,
which is {nabla_w.3.1.2}. An activation that comes in along the edge, times the delta at the end of it.`,
    },
    {
      title: "Layer 2: a message that runs back",
      link: "?preset=2-2-1#at=d2",
      text: `Delta is handed backward along the same edges: $\\delta^2_1 = \\delta^3_1\\,w^3_{11}\\,f'(z^2_1)$, which is
{delta.2.1}, and likewise $\\delta^2_2$, {delta.2.2}. Of all that the long product contains, only two factors
are new.

(In this derivation the source writes one middle factor as if $z^3$ were differentiated by the output; it is the
hidden activation $a^2_1$ that it depends on.)`,
    },
    {
      title: "And the long product is short",
      link: "?preset=2-2-1#at=g2&of=edge.2.1.1",
      text: `What began as five factors is now two: $\\partial C/\\partial w^2_{11} = \\delta^2_1\\,x_1$, that is
{nabla_w.2.1.1}. The same number as before, because it is the same product; only that most of it had been
computed already.

That is all of backpropagation: the chain rule, read from the output to the input, with every partial result
kept.`,
    },
  ],
};
