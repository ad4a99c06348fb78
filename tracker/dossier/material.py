"""What the sections of a dossier share, found once: sentences, statements, dates, names.

Every section takes a `Material` (and the last dossier); none reads articles on its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tracker.dossier.copies import adds, copies
from tracker.dossier.readable import fits, readable, without_dateline
from tracker.model import Source
from tracker.text.clean import line
from tracker.text.dates import mentions
from tracker.text.names import names
from tracker.text.sentences import sentences as sentences_of
from tracker.text.words import is_english, terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tracker.dossier import Cited
    from tracker.model import Article


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one article.

    `number` is the article's citation number, `position` counts from 0 within the article
    (the title is not a sentence). `terms` are its content terms (`text.words.terms`).
    `dates` are the days or months it speaks of, ISO 8601 as in `model.Event.date`.
    `readable`: it can stand alone (no dangling pronoun or connective, no boilerplate, not
    cut off, not too long).
    """

    number: int
    position: int
    text: str
    terms: tuple[str, ...]
    names: tuple[str, ...]
    dates: tuple[str, ...]
    published: datetime
    readable: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, found in one sentence.

    `actor` is the merged name (one spelling a person or organisation in the whole story).
    `content` is what is stated, as it stands in the sentence; `direct` when it is quoted.
    `cue` is the verb or phrase of saying ("argues", "according to").
    """

    actor: str
    cue: str
    content: str
    direct: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Material:
    """All that the sections work from, in the order of citation numbers.

    `weights` gives each term's weight in this story; `newest` is the day of the newest
    article. Articles whose text copies another's have `copy_of` set in `sources`; they bring
    no title, and only the sentences that their original does not have.
    """

    sources: tuple[Source, ...]
    titles: tuple[tuple[int, str], ...]
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    weights: dict[str, float]
    newest: date
    english: bool


# A title says what its article is about: its terms count twice (tried 0 to 5 on summaries of news).
TITLE_TIMES = 2
# What stands behind the last bar or dash of a title, if it is the outlet: "… | Harbour Wire".
_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+[|–—·-]\s+(?P<outlet>[^|–—]{2,40})$")


def gather(articles: Sequence[Cited]) -> Material:
    """Find what the sections share in the articles of one story, at least one, in any order."""
    from tracker.dossier.statements import statements  # it needs the types above

    articles = sorted(articles, key=lambda cited: cited.number)
    copied = copies(articles)
    own = [cited for cited in articles if cited.number not in copied]
    titles = tuple((cited.number, plain_title(cited.article)) for cited in own)
    originals = {cited.number: cited.article for cited in own}
    sentences = tuple(
        sentence
        for cited in articles
        for sentence in _sentences(cited, originals.get(copied.get(cited.number, 0)))
    )
    return Material(
        sources=tuple(_source(cited, copied.get(cited.number)) for cited in articles),
        titles=titles,
        sentences=sentences,
        statements=statements(sentences, {cited.article.outlet for cited in articles}),
        weights=_weights(titles, sentences),
        newest=max(cited.article.published for cited in articles).date(),
        english=is_english(" ".join([*(t for _, t in titles), *(s.text for s in sentences[:_TASTE])])),
    )


# Enough sentences to know the language by.
_TASTE = 40


def plain_title(article: Article) -> str:
    """Give an article's title on one line, without the name of its outlet behind."""
    title = line(article.title)
    match = _SUFFIX.match(title)
    if match and _names_outlet(match["outlet"], article):
        return match["title"].rstrip(" |–—·-")
    return title


def _names_outlet(suffix: str, article: Article) -> bool:
    """Tell whether a title's last part is the outlet, or a site name of the same words."""
    outlet, suffix = article.outlet.casefold(), suffix.casefold().strip()
    squeezed = re.sub(r"\W|^the ", "", suffix)
    host = re.sub(r"\W", "", article.url.casefold())
    return bool(suffix) and (suffix in outlet or (bool(outlet) and outlet in suffix) or squeezed in host)


def _sentences(cited: Cited, original: Article | None) -> list[Sentence]:
    """Give the sentences of one article; of a copy only those that its original does not have.

    The title stands in where the text has no sentence that can be read.
    """
    article = cited.article
    found: list[Sentence] = []
    for position, text in enumerate(map(line, sentences_of(article.text))):
        plain = without_dateline(text)
        if plain and (original is None or adds(plain, original)):
            found.append(_sentence(cited, position, plain, readable=readable(plain)))
    if original is not None:
        return found
    title = plain_title(article)
    if fits(title) and not any(sentence.readable for sentence in found):
        found.append(_sentence(cited, len(found), title, readable=True))
    return found


def _sentence(cited: Cited, position: int, text: str, *, readable: bool) -> Sentence:
    published = cited.article.published
    return Sentence(
        number=cited.number,
        position=position,
        text=text,
        terms=terms(text),
        names=names(text),
        dates=tuple(dict.fromkeys(mention.iso for mention in mentions(text, published))),
        published=published,
        readable=readable,
    )


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
    counts: Counter[str] = Counter()
    spread: dict[str, set[int]] = {}
    for number, words in chain(
        ((number, terms(title) * TITLE_TIMES) for number, title in titles),
        ((sentence.number, sentence.terms) for sentence in sentences),
    ):
        counts.update(words)
        for term in words:
            spread.setdefault(term, set()).add(number)
    return {term: count * len(spread[term]) / max(1, len(titles)) for term, count in counts.items()}
