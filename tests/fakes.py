"""Hand-written stand-ins for what comes in from outside: clock, network, clusterer, engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import numpy as np

from tracker.fetch import Failure, Response
from tracker.parse import ParseError, parse_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from tracker.parse import ParsedFeed

P = ParamSpec("P")
R = TypeVar("R")

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


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


class InlineParser:
    """The product's own parser, without the process around it."""

    def parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        try:
            return parse_body(body, content_type, url, fetched)
        except ParseError:
            raise
        except Exception as error:
            raise ParseError(f"the feed can't be read ({type(error).__name__})") from error

    def close(self) -> None:
        """Nothing is open."""


class InlineSandbox:
    """Calls what it is given here and now, in this process."""

    def run(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    def close(self) -> None:
        """Nothing is open."""


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
