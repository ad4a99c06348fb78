"""Manners: one request at a time to a host, with a pause between; a host that says 429 is left alone."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING

from tracker.fetch.addresses import RefusedError
from tracker.schedule import closed_for, span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# Seconds for which a host that could not be reached within the deadline is not tried for its other
# feeds: twenty of them would hold a round up for ten minutes.
AWAY = 60.0


class ClosedError(RefusedError):
    """The host (its name and port) asked to be left alone; `left` says for how long still."""

    def __init__(self, host: str, left: timedelta) -> None:
        super().__init__(f"{host} asked to be left alone for another {span(left)}")
        self.host = host
        self.left = left


@dataclass(slots=True)
class _Host:
    turn: Lock = field(default_factory=Lock)
    free_at: float = 0.0
    closed_until: float = 0.0
    away_until: float = 0.0


class Hosts:
    """Gives turns at hosts to the threads of one fetcher. Times are those of `monotonic`."""

    def __init__(
        self, pause: float, sleep: Callable[[float], object], monotonic: Callable[[], float]
    ) -> None:
        self._pause = pause
        self._sleep = sleep
        self._monotonic = monotonic
        self._lock = Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Hold the only turn at a host; ClosedError while it wants to be left alone.

        RefusedError where it was out of reach a moment ago.
        """
        host = self._host(name)
        with host.turn:
            now = self._monotonic()
            if host.closed_until > now:
                raise ClosedError(name, timedelta(seconds=host.closed_until - now))
            if host.away_until > now:
                raise RefusedError(f"{name} could not be reached a moment ago")
            if host.free_at > now:
                self._sleep(host.free_at - now)
            try:
                yield
            finally:
                host.free_at = self._monotonic() + self._pause

    def leave_alone(self, name: str, wish: timedelta | None) -> None:
        """Close a host for as long as it asked, for an hour if it did not say."""
        host, until = self._host(name), self._monotonic() + closed_for(wish).total_seconds()
        host.closed_until = max(host.closed_until, until)

    def is_away(self, name: str) -> None:
        """Remember that a host can't be reached."""
        self._host(name).away_until = self._monotonic() + AWAY

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())
