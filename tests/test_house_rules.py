"""The house rules that a machine can check, over every source file of the tree."""

import ast
import io
import json
import os
import re
import sys
import tokenize
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent

# Who stands on whom in engine/: a file imports from its own row or a row above it, and never in a circle.
ENGINE_ROWS = (
    ("errors",),
    ("arrays",),
    ("parameters", "stable", "expressions"),
    ("activations", "losses", "initializers", "optimizers"),
    ("equations", "network"),
    ("backprop",),
    ("stepping",),
    ("trace",),
    ("explain", "algorithm", "training", "presets", "datasets", "landscape"),
)
ENGINE_RANK = {name: rank for rank, row in enumerate(ENGINE_ROWS) for name in row}

# What a view may import, besides other views: paths below static/src, and packages.
VIEW_IMPORTS = re.compile(r"(layout|outline|encode|refs|formula|lessons)\b|d3-[a-z-]+$")

MOST_LINES = 250
MOST_TEST_LINES = 400

# Spelt in halves, for this file is looked at as well.
REGISTRY_HOSTS = ["registry.npm" + "js", "py" + "pi.org", "python" + "hosted.org", "deb." + "debian.org"]
HOME_FOLDER = re.compile(r"/(home|Users|root)/\w")

MADE_BY_TOOLS = {"node_modules", "tests/decks/node_modules", "build", "dist", "static/dist", "test-results", "htmlcov"}
COMMENTS = {
    ".js": re.compile(r"/\*.*?\*/|(?<![^\s;,{(])//[^\n]*", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
    ".html": re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL),
}
COMMENTS[".mjs"] = COMMENTS[".ts"] = COMMENTS[".js"]
IMPORT_OF_JS = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")


def tree(*suffixes: str, below: str = "") -> list[Path]:
    """The files that people wrote, in ``below`` and with one of the ``suffixes``; all when there is none."""
    found = []
    for folder, folders, files in os.walk(ROOT / below):
        here = Path(folder)
        folders[:] = [name for name in folders if _written_by_people(here / name)]
        found += [here / name for name in files if not suffixes or Path(name).suffix in suffixes]
    return sorted(found)


def _written_by_people(folder: Path) -> bool:
    if (folder / "pyvenv.cfg").exists() or folder.name == "__pycache__":
        return False
    hidden = folder.name.startswith(".") and folder.name not in (".ci", ".github")
    return not hidden and name_of(folder) not in MADE_BY_TOOLS


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    """The text of a file, nothing for a picture."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def without_comments(path: Path) -> str:
    return COMMENTS[path.suffix].sub("", text_of(path))


def imports_of_python(path: Path) -> Iterator[str]:
    """Every module that a file imports; ``from engine import network`` counts as ``engine.network``."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            whole_package = module in ("app", "engine", "tests")
            yield from (f"{module}.{alias.name}" for alias in node.names) if whole_package else [module]


def imports_of_javascript(path: Path) -> Iterator[str]:
    """Every module a file imports, those of the front end as paths below static/src; comments say types."""
    for target in IMPORT_OF_JS.findall(without_comments(path)):
        if target.startswith("."):
            resolved = os.path.normpath(path.parent / target)
            yield PurePosixPath(os.path.relpath(resolved, ROOT / "static/src")).as_posix()
        else:
            yield target


def code_lines(path: Path) -> int:
    """How many lines of a file hold code: not blank, not comment, not docstring."""
    if path.suffix != ".py":
        return sum(1 for line in without_comments(path).splitlines() if line.strip())
    text = text_of(path)
    empty = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in empty and token.string:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - _docstring_lines(ast.parse(text)))


def _docstring_lines(module: ast.Module) -> set[int]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    lines: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, owners) and ast.get_docstring(node, clean=False) is not None:
            first = node.body[0]
            lines.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def opening(path: Path) -> str:
    """What a file says about itself before anything else."""
    text = text_of(path)
    if path.suffix == ".py":
        return ast.get_docstring(ast.parse(text)) or ""
    if path.suffix not in COMMENTS:
        return next((line[1:] for line in text.splitlines() if re.match(r"#(?!!)", line)), "")
    comment = COMMENTS[path.suffix].match(text)
    return re.sub(r"[/*{}#<>!-]", " ", comment[0]) if comment else ""


def test_the_engine_imports_numpy_the_standard_library_and_itself() -> None:
    allowed = {"engine", "numpy", *sys.stdlib_module_names}
    offenders = [
        f"{name_of(path)} imports {module}"
        for path in tree(".py", below="engine")
        for module in imports_of_python(path)
        if module.partition(".")[0] not in allowed
    ]
    assert offenders == []


