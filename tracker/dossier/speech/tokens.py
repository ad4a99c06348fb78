"""The words and marks of a sentence with their offsets, and where quotations stand in a text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

Span = tuple[int, int]

# A point belongs to its word behind a title or an initial: "Mr.", "J.", "U.S.". That a word looks like a
# title is seen at once, so that few are compared with all of them.
_TOKEN = re.compile(
    r"((?=[A-Zv][a-z]{1,3}\.)(?:Mrs?|Ms|Dr|Prof|Rev|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Sgt|Maj|Cmdr|Adm|Hon|St|Ft|Mt|Jr|Sr|vs|No)\."
    r"|(?:[A-Z]\.)+|\w+(?:[-’'.&]\w+)*|''|``|--+|[^\w\s])"
)
_JOINED = re.compile(r"(?P<stem>.+)['’](?P<ending>s|ll|ve|re|d|m)", re.IGNORECASE)
_CONTRACTED = word_set("i you he she it we they who that there what here")
_ENDINGS = {"ll": "will", "ve": "have", "re": "are", "d": "would", "m": "am"}
_MARK = re.compile(r"[“”«»\"]|''|``|\n\s*\n")


class Token(NamedTuple):
    """A word or a mark; `low` is casefolded with "’s" as "'s"; `quoted`: within quotation marks.

    A named tuple, because a frozen dataclass takes four times as long to make, and texts have many.
    """

    start: int
    end: int
    text: str
    low: str
    quoted: bool


def quoted_spans(text: str) -> list[Span]:
    """Find where double quotations stand, marks included; a paragraph's end closes an open one."""
    spans: list[Span] = []
    start = -1
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if start < 0:
            if _opens(text, mark, at):
                start = at
        elif mark in "“«``":
            spans.append((start, at))
            start = at
        else:
            spans.append((start, match.end() if mark[0] != "\n" else at))
            start = -1
    if start >= 0:
        spans.append((start, len(text)))
    return spans


def _opens(text: str, mark: str, at: int) -> bool:
    """Tell whether a mark outside a quotation starts one: straight marks do after a space."""
    if mark in "“«``":
        return True
    if mark in "”»" or mark[0] == "\n":
        return False
    return at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-:‘'"


def tokens(text: str, span: Span, quotes: Sequence[Span]) -> list[Token]:
    """Give words and marks of `text` within `span`; what an apostrophe joins is a token of its own."""
    near = _near(span, quotes)
    found = []
    end = span[0]
    pieces = _TOKEN.split(text[slice(*span)])
    for gap, word in zip(pieces[::2], pieces[1::2], strict=False):
        start = end + len(gap)
        end = start + len(word)
        quoted = bool(near) and any(opened <= start < closed for opened, closed in near)
        if "'" not in word and "’" not in word:
            found.append(Token(start, end, word, word.casefold(), quoted))
            continue
        for begin, stop, low in _parts(word):
            found.append(Token(start + begin, start + stop, text[start + begin : start + stop], low, quoted))
    return found


def _near(span: Span, quotes: Sequence[Span]) -> Sequence[Span]:
    """Give the quotations that may reach into a span; they are in order and apart."""
    first = bisect_right(quotes, span[0], key=lambda quote: quote[0]) - 1
    return quotes[max(0, first) : bisect_left(quotes, span[1], key=lambda quote: quote[0])]


def _parts(word: str) -> list[tuple[int, int, str]]:
    """Split "Ruiz's" and "she'll", with what the ending stands for: "'s", or a verb."""
    joined = _JOINED.fullmatch(word)
    if not joined:
        return [(0, len(word), word.casefold())]
    stem, ending = joined["stem"].casefold(), joined["ending"].casefold()
    if ending == "s":
        low = "is" if stem in _CONTRACTED else "'s"
    elif stem in _CONTRACTED:
        low = _ENDINGS[ending]
    else:
        return [(0, len(word), word.casefold())]
    at = joined.end("stem")
    return [(0, at, stem), (at, len(word), low)]
