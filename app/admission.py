"""Admission: whether a network, its examples and what is to be done with them are within the limits."""

from collections.abc import Sequence

from app.experiment import Experiment
from app.limits import LAYERS, NEURONS, PARAMETERS, RECORDED, TRACED_EXAMPLES, WORK, Limit
from app.work import work_of


def check_size(sizes: Sequence[int], parameters: int, where: tuple[str, ...]) -> None:
    """Raise LimitExceeded where a layer or the whole is too large."""
    LAYERS.check(len(sizes), where)
    largest = max(sizes, default=0)
    if largest > NEURONS.value:
        position = sizes.index(largest)
        NEURONS.check(largest, (*where, position) if where == ("sizes",) else (*where, max(position - 1, 0), "weights"))
    PARAMETERS.check(parameters, where)


def check_work(
    sizes: Sequence[int],
    weights: int,
    biases: int,
    m: int,
    examples: Limit,
    steps: int = 1,
    *,
    recorded: bool = True,
) -> int:
    """The work of passes over ``m`` examples; LimitExceeded where they, the network or the work are too many."""
    examples.check(m, ("inputs",))
    check_size(sizes, weights + biases, ("network", "layers"))
    neurons = sum(sizes[1:])
    if recorded:
        RECORDED.check(m * neurons, ("inputs",))
    work = work_of(layers=len(sizes) - 1, neurons=neurons, weights=weights, examples=m, steps=steps)
    WORK.check(work)
    return work


def check_recorded(experiment: Experiment, steps: int = 1) -> int:
    """The work of recording learning steps; LimitExceeded where examples, network or work are too many."""
    network = experiment.network
    weights = sum(layer.weights.size for layer in network.layers)
    biases = network.parameter_count - weights
    return check_work(network.sizes, weights, biases, len(experiment.batch.inputs), TRACED_EXAMPLES, steps)
