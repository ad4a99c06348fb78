"""The feeds of a page in the order of what a reader wants: main ones, no format twice, comments last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.discover.candidate import Candidate

# Words for comments in the titles that blog software writes into its link tags.
_COMMENTS = re.compile(
    r"\bcomments?\b|kommentar|commentaire|comentario|commenti\b|комментари|コメント|评论", re.IGNORECASE
)
_COMMENTS_AT = re.compile(
    r"/comments?(?:/|$)|/comments?[.-](?:rss|atom|xml|feed)|feed=comments", re.IGNORECASE
)
# What tells only the format: "RSS 2.0", "(Atom)", "JSON Feed", "/feed/atom/", "rss.xml".
_FORMAT = re.compile(
    r"(?:\b|_)(?:rss ?2?|atom|rdf|json|xml|feed|index)(?:\b|_|(?=\d))| ?\b[012]\.\d+", re.IGNORECASE
)
_SIGNS = re.compile(r"[\W_]+")


def ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Put comments behind, and leave out what is another's content in another format."""
    kept: list[Candidate] = []
    for candidate in found:
        if not any(_is_same(candidate, other) for other in kept):
            kept.append(candidate)
    return tuple(sorted(kept, key=_holds_comments))


def _holds_comments(candidate: Candidate) -> bool:
    parts = urlsplit(candidate.url)
    return bool(_COMMENTS.search(candidate.title) or _COMMENTS_AT.search(f"{parts.path}?{parts.query}"))


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Say whether two feeds of different formats have one title, or, untitled, one address but for it."""
    if not one.kind or not other.kind or one.kind == other.kind:
        return False
    titles = _bare(one.title), _bare(other.title)
    if all(titles):
        return titles[0] == titles[1]
    return _stem(one.url) == _stem(other.url)


def _bare(title: str) -> str:
    return _SIGNS.sub(" ", _FORMAT.sub(" ", title)).strip().casefold()


def _stem(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower(), _SIGNS.sub("/", _FORMAT.sub("/", f"{parts.path}?{parts.query}"))
