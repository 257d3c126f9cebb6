"""The estimate of work: it grows with everything that costs, and tells apart what takes a moment from what does not."""

from itertools import pairwise

import pytest

from app.limits import INLINE_WORK, WORK
from app.wire import StepRequest, TraceRequest
from app.work import work_of
from engine import PRESETS
from tests.app.examples import trace_request, uniform_request


def estimate(sizes: list[int], examples: int = 1, steps: int = 1) -> int:
    weights = sum(n_in * n_out for n_in, n_out in pairwise(sizes))
    return work_of(layers=len(sizes) - 1, neurons=sum(sizes[1:]), weights=weights, examples=examples, steps=steps)


def test_more_of_anything_is_more_work() -> None:
    little = estimate([2, 4, 2])
    assert little < estimate([3, 4, 2])
    assert little < estimate([2, 4, 4, 2])
    assert little < estimate([2, 4, 2], examples=2)
    assert estimate([2, 4, 2], steps=10) == 10 * little


@pytest.mark.parametrize("name", PRESETS)
def test_tracing_a_preset_takes_a_moment(name: str) -> None:
    assert TraceRequest.model_validate(trace_request(name)).admit() < INLINE_WORK


@pytest.mark.parametrize(
    "request_",
    [
        uniform_request([784, 30, 10], 64),
        uniform_request([2, 8, 8, 8, 1], 64, count=1000) | {"count": 200},
        uniform_request([2, 4, 1], 4, count=1000),
        uniform_request([64, 128, 128, 10], 32, count=100),
        uniform_request([784, 60, 10], 256, count=20),
    ],
    ids=["784-30-10", "2-8-8-8-1", "2-4-1", "64-128-128-10", "784-60-10"],
)
def test_what_a_classroom_asks_for_is_allowed(request_: dict[str, object]) -> None:
    assert StepRequest.model_validate(request_).admit() <= WORK.value
