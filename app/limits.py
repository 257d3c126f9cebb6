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
VALUES = Limit("values", 500_000, "values in the request body", "each takes some 200 bytes while it is read")
LISTS = Limit("lists", 100_000, "lists in the request body", "the garbage collector looks at every one")
KEYS = Limit("keys", 2000, "keys in the request body", "each that is unknown is an error to report")
PARAMETERS = Limit("parameters", 100_000, "weights and biases", "they travel with every request")
LAYERS = Limit("layers", 64, "layers", "more are not drawn, nor read")
NEURONS = Limit("neurons_per_layer", 1024, "neurons in a layer", "a layer is a list in the answer")
TRACED_EXAMPLES = Limit("traced_examples", 64, "examples in a trace", "every one comes back in full")
EXAMPLES = Limit("examples", 1024, "examples in a batch", "each request must be short for the others to be served")
RECORDED = Limit(
    "recorded_neurons",
    250_000,
    "neurons times examples to record",
    "each comes back as up to five numbers; /step records none",
)
STEPS = Limit("steps", 1000, "learning steps in a request", "ask again for more: the state comes back")
WORK = Limit("work", 1_000_000_000, "multiplications, or what takes as long", "about half a second of work")
JACOBIAN = Limit(
    "jacobian_neurons", 128, "neurons in a layer whose Jacobian is asked for", "its square comes back as a matrix"
)
GRAPH = Limit(
    "graph_parts", 20_000, "nodes and edges of a computation graph", "each comes back as an object of its own"
)
LISTED_PATHS = Limit("listed_paths", 200, "paths to list", "nobody reads more; the count and the total are of all")
CONNECTIONS = Limit(
    "path_connections",
    10_000,
    "connections between the parameter and the cost",
    "each is a term of the delta recursion; a parameter of a later layer has fewer",
)

LINK = Limit("link", 32_000, "characters in a link", "its numbers are counted before they are read")
GIVEN_LINK = Limit(
    "given_link", 8000, "characters in a link that is given out", "servers on the way refuse longer addresses"
)
EXPORTED = Limit(
    "exported_numbers", 1_200_000, "numbers to export", "a step of the largest network fits; each is a row of a table"
)

LIMITS = (
    BODY_BYTES,
    VALUES,
    LISTS,
    KEYS,
    PARAMETERS,
    LAYERS,
    NEURONS,
    TRACED_EXAMPLES,
    EXAMPLES,
    RECORDED,
    STEPS,
    WORK,
    JACOBIAN,
    GRAPH,
    LISTED_PATHS,
    CONNECTIONS,
    LINK,
    GIVEN_LINK,
    EXPORTED,
)

# What keeps the others waiting for a few milliseconds at most is answered at once: a thread costs a quarter more, and
# holds the interpreter's lock for most of the time anyway. All else is answered in one of these threads.
INLINE_BYTES = 2**20
INLINE_WORK = 5_000_000
WORKER_THREADS = 2
