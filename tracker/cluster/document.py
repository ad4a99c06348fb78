"""What the clusterer reads in an article: terms with counts, names and figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tracker.text.words import terms as content_terms
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Article

# Characters of the text that count in full, what most feeds carry beside the title; and
# those that are read at all.
LEAD, MOST_READ = 400, 2400
# Mentions are counted in halves: a title says what an article is about, what comes after
# the lead is often background.
TITLE_COUNT, LEAD_COUNT, REST_COUNT = 3, 2, 1
# A word said over and over in one article is no stronger a link for it.
MOST_COUNT, MOST_REST_COUNT = 6, 2
# Mentions after the lead that make a name one of the article's own.
NAMED_AGAIN = 2
# No headline is longer; what is, was made to cost us time.
TITLE = 400

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+|\n+")
_FIGURE = re.compile(r"\d[\d.,]*")
# A headline that capitalises more of its longer words than this does so with all of them.
_HEADLINE_SHARE = 0.6
_LONG_WORD = 4


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the clusterer sees it.

    A term is a stem, or two neighbours' stems with a space between; `counts` goes with
    `terms`, in half mentions. `bare` says that there is a title and no text. `names` holds
    the stems written as names, `figures` pairs of what is counted and the number. `packed` is
    `text` in UTF-8: where there are typographic quotes, Python's own string is twice as large.
    `hours` is since 1970.
    """

    article: int
    hours: float
    terms: tuple[str, ...]
    counts: bytes
    bare: bool
    names: tuple[str, ...]
    figures: frozenset[tuple[str, str]]
    packed: bytes

    @property
    def text(self) -> str:
        """The folded title and lead, by which near copies are told."""
        return self.packed.decode()


class _Word(NamedTuple):
    """A word with meaning: its stem, its spelling, and its place in the sentence.

    `capital` says that its first letter is one, `name` that it is written as a name; `alone`
    that its stem is the whole word.
    """

    stem: str
    surface: str
    place: int
    capital: bool
    name: bool
    alone: bool


def read(article: Article) -> tuple[Document, dict[str, str]]:
    """Read title and text of `article`; beside the document, give a spelling of each term."""
    headline, lead, rest = article.title[:TITLE], article.text[:LEAD], article.text[LEAD:MOST_READ]
    title = _passage(headline, names=not _capitalised(headline))
    body, background = _sentences(lead), _sentences(rest)
    spellings: dict[str, str] = {}
    counts: dict[str, int] = {}
    _count(background, REST_COUNT, MOST_REST_COUNT, counts, spellings)
    _count(body, LEAD_COUNT, MOST_COUNT, counts, spellings)
    of_title = {**_singles(title), **_pairs(title)}
    for term, spelling in of_title.items():
        counts[term] = min(MOST_COUNT, counts.get(term, 0) + TITLE_COUNT)
        spellings.setdefault(term, spelling)
    return Document(
        article=article.id,
        hours=article.published.timestamp() / 3600,
        terms=tuple(counts),
        counts=bytes(counts.values()),
        bare=not body,
        names=tuple({*_names((title, *body)), *_named_again(background)}),
        figures=frozenset(figure for passage in (title, *body) for figure in _figures(passage)),
        packed=" ".join(f"{headline} {lead}".casefold().split()).encode(errors="replace"),
    ), spellings


def _sentences(text: str) -> list[list[_Word]]:
    """Return the passages of a running text that hold anything."""
    return [passage for sentence in _SENTENCE.split(text) if (passage := _passage(sentence))]


def _count(
    passages: Iterable[Sequence[_Word]],
    each: int,
    most: int,
    counts: dict[str, int],
    spellings: dict[str, str],
) -> None:
    """Add `each` for every passage that holds a term, up to `most` in all."""
    for passage in passages:
        for term, spelling in (*_singles(passage).items(), *_pairs(passage, names_only=True).items()):
            counts[term] = min(most, counts.get(term, 0) + each)
            spellings[term] = spelling


def _names(passages: Iterable[Sequence[_Word]]) -> list[str]:
    return [word.stem for passage in passages for word in passage if word.name]


def _named_again(passages: Iterable[Sequence[_Word]]) -> list[str]:
    return [name for name, mentions in Counter(_names(passages)).items() if mentions >= NAMED_AGAIN]


# The stems of a word as written; a stream says the same words over and over.
_stems = lru_cache(maxsize=1 << 15)(content_terms)


def _passage(text: str, *, names: bool = True) -> list[_Word]:
    """Return the words of a sentence that carry meaning; the first one's capital marks no name."""
    found = []
    for place, surface in enumerate(words(text)):
        stems = _stems(surface)
        if not stems:
            continue
        capital, alone = surface[0].isupper(), len(stems) == 1
        name = names and capital and place > 0
        found += [_Word(stem, surface, place, capital, name, alone) for stem in stems]
    return found


def _capitalised(headline: str) -> bool:
    """Say whether a headline capitalises most words, so that its capitals mark no names."""
    long = [word for word in words(headline) if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in long) > _HEADLINE_SHARE * len(long)


def _singles(passage: Iterable[_Word]) -> dict[str, str]:
    """Map each stem to its spelling; a part of a compound is spelt as its stem."""
    return {word.stem: word.surface if word.alone else word.stem for word in passage}


def _pairs(passage: Sequence[_Word], *, names_only: bool = False) -> dict[str, str]:
    """Map neighbours ("mirrow bay") to their spelling; in running text only capitalised ones."""
    return {
        f"{left.stem} {right.stem}": f"{left.surface} {right.surface}"
        for left, right in pairwise(passage)
        if right.place == left.place + 1 and (not names_only or (left.capital and right.capital))
    }


def _figures(passage: Sequence[_Word]) -> list[tuple[str, str]]:
    """Return each number with the word after it, which says what is counted."""
    return [
        (right.stem, left.surface)
        for left, right in pairwise(passage)
        if _FIGURE.fullmatch(left.surface) and not right.surface[0].isdigit()
    ]
