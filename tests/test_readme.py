"""What the README shows is what happens: its snippets are run, and their output compared."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.app.client import client_of

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The only fenced block of a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_python_snippet_prints_what_the_readme_says() -> None:
    run = subprocess.run([sys.executable, "-c", block("python")], capture_output=True, text=True, check=True)
    assert run.stdout == block("text")


def test_the_curl_command_is_answered_as_the_readme_says() -> None:
    command = block("sh")
    address = re.search(r"http://127\.0\.0\.1:8000(\S+)", command)
    body = re.search(r"-d '(.*)'", command, re.DOTALL)
    assert address
    assert body
    assert "-H 'Content-Type: application/json'" in command
    with client_of() as client:
        answer = client.request("POST", address[1], json=json.loads(body[1]))
    assert answer.status_code == 200
    assert answer.text.startswith(block("json").strip())


def test_commands_are_those_that_make_run_has_installed() -> None:
    root = Path(__file__).parent.parent
    helped = subprocess.run([sys.executable, "-m", "app", "--help"], capture_output=True, text=True, check=True).stdout
    for name in ("README.md", "docs/slides.md", "templates/embedding.html"):
        text = (root / name).read_text(encoding="utf-8")
        # the system's own Python knows nothing of what is installed
        assert "python -m app" not in text, name
        said = re.findall(r"\.venv/bin/backprop-visualizer ([a-z]+)", text)
        assert said, name
        assert all(re.search(rf"\b{command}\b", helped) for command in said), name


def test_the_commands_and_files_that_the_readme_names_exist() -> None:
    root = Path(__file__).parent.parent
    targets = re.findall(r"^([a-z]+):.*## ", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"`?make ([a-z]+)", README)) <= set(targets)
    for path in re.findall(r"`((?:engine|static|templates|docs)/[\w./]+)`", README):
        assert path.startswith("static/dist/") or (root / path).exists(), path
    assert (root / "docs" / "page.png").is_file()
