"""parse keeps all of a formula, and refuses whatever it could not keep."""

import ast

import pytest

from engine import ACTIVATIONS, EQUATIONS, LOSSES, OPTIMIZERS
from engine.expressions import Tree, parse

FORMULAS = sorted(
    {line.formula for entry in EQUATIONS.values() for line in (*entry.index, *entry.lines, *entry.matrix)}
    | {line.result for entry in EQUATIONS.values() for line in (*entry.index, *entry.lines, *entry.matrix)}
    | {formula for entry in ACTIVATIONS.values() for formula in (entry.formula, entry.derivative_formula)}
    | {formula for entry in LOSSES.values() for formula in (entry.formula, entry.gradient_formula)}
    | {formula for rule in OPTIMIZERS.values() for formula in rule.formulas.values()}
)

SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "power": "**", "matmul": "@"}
OF_ONE = {"negative": "(-{})", "transpose": "{}.T", "mean": "mean({} for x in batch)"}
RELATIONS = {"greater": ">", "equal": "=="}


def text_of(tree: Tree) -> str:
    """The Python that ``tree`` came from, with every bracket written."""
    match tree:
        case {"op": "number", "value": value}:
            return repr(value)
        case {"op": "symbol", "name": name, "at": at}:
            return f"{name}[{','.join(at)}]" if at else name
        case {"op": "negative" | "transpose" | "mean" as op, "of": of}:
            return OF_ONE[op].format(text_of(of))
        case {"op": "call", "function": function, "arguments": arguments}:
            return f"{function}({', '.join(map(text_of, arguments))})"
        case {"op": "sum", "index": index, "layer": layer, "of": of}:
            return f"sum({text_of(of)} for {index} in layer({layer}))"
        case {"op": "cases", "condition": condition, "yes": yes, "no": no}:
            return f"({text_of(yes)} if {text_of(condition)} else {text_of(no)})"
        case {"op": "compare", "relation": relation, "left": left, "right": right}:
            return f"({text_of(left)} {RELATIONS[relation]} {text_of(right)})"
        case {"op": op, "left": left, "right": right}:
            return f"({text_of(left)} {SIGNS[op]} {text_of(right)})"
    raise AssertionError(f"an unknown node: {tree}")


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_tree_holds_the_whole_formula(formula: str) -> None:
    assert ast.dump(ast.parse(text_of(parse(formula)))) == ast.dump(ast.parse(formula))


def test_indices_and_layers_are_written_without_spaces() -> None:
    tree = parse("sum(w[l, j, k] * a[l - 1, k] for k in layer(l - 1))")
    assert tree["layer"] == "l-1"
    assert tree["of"]["right"] == {"op": "symbol", "name": "a", "at": ["l-1", "k"]}


@pytest.mark.parametrize(
    "formula",
    [
        "a +",
        "a % b",
        "a // b",
        "a < b",
        "1 < a == b",
        "a and b",
        "not a",
        "+a",
        "True",
        "'text'",
        "1j",
        "a.real",
        "f.g(a)",
        "[a, b]",
        "lambda: a",
        "exp(z, base=2)",
        "sum(a[l,k] for k in layer(l) if k)",
        "sum(a[l,k] for k in range(3))",
        "sum(a[l,k] for k in layer(l) for q in layer(l))",
        "sum((a[l,k] for k in layer(l)), 1)",
        "mean(a[l,k] for k in layer(l))",
        "sum(a[l,j] for x in batch)",
        "mean(a[l,j] for x in batch if x)",
    ],
)
def test_a_formula_outside_the_grammar_is_refused(formula: str) -> None:
    with pytest.raises(ValueError, match=r"not in the grammar|runs over"):
        parse(formula)
