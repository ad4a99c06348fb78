"""What comes in from outside, standing still and in this process: a clock, a parser, a sandbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from tracker.parse import ParseError, parse_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.parse import ParsedFeed

P = ParamSpec("P")
R = TypeVar("R")

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime = START) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """Return the moment it stands at."""
        return self.moment

    def forward(self, **span: float) -> None:
        """Move it on, by `days`, `hours` and the like."""
        self.moment += timedelta(**span)


class InlineParser:
    """The product's own parser, without the process around it."""

    def parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        """Parse here and now; raise ParseError for whatever goes wrong."""
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
        """Call a function."""
        return function(*args, **kwargs)

    def rest(self) -> None:
        """Nothing is held."""

    def close(self) -> None:
        """Nothing is open."""
