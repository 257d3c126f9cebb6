"""A server of its own process: an application under uvicorn with the settings of the command line, at a free port.

Run as a module it is that process: ``python -m tests.benchmarks.serving module:factory descriptor``.
"""

import gc
import importlib
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from app.__main__ import THREAD_VARIABLES

STOP_SECONDS = 10


@dataclass(frozen=True)
class Served:
    """Where a server listens, and which process it is."""

    port: int
    process: int

    def peak_megabytes(self) -> float:
        """The most memory it has had since `forget_peak`, where the system tells; else 0."""
        status = Path(f"/proc/{self.process}/status")
        if not status.exists():
            return 0.0
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024

    def forget_peak(self) -> None:
        """Begin anew with what it has now."""
        references = Path(f"/proc/{self.process}/clear_refs")
        if references.exists():
            references.write_text("5")


@contextmanager
def serving(application: str) -> Iterator[Served]:
    """Serve ``module:factory`` with one worker; it listens before this returns and is ended by its process id."""
    with socket.create_server(("127.0.0.1", 0), backlog=1024) as listener:
        command = [sys.executable, "-m", __name__, application, str(listener.fileno())]
        environment = os.environ | dict.fromkeys(THREAD_VARIABLES, "1")
        process = subprocess.Popen(command, env=environment, pass_fds=[listener.fileno()])
        try:
            yield Served(listener.getsockname()[1], process.pid)
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def main() -> None:
    """Serve until a signal comes."""
    module, _, factory = sys.argv[1].partition(":")
    app = getattr(importlib.import_module(module), factory)()
    config = uvicorn.Config(app, loop="uvloop", http="httptools", ws="none", log_level="warning", access_log=False)
    gc.collect()
    gc.freeze()
    uvicorn.Server(config).run([socket.socket(fileno=int(sys.argv[2]))])


if __name__ == "__main__":
    main()
