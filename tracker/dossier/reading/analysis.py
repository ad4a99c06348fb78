"""An article → what it gives to any dossier: its title, sentences and fingerprint, read once.

Nothing here depends on the other articles of the story, so that a new version reads no more than
the new article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from tracker.dossier.reading.boilerplate import signs_in
from tracker.dossier.reading.copies import Fingerprint, fingerprint
from tracker.dossier.reading.readable import fits, readable, without_dateline
from tracker.dossier.reading.sentence import Sentence, mentions_of
from tracker.text.clean import line
from tracker.text.names import names
from tracker.text.sentences import sentences as sentences_of
from tracker.text.words import terms_of, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.dossier import Cited
    from tracker.model import Article

# What stands behind the last bar or dash of a title, if it is the outlet: "… | Harbour Wire".
_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+[|–—·-]\s+(?P<outlet>[^|–—]{2,40})$")


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one article gives.

    `title` is on one line and without the outlet's name; `stand_in` is the title as a sentence,
    where no sentence of the text can be read.
    """

    title: str
    sentences: tuple[Sentence, ...]
    stand_in: Sentence | None
    fingerprint: Fingerprint


def analyse(cited: Cited) -> Analysis:
    """Read one article; `memory.Memory` remembers what came of it."""
    article = cited.article
    signs = signs_in(line(article.text))
    found = _introduced(
        _sentence(cited, position, plain, signs)
        for position, text in enumerate(map(line, sentences_of(article.text)))
        if (plain := without_dateline(text))
    )
    title, stand_in = plain_title(article), None
    if not any(sentence.readable for sentence in found) and fits(title):
        stand_in = replace(_sentence(cited, len(found), title, ()), readable=True)
    return Analysis(title, found, stand_in, fingerprint(article))


def _introduced(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Note in each sentence which of its names are surnames of people named in full before."""
    known: set[str] = set()
    found: list[Sentence] = []
    for sentence in sentences:
        full = {name.rpartition(" ")[2] for name in sentence.names if " " in name}
        short = tuple(name for name in sentence.names if name in known and name not in full)
        found.append(replace(sentence, surnames=short) if short else sentence)
        known |= full
    return tuple(found)


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


def _sentence(cited: Cited, position: int, text: str, signs: Sequence[str]) -> Sentence:
    found = words(text)
    sentence = Sentence(
        number=cited.number,
        position=position,
        text=text,
        terms=tuple(chain.from_iterable(map(terms_of, found))),
        names=names(text),
        dates=(),
        published=cited.article.published,
        readable=readable(text, signs, len(found)),
    )
    dates = tuple(dict.fromkeys(mention.iso for mention in mentions_of(sentence)))
    return replace(sentence, dates=dates) if dates else sentence
