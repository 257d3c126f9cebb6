"""DECKS: a slide deck or page out of a snippet, made by the tool that the snippet is for."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypandoc

TOOLS = Path(__file__).parents[1] / "decks/node_modules"
SECONDS = 300

_SLIDEV_HEAD = """---
title: A deck
routerMode: hash
fonts:
  provider: none
favicon: ./favicon.ico
---

# The first slide

"""
_REVEAL = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A deck</title>
    <link rel="stylesheet" href="reveal/reveal.css" />
    <link rel="stylesheet" href="reveal/theme/white.css" />
  </head>
  <body>
    <div class="reveal"><div class="slides"><section><h1>The first slide</h1></section>
{slide}
    </div></div>
    <script src="reveal/reveal.js"></script>
{scripts}
  </body>
</html>
"""
_START_REVEAL = "<script>Reveal.initialize();</script>"
# They would be fetched from other hosts, and the notebooks of the tests need none of them.
_FETCHED_BY_NOTEBOOKS = ("require_js_url", "mathjax_url", "mermaid_js_url", "jquery_url")


def in_page(text: str, folder: Path) -> None:
    """The text in the body of a page, as an editor of a course platform puts it there."""
    page = f'<!doctype html><html lang="en"><title>A page</title><h1>A page</h1>{text}</html>'
    (folder / "index.html").write_text(page, encoding="utf-8")


def with_reveal(text: str, folder: Path) -> None:
    """A deck of reveal.js: the section among the slides, scripts behind reveal.js's own."""
    slide, end, scripts = text.partition("</section>")
    page = _REVEAL.format(slide=slide + end, scripts=scripts.strip() or _START_REVEAL)
    (folder / "index.html").write_text(page, encoding="utf-8")
    _copy_reveal(folder)


def with_pandoc(*arguments: str) -> Callable[[str, Path], None]:
    """A deck of pandoc, which is what Quarto reads and writes with; Quarto itself is on no package registry."""

    def make(text: str, folder: Path) -> None:
        (folder / "slides.qmd").write_text(text, encoding="utf-8")
        _copy_reveal(folder)
        options = ["--to", "revealjs", "--standalone", "--variable", "revealjs-url=.", *arguments]
        _run(folder, pypandoc.get_pandoc_path(), *options, "--output", "index.html", "slides.qmd")

    return make


def with_slidev(text: str, folder: Path) -> None:
    """A deck of Slidev, built to stand anywhere."""
    (folder / "slides.md").write_text(_SLIDEV_HEAD + text, encoding="utf-8")
    (folder / "node_modules").symlink_to(TOOLS)
    _run(folder, "node", TOOLS / "@slidev/cli/bin/slidev.mjs", "build", "slides.md", "--base", "./", "--out", "built")
    (folder / "node_modules").unlink()
    shutil.copytree(folder / "built", folder, dirs_exist_ok=True)


def with_marp(text: str, folder: Path) -> None:
    """A deck of Marp, told to allow HTML."""
    (folder / "slides.md").write_text(text, encoding="utf-8")
    _run(folder, "node", TOOLS / "@marp-team/marp-cli/marp-cli.js", "--html", "slides.md", "--output", "index.html")


def with_jupyter(text: str, folder: Path) -> None:
    """A notebook with the text as its cell, executed and written as a page."""
    in_notebook([text], folder)


def in_notebook(cells: list[str], folder: Path) -> None:
    """A notebook with these cells, executed and written as a page."""
    code: dict[str, object] = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    notebook = {
        "cells": [{**code, "id": f"cell-{i}", "source": cell} for i, cell in enumerate(cells)],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / "index.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    options = [f"--HTMLExporter.{name}=" for name in _FETCHED_BY_NOTEBOOKS]
    _run(folder, sys.executable, "-m", "nbconvert", "--execute", "--to", "html", *options, "index.ipynb")


DECKS: dict[str, Callable[[str, Path], None]] = {
    "html": in_page,
    "reveal": with_reveal,
    "reveal-plugin": with_reveal,
    "quarto": with_pandoc(),
    "quarto, as one file": with_pandoc("--embed-resources"),
    "slidev": with_slidev,
    "marp": with_marp,
    "jupyter": with_jupyter,
}
"""How each snippet becomes what it is for, as ``index.html`` in a folder; behind a comma the manner of it."""


def _copy_reveal(folder: Path) -> None:
    """reveal.js where a deck of ours looks for it, and where pandoc's does, which knows the tree of older ones."""
    for name in ("reveal", "dist"):
        shutil.copytree(TOOLS / "reveal.js/dist", folder / name)
    for plugin in ("notes", "search", "zoom"):
        (folder / "plugin" / plugin).mkdir(parents=True)
        shutil.copy(TOOLS / f"reveal.js/dist/plugin/{plugin}.js", folder / "plugin" / plugin)


def _run(folder: Path, *command: str | Path) -> None:
    environment = {**os.environ, "CI": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS
    )
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
