"""What the sections of a dossier share, found once: sentences, statements, dates, names.

Every section takes a `Material` (and the last dossier); none reads articles on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.model import Source


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
    article. Articles whose text copies another's have `copy_of` set in `sources` and
    bring no sentences of their own.
    """

    sources: tuple[Source, ...]
    titles: tuple[tuple[int, str], ...]
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    weights: dict[str, float]
    newest: date
    english: bool
