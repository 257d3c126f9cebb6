"""The grammar of the formulas that are shown, and its parser.

A formula is written once, as a Python expression in the symbols of the glossary:

    sum(w[l,j,k] * a[l-1,k] for k in layer(l-1)) + b[l,j]

`parse` turns it into a tree of plain dictionaries, which the front end draws with symbols, with the numbers put
in, or as text. Because it is Python, the tests evaluate every formula and compare it with what the engine computed.

Nodes: ``number {value}`` · ``symbol {name, at}`` · ``negative {of}`` · ``add subtract multiply divide power matmul
{left, right}`` · ``call {function, arguments}`` · ``sum {index, layer, of}`` · ``mean {of}`` (over the examples) ·
``cases {condition, yes, no}`` · ``compare {relation, left, right}`` · ``transpose {of}``.
"""

import ast
from typing import Any

Tree = dict[str, Any]

_OPERATIONS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
    ast.MatMult: "matmul",
}
_RELATIONS: dict[type[ast.cmpop], str] = {ast.Gt: "greater", ast.Eq: "equal"}


def parse(formula: str) -> Tree:
    """The tree of ``formula``.

    Raises:
        ValueError: the formula leaves the grammar.
    """
    try:
        return _tree(ast.parse(formula, mode="eval").body)
    except SyntaxError:
        raise ValueError(f"not in the grammar of formulas: {formula}") from None


def _tree(node: ast.expr) -> Tree:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return {"op": "number", "value": value}
        case ast.Name(id=name):
            return {"op": "symbol", "name": name, "at": []}
        case ast.Subscript(value=ast.Name(id=name), slice=index):
            return {"op": "symbol", "name": name, "at": _indices(index)}
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return {"op": "negative", "of": _tree(operand)}
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATIONS:
            return {"op": _OPERATIONS[type(operator)], "left": _tree(left), "right": _tree(right)}
        case ast.Attribute(value=value, attr="T"):
            return {"op": "transpose", "of": _tree(value)}
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return {"op": "cases", "condition": _tree(test), "yes": _tree(body), "no": _tree(orelse)}
        case ast.Compare(left=left, ops=[relation], comparators=[right]) if type(relation) in _RELATIONS:
            return {
                "op": "compare",
                "relation": _RELATIONS[type(relation)],
                "left": _tree(left),
                "right": _tree(right),
            }
        case ast.Call(
            func=ast.Name(id="sum" | "mean" as function), args=[ast.GeneratorExp() as generator], keywords=[]
        ):
            return _fold(function, generator)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return {"op": "call", "function": name, "arguments": [_tree(argument) for argument in arguments]}
        case _:
            raise ValueError(f"not in the grammar of formulas: {ast.unparse(node)}")


def _fold(function: str, generator: ast.GeneratorExp) -> Tree:
    match function, generator.generators:
        case "sum", [
            ast.comprehension(
                target=ast.Name(id=index), iter=ast.Call(func=ast.Name(id="layer"), args=[layer], keywords=[]), ifs=[]
            )
        ]:
            return {"op": "sum", "index": index, "layer": _plain(layer), "of": _tree(generator.elt)}
        case "mean", [ast.comprehension(target=ast.Name(id="x"), iter=ast.Name(id="batch"), ifs=[])]:
            return {"op": "mean", "of": _tree(generator.elt)}
        case _:
            raise ValueError(f"a sum runs over layer(...), a mean over batch: {ast.unparse(generator)}")


def _indices(index: ast.expr) -> list[str]:
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    return [_plain(part) for part in parts]


def _plain(index: ast.expr) -> str:
    return ast.unparse(index).replace(" ", "")
