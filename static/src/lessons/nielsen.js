/* The walk through the notes on chapter 2 of Nielsen's book: four equations, an algorithm, and why it is fast. */

/** @type {import("./index.js").Lesson} */
export const nielsen = {
  id: "nielsen",
  title: "The four equations",
  lead: "The equations with their proofs, the algorithm, numerical gradients and slow learning.",
  source: "How the backpropagation algorithm works, notes on Nielsen's chapter 2",
  parts: [
    {
      title: "Forward in matrices",
      link: "?preset=2-3-1&views=matrices#at=z2",
      text: `One layer is one line: $a^l = \\sigma(w^l a^{l-1} + b^l)$. The row index of $w^l_{jk}$ is the neuron it leads to
and the column index the neuron it comes from; so no transpose is needed on the way forward.`,
    },
    {
      title: "Two assumptions about the cost",
      link: "?preset=mini-batch#at=C",
      text: `Backpropagation asks two things of the cost. It must be a mean over examples, so that the gradient can be
computed one example at a time: here the mean of four is {cost}. And it must be a function of the outputs, so
that the way back has a place to begin. The targets are given, so they do not count as variables.`,
    },
    {
      title: "Delta, the error of a neuron",
      link: "?preset=2-3-1&views=four-equations#at=d3",
      text: `$\\delta^l_j = \\partial C/\\partial z^l_j$: how much the cost changes when somebody adds a little to the
weighted input of neuron $j$. At the output BP1 gives it, $\\delta^L = \\nabla_a C \\odot \\sigma'(z^L)$. Here
it is {delta.3.1}.`,
    },
    {
      title: "Moving the error backward",
      link: "?preset=2-3-1&views=four-equations#at=d2",
      text: `BP2 takes it one layer back: $\\delta^l = ((w^{l+1})^T \\delta^{l+1}) \\odot \\sigma'(z^l)$. The transpose sends
the error along the edges in the other direction, the $\\odot$ takes it through the nonlinearity. With BP1 and
BP2 there is a delta for every neuron. Unfold the proof: every line has the numbers of this network.`,
    },
    {
      title: "From delta to the gradient",
      link: "?preset=2-3-1&views=four-equations#at=g2&of=edge.2.1.1",
      text: `BP3: the derivative by a bias is delta itself. BP4: the derivative by a weight is $a_{in}\\,\\delta_{out}$, what
comes in at one end of the edge times the error at the other. So a weight learns slowly if its input is small or
if the neuron it leads to has a small delta.`,
    },
    {
      title: "The algorithm",
      link: "?preset=2-3-1&views=algorithm#at=d3",
      text: `Five lines: input, feedforward, output error, backpropagate, gradient. Play, and see which line is at work. The
program in the source is Python 2 and adds up over the batch; its caller takes the mean. Ours is modern Python
and says so where it happens.`,
    },
    {
      title: "A mini-batch",
      link: "?preset=mini-batch&views=algorithm#at=g2",
      text: `Each example runs through the network on its own and has its own deltas. Only the last line brings them
together: $w^l \\leftarrow w^l - \\frac{\\eta}{m}\\sum_x \\delta^{x,l}(a^{x,l-1})^T$. Switch between the
examples above the diagram.`,
    },
    {
      title: "The obvious way, and what it costs",
      link: "?preset=2-3-1&views=gradient-check#at=g2",
      text: `One could also nudge each weight and see what the cost does: $\\partial C/\\partial w_j \\approx (C(w +
\\epsilon e_j) - C(w))/\\epsilon$. It is easy to write and right to many digits, and it needs a forward pass for
every single weight. Backpropagation needs one pass forward and one back for all of them. As a check of a
program it is excellent.`,
    },
    {
      title: "The big picture: a nudge runs forward",
      link: "?preset=2-3-1&views=perturbation#at=g2&of=edge.2.1.1",
      text: `Change one weight by $\\Delta w$. It changes one activation, that changes all activations of the next layer, and
in the end the cost: $\\Delta C \\approx \\frac{\\partial C}{\\partial w}\\Delta w$. Follow the ripple, and
compare what the derivatives predict with what really happens.`,
    },
    {
      title: "All the paths at once",
      link: "?preset=2-3-1&views=paths#at=g2&of=edge.2.1.1",
      text: `The notes stop here; the book goes on. Every path from the weight to the cost contributes the product of the
rates along it, and the gradient is the sum over all paths. Backpropagation is a clever way to compute that sum
without walking every path.`,
    },
    {
      title: "Why neurons learn slowly",
      link: "?preset=deep&views=slow-learning#at=g2",
      text: `Every layer back multiplies by $\\sigma'(z)$, which for a sigmoid is never above one quarter. In a deep network
the deltas fade, and the first layers hardly learn. A saturated output learns slowly too, with the quadratic
cost. With cross-entropy it does not: there $\\sigma'$ cancels, as the experiment with a single neuron shows.`,
    },
  ],
};
