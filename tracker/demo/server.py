"""Serves the invented feeds of the demo over HTTP on loopback, one port an outlet.

A port each, because a poll is polite by host and port: ten feeds behind one port would be
fetched a second apart.
"""

from __future__ import annotations

import logging
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

from tracker.demo.feeds import Document, Outlet, documents, outlets

if TYPE_CHECKING:
    from types import TracebackType

log = logging.getLogger(__name__)
_LOOPBACK = "127.0.0.1"
_CLIENT_SILENCE = 5.0
"""Seconds after which a client that connects and sends nothing is hung up on."""


class _OutletServer(ThreadingHTTPServer):
    """One outlet's port. `document` is what its feed is at the moment."""

    daemon_threads = False  # so that server_close waits for the answers under way

    def __init__(self, outlet: Outlet, path: str, document: Document) -> None:
        super().__init__((_LOOPBACK, 0), _FeedHandler)
        self.outlet = outlet
        self.path = path
        self.document = document

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002 - the base class's
        """Say nothing on the screen of a client that has hung up, or of anything else."""
        log.debug("a feed of the demo was not served", exc_info=True)  # noqa: LOG014 - called while it is handled


class _FeedHandler(BaseHTTPRequestHandler):
    """Answers a GET with the feed, 304 where the client holds it already, 404 elsewhere."""

    server: _OutletServer
    timeout = _CLIENT_SILENCE

    def do_GET(self) -> None:
        document = self.server.document
        if self.path != self.server.path:
            self._answer(HTTPStatus.NOT_FOUND, {})
        elif self._client_holds(document.etag):
            self._answer(HTTPStatus.NOT_MODIFIED, {"ETag": document.etag})
        else:
            headers = {"ETag": document.etag, "Content-Type": document.content_type}
            self._answer(HTTPStatus.OK, headers, document.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Stay silent: standard error belongs to the poll's progress."""

    def _client_holds(self, etag: str) -> bool:
        given = self.headers.get("If-None-Match", "")
        return etag in (tag.strip().removeprefix("W/") for tag in given.split(","))

    def _answer(self, status: HTTPStatus, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class FeedServer:
    """Serves every bundled feed as it stands at one poll, from `with` to the end of its block.

    It begins at poll 1; `turn` moves on. Binds to 127.0.0.1 only, on ports the system picks.
    """

    def __init__(self) -> None:
        self._servers: list[_OutletServer] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        try:
            stage = documents(1)
            for outlet, path in zip(outlets().values(), stage, strict=True):
                self._serve(_OutletServer(outlet, path, stage[path]))
        except OSError:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def urls(self) -> tuple[tuple[str, str, str], ...]:
        """Address, title and group of each feed; empty outside the `with` block."""
        return tuple(
            (f"http://{_LOOPBACK}:{each.server_port}{each.path}", each.outlet.title, each.outlet.group)
            for each in self._servers
        )

    def turn(self, poll: int) -> None:
        """Show the feeds as they stand at `poll` (1 to 4); ValueError for any other number."""
        stage = documents(poll)
        for server in self._servers:
            server.document = stage[server.path]

    def _serve(self, server: _OutletServer) -> None:
        # shutdown() waits for the next turn of this loop: 0.02 s a port keeps ten of them short.
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        self._servers.append(server)
        self._threads.append(thread)

    def _close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()
        self._servers.clear()
        self._threads.clear()
