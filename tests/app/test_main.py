"""The command line, as a person meets it: run as a program of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app import __main__ as command_line
from app import assets
from app.exports import standalone

ON_WINDOWS = os.name == "nt"
ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-m", "app")


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what the command reads from it, and with ``changes``."""
    settled = {"HOST", "PORT", *command_line.THREAD_VARIABLES}
    return {name: value for name, value in os.environ.items() if name not in settled} | changes


def run(*arguments: str, folder: Path = ROOT, **changes: str) -> subprocess.CompletedProcess[str]:
    everywhere = environment(PYTHONPATH=str(ROOT), **changes)
    return subprocess.run(
        [*COMMAND, *arguments], env=everywhere, capture_output=True, text=True, timeout=30, cwd=folder
    )


@contextmanager
def serving(*arguments: str, **changes: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running server and the first line it prints."""
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        env=environment(**changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield str(listener.getsockname()[1])


def test_help_names_the_options_and_the_defaults_from_the_environment() -> None:
    answer = run("--help", HOST="localhost", PORT="4711")
    assert answer.returncode == 0
    for word in ("--host", "--port", "localhost", "4711"):
        assert word in answer.stdout


def test_it_answers_at_the_address_that_it_prints_and_says_nothing_else() -> None:
    with serving("--port", "0") as (process, line):
        assert line.startswith("Backprop Visualizer at http://127.0.0.1:")
        with urllib.request.urlopen(line.split()[-1], timeout=10) as answer:
            assert answer.status == 200
        process.terminate()
        assert process.communicate(timeout=10) == ("", "")


@pytest.mark.parametrize(
    ("file", "options", "opening"),
    [
        ("a.json", (), b'{"schema_version":1,"title":"XOR in tanh","link":"/?v=1&preset=xor#step=2",'),
        ("a.csv", (), b"step,frame,quantity,layer,j,k,example,value\r\n1,x,x,1,1,,1,-1.0\r\n"),
        ("a.py", (), b'"""XOR in tanh: 2 learning steps of a 2-2-1 network in NumPy.\n'),
        (
            "a.py",
            ("--format", "pytorch", "--steps", "1"),
            b'"""XOR in tanh: one learning step of a 2-2-1 network in',
        ),
    ],
)
def test_a_link_is_exported_to_a_file(tmp_path: Path, file: str, options: tuple[str, ...], opening: bytes) -> None:
    answer = run("export", "/?preset=xor#step=2", "-o", str(tmp_path / file), *options)
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
    assert (tmp_path / file).read_bytes().startswith(opening)


def test_without_a_file_an_export_is_printed() -> None:
    answer = run("export", "preset=xor", "--format", "csv")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("step,frame,quantity")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("/?preset=none&theme=pink", "-o", "a.csv"), ("not understood", "none", "pink")),
        (("/?preset=xor", "-o", "a.xls"), ("a.xls", ".csv", "--format")),
        (("/?preset=xor", "--format", "xls"), ("xls", "csv")),
        (("/?preset=xor", "-o", "nowhere/a.csv"), ("nowhere/a.csv", "No such file")),
        (("/?net=1-1&act=linear&x=9&y=0&lr=1000000", "-o", "a.csv", "--steps", "200"), ("infinite",)),
    ],
)
def test_what_cannot_be_exported_is_told_and_leaves_no_file(
    tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    answer = run("export", *arguments, folder=tmp_path)
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith("backprop-visualizer: ")
    assert all(word in answer.stderr for word in words), answer.stderr
    assert "Traceback" not in answer.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["export", "offline"])
