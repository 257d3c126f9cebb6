"""The request and the answer of /jacobian."""

from pydantic import BaseModel, Field

from app.limits import JACOBIAN
from app.wire.explanations.request import WORKED, ExplanationRequest, Index
from app.wire.objects import Matrix, Number, Vector
from app.wire.requests import worked_example


class JacobianRequest(ExplanationRequest):
    """One example and the layer to look at."""

    model_config = worked_example(*WORKED, of="softmax", layer=3)

    layer: Index = Field(description="l, from 2 to L")
    shift: Number = Field(0.0, description="added to every z of the layer before the activation is applied")

    def admit(self) -> int:
        """The work of both passes, once more where the layer is shifted; the matrix is small."""
        work = super().admit()
        if self.layer <= len(self.network.layers) + 1:
            JACOBIAN.check(len(self.network.layers[max(self.layer - 2, 0)].weights), ("layer",))
        return 2 * work


class CarryingBackObject(BaseModel):
    """Multiplications that bring dC/da of this layer to dC/da of the layer before it, three ways."""

    vector_jacobian: int = Field(description="row vector times Jacobian, then times weights")
    matrix_matrix: int = Field(description="Jacobian times weights first, then the row vector times that")
    pull_back: int = Field(description="as the engine does it, without the matrix")
    counted: bool = Field(description="counted while doing it; otherwise the exact formulas")


class JacobianAnswer(BaseModel):
    """The Jacobian of a layer; row i, column j is da_i/dz_j."""

    layer: int
    activation: str
    elementwise: bool
    shift: float
    z: Vector = Field(description="shifted")
    a: Vector
    jacobian: Matrix
    row_sums: Vector
    grad_a: Vector = Field(description="dC/da of the network in which the layer is shifted")
    product: Vector = Field(description="grad_a times the Jacobian; at shift 0 this is delta")
    delta: Vector = Field(description="dC/dz as in the trace, unshifted")
    diagonal: Vector
    targets: Vector | None = Field(description="of the output layer, else null")
    difference: Vector | None = Field(description="a - y of the output layer, else null")
    out_of_range: bool = Field(
        description="a dC/da is larger than double precision holds and stands at the largest double: product is not "
        "delta then, which the engine computes without dC/da"
    )
    operations: CarryingBackObject
