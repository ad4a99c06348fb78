"""HTML → clean plain text."""

from __future__ import annotations

import html as entities
import re
from typing import TYPE_CHECKING

from tracker.text.clean import clean
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

# Never read by a reader: code, style, controls, media, captions of pictures, the head.
_DROPPED = word_set(
    "script style template noscript svg math head iframe object embed audio video canvas figcaption "
    "button select textarea form map",
)
# Elements that stand apart as paragraphs.
_BLOCKS = word_set(
    "p div section article aside header footer main nav figure blockquote pre h1 h2 h3 h4 h5 h6 ul ol "
    "dl table hr address details summary fieldset center body html",
)
# Elements that begin a line within their block.
_LINES = word_set(
    "br li tr dt dd caption thead tbody tfoot",
)
_CELLS = frozenset(("td", "th"))

# The start of a tag, comment or declaration.
_TAG = re.compile(r"<[a-zA-Z/!?]")
# A block-level tag: such a text is laid out by tags, and its own line breaks mean nothing.
_LAYOUT = re.compile(rf"<(?:{'|'.join(sorted(_BLOCKS | _LINES))})\b", re.IGNORECASE)
# A tag that feeds commonly use, as it shows up in text that was escaped twice.
_ESCAPED = re.compile(
    r"</?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|img|h[1-6]|blockquote|table)\b[^<>]*>", re.IGNORECASE
)
# One well-formed character reference.
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Spaces that HTML folds.
_SPACES = re.compile(r"[ \t\n\f\r]+")
# Three line breaks and more.
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")
# Hidden by its own style.
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def to_text(html: str) -> str:
    """Turn HTML into clean text: paragraphs parted by a blank line, list items as "- item" lines.

    What was escaped twice is unescaped once more. Text without tags keeps its lines.
    """
    text = _render(clean(html))
    if not _TAG.search(html) and _ESCAPED.search(text):
        text = _render(text)
    return clean(_REFERENCE.sub(_unescape, text)).strip()


def _unescape(reference: re.Match[str]) -> str:
    return entities.unescape(reference.group())


def _render(html: str) -> str:
    if not _TAG.search(html):
        return _REFERENCE.sub(_unescape, html)
    from lxml import etree

    layout = _Layout(keep_lines=not _LAYOUT.search(html))
    parser = etree.HTMLParser(target=layout, encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.feed(html.encode())
    return str(parser.close())


class _Layout:
    """A parser target (lxml's interface) that writes text as the elements pass by.

    What parts two texts is kept until the second one comes: `_gap` counts line breaks,
    `_mark` is an item's dash or the bar between two cells, `_space` a folded space.
    """

    def __init__(self, *, keep_lines: bool) -> None:
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._dropped = 0
        self._kept = int(keep_lines)
        self._items = 0
        self._cells = 0
        self._gap = 0
        self._mark = ""
        self._space = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element: it may part the text, or be dropped with all in it."""
        drop = tag in _DROPPED or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
        self._open.append((tag, drop))
        self._dropped += drop
        self._kept += tag == "pre"
        self._items += tag == "li"
        if tag in _BLOCKS:
            self._part()
        elif tag in _LINES:
            self._gap = max(self._gap, 1)
        if tag == "li":
            self._mark = "- "
        elif tag == "tr":
            self._cells = 0
        elif tag in _CELLS:
            self._cells += 1
            if self._cells > 1:
                self._gap, self._mark = 0, " | "

    def end(self, tag: str) -> None:
        """Take the end of an element; the rows and items of a list stay close."""
        drop = self._open.pop()[1] if self._open else False
        self._dropped -= drop
        self._kept -= tag == "pre"
        self._items -= tag == "li"
        if tag in _LINES and tag != "br":
            self._gap, self._mark = 1, ""
        elif tag in _BLOCKS:
            self._part()

    def data(self, text: str) -> None:
        """Take text between two tags."""
        if self._dropped:
            return
        if self._kept:
            self._write(text)
            return
        folded = _SPACES.sub(" ", text)
        self._space = self._space or folded.startswith(" ")
        if text := folded.strip(" "):
            self._write(text)
            self._space = folded.endswith(" ")

    def close(self) -> str:
        """Give the whole text."""
        return "".join(self._out)

    def _part(self) -> None:
        """Begin a paragraph, or only a line within a list item; not between a mark and its text."""
        if not self._mark:
            self._gap = max(self._gap, 1 if self._items else 2)

    def _write(self, text: str) -> None:
        if self._out and self._gap:
            self._out.append("\n" * self._gap)
        elif self._out and self._space and not self._mark:
            self._out.append(" ")
        self._out.append(self._mark + text)
        self._gap, self._mark, self._space = 0, "", False
