"""A web server on loopback: answers by path, remembers what it was asked."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Self, cast

# How long a drip waits between two bytes; a slow answer waits until the server stops.
DRIP = 0.02


@dataclass(frozen=True)
class Request:
    """One request as it came. Header names are in lower case."""

    path: str
    headers: dict[str, str]
    host: str


@dataclass
class Answer:
    """What a path answers. With `etag` or `modified`, 304 for whoever sends it back."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""

    def is_fresh_for(self, request: Request) -> bool:
        """Tell whether the caller holds this answer already."""
        tag = request.headers.get("if-none-match", "")
        time = request.headers.get("if-modified-since", "")
        return bool((self.etag and tag == self.etag) or (self.modified and time == self.modified))


Route = Answer | Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers one connection by the routes of its site."""

    protocol_version = "HTTP/1.1"

    @property
    def site(self) -> Site:
        """The site it answers for."""
        return cast("_Server", self.server).site

    def do_GET(self) -> None:
        """Answer as the route of the path says."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, headers.get("host", ""))
        self._under_way = True
        self.site.begin(request)
        try:
            route = self.site.route(self.path)
            if callable(route):
                route(self)
                self.close_connection = True
            else:
                self.give(route, request)
        finally:
            self.finish_counting()

    def give(self, answer: Answer, request: Request) -> None:
        """Write an answer, or 304 to who holds it."""
        fresh = answer.is_fresh_for(request)
        self.send_response(304 if fresh else answer.status)
        validators = {"ETag": answer.etag, "Last-Modified": answer.modified}
        body = b"" if fresh else answer.body
        headers = {"Content-Length": str(len(body))} | answer.headers
        for name, value in (headers | {k: v for k, v in validators.items() if v}).items():
            self.send_header(name, value)
        # The client may send its next request as soon as it has the last byte of this answer.
        if not body:
            self.finish_counting()
        self.end_headers()
        self.finish_counting()
        self.wfile.write(body)

    def finish_counting(self) -> None:
        """Count the request as over, once."""
        if self._under_way:
            self._under_way = False
            self.site.end()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """Stay silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Site) -> None:
        self.site = site
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: that is what they are made to do."""


class Site:
    """A running server. Set `routes[path]`; read `requests`, `busiest` (most at one time)."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.requests: list[Request] = []
        self.busiest = 0
        self.stopping = Event()
        self._busy = 0
        self._lock = Lock()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def port(self) -> int:
        """The port that the system picked."""
        return int(self._server.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"

    def serve(  # noqa: PLR0913 - the parts of an answer, most of them named
        self,
        path: str,
        body: bytes | str = b"",
        status: int = 200,
        headers: dict[str, str] | None = None,
        *,
        etag: str = "",
        modified: str = "",
    ) -> str:
        """Set what a path answers and return its address."""
        data = body.encode() if isinstance(body, str) else body
        self.routes[path] = Answer(data, status, headers or {}, etag, modified)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Send callers of a path elsewhere."""
        return self.serve(path, status=status, headers={"Location": to})

    def do(self, path: str, act: Callable[[Handler], None]) -> str:
        """Let a function answer at a path; it writes to `handler.wfile` as it likes."""
        self.routes[path] = act
        return self.url(path)

    def asked(self, path: str) -> list[Request]:
        """Return the requests of a path so far."""
        return [request for request in self.requests if request.path == path]

    def route(self, path: str) -> Route:
        """Return what answers at a path, with or without its query; 404 elsewhere."""
        return self.routes.get(path) or self.routes.get(path.partition("?")[0]) or Answer(status=404)

    def begin(self, request: Request) -> None:
        """Count a request that begins."""
        with self._lock:
            self.requests.append(request)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)

    def end(self) -> None:
        """Count a request that is over."""
        with self._lock:
            self._busy -= 1

    def close(self) -> None:
        """Stop answering."""
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def silent(handler: Handler) -> None:
    """Never answer."""
    handler.site.stopping.wait()


def dripping(handler: Handler) -> None:
    """Answer a byte at a time, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not handler.site.stopping.wait(DRIP):
        handler.wfile.write(b"<")
        handler.wfile.flush()


def hung_up(handler: BaseHTTPRequestHandler) -> None:
    """Close the connection without a word."""
    handler.connection.close()


def cut_off(handler: Handler) -> None:
    """Promise 1,000 bytes and send ten."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss></rss")


def babble(handler: BaseHTTPRequestHandler) -> None:
    """Answer what is no HTTP."""
    handler.wfile.write(b"hello, who is there?\r\n\r\n")


def bomb(megabytes: int) -> bytes:
    """Return a small gzip body that inflates to so many megabytes of spaces."""
    return gzip.compress(b" " * (megabytes * 2**20), 9)
