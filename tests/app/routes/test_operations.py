"""POST /forward, /backward, /step, /trace, /networks: the numbers are the engine's, the names those of the contract."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    PRESETS,
    Initializer,
    Regularization,
    backward,
    cost,
    forward,
    new_network,
    record,
    step,
)
from tests.app.client import Client
from tests.app.examples import (
    VARIANTS,
    backward_request,
    forward_request,
    networks_request,
    trace_request,
    variant_name,
)

EVERY_PRESET = pytest.mark.parametrize("name", PRESETS)
EVERY_VARIANT = pytest.mark.parametrize("optimizer", VARIANTS, ids=variant_name)

FORWARD_KEYS = {"layer", "activation", "z", "a"}
BACKWARD_KEYS = FORWARD_KEYS | {"activation_derivative", "grad_a", "delta", "nabla_w", "nabla_b"}
TRACE_KEYS = BACKWARD_KEYS | {"weights", "biases", "updated_weights", "updated_biases"}


def same(answered: Any, computed: Any) -> bool:
    """Whether an answer holds exactly these numbers, to the last bit."""
    return answered is None if computed is None else np.array_equal(np.array(answered), computed)


def keys_of_layers(layers: list[dict[str, Any]]) -> list[set[str]]:
    return [set(layer) for layer in layers]


@EVERY_PRESET
def test_forward_answers_with_the_engines_numbers_under_the_contracts_names(client: Client, name: str) -> None:
    preset = PRESETS[name]
    expected = forward(preset.network, preset.batch.inputs)
    answer = client.answer("/forward", forward_request(name))
    assert answer.keys() == {"layers", "outputs"}
    assert keys_of_layers(answer["layers"]) == [{"layer", "a"}, *[FORWARD_KEYS] * len(preset.network.layers)]
    assert [layer["layer"] for layer in answer["layers"]] == list(range(1, preset.network.depth + 1))
    assert same(answer["layers"][0]["a"], preset.batch.inputs)
    for l, layer in preset.network.numbered():
        answered = answer["layers"][l - 1]
        assert answered["activation"] == layer.activation
        assert same(answered["z"], expected.z[l])
        assert same(answered["a"], expected.a[l])
    assert answer["outputs"] == answer["layers"][-1]["a"]


@EVERY_PRESET
def test_backward_answers_with_the_engines_numbers_under_the_contracts_names(client: Client, name: str) -> None:
    preset = PRESETS[name]
    activations = forward(preset.network, preset.batch.inputs)
    value = cost(preset.network, activations, preset.batch.targets, preset.loss)
    errors = backward(preset.network, activations, preset.batch.targets, preset.loss)
    answer = client.answer("/backward", backward_request(name))
    assert answer.keys() == {"loss", "layers"}
    assert answer["loss"].keys() == {"name", "value", "penalty", "per_example"}
    assert (answer["loss"]["name"], answer["loss"]["value"]) == (preset.loss.name, value.value)
    assert same(answer["loss"]["per_example"], value.per_example)
    assert keys_of_layers(answer["layers"]) == [{"layer", "a"}, *[BACKWARD_KEYS] * len(preset.network.layers)]
    for l, _ in preset.network.numbered():
        answered = answer["layers"][l - 1]
        assert same(answered["activation_derivative"], errors.slope.get(l))
        assert same(answered["grad_a"], errors.grad_a[l])
        assert same(answered["delta"], errors.delta[l])
        assert same(answered["nabla_w"], errors.nabla_w[l])
        assert same(answered["nabla_b"], errors.nabla_b.get(l))


@EVERY_PRESET
def test_trace_answers_with_the_engines_numbers_under_the_contracts_names(client: Client, name: str) -> None:
    preset = PRESETS[name]
    trace = record(preset.network, preset.batch, preset.loss, preset.optimizer)
    answer = client.answer("/trace", trace_request(name))
    assert answer.keys() == {"schema_version", "loss", "targets", "layers", "optimizer_state", "frames"}
    assert answer["schema_version"] == 1
    assert answer["loss"].keys() == {"name", "value", "penalty", "per_example", "after_update"}
    assert (answer["loss"]["value"], answer["loss"]["after_update"]) == (trace.cost.value, trace.cost_after.value)
    assert same(answer["targets"], preset.batch.targets)
    assert keys_of_layers(answer["layers"]) == [{"layer", "a"}, *[TRACE_KEYS] * len(preset.network.layers)]
    for l, layer in preset.network.numbered():
        answered, updated = answer["layers"][l - 1], trace.updated_network.layer(l)
        assert same(answered["delta"], trace.backward.delta[l])
        assert same(answered["weights"], layer.weights)
        assert same(answered["biases"], layer.biases)
        assert same(answered["updated_weights"], updated.weights)
        assert same(answered["updated_biases"], updated.biases)
    assert all(frame.keys() == {"id", "phase", "layer", "equation", "form"} for frame in answer["frames"])
    assert [frame["id"] for frame in answer["frames"]] == [frame.id for frame in trace.frames]


def test_the_frames_come_in_teaching_order(client: Client) -> None:
    frames = client.answer("/trace", trace_request())["frames"]
    assert [frame["id"] for frame in frames] == ["x", "z2", "a2", "z3", "a3", "C", "d3", "g3", "d2", "g2", "u"]
    assert [frame["phase"] for frame in frames] == ["forward"] * 5 + ["loss"] + ["backward"] * 4 + ["update"]
    assert [frame["equation"] for frame in frames][-5:] == ["BP1", "BP3_BP4", "BP2", "BP3_BP4", "update"]


def test_the_published_example_comes_out_to_the_published_digits(client: Client) -> None:
    trace = client.answer("/trace", trace_request("2-2-2"))
    assert f"{trace['loss']['value']:.9f}" == "0.298371109"
    assert f"{trace['loss']['after_update']:.9f}" == "0.291027774"
    output = trace["layers"][2]
    assert [f"{a:.9f}" for a in output["a"][0]] == ["0.751365070", "0.772928465"]
    updated = [f"{w:.8f}" for row in output["updated_weights"] for w in row]
    assert updated == ["0.35891648", "0.40866619", "0.51130127", "0.56137012"]
    hidden = [f"{w:.8f}" for row in trace["layers"][1]["updated_weights"] for w in row]
    assert hidden == ["0.14978072", "0.19956143", "0.24975114", "0.29950229"]
    assert output["updated_biases"] == output["biases"] == [0.6, 0.6]


def test_layers_without_biases_say_null_in_every_answer(client: Client) -> None:
    trace = client.answer("/trace", trace_request("2-2-1"))
    for layer in trace["layers"][1:]:
        assert (layer["biases"], layer["nabla_b"], layer["updated_biases"]) == (None, None, None)
    assert [layer["biases"] for layer in trace["optimizer_state"]["layers"]] == [None, None]
    after = client.answer("/step", trace_request("2-2-1"))["network"]
    assert [layer["biases"] for layer in after["layers"]] == [None, None]


def test_biases_may_be_left_out_for_null(client: Client) -> None:
    request = trace_request("2-2-1")
    expected = client.answer("/trace", request)
    for layer in request["network"]["layers"]:
        del layer["biases"]
    assert client.answer("/trace", request) == expected


def test_softmax_has_no_derivative_and_p_minus_y_for_delta(client: Client) -> None:
    output = client.answer("/trace", trace_request("softmax"))["layers"][-1]
    assert output["activation_derivative"] is None
    assert np.allclose(output["delta"], np.array(output["a"]) - [[0.0, 1.0, 0.0]], atol=1e-15)


@pytest.mark.parametrize("operation", ["/backward", "/step", "/trace"])
@pytest.mark.parametrize("factors", [{"l1": 0.1}, {"l2": 0.2}, {"l1": 0.1, "l2": 0.2}, {}, None])
def test_the_penalty_is_the_engines(client: Client, operation: str, factors: dict[str, float] | None) -> None:
    preset = PRESETS["xor"]
    request = backward_request("xor") if operation == "/backward" else trace_request("xor")
    answer = client.answer(operation, request | {"regularization": factors})
    regularization = Regularization(**factors or {})
    trace = record(preset.network, preset.batch, preset.loss, preset.optimizer, None, regularization)
    if operation == "/step":
        assert answer["losses"] == [trace.cost.value]
        assert answer["loss_after"] == trace.cost_after.value
    else:
        assert answer["loss"]["penalty"] == trace.cost.penalty
        assert answer["loss"]["value"] == pytest.approx(
            np.mean(answer["loss"]["per_example"]) + trace.cost.penalty, rel=1e-15
        )
        assert same(answer["layers"][1]["nabla_w"], trace.backward.nabla_w[2])


def test_step_answers_under_the_contracts_names(client: Client) -> None:
    answer = client.answer("/step", trace_request("xor", count=3))
    assert answer.keys() == {"network", "optimizer_state", "losses", "loss_after"}
    assert answer["network"].keys() == {"layers"}
    assert [set(layer) for layer in answer["network"]["layers"]] == [{"weights", "biases", "activation"}] * 2
    assert answer["optimizer_state"].keys() == {"step", "layers"}
    assert [set(layer) for layer in answer["optimizer_state"]["layers"]] == [{"weights", "biases"}] * 2
    assert len(answer["losses"]) == 3


def test_losses_are_those_before_each_step(client: Client) -> None:
    losses = client.answer("/step", trace_request("xor", count=5))["losses"]
    shorter = client.answer("/step", trace_request("xor", count=4))
    assert losses == [*shorter["losses"], shorter["loss_after"]]


def ten_steps(client: Client, request: dict[str, Any], once: Callable[[Any], tuple[Any, Any, float, float]]) -> Any:
    """Ten requests, each with the network and the state of the answer before."""
    network, state, losses, after = request["network"], None, [], 0.0
    for _ in range(10):
        network, state, before, after = once(request | {"network": network, "optimizer_state": state})
        losses.append(before)
    return {"network": network, "optimizer_state": state, "losses": losses, "loss_after": after}


@EVERY_VARIANT
@pytest.mark.parametrize("name", ["2-2-1", "xor"])
def test_ten_single_steps_are_ten_steps_and_ten_traces_bit_for_bit(
    client: Client, name: str, optimizer: dict[str, Any]
) -> None:
    request = trace_request(name, optimizer=optimizer, regularization={"l1": 0.001, "l2": 0.01})

    def one_step(body: Any) -> tuple[Any, Any, float, float]:
        answer = client.answer("/step", body | {"count": 1})
        return answer["network"], answer["optimizer_state"], answer["losses"][0], answer["loss_after"]

    def one_trace(body: Any) -> tuple[Any, Any, float, float]:
        answer = client.answer("/trace", body)
        layers = [{key: layer[source] for key, source in UPDATED_KEYS.items()} for layer in answer["layers"][1:]]
        return {"layers": layers}, answer["optimizer_state"], answer["loss"]["value"], answer["loss"]["after_update"]

    at_once = client.answer("/step", request | {"count": 10})
    assert at_once["optimizer_state"]["step"] == 10
    assert ten_steps(client, request, one_step) == at_once
    assert ten_steps(client, request, one_trace) == at_once


UPDATED_KEYS = {"weights": "updated_weights", "biases": "updated_biases", "activation": "activation"}


def test_the_variants_cover_every_optimizer_and_every_form() -> None:
    assert {entry["name"] for entry in VARIANTS} == OPTIMIZERS.keys()
    for name, rule in OPTIMIZERS.items():
        settings = {parameter.name: parameter.default for parameter in rule.parameters}
        forms = {
            rule.form(settings | {key: value for key, value in entry.items() if key in settings})
            for entry in VARIANTS
            if entry["name"] == name
        }
        assert forms == rule.formulas.keys()


def test_step_makes_the_engines_steps(client: Client) -> None:
    preset = PRESETS["mini-batch"]
    network, state = preset.network, None
    for _ in range(4):
        errors = backward(network, forward(network, preset.batch.inputs), preset.batch.targets, preset.loss)
        network, state = step(network, errors, preset.optimizer, state)
    answer = client.answer("/step", trace_request("mini-batch", count=4))
    for answered, layer in zip(answer["network"]["layers"], network.layers, strict=True):
        assert same(answered["weights"], layer.weights)
        assert same(answered["biases"], layer.biases)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_pair_of_activation_and_loss_that_is_defined_is_served(
    client: Client, activation: str, loss: str
) -> None:
    request = trace_request("2-2-2", loss=loss)
    request["network"]["layers"][1]["activation"] = activation
    response = client.post("/trace", request)
    undefined = LOSSES[loss].why_undefined(ACTIVATIONS[activation])
    assert response.status_code == (422 if undefined else 200)


def test_whole_numbers_are_numbers_and_three_point_nought_is_an_integer(client: Client) -> None:
    request = trace_request("2-2-1", inputs=[[1, 0]], targets=[[1]], count=3.0)
    floats = trace_request("2-2-1", inputs=[[1.0, 0.0]], targets=[[1.0]], count=3)
    assert client.answer("/step", request) == client.answer("/step", floats)


@pytest.mark.parametrize("initializer", INITIALIZERS)
def test_a_new_network_is_the_engines(client: Client, initializer: str) -> None:
    answer = client.answer("/networks", networks_request(initializer={"name": initializer}))
    expected = new_network([2, 4, 1], ["tanh", "sigmoid"], Initializer(initializer), 7)
    assert answer.keys() == {"layers"}
    for answered, layer in zip(answer["layers"], expected.layers, strict=True):
        assert answered.keys() == {"weights", "biases", "activation"}
        assert same(answered["weights"], layer.weights)
        assert same(answered["biases"], layer.biases)
        assert answered["activation"] == layer.activation


def test_a_seed_gives_one_network_and_another_seed_another(client: Client) -> None:
    first, again, other = (client.answer("/networks", networks_request(seed=seed)) for seed in (7, 7, 8))
    assert first == again != other
    # PCG64's stream is stable between versions of NumPy and between machines: this number is for ever.
    assert first["layers"][0]["weights"][0][0] == 0.25019093320933394


def test_two_activations_serve_any_number_of_hidden_layers(client: Client) -> None:
    answer = client.answer("/networks", networks_request(sizes=[2, 3, 4, 1], biases=False))
    assert [layer["activation"] for layer in answer["layers"]] == ["tanh", "tanh", "sigmoid"]
    assert [layer["biases"] for layer in answer["layers"]] == [None, None, None]
    shapes = [np.shape(layer["weights"]) for layer in answer["layers"]]
    assert shapes == [(n_out, n_in) for n_in, n_out in pairwise([2, 3, 4, 1])]


def test_a_new_network_is_ready_to_be_traced(client: Client) -> None:
    network = client.answer("/networks", networks_request())
    client.answer("/trace", trace_request("2-2-1", network=network))
