"""A deck of somebody else's: stock reveal.js from npm, on a port of its own, with what a test puts on its slides."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page, expect

REVEAL = Path(__file__).parents[3] / "node_modules/reveal.js/dist"

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A deck</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/reveal.css"><link rel="stylesheet" href="/theme/white.css"></head>
<body><div class="reveal"><div class="slides">{slides}</div></div>
<script src="/reveal.js"></script>{scripts}
<script>
  // What the frames say, for the tests to look at.
  window.told = [];
  addEventListener("message", ({{ data }}) => data?.ns === "backprop-viz" && told.push(data));
  Reveal.initialize({{ hash: true, transition: "none", ...{options}, plugins: [{plugins}] }});
</script></body></html>"""


class Handler(SimpleHTTPRequestHandler):
    """The pages of the tests, and reveal.js."""

    pages: dict[str, str] = {}  # noqa: RUF012 - one for all requests, on purpose

    def do_GET(self) -> None:
        page = self.pages.get(self.path.partition("?")[0])
        if page is None:
            super().do_GET()
            return
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a test says what went wrong."""


@contextmanager
def hosting() -> Iterator[str]:
    """The address of the other server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(REVEAL))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


class Deck:
    """One open deck."""

    def __init__(self, page: Page, host: str, base_url: str) -> None:
        self.page = page
        self.host = host
        self.base_url = base_url

    def write(self, *slides: str, plugin: bool = True, **options: Any) -> None:
        """Put these slides at the address of the deck."""
        scripts = f'<script src="{self.base_url}/reveal-backprop.js"></script>' if plugin else ""
        Handler.pages["/deck"] = _PAGE.format(
            slides="".join(f"<section>{slide}</section>" for slide in slides),
            scripts=scripts,
            plugins="RevealBackprop" if plugin else "",
            options=json.dumps(options),
        )

    def open(self, where: str = "") -> "Deck":
        """Go to the deck."""
        self.page.goto(f"{self.host}/deck{where}")
        expect(self.page.locator(".reveal.ready")).to_be_attached()
        return self

    def frame(self, link: str = "preset=2-3-1", steps: str | None = None, lazy: bool = True, more: str = "") -> str:
        """The markup of a frame."""
        named = "" if steps is None else f'data-steps="{steps}"'
        source = "data-src" if lazy else "src"
        address = f"{self.base_url}/embed?{link}"
        size = 'width="900" height="520"'
        return f'<iframe data-backprop {source}="{address}" {named} {more} {size} title="{link}"></iframe>'

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def wait_at(self, name: str) -> None:
        """Wait until the last thing that a frame said is that it is at the named step."""
        self.page.wait_for_function("name => told.findLast(({ state }) => state)?.state.at === name", arg=name)

    def at(self) -> list[str]:
        """Every step that a frame has arrived at or begun with, in order."""
        names: list[str] = self.page.evaluate("told.filter(({ type }) => type === 'step').map(({ state }) => state.at)")
        return names

    def slide(self) -> int:
        number: int = self.page.evaluate("Reveal.getIndices().h")
        return number
