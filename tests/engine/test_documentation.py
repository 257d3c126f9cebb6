"""What the docstrings show is what happens."""

import ast
import doctest
from pathlib import Path

import pytest

import engine

SOURCES = sorted(Path(engine.__file__).parent.rglob("*.py"))


def test_the_example_of_the_package_runs() -> None:
    result = doctest.testmod(engine)
    assert result.attempted >= 4
    assert result.failed == 0


def test_all_names_everything_that_is_imported_in_order() -> None:
    public = [name for name in vars(engine) if not name.startswith("_") and name in engine.__all__]
    assert set(public) == set(engine.__all__)
    tables = [name for name in engine.__all__ if name.isupper()]
    classes = [name for name in engine.__all__ if name[0].isupper() and not name.isupper()]
    verbs = [name for name in engine.__all__ if name.islower()]
    assert engine.__all__ == [*sorted(tables), *sorted(classes), *sorted(verbs)]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_file_and_what_is_public_in_it_says_what_it_is_for(source: Path) -> None:
    tree = ast.parse(source.read_text("utf-8"))
    assert ast.get_docstring(tree), source.name
    for node in tree.body:
        public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if public and source.stem != "stable":  # whose functions are the formulas their names say
            assert isinstance(node, ast.FunctionDef | ast.ClassDef)
            assert ast.get_docstring(node), f"{source.name}: {node.name}"
