"""The request and the answer of /computation-graph."""

from pydantic import BaseModel, Field

from app.limits import GRAPH
from app.wire.explanations.request import WORKED, ExplanationRequest, Index
from app.wire.objects import WireModel
from app.wire.requests import worked_example
from engine import ACTIVATIONS
from engine.explain.computation_graph import NeuronIndex, Op

WORK_PER_PART = 10_000  # to make a node or an edge, some four microseconds, and to write it as JSON


class NeuronObject(WireModel):
    """Neuron j of layer l, both from 1."""

    layer: Index
    j: Index


class ComputationGraphRequest(ExplanationRequest):
    """One example, and the neuron to open if not all of them."""

    model_config = worked_example(*WORKED, of="2-2-1")

    neuron: NeuronObject | None = Field(None, description="its part alone; the whole network when absent")

    def admit(self) -> int:
        """The work of both passes and of each node and edge."""
        work = super().admit()
        parts = self.parts()
        GRAPH.check(parts, ("network", "layers"))
        return work + WORK_PER_PART * parts

    def parts(self) -> int:
        """Nodes and edges, at most."""
        sizes, weights, biases = self.network.claims()
        if self.neuron is not None:
            return 6 * max(sizes) + 5  # no layer before it is wider than the widest
        ties = sum(
            len(layer.weights) ** 2
            for layer in self.network.layers
            if layer.activation in ACTIVATIONS and not ACTIVATIONS[layer.activation].elementwise
        )
        # a weight comes with a product and three edges, a bias with one, a neuron has a sum, an activation and an edge
        return 5 * weights + 2 * biases + 3 * sum(sizes) + 3 * sizes[-1] + 1 + ties

    def neuron_to_engine(self) -> NeuronIndex | None:
        """The engine's value."""
        return NeuronIndex(self.neuron.layer, self.neuron.j) if self.neuron else None


class GraphNode(BaseModel):
    """One number of the forward pass."""

    id: str
    op: Op
    layer: int | None
    j: int | None
    k: int | None
    symbol: str
    ref: str | None = Field(description="the recorded number; null for a product")
    value: float
    adjoint: float | None = Field(description="dC/dnode of this example, without the penalty; null for a target")
    adjoint_ref: str | None = Field(description="the recorded adjoint; that of a weight is recorded with the penalty")
    frame: str = Field(description="from when on the value is known")
    adjoint_frame: str | None = Field(description="from when on the adjoint is known")


class GraphEdge(BaseModel):
    """One number goes into another; local_derivative is dtarget/dsource, null where the source is a target y."""

    source: str
    target: str
    local_derivative: float | None
    symbol: str


class ComputationGraphAnswer(BaseModel):
    """The network, one operation a node, in an order in which they can be computed."""

    nodes: list[GraphNode]
    edges: list[GraphEdge]
    out_of_range: bool = Field(
        description="a dC/da of an output is larger than double precision holds and stands at the largest double: the "
        "edges do not lead to delta then, which the engine computes without dC/da"
    )
