"""Another site on this machine: pages that frame ours, and tiles of a base map."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

# One transparent pixel.
TILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class Site(ThreadingHTTPServer):
    """`pages`: HTML by path; any other path is a tile. `asked`: the paths, in their order."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        super().__init__(("localhost", 0), _Answers)
        self.pages = dict(pages)
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if page is not None else "image/png")
        self.end_headers()
        self.wfile.write(TILE if page is None else page.encode())

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def run_site(pages: Mapping[str, str] | None = None) -> Iterator[Site]:
    with Site(pages or {}) as site:
        thread = Thread(target=site.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()
