"""LIMITS: the caps on what a request may ask for, each with its reason. They are shown in the catalog."""

from dataclasses import dataclass

from engine.errors import EngineError, Place


class LimitExceeded(EngineError):
    """A request that is well formed but asks for more than a server for everybody can give."""


@dataclass(frozen=True)
class Limit:
    """A cap: at most ``value`` of ``what``."""

    name: str
    value: int
    what: str
    reason: str

    def check(self, asked: int, where: Place = ()) -> None:
        """Raise LimitExceeded where ``asked`` is above the cap."""
        if asked > self.value:
            raise LimitExceeded(f"{asked:,} {self.what}; at most {self.value:,} are allowed ({self.reason})", where)


BODY_BYTES = Limit(
    "body_bytes", 16 * 2**20, "bytes in the request body", "a network of the greatest size with Adam's state fits"
)
PARAMETERS = Limit("parameters", 100_000, "weights and biases", "they travel with every request")
LAYERS = Limit("layers", 64, "layers", "more are not drawn, nor read")
NEURONS = Limit("neurons_per_layer", 1024, "neurons in a layer", "a layer is a list in the answer")
TRACED_EXAMPLES = Limit("traced_examples", 64, "examples in a trace", "every one comes back in full")
EXAMPLES = Limit("examples", 1024, "examples in a batch", "each request must be short for the others to be served")
STEPS = Limit("steps", 1000, "learning steps in a request", "ask again for more: the state comes back")
MULTIPLY_ADDS = Limit(
    "multiply_adds",
    2_000_000_000,
    "multiplications (three passes over the weights for each example and learning step)",
    "about a second of work",
)

LIMITS = (BODY_BYTES, PARAMETERS, LAYERS, NEURONS, TRACED_EXAMPLES, EXAMPLES, STEPS, MULTIPLY_ADDS)

# Where one request could keep the others waiting for a millisecond or more, it is answered in a worker thread.
INLINE_BYTES = 32 * 2**10
INLINE_MULTIPLY_ADDS = 200_000
WORKER_THREADS = 2
