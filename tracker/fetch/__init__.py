"""A feed's address → response, politely; the only plain network of tracker.

No cookies are kept and no proxy of the environment is used, since a proxy would connect to
addresses that nobody checked. `SSL_CERT_FILE` is honoured, as by OpenSSL.
"""

from __future__ import annotations

import time
from base64 import b64encode
from dataclasses import dataclass
from http import HTTPStatus
from threading import Event, Lock
from typing import TYPE_CHECKING

from tracker.fetch import answers
from tracker.fetch.addresses import NoAddressError, OfflineError, RefusedError, permission
from tracker.fetch.answers import Failure, Response
from tracker.fetch.body import BodyError, read_body
from tracker.fetch.hosts import ClosedError, Hosts

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    import httpcore2
    import httpx2

    from tracker.fetch.connection import BoundedStream

__all__ = ["Failure", "Fetcher", "Response", "host_of"]

# The design's figures: 15 MB after inflating, 30 s for a whole exchange, 5 redirects.
CAP = 15 * 2**20
DEADLINE = 30.0
REDIRECTS = 5
# The project's address, for whoever runs a server: a reserved name (RFC 2606) until it has one.
HOME = "https://tracker.invalid/"
# Longer validators than this are abuse; without one the next poll is simply unconditional.
LONGEST_VALIDATOR = 1000

