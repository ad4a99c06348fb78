"""HTML → clean plain text."""

from __future__ import annotations

import html as entities
import re
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

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
# Elements that bring a mark with them: a dash, a bar between cells, a quotation mark.
_MARKS = frozenset(("li", "tr", "td", "th", "q"))
# Lists within lists and quotations within quotations are marked down to here.
_DEEPEST = 3

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
# Spaces that HTML folds, and the one that only keeps a browser from breaking a line there.
_SPACES = re.compile(r"[ \t\n\f\r\xa0]+")
# What an escaped document begins with, and what tells that it is one.
_DOCUMENT = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|figure|img|a|span|table)\b[^<>]*>", re.IGNORECASE)
_END = re.compile(r"</[a-zA-Z]")
# Before a line break, and more than one empty line.
_TRAILING = re.compile(r"[ \t]+(?=\n)")
_GAP = re.compile(r"\n{3,}")
# What Substack, Blogger, FeedBurner and plugins of WordPress add to an author's text.
_BOILERPLATE = re.compile(
    r"subscription-widget|blogger-post-footer|feedflare|sharedaddy|jp-relatedposts|addtoany_|a2a_kit"
)
# Hidden by its own style.
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# A parser asks Python at length what its target can do, so each thread keeps one.
_spare = threading.local()


def to_text(html: str) -> str:
    """Turn HTML into clean text: paragraphs parted by a blank line, lists and quotes marked.

    An item of a list is a line "- item", those of lists within lists stand in; every
    paragraph of a block quotation begins with "> ". What was escaped twice is unescaped
    once more. Text without tags keeps its lines.
    """
    text = _render(clean(html))
    if "<" in text and (_is_document(text) if _TAG.search(html) else _ESCAPED.search(text)):
        text = _render(text)
    text = clean(_unescaped(text))
    return (_GAP.sub("\n\n", _TRAILING.sub("", text)) if "\n" in text else text).strip()


def _is_document(text: str) -> bool:
    """Say whether a text, its tags taken out, is HTML all the same: it was escaped once too often."""
    return bool(_DOCUMENT.match(text) and _END.search(text))


def _unescaped(text: str) -> str:
    return _REFERENCE.sub(_unescape, text) if "&" in text else text


def _unescape(reference: re.Match[str]) -> str:
    return entities.unescape(reference.group())


def _render(html: str) -> str:
    if not _TAG.search(html):
        return _unescaped(html)
    parser: Any = _spare.__dict__.pop("parser", None) or _new_parser()
    parser.target.begin(keep_lines=not _LAYOUT.search(html))
    parser.feed(html.encode())
    text = str(parser.close())
    _spare.parser = parser  # only one that came to a good end
    return text


def _new_parser() -> Any:  # noqa: ANN401  lxml publishes no types
    from lxml import etree

    return etree.HTMLParser(target=_Layout(), encoding="utf-8", remove_comments=True, remove_pis=True)


class _Layout:
    """A parser target (lxml's interface) that writes text as the elements pass by.

    What parts two texts is kept until the second one comes: `_gap` counts line breaks,
    `_mark` is an item's dash or the bar between two cells, `_space` a folded space.
    """

    def __init__(self) -> None:
        self.begin(keep_lines=False)

    def begin(self, *, keep_lines: bool) -> None:
        """Begin a text; `keep_lines`: its own line breaks count."""
        self._out: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._dropped = 0
        self._kept = int(keep_lines)
        self._depth = Counter[str]()
        self._row = False
        self._gap = 0
        self._mark = ""
        self._space = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element: it may part the text, or be dropped with all in it."""
        drop = tag in _DROPPED or (bool(attributes) and self._is_hidden(tag, attributes))
        self._open.append((tag, drop))
        self._dropped += drop
        self._kept += tag == "pre"
        self._depth[tag] += 1
        if tag in _BLOCKS:
            self._part()
        elif tag == "br":
            self._gap = max(self._gap, min(self._gap + 1, 1 if self._depth["li"] else 2))
        elif tag in _LINES:
            self._gap = max(self._gap, 1)
        if tag in _MARKS:
            self._begin(tag)

    def end(self, tag: str) -> None:
        """Take the end of an element; the rows and items of a list stay close."""
        drop = self._open.pop()[1] if self._open else False
        self._dropped -= drop
        self._kept -= tag == "pre"
        self._depth[tag] -= 1
        if tag in _LINES and tag != "br":
            self._gap, self._mark = 1, ""
        elif tag in _BLOCKS:
            self._part()
        elif tag == "q":
            self._write("”")

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

    def _is_hidden(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Say whether an element is hidden, a program's own, or the number of a footnote."""
        kind = attributes.get("class", "")
        if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) or _BOILERPLATE.search(kind):
            return True
        is_note = tag == "a" and attributes.get("href", "").startswith("#")
        return is_note and bool(self._depth["sup"] or "footnote" in kind)

    def _begin(self, tag: str) -> None:
        """Lay ready what stands before the text of an item, a cell or a quotation."""
        if tag == "li":
            self._mark = "  " * min(self._depth["li"] - 1, _DEEPEST) + "- "
        elif tag == "tr":
            self._row = False
        elif tag == "q":
            self._mark += "“"
        elif self._row:
            self._gap, self._mark = 0, " | "

    def _part(self) -> None:
        """Begin a paragraph, or a line in a list or a row; not between a mark and its text."""
        if not self._mark:
            close = self._depth["li"] or (self._depth["td"] and not self._row)
            self._gap = max(self._gap, 1 if close else 2)

    def _write(self, text: str) -> None:
        quoted = "> " * min(self._depth["blockquote"], _DEEPEST)
        if self._gap or not self._out:
            self._out.append("\n" * self._gap + quoted if self._out else quoted)
        elif self._space and self._mark in {"", "“"} and text != "”":
            self._out.append(" ")
        if quoted and "\n" in text:
            text = text.replace("\n", "\n" + quoted)
        self._out.append(self._mark + text)
        self._gap, self._mark, self._space, self._row = 0, "", False, True
