"""Connections that go to checked addresses only, and that end by a deadline."""

from __future__ import annotations

import contextlib
import socket
from typing import TYPE_CHECKING, Any

import httpcore2

from tracker.fetch.addresses import permitted, resolve

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence

    from tracker.fetch.addresses import Permission


# Seconds after which another address of the same host is tried: a way that is barred, as a broken
# IPv6 often is, swallows what is sent and says nothing (RFC 8305 tries sooner, side by side).
PATIENCE = 5.0


class CheckedBackend(httpcore2.NetworkBackend):
    """Resolves, checks and connects for one exchange.

    `remaining` gives the seconds left for the whole exchange. `opened` is told of every
    stream, so that the fetcher can cut it when it closes.
    """

    def __init__(
        self,
        permissions: Sequence[Permission],
        remaining: Callable[[], float],
        opened: Callable[[BoundedStream], None],
    ) -> None:
        self._permissions = permissions
        self._remaining = remaining
        self._opened = opened
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  the deadline stands in its place
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first permitted address that answers; RefusedError if none is permitted."""
        try:
            addresses = resolve(host, port, _some(self._remaining()))
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout from error
        failure: Exception | None = None
        good = permitted(host, port, addresses, self._permissions)
        for place, address in enumerate(good, start=1):
            try:
                time = patience(_some(self._remaining()), len(good) - place)
                stream = self._inner.connect_tcp(str(address), port, time, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            bounded = BoundedStream(stream, self._remaining)
            self._opened(bounded)
            return bounded
        assert failure is not None
        raise failure


class BoundedStream(httpcore2.NetworkStream):
    """A stream whose every step has only the time that is left of the whole exchange."""

    def __init__(self, inner: httpcore2.NetworkStream, remaining: Callable[[], float]) -> None:
        self._inner = inner
        self._remaining = remaining

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  the deadline stands in its place
        """Read some bytes within the time left."""
        return self._inner.read(max_bytes, _some(self._remaining()))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002  the same
        """Write all bytes within the time left."""
        self._inner.write(buffer, _some(self._remaining()))

    def close(self) -> None:
        """Close the socket."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002  the same
    ) -> httpcore2.NetworkStream:
        """Shake hands within the time left."""
        self._inner = self._inner.start_tls(ssl_context, server_hostname, _some(self._remaining()))
        return self

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  httpcore2's own type
        """Return what httpcore2 asks about the socket."""
        return self._inner.get_extra_info(info)

    def cut(self) -> None:
        """End a read or write that another thread is in."""
        with contextlib.suppress(OSError):
            self._inner.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def patience(left: float, others: int) -> float:
    """Return how many of the seconds left one address may take, with so many others to be tried."""
    return min(left, PATIENCE) if others else left


def _some(seconds: float) -> float:
    """Return the time left, if there is any."""
    if seconds <= 0:
        raise httpcore2.ReadTimeout
    return seconds
