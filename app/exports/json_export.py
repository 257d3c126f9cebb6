"""The experiment and its traces as JSON: the objects of the API, every number at full double precision."""

from typing import Any

from app.experiment import Experiment
from app.exports.request import ExportRequest
from app.json_answer import to_json_in_pieces
from app.wire.answers import trace_answer
from app.wire.objects import network_object, optimizer_object
from engine.trace import SCHEMA_VERSION


def json_export(work: ExportRequest) -> str:
    """One JSON document: ``experiment`` is a body for POST /trace, ``traces`` are the answers, step by step.

    Raises:
        Diverged: the numbers leave double precision on the way.
    """
    document = {
        "schema_version": SCHEMA_VERSION,
        "title": work.title,
        "link": work.link,
        "experiment": experiment_object(work.experiment),
        "traces": [trace_answer(trace) for trace in work.experiment.traces(work.steps)],
    }
    return to_json_in_pieces(document).decode("utf-8")


def experiment_object(experiment: Experiment) -> dict[str, Any]:
    """The experiment as it travels: a TraceRequest."""
    return {
        "network": network_object(experiment.network),
        "inputs": experiment.batch.inputs,
        "targets": experiment.batch.targets,
        "loss": experiment.loss.name,
        "optimizer": optimizer_object(experiment.optimizer),
        "regularization": {"l1": experiment.regularization.l1, "l2": experiment.regularization.l2},
    }