_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.5, */*;q=0.1"
)
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer of one server; the body is read for status 200 alone."""

    status: int
    headers: dict[str, str]
    body: bytes


def host_of(url: str) -> str:
    """Return the host that a request goes to, in one spelling; "" for no http address.

    Its port too where that is not the scheme's own: one server answers http and https.
    """
    try:
        return _name(_parsed(url))
    except RefusedError:
        return ""


class Fetcher:
    """Fetches over HTTP; `get` may be called from many threads.

    One request is in flight a host, `pause` seconds after the last. `deadline` bounds the
    seconds of a whole exchange with its redirects, time in line not counted. `cap` bounds
    the bytes of a body. `allow_private` names what may be connected to beside public
    addresses: addresses, networks, host names, each with ":port" if need be.
    `sleep` waits for a turn at a host; by default until `close` ends the wait.
    """

    def __init__(  # noqa: PLR0913  all by name, one without default
        self,
        *,
        allow_private: Sequence[str] = (),
        version: str,
        sleep: Callable[[float], object] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        pause: float = 1.0,
        deadline: float = DEADLINE,
        cap: int = CAP,
    ) -> None:
        self._permissions = tuple(permission(entry) for entry in allow_private)
        self._agent = f"tracker/{version} (+{HOME})"
        self._monotonic = monotonic
        self._deadline = deadline
        self._cap = cap
        self._closing = Event()
        self._hosts = Hosts(pause, sleep or self._closing.wait, monotonic)
        self._lock = Lock()
        self._ssl: ssl.SSLContext | None = None
        self._streams: set[BoundedStream] = set()

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        """Fetch, with the validators of last time; what goes wrong is a Failure, never raised."""
        import httpcore2

        from tracker.fetch.reasons import broken

        try:
            return self._follow(url, _parsed(url), self._headers(etag, modified))
        except ClosedError as error:
            return Failure(url, str(error), retry_after=error.left, closed=error.host)
        except (RefusedError, BodyError) as error:
            lost, offline = isinstance(error, NoAddressError), isinstance(error, OfflineError)
            unanswered = lost or self._closing.is_set()
            return Failure(url, str(error), offline=offline, unanswered=unanswered, unreached=lost or offline)
        except (
            httpcore2.NetworkError,
            httpcore2.ProtocolError,
            httpcore2.TimeoutException,
            httpcore2.UnsupportedProtocol,
        ) as error:
            if self._closing.is_set():
                return Failure(url, "tracker is closing", unanswered=True)
            return broken(url, error, self._deadline)

    def leave_alone(self, host: str, time: timedelta) -> None:
        """Ask nothing of a host (as `host_of` names it) for so long: it said so to another process."""
        self._hosts.leave_alone(host, time)

    def close(self) -> None:
        """Cut what is in flight; whoever calls `get` from now on gets a Failure."""
        with self._lock:
            self._closing.set()
            streams = tuple(self._streams)
        for stream in streams:
            stream.cut()

    def _follow(self, url: str, target: httpx2.URL, headers: dict[str, str]) -> Response | Failure:
        origin, permanent, moved, left = target, True, False, self._deadline
        for _ in range(REDIRECTS + 1):
            answer, left = self._exchange(target, _with_password(headers, target, origin), left)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                # An address without its password would be written down in place of one that has it.
                new = str(target) if moved and permanent and not origin.userinfo else ""
                return _judged(url, str(target), answer, headers, new)
            permanent, moved = permanent and answer.status in _PERMANENT, True
            target = _parsed(_as_sent(answer.headers["location"]), target)
        return Failure(url, f"more than {REDIRECTS} redirects")

    def _exchange(self, target: httpx2.URL, headers: dict[str, str], left: float) -> tuple[_Answer, float]:
        """Make one request in the host's turn; return the answer and the seconds left."""
        import httpcore2

        name = _name(target)
        with self._hosts.turn(name):
            end = self._monotonic() + left
            try:
                answer = self._request(target, headers, lambda: end - self._monotonic())
            except httpcore2.ConnectTimeout:
                self._hosts.is_away(name)
                raise
            if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._hosts.leave_alone(name, answers.retry_after(answer.headers))
            return answer, end - self._monotonic()

    def _request(
        self, target: httpx2.URL, headers: dict[str, str], remaining: Callable[[], float]
    ) -> _Answer:
        import httpcore2

        from tracker.fetch.connection import CheckedBackend

        streams: list[BoundedStream] = []
        backend = CheckedBackend(self._permissions, remaining, lambda s: self._opened(s, streams))
        port = target.port or (443 if target.scheme == "https" else 80)
        origin = httpcore2.Origin(target.raw_scheme, target.raw_host, port)
        connection = httpcore2.HTTPConnection(
            origin, self._context() if target.scheme == "https" else None, network_backend=backend
        )
        address = httpcore2.URL(
            scheme=target.raw_scheme, host=target.raw_host, port=port, target=target.raw_path
        )
        lines = [("Host", target.netloc.decode("ascii")), *headers.items()]
        request = httpcore2.Request(
            "GET", address, headers=[(k.encode(), v.encode("latin-1")) for k, v in lines]
        )
        try:
            return self._answer(connection.handle_request(request))
        finally:
            connection.close()
            with self._lock:
                self._streams.difference_update(streams)

    def _answer(self, response: httpcore2.Response) -> _Answer:
        headers: dict[str, str] = {}
        for name, value in response.headers:
            headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
        try:
            if response.status != HTTPStatus.OK:
                return _Answer(response.status, headers, b"")
            encoding = headers.get("content-encoding", "")
            body = read_body(response.iter_stream(), encoding, self._cap)
            return _Answer(response.status, headers, body)
        finally:
            response.close()

    def _opened(self, stream: BoundedStream, streams: list[BoundedStream]) -> None:
        with self._lock:
            is_closing = self._closing.is_set()
            if not is_closing:
                self._streams.add(stream)
        if is_closing:
            stream.close()
            raise RefusedError("tracker is closing")
        streams.append(stream)

    def _headers(self, etag: str, modified: str) -> dict[str, str]:
        if self._closing.is_set():
            raise RefusedError("tracker is closing")
        headers = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        validators = {"If-None-Match": etag, "If-Modified-Since": modified}
        return headers | {name: value for name, value in validators.items() if value}

    def _context(self) -> ssl.SSLContext:
        """Return the one TLS context: loading the certificates takes tens of milliseconds."""
        import httpx2

        with self._lock:
            if self._ssl is None:
                self._ssl = httpx2.create_ssl_context()
            return self._ssl


def _parsed(url: str, base: httpx2.URL | None = None) -> httpx2.URL:
    """Read an address, or a redirect's against the address that gave it; RefusedError if bad."""
    import httpx2

    try:
        target = httpx2.URL(url.strip()) if base is None else base.join(url.strip())
        target = target.copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError, UnicodeError):
        raise RefusedError(f"{url[:100]!a} is not an address") from None
    if target.scheme not in {"http", "https"} or not target.raw_host:
        raise RefusedError(f"{url[:100]!a} is not an http or https address")
    return target


def _as_sent(location: str) -> str:
    """Read a redirect's address as UTF-8 where it is, as browsers do: it should be ASCII, and often isn't."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return location


def _name(target: httpx2.URL) -> str:
    host = target.raw_host.decode("ascii").lower()
    return host if target.port is None else f"{host}:{target.port}"


def _with_password(headers: dict[str, str], target: httpx2.URL, origin: httpx2.URL) -> dict[str, str]:
    """Add the user's name and password from the address, for the server they were meant for."""
    if not origin.userinfo or _name(target) != _name(origin) or target.scheme != origin.scheme:
        return headers
    token = b64encode(f"{origin.username}:{origin.password}".encode()).decode("ascii")
    return headers | {"Authorization": f"Basic {token}"}


def _judged(
    url: str, final: str, answer: _Answer, asked: dict[str, str], permanent: str
) -> Response | Failure:
    """Turn the last answer into a Response, or into a Failure if its status is no success."""
    wait = answers.retry_after(answer.headers)
    conditional = "If-None-Match" in asked or "If-Modified-Since" in asked
    if answer.status == HTTPStatus.OK or (answer.status == HTTPStatus.NOT_MODIFIED and conditional):
        etag, modified = (
            value if len(value) <= LONGEST_VALIDATOR else ""
            for value in (answer.headers.get(name, "") for name in ("etag", "last-modified"))
        )
        kind, age = answer.headers.get("content-type", ""), answers.max_age(answer.headers)
        return Response(final, answer.status, answer.body, etag, modified, kind, wait, age, permanent)
    gone, busy = answer.status == HTTPStatus.GONE, answer.status == HTTPStatus.TOO_MANY_REQUESTS
    closed = host_of(final) if busy else ""
    return Failure(url, _status(answer.status), answer.status, wait, gone=gone, closed=closed)


def _status(status: int) -> str:
    if status == HTTPStatus.NOT_MODIFIED:
        return "304 Not Modified, which nobody asked for"
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"the server answered with the unknown status {status}"