def part_of(module: str) -> str:
    """``engine.explain.paths`` -> ``explain``; nothing for the package itself."""
    return module.split(".")[1] if "." in module else ""


def imports_within(package: str) -> Iterator[tuple[str, str, str]]:
    """Every arrow inside a package: file, module, imported module. The package's own file may show all."""
    for path in tree(".py", below=package):
        module = name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for target in imports_of_python(path):
            if module != package and target.partition(".")[0] == package:
                yield name_of(path), module, target


def test_every_part_of_the_engine_has_its_place_in_the_order() -> None:
    parts = {path.relative_to(ROOT / "engine").parts[0] for path in tree(".py", below="engine")}
    names = {part.removesuffix(".py") for part in parts} - {"__init__"}
    assert names - ENGINE_RANK.keys() == set(), "give it a row in ENGINE_ROWS"


def test_inside_the_engine_imports_point_one_way() -> None:
    offenders = [
        f"{file} imports {target}"
        for file, module, target in imports_within("engine")
        if ENGINE_RANK.get(part_of(target), len(ENGINE_ROWS)) > ENGINE_RANK.get(part_of(module), -1)
    ]
    assert offenders == []


@pytest.mark.parametrize("package", ["engine", "app"])
def test_the_parts_of_a_package_import_each_other_in_no_circle(package: str) -> None:
    graph: dict[str, set[str]] = {}
    for _, module, target in imports_within(package):
        if part_of(module) != part_of(target):
            graph.setdefault(part_of(module), set()).add(part_of(target))
    TopologicalSorter(graph).prepare()


def test_only_tests_import_the_app_and_nobody_imports_tests() -> None:
    offenders = []
    for path in tree(".py"):
        home = path.relative_to(ROOT).parts[0]
        forbidden = {"tests": set(), "app": {"tests"}}.get(home, {"app", "tests"})
        tops = {module.partition(".")[0] for module in imports_of_python(path)}
        offenders += [f"{name_of(path)} imports {top}" for top in tops & forbidden]
    assert offenders == []


def test_a_view_imports_geometry_scales_formulas_other_views_and_d3() -> None:
    offenders = [
        f"{name_of(path)} imports {target}"
        for path in tree(".js", below="static/src/views")
        for target in imports_of_javascript(path)
        if not target.startswith("views/") and not VIEW_IMPORTS.match(target)
    ]
    assert offenders == []


def test_every_source_file_opens_with_a_sentence_about_itself() -> None:
    sources = [*tree(".py", *COMMENTS), ROOT / "Makefile", ROOT / ".ci/run"]
    assert [name_of(path) for path in sources if len(opening(path).split()) < 3] == []


def test_no_file_is_too_long() -> None:
    offenders = []
    for path in tree(".py", *COMMENTS):
        most = MOST_TEST_LINES if name_of(path).startswith("tests/") else MOST_LINES
        if not path.name.endswith(".d.ts") and (lines := code_lines(path)) > most:
            offenders.append(f"{name_of(path)} has {lines} lines of code, {most} are allowed")
    assert offenders == []


def names_this_machine(text: str) -> bool:
    deep_enough = len(ROOT.parts) > 2  # a checkout at /app would find itself in every address
    return bool(HOME_FOLDER.search(text)) or (deep_enough and f"{ROOT}{os.sep}" in text)


def names_a_registry(text: str) -> bool:
    return any(host in text for host in REGISTRY_HOSTS)


@pytest.mark.parametrize("told", [names_this_machine, names_a_registry])
def test_no_file_tells_where_it_was_made(told: Callable[[str], bool]) -> None:
    assert [name_of(path) for path in tree() if told(text_of(path))] == []


@pytest.mark.parametrize("folder", ["", "tests/decks"])
def test_the_lock_file_holds_hashes_and_no_addresses(folder: str) -> None:
    lock = json.loads(text_of(ROOT / folder / "package-lock.json"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def is_generated(path: Path) -> bool:
    """The types of the wire come from our own schema; a test keeps them fresh."""
    return path.name == "wire.d.ts"


def test_nothing_under_static_was_written_by_others() -> None:
    ours = {".js", ".ts", ".css", ".svg", ".png", ".ico"}
    signs = re.compile(r"/\*!|@license|sourceMappingURL|^.{400}", re.MULTILINE)
    offenders = [
        name_of(path)
        for path in tree(below="static")
        if path.suffix not in ours or ".min." in path.name or (not is_generated(path) and signs.search(text_of(path)))
    ]
    assert offenders == []
