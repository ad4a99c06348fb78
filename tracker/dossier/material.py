"""What the sections of a dossier share, found once: sentences, statements, dates, names.

Every section takes a `Material` (and the last dossier); none reads articles on its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from tracker.dossier.reading.analysis import Analysis, plain_title
from tracker.dossier.reading.copies import adds, among
from tracker.dossier.reading.index import Index
from tracker.dossier.reading.memory import Memory
from tracker.dossier.reading.sentence import Sentence, Statement
from tracker.dossier.speech.actors import Actors
from tracker.dossier.speech.statements import statements
from tracker.model import Source
from tracker.text.words import is_english, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from tracker.dossier import Cited

__all__ = ["Material", "Sentence", "Statement", "gather", "plain_title"]


@dataclass(frozen=True, slots=True)
class Material:
    """All that the sections work from, in the order of citation numbers.

    `weights` gives each term's weight in this story; `published` when each source was, by
    number; `newest` is the day of the newest; `titled` are the terms of the titles; `actors` merges
    names; `index` finds sentences by their words; `coverage` and `supported` are what `choose.worth` and
    `agreement.supporters` have worked out of them so far. Articles whose text copies another's have
    `copy_of` set in `sources`; they bring no title, and only the sentences that their original does
    not have.
    """

    sources: tuple[Source, ...]
    titles: tuple[tuple[int, str], ...]
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    weights: dict[str, float]
    newest: date
    published: dict[int, datetime]
    english: bool
    titled: frozenset[str]
    actors: Actors = field(compare=False, repr=False)
    index: Index
    coverage: dict[Sentence, float] = field(default_factory=dict, compare=False, repr=False)
    supported: dict[Sentence, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)


# A title says what its article is about: its terms count twice (tried 0 to 5 on summaries of news).
TITLE_TIMES = 2


def gather(articles: Sequence[Cited], memory: Memory | None = None) -> Material:
    """Find what the sections share in the articles of one story, at least one, in any order.

    What it reads in an article is remembered in `memory`, so that a version after one more article reads
    no more than that one.
    """
    articles = sorted(articles, key=lambda cited: cited.number)
    found = (memory or Memory()).analyses(articles)
    copied = among({number: one.fingerprint for number, one in found.items()})
    titles = tuple((number, one.title) for number, one in found.items() if number not in copied)
    sentences = tuple(
        sentence
        for number, one in found.items()
        for sentence in _told(one, found[copied[number]] if number in copied else None)
    )
    actors = Actors(sentences)
    return Material(
        sources=tuple(_source(cited, copied.get(cited.number)) for cited in articles),
        titles=titles,
        sentences=sentences,
        statements=statements(sentences, {cited.article.outlet for cited in articles}, actors),
        weights=_weights(titles, sentences),
        newest=max(cited.article.published for cited in articles).date(),
        published={cited.number: cited.article.published for cited in articles},
        english=is_english(" ".join([*(t for _, t in titles), *(s.text for s in sentences[:_TASTE])])),
        titled=frozenset(chain.from_iterable(terms(title) for _, title in titles)),
        actors=actors,
        index=Index(sentences),
    )


# Enough sentences to know the language by.
_TASTE = 40


def _told(one: Analysis, original: Analysis | None) -> Iterator[Sentence]:
    """Give the sentences of one article; of a copy only those that its original does not have."""
    if original is not None:
        yield from (sentence for sentence in one.sentences if adds(sentence, original.fingerprint))
        return
    yield from one.sentences
    if one.stand_in is not None:
        yield one.stand_in


def _source(cited: Cited, copy_of: int | None) -> Source:
    article = cited.article
    return Source(
        number=cited.number,
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
        via=article.via,
        copy_of=copy_of,
    )


def _weights(titles: Sequence[tuple[int, str]], sentences: Sequence[Sentence]) -> dict[str, float]:
    """Weigh each term: how often it comes, times the share of independent articles that have it.

    The centroid of Radev et al. (2004) with the story itself as the collection: what only
    one outlet talks about weighs little, whatever the outlet's length.
    """
    counts = Counter(
        chain(
            chain.from_iterable(terms(title) * TITLE_TIMES for _, title in titles),
            chain.from_iterable(sentence.terms for sentence in sentences),
        )
    )
    having: dict[int, set[str]] = {}
    for number, title in titles:
        having.setdefault(number, set()).update(terms(title))
    for sentence in sentences:
        having.setdefault(sentence.number, set()).update(sentence.terms)
    spread = Counter(chain.from_iterable(having.values()))
    return {term: count * spread[term] / max(1, len(titles)) for term, count in counts.items()}
