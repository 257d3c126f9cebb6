"""The equations of the backward pass: BP1 to BP4."""

from engine.activations import ACTIVATIONS, Activation, Coupling
from engine.equations.equation import Equation, Line, Term, with_layer
from engine.losses import LOSSES, Loss

_HEARD = "Neuron <q> of layer <l+1> sends back {w[l+1,q,j]} × {delta[l+1,q]}."
_COLLECTED = "sum(w[l+1,q,j] * delta[l+1,q] for q in layer(l+1))"
_DELTA = "Delta is how much the cost changes when the weighted input z of a neuron does: δ = ∂C/∂z."
_GRADIENT = "A gradient is how much the cost changes when a weight or a bias does: ∂C/∂w, ∂C/∂b."
_PENALTY = " + l2 * w[l,j,k] + l1 * sign(w[l,j,k])"


def _output_delta(loss: Loss) -> Equation:
    return Equation(
        id=f"BP1_{loss.name}",
        title="Delta of layer <l>",
        tag="BP1",
        meaning=_DELTA,
        source="Nielsen's chapter 2, BP1; Demystified, layer 3",
        index=(Line("delta[l,j]", "grad_a[l,j] * slope[l,j]"),),
        lines=(
            Line("grad_a[l,j]", loss.gradient_formula),
            Line("delta[l,j]", "grad_a[l,j] * slope[l,j]"),
        ),
        matrix=(Line("delta[l]", "grad_a[l] * slope[l]"),),
        numpy=(f"grad_a<l> = {with_layer(loss.numpy_gradient)}", "delta<l> = grad_a<l> * df<l>"),
        sentence="The way back begins: how the cost changes with each output, times the slope there: "
        "delta = {list delta[l]}.",
        neuron_sentence="The cost[batch: of this example] changes by {grad_a[l,j]} for each unit of output <j>; "
        "times f′(z) = {slope[l,j]} that is its delta, {delta[l,j]}.",
    )


def _output_delta_coupled(loss: Loss, activation: Activation, coupling: Coupling) -> Equation:
    return Equation(
        id=f"BP1_{loss.name}_{activation.name}",
        title="Delta of layer <l>",
        tag="BP1",
        meaning=_DELTA,
        source=f"{coupling.source} and its Jacobian",
        index=(Line("delta[l,j]", coupling.formula),),
        lines=(Line("grad_a[l,j]", loss.gradient_formula), Line("delta[l,j]", coupling.formula)),
        matrix=(Line("delta[l]", "jacobian[l].T @ grad_a[l]"),),
        numpy=(f"g = {with_layer(loss.numpy_gradient)}", f"delta<l> = {with_layer(coupling.numpy)}"),
        sentence=f"The way back begins. {activation.title} ties the outputs together, so each delta hears from every "
        "one: delta = {list delta[l]}.",
        neuron_sentence="Raising z of output <j> moves the other outputs too; all told its delta is {delta[l,j]}.",
    )


def _output_delta_canonical(loss: Loss) -> Equation:
    return Equation(
        id=f"BP1_{loss.name}_canonical",
        title="Delta of layer <l>",
        tag="BP1",
        meaning=_DELTA,
        source=loss.canonical_source,
        index=(Line("delta[l,j]", "a[l,j] - y[j]"),),
        lines=(Line("delta[l,j]", "a[l,j] - y[j]"),),
        matrix=(Line("delta[l]", "a[l] - y"),),
        numpy=("delta<l> = a<l> - y",),
        sentence=f"The way back begins. {loss.title} undoes the slope of {loss.canonical}, and what is left is output "
        "minus target: delta = {list delta[l]}.",
        neuron_sentence="Output minus target, {line 1}, is already the delta of neuron <j>: the slope cancels.",
    )


def _delta_coupled(activation: Activation, coupling: Coupling) -> Equation:
    return Equation(
        id=f"BP2_{activation.name}",
        title="Delta of layer <l>",
        tag="BP2",
        meaning=_DELTA,
        source=f"Nielsen's chapter 2, BP2; {coupling.source} and its Jacobian",
        index=(Line("grad_a[l,j]", _COLLECTED), Line("delta[l,j]", coupling.formula)),
        lines=(Line("grad_a[l,j]", _COLLECTED), Line("delta[l,j]", coupling.formula)),
        matrix=(Line("delta[l]", "jacobian[l].T @ (w[l+1].T @ delta[l+1])"),),
        numpy=("g = delta<l+1> @ w<l+1>", f"delta<l> = {with_layer(coupling.numpy)}"),
        sentence=f"The deltas of layer <l+1> run back along the weights; {activation.name} ties the neurons of layer "
        "<l> together: delta = {list delta[l]}.",
        neuron_sentence="Neuron <j> of layer <l> collects {line 1} from the layer after it; through the "
        f"{activation.name} that makes its delta {{delta[l,j]}}.",
        terms=(
            Term("q", _HEARD),
            Term(
                "f",
                f"The {activation.name} takes the sum {{grad_a[l,j]}} together with all others: the delta is "
                "{delta[l,j]}.",
            ),
        ),
    )