def test_a_front_end_that_is_not_built_is_told_with_what_to_do(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "deck.html"
    deck.write_text('<iframe src="http://127.0.0.1:8000/embed?preset=xor"></iframe>')
    for name in command_line.THREAD_VARIABLES:  # which the command sets
        monkeypatch.setenv(name, "1")
    monkeypatch.setattr(assets, "asset_dir", lambda name: ROOT / name if name == "templates" else tmp_path)
    what = ["?preset=xor", "-o", str(tmp_path / "a.html")] if command == "export" else [str(deck)]
    monkeypatch.setattr(standalone, "manifest", assets.manifest.__wrapped__)
    monkeypatch.setattr(standalone, "_built", standalone._built.__wrapped__)
    assert command_line.main([command, *what]) == 1
    said = capsys.readouterr().err
    assert "the front end is not built: run `make build`" in said
    assert "None" not in said


@pytest.mark.parametrize("steps", ["0", "-1", "two", "9" * 5000])
def test_steps_are_a_number_from_one_up(steps: str) -> None:
    answer = run("export", "/?preset=xor", f"--steps={steps}")
    assert answer.returncode == 2
    assert "from 1 up" in answer.stderr


def test_host_and_port_come_from_the_environment() -> None:
    with serving(HOST="127.0.0.2", PORT="0") as (_, line):
        assert line.startswith("Backprop Visualizer at http://127.0.0.2:")


def test_empty_variables_count_as_unset() -> None:
    assert command_line.DEFAULT_PORT in run("--help", HOST="", PORT="").stdout


@pytest.mark.skipif(ON_WINDOWS, reason="Windows has no SIGINT for another process")
def test_ctrl_c_ends_it_quietly() -> None:
    with serving("--port", "0") as (process, _):
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    assert (output.strip(), errors) == ("", "")


def test_ctrl_c_does_not_wait_for_an_open_connection() -> None:
    with serving("--port", "0") as (process, line):
        port = int(line.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.sendall(b"GET / HTTP/1.1\r\n")
            begin = time.monotonic()
            process.terminate()
            process.wait(timeout=10)
    assert time.monotonic() - begin < command_line.GRACE_SECONDS + 2


def test_a_taken_port_is_told_in_one_sentence(taken_port: str) -> None:
    answer = run("--port", taken_port)
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.count("\n") == 1
    assert f"port {taken_port} on 127.0.0.1 is taken" in answer.stderr


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("192.0.2.1", "192.0.2.1 is not an address of this machine"),
        ("no such host", "host 'no such host' is unknown"),
        ("a" * 64, "is unknown"),
    ],
)
def test_a_host_that_is_not_ours_is_told_in_one_sentence(host: str, expected: str) -> None:
    answer = run("--host", host, "--port", "0")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.count("\n") == 1
    assert expected in answer.stderr


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "80.5", "²"])
def test_a_port_that_is_no_port_is_refused_wherever_it_comes_from(port: str) -> None:
    for answer in (run(f"--port={port}"), run(PORT=port)):
        assert answer.returncode == 2
        assert f"a number from 0 to 65535, not '{port}'" in answer.stderr


def test_a_wrong_port_of_the_environment_troubles_nobody_who_needs_none() -> None:
    answer = run("export", "preset=xor", "--format", "csv", PORT="none%s")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "none%s" in run("--help", PORT="none%s").stdout


def test_ipv6_addresses_are_printed_in_brackets() -> None:
    try:
        listener = command_line.listen("::1", 0)
    except command_line.CommandError:
        pytest.skip("this machine has no IPv6")
    with listener:
        assert command_line.address(listener).startswith("http://[::1]:")


def test_listening_everywhere_is_said_with_an_address_that_can_be_opened() -> None:
    with command_line.listen("0.0.0.0", 0) as listener:
        assert command_line.address(listener).startswith("http://127.0.0.1:")
        assert "every other address" in command_line.address(listener)


@pytest.mark.parametrize("variable", command_line.THREAD_VARIABLES)
@pytest.mark.parametrize(("given", "expected"), [({}, "1"), ({"value": "3"}, "3")])
def test_blas_gets_one_thread_before_numpy_comes_unless_the_user_chose(
    variable: str, given: dict[str, str], expected: str
) -> None:
    script = f"""
import os, sys
from app import __main__ as command_line
assert "numpy" not in sys.modules
command_line.serve = lambda host, port: print("numpy" in sys.modules, os.environ[{variable!r}])
command_line.main([])
"""
    changes = {variable: given["value"]} if given else {}
    answer = subprocess.run(
        [sys.executable, "-c", script], env=environment(**changes), capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["False", expected]
