"""Newsboat's `urls` file in. Source: newsboat's manual, "The urls file"; no line is ever run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.model import Subscription
from tracker.subscriptions.collect import Collector, Imported

if TYPE_CHECKING:
    from collections.abc import Iterator

# A word in double quotes with backslash escapes, a comment, or a bare word.
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"?|(#.*)|([^\s"#]\S*)')


def from_newsboat(text: str) -> Imported:
    """Read feeds with their tags; `~Title` is the title, and a `!` tag (hidden) is left out."""
    collector = Collector()
    for number, raw in enumerate(text.splitlines(), start=1):
        words = list(_words(raw))
        if words:
            _take(collector, f"line {number}: ", words)
    return collector.result()


def _take(collector: Collector, where: str, words: list[str]) -> None:
    url, *rest = words
    titles = [word[1:] for word in rest if word.startswith("~")]
    tags = tuple(word for word in rest if not word.startswith(("~", "!")))
    collector.add(Subscription(url, title=titles[0] if titles else "", tags=tags), where)


def _words(raw: str) -> Iterator[str]:
    for match in _WORD.finditer(raw):
        in_quotes, comment, bare = match.groups()
        if comment is not None:
            return
        yield bare if bare is not None else re.sub(r"\\(.)", r"\1", in_quotes)
