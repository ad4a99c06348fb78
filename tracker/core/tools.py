"""What comes in from outside: network, parser, clusterer and engine, made when first used."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tracker.cluster import Clusterer
    from tracker.dossier import Engine
    from tracker.fetch import Failure, Response
    from tracker.parse import ParsedFeed


class Fetch(Protocol):
    """Gets an address, politely; never raises for what a server does."""

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        """Ask once, with the validators of the last answer."""

    def close(self) -> None:
        """Let go of all connections."""


class Parse(Protocol):
    """Reads a document in a process that can be killed."""

    def parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        """Return what stands in a feed; raise ParseError where it is none."""

    def close(self) -> None:
        """End the process."""


class Tools:
    """The four tools; each factory is called once, when its tool is first asked for."""

    def __init__(
        self,
        fetch: Callable[[], Fetch],
        parse: Callable[[], Parse],
        clusterer: Callable[[], Clusterer],
        engine: Callable[[], Engine],
    ) -> None:
        self._make_fetch, self._make_parse = fetch, parse
        self._make_engine = engine
        # A clusterer holds what it was told of one database, so each round makes its own.
        self.new_clusterer = clusterer

    @cached_property
    def fetch(self) -> Fetch:
        """The network."""
        return self._make_fetch()

    @cached_property
    def parse(self) -> Parse:
        """The parser."""
        return self._make_parse()

    @cached_property
    def engine(self) -> Engine:
        """The writer of dossiers."""
        return self._make_engine()

    def close(self) -> None:
        """Close what was opened."""
        for name in ("fetch", "parse"):
            tool = self.__dict__.pop(name, None)
            if tool is not None:
                tool.close()
