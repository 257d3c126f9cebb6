"""How long a request keeps a processor busy, estimated from its sizes before any of it is done.

The unit is a multiplication inside a large matrix product, about half a nanosecond. The factors are those of the
dearest entries of the engine's tables, so that no request takes much longer than its estimate.
"""

PASSES = 3  # over the weights in a learning step: one forward, two backward
PER_NEURON = 400  # the activation, its derivative and the cost, each for one neuron and one example
PER_LAYER = 200_000  # the calls that a layer costs, whatever its size


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