def _has_slope_of_its_own(loss: Loss) -> bool:
    """Whether some elementwise activation goes with ``loss`` without their slopes cancelling."""
    return any(
        entry.elementwise and entry.name != loss.canonical and not loss.why_undefined(entry)
        for entry in ACTIVATIONS.values()
    )


BACKWARD = (
    *(_output_delta(loss) for loss in LOSSES.values() if _has_slope_of_its_own(loss)),
    *(
        _output_delta_coupled(loss, entry, entry.coupling)
        for loss in LOSSES.values()
        for entry in ACTIVATIONS.values()
        if entry.coupling and not loss.why_undefined(entry)
    ),
    *(_output_delta_canonical(loss) for loss in LOSSES.values() if loss.canonical),
    Equation(
        id="BP2",
        title="Delta of layer <l>",
        tag="BP2",
        meaning=_DELTA,
        source="Nielsen's chapter 2, BP2; Demystified, layer 2",
        index=(Line("delta[l,j]", f"{_COLLECTED} * slope[l,j]"),),
        lines=(Line("grad_a[l,j]", _COLLECTED), Line("delta[l,j]", "grad_a[l,j] * slope[l,j]")),
        matrix=(Line("delta[l]", "(w[l+1].T @ delta[l+1]) * slope[l]"),),
        numpy=("delta<l> = (delta<l+1> @ w<l+1>) * df<l>",),
        sentence="The deltas of layer <l+1> run back along the weights; each neuron of layer <l> adds up what it "
        "hears and multiplies by its slope: delta = {list delta[l]}.",
        neuron_sentence="Neuron <j> of layer <l> collects {line 1} from the layer after it; times f′(z) = "
        "{slope[l,j]} that is its delta, {delta[l,j]}.",
        terms=(
            Term("q", _HEARD),
            Term("f", "The sum {grad_a[l,j]} times the slope {slope[l,j]} is the delta, {delta[l,j]}."),
        ),
    ),
    *(_delta_coupled(entry, entry.coupling) for entry in ACTIVATIONS.values() if entry.coupling),
    Equation(
        id="BP3_BP4",
        title="Gradient of layer <l>",
        tag="BP3, BP4",
        meaning=_GRADIENT,
        source="Nielsen's chapter 2, BP3 and BP4; Demystified, the derivatives by the weights",
        index=(
            Line("nabla_w[l,j,k]", f"mean(a[l-1,k] * delta[l,j] for x in batch){_PENALTY}"),
            Line("nabla_b[l,j]", "mean(delta[l,j] for x in batch)"),
        ),
        lines=(
            Line("nabla_w[l,j,k]", f"mean(a[l-1,k] * delta[l,j] for x in batch){_PENALTY}"),
            Line("nabla_b[l,j]", "mean(delta[l,j] for x in batch)"),
        ),
        matrix=(
            Line("nabla_w[l]", "mean(delta[l] @ a[l-1].T for x in batch) + l2 * w[l] + l1 * sign(w[l])"),
            Line("nabla_b[l]", "mean(delta[l] for x in batch)"),
        ),
        numpy=(
            "nabla_w<l> = delta<l>.T @ a<l-1> / m[l2: + l2 * w<l>][l1: + l1 * np.sign(w<l>)]",
            "[biases:nabla_b<l> = delta<l>.sum(axis=0) / m]",
        ),
        sentence="Each weight into layer <l> gets its gradient: the activation that it carries times the delta that "
        "it leads to[batch:, the mean of that over the batch][penalty:, plus the slope of the penalty]."
        "[biases: A bias gets the [single:delta itself][batch:mean of the deltas].]",
        neuron_sentence="[single:Neuron <j> of layer <l> has delta {delta[l,j]}; times what each weight carries, "
        "{list a[l-1]},[penalty: plus the slope of the penalty,] that is the gradient]"
        "[batch:Neuron <j> of layer <l>: what each weight carries times delta, the mean of that over the batch"
        "[penalty:, plus the slope of the penalty], is the gradient]: {list nabla_w[l,j]}.",
        terms=(
            Term(
                "k",
                "The weight from neuron <k> carries {a[l-1,k]} to a delta of {delta[l,j]}[batch: in this example]; its "
                "gradient is {line 1}[batch:, the mean over the batch[penalty: plus the slope of the penalty]].",
            ),
            Term(
                "b",
                "The bias of neuron <j> gets [single:the delta itself, {nabla_b[l,j]}]"
                "[batch:the mean of the deltas, {line 2}].",
            ),
        ),
    ),
)
