"""Feeds are parsed in the sandbox, and what goes wrong there is told as of a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tracker.parse.document import ParsedFeed, ParseError, parse_body
from tracker.sandbox import MEMORY, TIMEOUT, Sandbox, SandboxError

if TYPE_CHECKING:
    from datetime import datetime

# What a child that parses has loaded before its first call.
LOADED = ("feedparser", "lxml.etree", "tracker.parse.document", "tracker.text.markup")


class Parser:
    """Parses in a sandbox: the one given, or one of its own with these bounds."""

    def __init__(
        self,
        workers: int = 2,
        timeout: float = TIMEOUT,
        memory: int = MEMORY,
        sandbox: Sandbox | None = None,
    ) -> None:
        self._sandbox = sandbox or Sandbox(workers, timeout, memory, LOADED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def parse(self, body: bytes, content_type: str, url: str, fetched: datetime) -> ParsedFeed:
        """Parse in a child; ParseError if it is no feed, takes too long, or kills the child."""
        try:
            return self._sandbox.run(parse_body, body, content_type, url, fetched)
        except SandboxError as error:
            raise ParseError(f"reading the feed {error.message}") from None

    def close(self) -> None:
        """End the children; what is being parsed ends in a ParseError."""
        self._sandbox.close()
