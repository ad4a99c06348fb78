"""What the clusterer reads in an article: terms with counts, names and figures."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from struct import pack
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from tracker.text.words import terms as content_terms
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

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
# A possessive at a word's end, and what joins the parts of a compound.
_POSSESSIVE, _JOINT = re.compile(r"['’]s?$"), re.compile(r"['’\-‑&]+")
_FIGURE = re.compile(r"\d[\d.,]*")
# A headline that capitalises more of its longer words than this does so with all of them.
_HEADLINE_SHARE = 0.6
_LONG_WORD = 4


class Document(NamedTuple):
    """An article as the clusterer sees it.

    A term is a stem, or two neighbours' stems with a space between; `counts` goes with
    `terms`, in half mentions, and so do their `keys`, four bytes each. `bare` says that there is
    a title and no text. `names` holds the stems written as names, all of them terms too; `figures`
    pairs of what is counted and the number. `hours` is since 1970.
    """

    hours: float
    terms: tuple[str, ...]
    counts: bytes
    keys: bytes
    bare: bool
    names: tuple[str, ...]
    figures: frozenset[tuple[str, str]]
    title: str


def key(term: str) -> int:
    """Return the number, of 32 bits, under which a term is sought (CRC-32, as zlib has it)."""
    return crc32(term.encode(errors="replace"))


class _Word(NamedTuple):
    """A word with meaning, or a part of one: its stem, and how it is spelt.

    `capital` says that the word begins with one, `figure` that it is a number, `digit` that it
    begins with one, `inner` that this is not its first part.
    """

    stem: str
    surface: str
    capital: bool
    figure: bool
    digit: bool
    inner: bool


class _Passage(NamedTuple):
    """The words of a sentence, None for each without meaning; and the stems written as names."""

    words: list[_Word | None]
    names: list[str]


def read(article: Article) -> tuple[Document, dict[str, str]]:
    """Read title and text of `article`; beside the document, give a spelling of each term."""
    headline, lead, rest = article.title[:TITLE], article.text[:LEAD], article.text[LEAD:MOST_READ]
    title = _passage(headline, names=not _capitalised(headline))
    body, background = _sentences(lead), _sentences(rest)
    spellings: dict[str, str] = {}
    counts: dict[str, int] = {}
    _count(background, REST_COUNT, MOST_REST_COUNT, counts, spellings)
    _count(body, LEAD_COUNT, MOST_COUNT, counts, spellings)
    for term, spelling in _terms(title, all_pairs=True).items():
        counts[term] = min(MOST_COUNT, counts.get(term, 0) + TITLE_COUNT)
        spellings.setdefault(term, spelling)
    again = Counter(name for passage in background for name in passage.names)
    return Document(
        hours=article.published.timestamp() / 3600,
        terms=tuple(counts),
        counts=bytes(counts.values()),
        keys=pack(f"<{len(counts)}I", *map(key, counts)),
        bare=not body,
        names=tuple(
            {name for passage in (title, *body) for name in passage.names}
            | {name for name, mentions in again.items() if mentions >= NAMED_AGAIN}
        ),
        figures=frozenset(figure for passage in (title, *body) for figure in _figures(passage)),
        title=headline,
    ), spellings


def _sentences(text: str) -> list[_Passage]:
    return [_passage(sentence) for sentence in _SENTENCE.split(text) if sentence]


def _count(
    passages: Iterable[_Passage],
    each: int,
    most: int,
    counts: dict[str, int],
    spellings: dict[str, str],
) -> None:
    """Add `each` for every passage that holds a term, up to `most` in all."""
    for passage in passages:
        told = _terms(passage)
        spellings.update(told)
        for term in told:
            counts[term] = min(most, counts.get(term, 0) + each)


# A stream says the same words over and over; so many take 10 MB.
@lru_cache(maxsize=1 << 15)
def _parts(surface: str) -> tuple[_Word | None, ...]:
    """Return the parts of a word that have stems; None alone if there is none."""
    capital, digit, figure = surface[0].isupper(), surface[0].isdigit(), bool(_FIGURE.fullmatch(surface))
    found = [
        _Word(stem, spelling, capital, figure, digit, place > 0)
        for place, (stem, spelling) in enumerate(_spelt(_POSSESSIVE.sub("", surface) or surface))
    ]
    return tuple(found) or (None,)


def _spelt(surface: str) -> list[tuple[str, str]]:
    """Pair the stems of a word with their spelling: the word, or the part of a compound that has it."""
    stems = content_terms(surface)
    if len(stems) == 1:
        return [(stems[0], surface)]
    spellings = {found[0]: part for part in _JOINT.split(surface) if len(found := content_terms(part)) == 1}
    whole = surface.casefold()
    return [(stem, spellings.get(stem, surface if stem == whole else stem)) for stem in stems]


def _passage(text: str, *, names: bool = True) -> _Passage:
    """Return the words of a sentence that carry meaning; the first one's capital marks no name."""
    found, named = list[_Word | None](), list[str]()
    of_sentence = False
    for surface in words(text):
        parts = _parts(surface)
        found += parts
        if of_sentence and parts[0] and parts[0].capital:
            named += [part.stem for part in parts if part]
        of_sentence = names
    return _Passage(found, named)


def _capitalised(headline: str) -> bool:
    """Say whether a headline capitalises most words, so that its capitals mark no names."""
    long = [word for word in words(headline) if len(word) >= _LONG_WORD]
    return sum(word[0].isupper() for word in long) > _HEADLINE_SHARE * len(long)


def _terms(passage: _Passage, *, all_pairs: bool = False) -> dict[str, str]:
    """Map each stem, and neighbours ("mirrow bay"), to their spelling.

    In running text only neighbours count that are both capitalised.
    """
    told = {word.stem: word.surface for word in passage.words if word}
    for left, right in pairwise(passage.words):
        if left and right and (all_pairs or (left.capital and right.capital)) and not right.inner:
            told[f"{left.stem} {right.stem}"] = f"{left.surface} {right.surface}"
    return told


def _figures(passage: _Passage) -> list[tuple[str, str]]:
    """Return each number with the word after it, which says what is counted."""
    return [
        (right.stem, left.surface)
        for left, right in pairwise(word for word in passage.words if word)
        if left.figure and not right.digit
    ]
