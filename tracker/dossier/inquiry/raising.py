"""Sentences → those that raise a question a reader of the story would ask."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.dossier.inquiry.asked import Asked, asked
from tracker.dossier.inquiry.matter import fewest, matter
from tracker.dossier.reading.readable import fits
from tracker.dossier.reading.sentence import once
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.material import Material, Sentence

# An article that asks more often asks for effect, or answers itself, as lists of questions do.
_MOST_ASKED = 3
# From so many articles on, what the story is about shows in what they share.
_ENOUGH = 4
# What is told of the past has been settled since, or never will be.
_PAST = timedelta(days=365)
_ISO_YEAR = 4
# "It" that stands for nothing, and words that ask: they lean on no sentence before.
_ALONE = re.compile(
    r"^(?:It (?:is|was|remains|has not (?:yet )?been)\b(?! (?:his|her|the|a)\b)|(?:Who|Which|Whose)\b.*\?$)",
)
# Whom a question means that names nobody.
_PRONOUN = re.compile(r"\b(?:he|she|they|him|them|his|her|their|this|that|these|those)\b", re.IGNORECASE)
# The writer answers at once.
_REPLIES = re.compile(
    r"^(?:Yes|No|Not|Nobody|None|Because|Perhaps|Probably|Maybe|The answer|It depends|In short|Sure"
    r"|Of course|Well)\b"
)


def raising(material: Material) -> list[Sentence]:
    """Give the sentences that ask in earnest, or say that something is not known, about the story."""
    asking = Counter(s.number for s in material.sentences if s.text.endswith("?"))
    titled = frozenset(term for _, title in material.titles for term in terms(title))
    found = []
    for at, sentence in enumerate(material.sentences):
        what = _asked(sentence)
        if what is None:
            continue
        behind = material.sentences[at + 1] if at + 1 < len(material.sentences) else None
        if what.interrogative and (asking[sentence.number] > _MOST_ASKED or _replied(sentence, behind)):
            continue
        if _of_the_past(sentence):
            continue
        if len(material.titles) < _ENOUGH or _of_the_story(sentence, material, titled):
            found.append(sentence)
    return found


@once
def _asked(sentence: Sentence) -> Asked | None:
    """Give what a sentence asks, if it can stand alone."""
    what = asked(sentence.text)
    return what if what is not None and _stands_alone(sentence, what) else None


def _stands_alone(sentence: Sentence, what: Asked) -> bool:
    if not (sentence.readable or (_ALONE.match(sentence.text) and fits(sentence.text))):
        return False
    if what.interrogative and not sentence.names and _PRONOUN.search(sentence.text):
        return False
    return len(matter(what, sentence.text).senses) >= fewest(what.kind)


def _replied(sentence: Sentence, behind: Sentence | None) -> bool:
    return behind is not None and behind.number == sentence.number and _REPLIES.match(behind.text) is not None


def _of_the_past(sentence: Sentence) -> bool:
    """Tell whether all times that a sentence speaks of lie more than a year back."""
    limit = str((sentence.published - _PAST).year)
    return bool(sentence.dates) and all(day[:_ISO_YEAR] < limit for day in sentence.dates)


def _of_the_story(sentence: Sentence, material: Material, titled: frozenset[str]) -> bool:
    """Tell whether what is asked is told of by a second article too, or by the title of one."""
    return any(term in titled or len(material.index.numbers(term)) > 1 for term in sentence.terms)
