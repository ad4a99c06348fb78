"""Styled text that knows no screen: the one form that terminal, screens and pipes share.

A `Line` is a paragraph: it may be longer than a screen is wide, and `wrap` folds it. A
`Span` is text in a role; what a role looks like is decided where it is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from rich.cells import cell_len, split_graphemes

from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

Role = Literal[
    "",  # running text
    "title",  # the name of a story or article
    "heading",  # the head of a section
    "muted",  # what can be skipped: times, separators, signs
    "citation",  # [5]
    "actor",  # who states something
    "quote",  # what is quoted
    "date",  # a date in a timeline
    "number",  # a figure in a listing
    "accent",  # what asks to be seen: unread, the sparkline
    "added",  # words or items that the newer version has
    "dropped",  # words or items that only the older version has
    "changed",  # the sign of a reworded item
    "badge-new",
    "news",  # the mark of what the reader has not seen yet
    "badge-shifted",
    "badge-silent",
    "badge-consistent",
    "badge-open",
    "badge-answered",
    "badge-expired",
    "warn",  # trouble: a failing feed, dropped claims
    "link",  # an address
]
ROLES: tuple[Role, ...] = get_args(Role)

# Narrower than this a wide sign doesn't fit.
NARROWEST = 2
# Closing marks of East Asian scripts stay with the sign before (a first rule of kinsoku).
_CLOSING = frozenset("、。，．：；？！」』）】〉》〕・ー")
# A space at which no line is folded: between a sentence and its citation.
GLUE = "\u00a0"
_JOINER = "\u200d"
# What each takes one cell and joins with nothing: Latin letters and the signs of English print.
_NARROW = re.compile("[ -~\u00a0-\u00ac\u00ae-\u02ff‘’“”–—…·•→↔]*")
_PIECES = re.compile(r" +|[^ ]+")


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one role. `plain`: what stands for it in linear text, where that's other words."""

    text: str
    role: Role = ""
    plain: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of spans.

    `indent` counts cells before the first line, `hang` more of them before those that
    follow. `link` is what the line leads to (an address, a slug), `anchor` names the section
    that begins here.
    """

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0
    link: str = ""
    anchor: str = ""

    @property
    def text(self) -> str:
        """The line without roles and indent."""
        return "".join(span.text for span in self.spans)


def span(text: str, role: Role = "", plain: str | None = None) -> Span:
    """Make a span of text from anywhere: cleaned, on one line, a space at either end kept."""
    # A joiner at an end would swallow what stands beside it in the row.
    inner = clean.line(text).strip(_JOINER)
    left = " " if text[:1] == " " and inner else ""
    right = " " if text[-1:] == " " else ""
    return Span(f"{left}{inner}{right}", role, None if plain is None else clean.line(plain))


def plain_line(text: str, role: Role = "", *, indent: int = 0) -> Line:
    """Make a line of one span."""
    return Line((span(text, role),), indent)


def joined(groups: Iterable[Iterable[Span]], separator: str = " · ") -> tuple[Span, ...]:
    """Put groups of spans behind each other with a muted separator between."""
    spans: list[Span] = []
    for group in groups:
        part = tuple(group)
        if part:
            spans += [Span(separator, "muted", ", "), *part] if spans else part
    return tuple(spans)


def cells(text: str) -> int:
    """How many terminal cells a text takes."""
    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Shorten a text to `width` cells; an ellipsis says so."""
    if cell_len(text) <= width:
        return text
    kept, used = [], 1
    for start, end, size in split_graphemes(text)[0]:
        used += size
        if used > width:
            break
        kept.append(text[start:end])
    return ("".join(kept).rstrip() + "…") if width > 0 else ""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Shorten or pad a text to just `width` cells; `right` sets it flush right."""
    text = cut(text.strip(_JOINER), width)
    padding = " " * max(0, width - cell_len(text))
    return padding + text if right else text + padding


def wrap(line: Line, width: int) -> list[Line]:
    """Fold a line into lines of at most `width` cells, indent included (2 cells at the least).

    Folds at spaces and between wide signs (Unicode Annex 14 in small); a word that is wider
    than the line is cut between signs. Only the first line keeps the anchor.
    """
    width = max(width, NARROWEST)
    deepest = min(width // 2, width - NARROWEST)
    first, rest = min(line.indent, deepest), min(line.indent + line.hang, deepest)
    ranges = _fold(line.text, width - first, width - rest)
    return [
        replace(
            line,
            spans=_slice(line.spans, start, end),
            indent=rest if place else first,
            hang=0,
            anchor="" if place else line.anchor,
        )
        for place, (start, end) in enumerate(ranges)
    ]


def _fold(text: str, first: int, rest: int) -> list[tuple[int, int]]:
    """Choose the ranges of `text` that become lines of `first`, then `rest` cells."""
    ranges: list[tuple[int, int]] = []
    begin, stop, used, gap = 0, 0, 0, 0
    for start, end, size in _tokens(text, min(first, rest)):
        if not text[start:end].strip(" "):
            gap += size
            continue
        if used + gap + size > (rest if ranges else first):
            if stop > begin:
                ranges.append((begin, stop))
            begin, used, gap = start, 0, 0
        used, gap, stop = used + gap + size, 0, end
    return [*ranges, (begin, stop)]


def _tokens(text: str, room: int) -> list[tuple[int, int, int]]:
    """Cut a text where a line may end: (start, end, cells), none wider than `room`."""
    if _NARROW.fullmatch(text):
        runs = [(m.start(), m.end(), m.end() - m.start()) for m in _PIECES.finditer(text)]
    else:
        runs = _joined_graphemes(text)
    tokens: list[tuple[int, int, int]] = []
    for start, end, size in runs:
        tokens += [(start, end, size)] if size <= room else _chopped(text, start, end, room)
    return tokens


def _joined_graphemes(text: str) -> list[tuple[int, int, int]]:
    """Join signs into words and runs of spaces; a wide sign stands by itself."""
    runs: list[tuple[int, int, int]] = []
    last = ""
    for start, end, size in split_graphemes(text)[0]:
        sign = text[start:end]
        sort = " " if sign == " " else "wide" if size > 1 else "word"
        if runs and ((sort == last and sort != "wide") or (sign in _CLOSING and last != " ")):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + size)
        else:
            runs.append((start, end, size))
            last = sort
    return runs


def _chopped(text: str, start: int, end: int, room: int) -> list[tuple[int, int, int]]:
    """Cut a word that no line holds into pieces of at most `room` cells."""
    pieces: list[tuple[int, int, int]] = []
    for left, right, size in split_graphemes(text[start:end])[0]:
        if pieces and pieces[-1][2] + size <= room:
            pieces[-1] = (pieces[-1][0], start + right, pieces[-1][2] + size)
        else:
            pieces.append((start + left, start + right, size))
    return pieces


def _slice(spans: tuple[Span, ...], start: int, end: int) -> tuple[Span, ...]:
    """Give the spans of one stretch of a line's text."""
    found: list[Span] = []
    offset = 0
    for item in spans:
        piece = item.text[max(0, start - offset) : max(0, end - offset)]
        if piece:
            found.append(item if piece == item.text else Span(piece, item.role))
        offset += len(item.text)
    return tuple(found)
