"""Somebody else's page: what stands around a frame of ours, served at an origin of its own.

    def test_a_frame_is_drawn_in_a_foreign_page(page, base_url, host):
        origin = host({"/": f'<!doctype html><title>A slide</title><iframe src="{base_url}/embed"></iframe>'})
        page.goto(origin)

``host`` takes pages by their path, or the folder that a tool has built. The watch over the test's pages
(``Problems``) lets that origin pass as well.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

Content = Mapping[str, str] | Path
Host = Callable[[Content], str]

ICON = "/favicon.ico"


class _Server(ThreadingHTTPServer):
    """Takes as many connections at once as a page with many frames makes."""

    request_queue_size = 128


@contextmanager
def hosting(content: Content, name: str = "127.0.0.1") -> Iterator[str]:
    """The origin at which ``content`` is served: another port than the app's, and another site as ``localhost``."""
    handler = partial(_Folder, directory=str(content)) if isinstance(content, Path) else partial(_Pages, pages=content)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="host")
        thread.start()
        try:
            yield f"http://{name}:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Folder(SimpleHTTPRequestHandler):
    """Files; quiet, and never cached, for every test has its own behind the same few ports."""

    def do_GET(self) -> None:
        # Browsers ask for an icon unasked, and would complain in the console that there is none.
        if self.path == ICON:
            self.answer(b"", "image/x-icon")
        else:
            super().do_GET()

    def answer(self, body: bytes, media_type: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Pages(_Folder):
    """Texts by their path; the ending says what they are, HTML where there is none."""

    def __init__(self, *args: Any, pages: Mapping[str, str], **options: Any) -> None:
        self.pages = pages
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path in self.pages:
            media_type = guess_type(path)[0] or "text/html"
            self.answer(self.pages[path].encode(), f"{media_type}; charset=utf-8")
        elif path == ICON:
            self.answer(b"", "image/x-icon")
        else:
            self.answer(b"", "text/plain", 404)
