"""What comes in from outside: network, parser, clusterer, engine and sandbox, made when first used."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

from tracker.core.common.overseeing import Overseer
from tracker.core.made_once import made_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from tracker.cluster import Clusterer
    from tracker.dossier import Answerer, Engine
    from tracker.fetch import Failure, Response
    from tracker.llm.ports import Oversight
    from tracker.parse import ParsedFeed

P = ParamSpec("P")
R = TypeVar("R")


class Fetch(Protocol):
    """Gets an address, politely; never raises for what a server does."""

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        """Ask once, with the validators of the last answer."""

    def leave_alone(self, host: str, time: timedelta) -> None:
        """Ask nothing of a host (its name and port) for so long."""

    def close(self) -> None:
        """Let go of all connections."""


class Parse(Protocol):
    """Reads a document in a process that can be killed."""

    def parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        """Return what stands in a feed; raise ParseError where it is none."""

    def close(self) -> None:
        """End the process."""


class Sandbox(Protocol):
    """Runs what reads hostile documents where it can be killed."""

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function of a module; raise SandboxError where it takes too long or too much."""

    def rest(self) -> None:
        """Give back what it holds for calls that may come."""

    def close(self) -> None:
        """End what is running."""


class Tools:
    """The five tools; each factory is called once, when its tool is first asked for.

    `offhand` makes an engine like `engine` that keeps nobody waiting: for pages that are opened and for
    acts of the user. `answerer` makes what answers a question, for who waits for it; without one, the
    articles' sentences do. `overseer` is who hears of what the engines do.
    """

    def __init__(  # noqa: PLR0913 - what comes in from outside, each by a factory
        self,
        fetch: Callable[[], Fetch],
        parse: Callable[[], Parse],
        clusterer: Callable[[], Clusterer],
        engine: Callable[[], Engine],
        sandbox: Callable[[], Sandbox],
        *,
        offhand: Callable[[], Engine] | None = None,
        answerer: Callable[[Oversight | None], Answerer] | None = None,
        overseer: Overseer | None = None,
    ) -> None:
        self.making = RLock()
        self._make_fetch, self._make_parse = fetch, parse
        self._make_engine, self._make_sandbox = engine, sandbox
        self._make_offhand = offhand
        self.overseer = overseer or Overseer()
        # A clusterer holds what it was told of one database, so whoever tells it makes its own.
        self.new_clusterer = clusterer
        # Each question has somebody else who waits for its answer, and may end the work on it.
        self.answerer = answerer or _sentences

    @made_once
    def fetch(self) -> Fetch:
        """The network."""
        return self._make_fetch()

    @made_once
    def parse(self) -> Parse:
        """The parser."""
        return self._make_parse()

    @made_once
    def engine(self) -> Engine:
        """The writer of dossiers."""
        return self._make_engine()

    @made_once
    def offhand(self) -> Engine:
        """The writer of dossiers that are waited for."""
        return self._make_offhand() if self._make_offhand else self.engine

    @made_once
    def sandbox(self) -> Sandbox:
        """The processes that can be killed."""
        return self._make_sandbox()

    def make_ready(self) -> None:
        """Make at once what takes a while to come up and every round needs."""
        _ = self.parse

    def rest(self) -> None:
        """Give back what reading hostile documents needs, until there is another."""
        # Where either is in use: the parser's children are the sandbox's.
        if not self.__dict__.keys().isdisjoint({"parse", "sandbox"}):
            self.sandbox.rest()

    def renew_fetch(self) -> None:
        """Let go of all connections; who asks for the network from now on gets another."""
        fetch = self.__dict__.pop("fetch", None)
        if fetch is not None:
            fetch.close()

    def close(self) -> None:
        """Close what was opened."""
        for name in ("fetch", "parse", "sandbox"):
            tool = self.__dict__.pop(name, None)
            if tool is not None:
                tool.close()


def _sentences(_: Oversight | None) -> Answerer:
    from tracker.dossier.asking.extractive import ExtractiveAnswerer

    return ExtractiveAnswerer()
