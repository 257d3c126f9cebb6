/* The walk through "Backpropagation Deep Dive": indices and matrices, the Jacobian of softmax, and p - y. */

/** @type {import("./index.js").Lesson} */
export const deepDive = {
  id: "deep-dive",
  title: "Indices, matrices, Jacobians",
  lead: "How the sums over indices become matrices, and what softmax does to the diagonal.",
  source: "Backpropagation Deep Dive",
  parts: [
    {
      title: "A distribution at the output",
      link: "?preset=softmax#at=a3",
      text: `The target is one-hot, $[0, 1, 0]$: of three classes the second is right. Softmax turns the three logits $z^3$
into shares {a.3.1}, {a.3.2} and {a.3.3}, which add up to one. A sigmoid would look at each output alone;
softmax ties them together, and that is what makes its derivative interesting.`,
    },
    {
      title: "The cost looks at one share",
      link: "?preset=softmax#at=C",
      text: `Cross-entropy is $C = -\\sum_j y_j \\ln a_j$. With a one-hot target a single term is left, $-\\ln a^3_2$: the
less the right class gets, the larger the cost, without bound. Here it is {cost}.`,
    },
    {
      title: "Index notation",
      link: "?preset=softmax&views=matrices#at=z2",
      text: `With indices, one entry is written at a time: $z^2_j = \\sum_k w^2_{jk} a^1_k + b^2_j$. If the letters confuse,
put numbers in; they are only names for "whichever neuron you like". As matrices the same says it for all
neurons at once: $z^2 = w^2 a^1 + b^2$.

Point at an entry of the result: the row and the column it was made of light up.`,
    },
    {
      title: "Where the transpose comes from",
      link: "?preset=softmax&views=matrices#at=d2",
      text: `Backward the sum runs over the other index: $\\sum_q w^3_{qj}\\,\\delta^3_q$ collects along the edges that leave
neuron $j$. They stand in a column of $w^3$. Multiplying with columns instead of rows is what the transpose is
for.

And the $\\odot$ is what is left of a Jacobian: for functions that look at each entry alone, it is a diagonal
matrix, and multiplying by a diagonal matrix is multiplying entry by entry.`,
    },
    {
      title: "The Jacobian of softmax",
      link: "?preset=softmax&views=softmax#at=d3",
      text: `The source says that the terms beside the diagonal vanish, so that one need not bother with Jacobians. For
sigmoid, tanh and ReLU that is so. For softmax it is not: raise one logit, and the other shares must fall. Its
Jacobian is $\\partial p_i/\\partial z_j = p_i(1[i{=}j] - p_j)$, with $-p_i p_j$ beside the diagonal, and every
row adds up to zero.

Shift all logits by the same amount with the slider: nothing changes. That is what the zeros mean.`,
    },
    {
      title: "How p − y comes about",
      link: "?preset=softmax&views=softmax#at=d3&of=neuron.3.2",
      text: `Multiply the whole matrix with $\\partial C/\\partial a$, not only its diagonal, and almost everything cancels:
$\\delta^3 = a^3 - y$. Here {delta.3.1}, {delta.3.2} and {delta.3.3}. The shares that the wrong classes should
not have, and what is missing to the right one.

Take the diagonal alone and you get something else. The short formula is not the reason to ignore the Jacobian;
it is what the Jacobian gives.`,
    },
    {
      title: "The weights of the last layer",
      link: "?preset=softmax&views=matrices#at=g3",
      text: `With $\\delta^3 = p - y$ the gradient of the last weights needs one factor more, the activation that each weight
carries: $\\partial C/\\partial w^3_{jk} = (p_j - y_j)\\,a^2_k$. All of them together are an outer product, a
column times a row: $\\delta^3 (a^2)^T$.`,
    },
    {
      title: "Inner layers: reuse, not repetition",
      link: "?preset=softmax&views=paths#at=g2&of=edge.2.1.1",
      text: `For the inner weights the source advises to express everything by what has been computed already, derivative by
$z$ after derivative by $z$. In our words: carry delta backward. $p - y$ is computed once, and every weight
further back uses it.`,
    },
    {
      title: "The order of multiplication",
      link: "?preset=softmax&views=softmax#at=d2",
      text: `The vector chain rule is a product of Jacobians, and a product can be computed from either end. From the cost,
each step multiplies a row by a matrix and stays a row. From the other end, matrices are multiplied by matrices.
The result is the same, the work is not: compare the counts. Backpropagation is the cheap order.`,
    },
  ],
};
