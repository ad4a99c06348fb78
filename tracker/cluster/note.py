"""What is kept of an article that was read: its document and heading, in some hundred bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import compress
from struct import Struct
from typing import NamedTuple

from tracker.cluster.document import MOST_COUNT, Document

# Raised whenever an article would be read otherwise than before: older notes are then made anew.
READER = "online-2"

# Hours since 1970, whether there is no text, and the number of terms; little-endian.
_HEAD = Struct("<d?H")
# The bit of a count that says that the term is written as a name; counts are smaller.
_NAME = 0x80
# What stands between the document and the heading; clean text has none.
_HEADING = "\0"
_COUNTS = bytes(sign & ~_NAME for sign in range(256))
_NAMED = bytes(bool(sign & _NAME) for sign in range(256))
assert MOST_COUNT < _NAME


class Heading(NamedTuple):
    """What a note keeps of an article's own: enough to learn what titles of its outlet recur."""

    id: int
    title: str
    outlet: str
    published: datetime


def pack(document: Document, outlet: str) -> bytes:
    """Pack a document: head, a byte and a key for each term; then terms, figures, outlet, title as lines."""
    names = set(document.names)
    pairs = zip(document.terms, document.counts, strict=True)
    counts = bytes([count | _NAME if term in names else count for term, count in pairs])
    figures = [f"{thing}\t{number}" for thing, number in sorted(document.figures)]
    lines = "\n".join((*document.terms, *figures))
    heading = "\n".join((_HEADING, " ".join(outlet.split()), document.title))
    head = _HEAD.pack(document.hours, document.bare, len(counts))
    return head + counts + document.keys + f"{lines}{heading}".encode(errors="replace")


def heading_of(article: int, note: bytes) -> Heading:
    """Return the heading of the article that a note is on."""
    heading = _lines(note).partition(_HEADING)[2]
    published = datetime.fromtimestamp(3600 * hours_of(note), UTC)
    return Heading(article, _title(heading), heading.split("\n", 2)[1], published)


def unpack(note: bytes) -> Document:
    """Return the document that a note was made of; its names are in the order of its terms."""
    hours, bare, size = _HEAD.unpack_from(note)
    signs = note[_HEAD.size : _HEAD.size + size]
    text, _, heading = _lines(note).partition(_HEADING)
    lines = text.split("\n") if size else []
    terms = tuple(lines[:size])
    figures = frozenset((thing, number) for thing, _, number in map(_figure, lines[size:]))
    names = tuple(compress(terms, signs.translate(_NAMED)))
    return Document(
        hours, terms, signs.translate(_COUNTS), keys_of(note), bare, names, figures, _title(heading)
    )


def keys_of(note: bytes) -> bytes:
    """Return the keys alone."""
    start = _HEAD.size + _HEAD.unpack_from(note)[2]
    return note[start : start + 4 * (start - _HEAD.size)]


def text_of(note: bytes) -> str:
    """Return terms and figures as one text, by which near copies are told."""
    return _lines(note).partition(_HEADING)[0]


def teaches(note: bytes) -> bool:
    """Tell whether there is a term in the document; in what stands alone there is none."""
    return bool(_HEAD.unpack_from(note)[2])


def hours_of(note: bytes) -> float:
    """Return when the article was published, in hours since 1970."""
    hours: float = _HEAD.unpack_from(note)[0]
    return hours


def _figure(line: str) -> tuple[str, str, str]:
    return line.partition("\t")


def _lines(note: bytes) -> str:
    return note[_HEAD.size + 5 * _HEAD.unpack_from(note)[2] :].decode()


def _title(heading: str) -> str:
    return heading.split("\n", 2)[2]
