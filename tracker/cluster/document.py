"""What the clusterer reads in an article: terms with counts, names and figures."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from struct import pack
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zlib import crc32

from tracker.text.words import terms, terms_of, words

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

# A possessive at a word's end, and what joins the parts of a compound.
_POSSESSIVE, _JOINT = re.compile(r"['’]s?$"), re.compile(r"['’\-‑&]+")
# The mark that ends a sentence goes with the space after it. That each match begins with one of a few
# signs makes the search six times as fast.
_SENTENCE = re.compile(r"[.!?…\n](?:(?<=\n)|[\"'”’)]*+\s)\s*+")
_FIGURE = re.compile(r"\d[\d.,]*")
# A headline that capitalises more of its longer words than this does so with all of them.
_HEADLINE_SHARE = 0.6
_LONG_WORD = 4


# Days and months are written as names, but whatever happens has one.
_CALENDAR = frozenset(
    terms(
        """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
        August September October November December"""
    )
)


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
    return crc32(term.encode("utf-8", "replace"))


# A word as it is read: the stems of its parts, how they are spelt, the word without a possessive,
# whether its first letter is a capital, whether it is a number, and whether it begins with a digit.
_Word: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], str, bool, bool, bool]


class _Passage(NamedTuple):
    """What a sentence says: each term with its spelling, stems written as names, and figures."""

    told: dict[str, str]
    names: list[str]
    figures: list[tuple[str, str]]


def read(article: Article) -> tuple[Document, dict[str, str]]:
    """Read title and text of `article`; beside the document, give a spelling of each term."""
    lead, rest = article.text[:LEAD], article.text[LEAD:MOST_READ]
    headline = words(article.title[:TITLE])
    title = _passage(headline, names=not is_capitalised(headline), all_pairs=True)
    body, background = _sentences(lead), _sentences(rest)
    spellings: dict[str, str] = {}
    counts: dict[str, int] = {}
    _count(background, REST_COUNT, MOST_REST_COUNT, counts, spellings)
    _count(body, LEAD_COUNT, MOST_COUNT, counts, spellings)
    for term, spelling in title.told.items():
        counts[term] = min(MOST_COUNT, counts.get(term, 0) + TITLE_COUNT)
        spellings.setdefault(term, spelling)
    again = Counter([name for passage in background for name in passage.names])
    named = {name for name, mentions in again.items() if mentions >= NAMED_AGAIN}
    first = (title, *body)
    return Document(
        hours=article.published.timestamp() / 3600,
        terms=tuple(counts),
        counts=bytes(counts.values()),
        keys=pack(f"<{len(counts)}I", *map(key, counts)),
        bare=not body,
        names=tuple(named.union(*[passage.names for passage in first])),
        figures=frozenset([figure for passage in first for figure in passage.figures]),
        title=article.title[:TITLE],
    ), spellings


def _sentences(text: str) -> list[_Passage]:
    return [_passage(words(sentence)) for sentence in _SENTENCE.split(text) if sentence]


def _count(
    passages: Iterable[_Passage],
    each: int,
    most: int,
    counts: dict[str, int],
    spellings: dict[str, str],
) -> None:
    """Add `each` for every passage that holds a term, up to `most` in all."""
    for passage in passages:
        spellings.update(passage.told)
        for term in passage.told:
            count = counts.get(term, 0) + each
            counts[term] = count if count < most else most  # noqa: FURB136  min() takes twice as long


# A stream says the same words over and over; so many take 3 MB.
@lru_cache(maxsize=1 << 13)
def _word(surface: str) -> _Word:
    digit = surface[0].isdigit()
    figure = digit and bool(_FIGURE.fullmatch(surface))
    plain = _POSSESSIVE.sub("", surface) or surface
    stems = terms_of(surface)
    return stems, _spelt(stems, plain), plain, surface[0].isupper(), figure, digit


def _spelt(stems: tuple[str, ...], surface: str) -> tuple[str, ...]:
    """Return how each stem is spelt: the word itself, or the part of a compound that has it."""
    if len(stems) == 1:
        return (surface,)
    spellings = {
        found[0]: part for part in _JOINT.split(surface) if part and len(found := terms_of(part)) == 1
    }
    spellings[surface.casefold()] = surface
    return tuple(spellings.get(stem, stem) for stem in stems)


def _passage(surfaces: Iterable[str], *, names: bool = True, all_pairs: bool = False) -> _Passage:
    """Read the words of a sentence; the first one's capital marks no name.

    Neighbours ("mirrow bay") are terms too, in running text only where both have capitals; a word
    without meaning parts them. A figure goes with the next word, which says what is counted.
    """
    told, pairs = dict[str, str](), dict[str, str]()
    named, figures = list[str](), list[tuple[str, str]]()
    before, number, inside = None, "", False
    for word in map(_word, surfaces):
        stems, spellings, surface, capital, figure, digit = word
        if stems:
            told.update(zip(stems, spellings, strict=True))
            if before and (all_pairs or (capital and before[3])):
                pairs[f"{before[0][-1]} {stems[0]}"] = f"{before[2]} {surface}"
            if inside and capital and stems[0] not in _CALENDAR:
                named += stems
            if number and not digit:
                figures.append((stems[0], number))
            number = surface if figure else ""
        before, inside = word if stems else None, names
    return _Passage(told | pairs, named, figures)


def is_capitalised(headline: Iterable[str]) -> bool:
    """Say whether a headline capitalises most words, so that its capitals mark no names."""
    long = [word for word in headline if len(word) >= _LONG_WORD]
    return sum([word[0].isupper() for word in long]) > _HEADLINE_SHARE * len(long)
