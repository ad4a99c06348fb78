"""Styled text that knows no screen: the one form that terminal, screens and pipes share.

A `Line` is a paragraph: it may be longer than a screen is wide, and `folding.wrap` folds it. A
`Span` is text in a role; what a role looks like is decided where it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    "inserted",  # words within a sentence that only the newer version has, between signs
    "deleted",  # words within a sentence that only the older version has, between signs
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
    "found",  # the words that a search found
    "rule",  # lines that part and lead: beside a timeline, between two columns
]
ROLES: tuple[Role, ...] = get_args(Role)

# Two columns of less than about thirty cells break sentences too often to be read.
FACING_FROM = 64
# A space at which no line is folded: between a sentence and its citation.
GLUE = "\u00a0"
_JOINER = "\u200d"


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
    that begins here. `rail` stands before those that follow, in place of the hang. `beside` is a
    paragraph that stands at the right of this one where there are `facing_from` cells for the two,
    below it elsewhere.
    `whole`: a row of a chart, which is cut and not folded.
    """

    spans: tuple[Span, ...] = ()
    indent: int = 0
    hang: int = 0
    link: str = ""
    anchor: str = ""
    rail: Span | None = None
    beside: Line | None = None
    facing_from: int = FACING_FROM
    whole: bool = False

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
