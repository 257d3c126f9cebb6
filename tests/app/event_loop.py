"""EventLoop: runs coroutines from plain calls, in a thread of its own, whatever loop the caller's thread has."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


class EventLoop:
    """One event loop, used from one thread: tests in a browser keep a loop running in theirs."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """The result of ``coroutine``."""
        return self._thread.submit(self._runner.run, coroutine).result()

    @property
    def thread(self) -> threading.Thread:
        """The thread of the loop."""
        return self._thread.submit(threading.current_thread).result()

    def close(self) -> None:
        """End the loop and its thread."""
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The result of one coroutine."""
    loop = EventLoop()
    try:
        return loop.run(coroutine)
    finally:
        loop.close()
