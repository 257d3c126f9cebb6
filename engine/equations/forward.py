"""The equations of the forward pass and of the cost."""

from engine.activations import ACTIVATIONS, Activation
from engine.equations.equation import Equation, Line, Term, of_neuron, with_layer
from engine.losses import LOSSES, Loss


def _activation(entry: Activation) -> Equation:
    applied = Line("a[l,j]", f"{entry.name}(z[l,j])")
    lines = [Line("a[l,j]", of_neuron(entry.formula))]
    numpy = [*entry.numpy_needs, f"a<l> = {with_layer(entry.numpy)}"]
    sentence = f"{entry.title} turns each z of layer <l> into an activation: a = {{list a[l]}}."
    neuron = f"{entry.title} turns the z of neuron <j> of layer <l>, {{z[l,j]}}, into its activation, {{a[l,j]}}"
    if entry.coupling is None:
        lines = [applied, *lines, Line("slope[l,j]", of_neuron(entry.derivative_formula))]
        numpy += [f"df<l> = {with_layer(entry.numpy_derivative)}"]
        neuron += "; the curve has slope {slope[l,j]} there."
    else:
        sentence = f"{entry.title} turns the z of layer <l> into {entry.coupling.outputs}: a = {{list a[l]}}."
        neuron = "The activation of neuron <j> of layer <l> is {a[l,j]}; it depends on every z of the layer."
    return Equation(
        id=f"activation_{entry.name}",
        title="Activation of layer <l>",
        tag="25",
        source="Nielsen's chapter 2, eq. 25; Demystified, layer by layer"
        if entry.coupling is None
        else entry.coupling.source,
        index=(applied,) if entry.elementwise else (Line("a[l,j]", entry.formula),),
        lines=tuple(lines),
        matrix=(Line("a[l]", f"{entry.name}(z[l])"),),
        numpy=tuple(numpy),
        sentence=sentence,
        neuron_sentence=neuron,
    )


def _cost(loss: Loss) -> Equation:
    return Equation(
        id=f"cost_{loss.name}",
        title="Cost",
        tag=loss.tag,
        source=loss.source,
        index=(Line("cost_of_example", loss.formula),),
        lines=(
            Line("cost_of_example", loss.formula),
            Line("cost", "mean(cost_of_example for x in batch) + penalty"),
        ),
        matrix=(),
        numpy=(f"C_x = {with_layer(loss.numpy)}", "C = C_x.mean()[penalty: + penalty]"),
        sentence="The outputs {list a[l]} meet the targets {list y}: the cost[batch: of this example] is "
        "{cost_of_example}[single:[penalty:; with the penalty of {penalty} it is {cost}]]"
        "[batch:; the mean over the batch[penalty:, with the penalty of {penalty},] is {cost}].",
        neuron_sentence="Output <j> is {a[l,j]} where {y[j]} was asked for.",
    )


FORWARD = (
    Equation(
        id="input",
        title="Input",
        tag="input",
        source="Nielsen's chapter 2, the algorithm, step 1",
        index=(Line("a[l,j]", "x[j]"),),
        lines=(Line("a[l,j]", "x[j]"),),
        matrix=(Line("a[l]", "x"),),
        numpy=("a<l> = x",),
        sentence="The input goes in: {list a[l]}.",
        neuron_sentence="Input <j> is {a[l,j]}.",
    ),
    Equation(
        id="weighted_input",
        title="Weighted input of layer <l>",
        tag="23",
        source="Nielsen's chapter 2, eq. 23; Demystified, figure 2",
        index=(Line("z[l,j]", "sum(w[l,j,k] * a[l-1,k] for k in layer(l-1)) + b[l,j]"),),
        lines=(Line("z[l,j]", "sum(w[l,j,k] * a[l-1,k] for k in layer(l-1)) + b[l,j]"),),
        matrix=(Line("z[l]", "w[l] @ a[l-1] + b[l]"),),
        numpy=("z<l> = a<l-1> @ w<l>.T[biases: + b<l>]",),
        sentence="Each neuron of layer <l> multiplies what arrives by its weights and adds up: z = {list z[l]}.",
        neuron_sentence="Neuron <j> of layer <l> collects {line 1}.",
        terms=(
            Term("k", "Neuron <k> of layer <l-1> sends {w[l,j,k]} × {a[l-1,k]}."),
            Term("b", "Last comes the bias, {b[l,j]}: that makes z = {z[l,j]}."),
        ),
    ),
    *(_activation(entry) for entry in ACTIVATIONS.values()),
    *(_cost(loss) for loss in LOSSES.values()),
)
