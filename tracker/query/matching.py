"""Where the words of a query stand in a text: does it fit, which stretch to show, what to set off.

Words are what SQLite's unicode61 tokenizer makes of a text (https://www.sqlite.org/fts5.html), in any
case and with any accents, so that what is found here and by the full-text index is the same.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.text.words import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.model import Query, Term

Mark = tuple[int, int]

# Signs of a text that are shown where its words were found: a row of a wide screen, three of a narrow one.
SHOWN = 220
# Signs before the first word found that are shown with it, where no sentence begins nearer.
BEFORE = 60
# Places of a text among which the one is chosen that shows the most of what is looked for.
PLACES = 40

_OTHER = re.compile(r"[^\x00-\x7f]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_SIGN = re.compile(r"[^\W_]")
_SENTENCE = re.compile(r"[.!?…]\s+|\n+")


def fold(text: str) -> str:
    """Write a text in small letters without accents, as long as it was."""
    if not text.isascii():
        text = _OTHER.sub(lambda found: "".join(map(_base, found[0])), text)
    return text.lower()


# More signs than any one reader's feeds are written in.
@lru_cache(maxsize=1 << 14)
def _base(sign: str) -> str:
    small = unicodedata.normalize("NFD", sign.lower())[0]
    return "σ" if small == "ς" else small.lower()[0]


@dataclass(frozen=True, slots=True)
class Sought:
    """A term, ready to be looked for: its first word, and a pattern for all of it."""

    first: str
    pattern: re.Pattern[str]
    title: bool
    anywhere: bool

    def places(self, folded: str) -> Iterator[Mark]:
        """Yield where the term stands in a folded text."""
        at = folded.find(self.first)
        while at >= 0:
            found = self.pattern.match(folded, at)
            if found is not None and (self.anywhere or not at or not _SIGN.match(folded[at - 1])):
                yield found.span()
            at = folded.find(self.first, at + 1)

    def is_in(self, folded: str) -> bool:
        """Tell whether the term stands in a folded text."""
        return next(self.places(folded), None) is not None


def sought(terms: Sequence[Term]) -> tuple[Sought, ...]:
    """Make terms ready to be looked for."""
    return tuple(_sought(term) for term in terms)


@lru_cache(maxsize=256)
def _sought(term: Term) -> Sought:
    words = [fold(word) for word in term.words]
    # A script without spaces is one long word to the index, and is looked into here.
    anywhere = bool(_UNSPACED.match(words[0]))
    end = "" if term.prefix or _UNSPACED.search(words[-1]) else r"(?![^\W_])"
    pattern = re.compile(r"[\W_]+".join(map(re.escape, words)) + end)
    return Sought(words[0], pattern, term.title, anywhere)


class Matcher:
    """Tells whether a title and a text hold what a query's words ask for."""

    def __init__(self, query: Query) -> None:
        self._wanted = sought(query.terms)
        self._refused = sought(query.without)
        self._reads_text = not all(each.title for each in (*self._wanted, *self._refused))

    @property
    def asks(self) -> bool:
        """Whether there is a word to look for or to refuse."""
        return bool(self._wanted or self._refused)

    def fits(self, title: str, text: str) -> bool:
        """Tell whether every word that is wanted stands there, and none that is refused."""
        head = fold(title)
        whole = f"{head}\n{fold(text)}" if self._reads_text else head
        return all(each.is_in(head if each.title else whole) for each in self._wanted) and not any(
            each.is_in(head if each.title else whole) for each in self._refused
        )

    def in_title(self, title: str) -> bool:
        """Tell whether every word that is wanted stands in the title."""
        head = fold(title)
        return all(each.is_in(head) for each in self._wanted)


def marks(text: str, terms: Sequence[Term]) -> tuple[Mark, ...]:
    """Return where terms stand in a text, in order; what touches is one."""
    folded = fold(text)
    found = sorted(place for each in sought(terms) for place in each.places(folded))
    merged = list[Mark]()
    for begin, end in found:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def snippet(text: str, terms: Sequence[Term]) -> str:
    """Return the stretch of a text, on one line, that shows the most of the terms; else its beginning."""
    start = _start(text, terms)
    piece = text[start : start + SHOWN]
    if start + SHOWN < len(text):
        # Not in the middle of a word, where there is a space at all.
        piece = (piece.rpartition(" ")[0] or piece).rstrip(" ,;:–—-") + " …"
    return ("… " if start and not _begins(text, start) else "") + " ".join(piece.split())


def _start(text: str, terms: Sequence[Term]) -> int:
    """Choose where a stretch begins: at a sentence, or a few words before the first that was found."""
    folded = fold(text)
    found = [
        (begin, number)
        for number, each in enumerate(sought(terms))
        for (begin, _), _ in zip(each.places(folded), range(PLACES), strict=False)
    ]
    if not found:
        return 0
    room = SHOWN - BEFORE

    def shown(place: int) -> int:
        return len({number for begin, number in found if place <= begin < place + room})

    _, first = max((shown(begin), -begin) for begin, _ in found[: PLACES * 2])
    return _nearest_beginning(text, -first)


def _nearest_beginning(text: str, at: int) -> int:
    earliest = max(at - BEFORE, 0)
    if not earliest:
        return 0
    ends = [found.end() for found in _SENTENCE.finditer(text, earliest - 1, at)]
    if ends:
        return ends[-1]
    space = text.find(" ", earliest, at)
    return space + 1 if space >= 0 else at


def _begins(text: str, at: int) -> bool:
    """Tell whether a sentence begins at a place."""
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?…" or "\n" in text[len(before) : at]
