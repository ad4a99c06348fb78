"""Lines → what a terminal is sent: with 16 colours or none, or as plain linear text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.render.folding import wrap
from tracker.render.lines import GLUE
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.render.lines import Line, Role, Span

# Select Graphic Rendition (ECMA-48 §8.3.117) with the 16 colours that every terminal's theme
# sets: 1 bold, 2 faint, 3 italic, 4 underlined, 9 crossed out, 31 to 36 colours.
_STYLES: dict[Role, str] = {
    "title": "1",
    "heading": "1;36",
    "muted": "2",
    "citation": "36",
    "actor": "1;35",
    "quote": "3",
    "date": "33",
    "number": "36",
    "accent": "1;33",
    "added": "32",
    "dropped": "31;9",
    "changed": "33",
    "inserted": "32",
    "deleted": "31;9",
    "badge-new": "32",
    "news": "1;32",
    "badge-shifted": "1;33",
    "badge-silent": "2",
    "badge-consistent": "2",
    "badge-open": "33",
    "badge-answered": "32",
    "badge-expired": "2",
    "warn": "31",
    "link": "4;34",
    "found": "1;33",
    "rule": "2",
}
_SPACES = re.compile(r" {2,}")
_BEFORE_COMMA = re.compile(r" +(?=[,.])")


def to_ansi(lines: Iterable[Line], width: int, *, color: bool) -> str:
    """Fold lines to `width` cells and write them out, each ended by a newline.

    The only escapes are our own SGR sequences, and with `color` false there are none.
    """
    folded = (piece for line in lines for piece in wrap(line, width))
    return "".join(_row(line, color=color) + "\n" for line in folded)


def to_plain(lines: Iterable[Line]) -> str:
    """Write lines as linear text for screen readers and pipes: no columns, no signs, no folding.

    Spans say in words what they show by a sign ("unread" for "*"); one blank line at most
    parts paragraphs.
    """
    texts: list[str] = []
    for line in _one_by_one(lines):
        words = "".join(span.text if span.plain is None else span.plain for span in line.spans)
        text = _BEFORE_COMMA.sub("", _SPACES.sub(" ", clean.line(words)))
        if text or (texts and texts[-1]):
            texts.append(text)
    return "".join(f"{text}\n" for text in texts)


def _one_by_one(lines: Iterable[Line]) -> Iterator[Line]:
    """Give what stands beside a line after it."""
    for line in lines:
        yield line
        if line.beside is not None:
            yield line.beside


def _row(line: Line, *, color: bool) -> str:
    text = "".join(_styled(span, color=color) for span in line.spans)
    return (" " * line.indent + text).rstrip(" ")


def _styled(span: Span, *, color: bool) -> str:
    # Cleaned once more where it leaves for the terminal: a span may have been made by hand.
    text = clean.clean(span.text).replace("\n", " ").replace(GLUE, " ")
    style = _STYLES.get(span.role) if color else None
    return f"\x1b[{style}m{text}\x1b[0m" if style and text.strip() else text
