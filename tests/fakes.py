"""Hand-written stand-ins for what comes in from outside: clock, network, clusterer, engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tracker.fetch import Failure, Response
from tracker.selftest.inline import START, FakeClock, InlineParser, InlineSandbox, P, R

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import timedelta

    from numpy.typing import NDArray

__all__ = [
    "START",
    "FakeClock",
    "FakeEncoder",
    "FakeEngines",
    "FakeNetwork",
    "InlineParser",
    "InlineSandbox",
    "P",
    "R",
]


@dataclass
class FakeNetwork:
    """Addresses with what they answer; remembers what was asked for, with which validators."""

    pages: dict[str, Response | Failure] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    closed: dict[str, timedelta] = field(default_factory=dict)

    def serve(self, url: str, body: bytes | str, etag: str = "", content_type: str = "text/xml") -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[url] = Response(url, 200, data, etag, "", content_type, None, None, "")

    def fail(self, url: str, reason: str, *, gone: bool = False, unreached: bool = False) -> None:
        self.pages[url] = Failure(url, reason, gone=gone, unanswered=True, unreached=unreached)

    def vanish(self, urls: Iterable[str]) -> None:
        """Let there be no way to any of these."""
        for url in urls:
            self.fail(url, f"{url.split('/')[2]} has no address", unreached=True)

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        self.asked.append((url, etag, modified))
        page = self.pages.get(url) or Failure(url, "404 Not Found", 404, None, gone=False)
        if isinstance(page, Response) and etag and page.etag == etag:
            return Response(url, 304, b"", etag, "", "", None, None, page.permanent)
        return page

    def leave_alone(self, host: str, time: timedelta) -> None:
        self.closed[host] = time

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class FakeEngines(FakeNetwork):
    """A network with search engines, by their addresses up to the query; each answers any words alike."""

    engines: dict[str, Response | Failure] = field(default_factory=dict)

    def answer(self, engine: str, body: bytes | str, etag: str = "") -> None:
        data = body.encode() if isinstance(body, str) else body
        self.engines[engine] = Response(engine, 200, data, etag, "", "text/xml", None, None, "")

    def refuse(self, engine: str, failure: Failure) -> None:
        self.engines[engine] = failure

    def get(self, url: str, etag: str = "", modified: str = "") -> Response | Failure:
        engine = url.partition("?")[0]
        if engine in self.engines:
            self.pages[url] = self.engines[engine]
        return super().get(url, etag, modified)


class FakeEncoder:
    """A sentence model that knows some texts; any other means nothing. Remembers what was asked."""

    def __init__(self, known: Mapping[str, tuple[float, float]]) -> None:
        self.known = known
        self.asked: list[str] = []

    def __call__(self, text: str) -> NDArray[np.float32]:
        self.asked.append(text)
        vector = np.array(self.known.get(text, (0.0, 0.0)), np.float32)
        length = np.linalg.norm(vector)
        return (vector / length if length else vector).astype(np.float32)
