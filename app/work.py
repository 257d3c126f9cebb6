"""How long a request keeps a processor busy, estimated from its sizes before any of it is done.

The unit is a multiplication inside a large matrix product, about half a nanosecond. The factors are those of the
dearest entries of the engine's tables, so that no request takes much longer than its estimate.
"""

PASSES = 3  # over the weights in a learning step: one forward, two backward
PER_NEURON = 400  # the activation, its derivative and the cost, each for one neuron and one example
PER_LAYER = 200_000  # the calls that a layer costs, whatever its size

# Of a forward pass with its cost, made again with one parameter changed: that takes a copy of its layer.
COPIES = 3
PER_NEURON_FORWARD = 200
PER_LAYER_FORWARD = 20_000
PER_COST = 60_000

PER_PACKED = 1000  # compressing a parameter that a link carries
PER_SENTENCE = 20_000  # about one neuron


def work_of(*, layers: int, neurons: int, weights: int, examples: int, steps: int) -> int:
    """The work of ``steps`` learning steps on a batch; a pass on its own counts as one.

    Args:
        layers: those with weights.
        neurons: in all of these layers.
        weights: in all of these layers.
        examples: in the batch.
        steps: learning steps.
    """
    return steps * (examples * (PASSES * weights + PER_NEURON * neurons) + PER_LAYER * layers)


def work_of_passes(*, layers: int, neurons: int, weights: int, examples: int, passes: int) -> int:
    """The work of forward passes with their costs, each of a network that differs in one parameter."""
    of_examples = examples * (weights + PER_NEURON_FORWARD * neurons)
    return passes * (of_examples + COPIES * weights + PER_LAYER_FORWARD * layers + PER_COST)
