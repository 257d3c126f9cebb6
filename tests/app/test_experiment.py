"""An experiment's learning steps, one from the other."""

from app.experiment import experiment_of
from engine import PRESETS, record


def test_learning_steps_follow_one_another() -> None:
    experiment = experiment_of(PRESETS["xor"])

    first, second, third = experiment.traces(3)

    assert (second.network.layers[0].weights == first.updated_network.layers[0].weights).all()
    again = record(
        second.updated_network,
        experiment.batch,
        experiment.loss,
        experiment.optimizer,
        second.optimizer_state,
        experiment.regularization,
    )
    assert third.cost.value == again.cost.value < first.cost.value
