"""moved, every_parameter: networks that differ from another in a single weight or bias."""

from engine.explain.parameter import ParameterIndex
from engine.network import Network


def every_parameter(network: Network) -> tuple[ParameterIndex, ...]:
    """All of them: layer by layer, neuron by neuron, the weights of each before its bias."""
    parameters = []
    for l, layer in network.numbered():
        for j in range(1, layer.n_out + 1):
            parameters += [ParameterIndex(l, "weight", j, k) for k in range(1, layer.n_in + 1)]
            if layer.biases is not None:
                parameters.append(ParameterIndex(l, "bias", j))
    return tuple(parameters)


def moved(network: Network, parameter: ParameterIndex, value: float) -> Network:
    """The network in which ``parameter``, which it has, is the finite number ``value``, and all else as it was."""
    layer = network.layer(parameter.layer)
    weights, biases = layer.weights, layer.biases
    if parameter.k is not None:
        weights = weights.copy()
        weights[parameter.j - 1, parameter.k - 1] = value
    elif biases is not None:
        biases = biases.copy()
        biases[parameter.j - 1] = value
    layers = list(network.layers)
    layers[parameter.layer - 2] = layer.updated(weights, biases)
    return network.updated(layers)


def name_of(parameter: ParameterIndex) -> str:
    """How a sentence calls it."""
    if parameter.k is None:
        return f"bias {parameter.j} of layer {parameter.layer}"
    return f"the weight of layer {parameter.layer} from {parameter.k} to {parameter.j}"
