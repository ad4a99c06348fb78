"""Sentences → those that raise a question a reader of the story would ask."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.dossier.inquiry.asked import asked
from tracker.dossier.inquiry.kinds import Asked
from tracker.dossier.inquiry.matter import fewest, matter
from tracker.dossier.reading.readable import FEWEST, balanced, fits
from tracker.dossier.reading.sentence import Sentence, kept
from tracker.text.names import names
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.dossier.material import Material

# An article that asks more often asks for effect, or answers itself, as lists of questions do.
_MOST_ASKED = 3
# From so many articles on, what the story is about shows in what they share.
_ENOUGH = 4
# What is told of the past has been settled since, or never will be.
_PAST = timedelta(days=365)
_ISO_YEAR = 4
# "It" that stands for nothing, and words that ask: they lean on no sentence before.
_ALONE = re.compile(
    r"^(?:It(?: is|['’]s| was| isn['’]t| wasn['’]t| remains| has not (?:yet )?been)\b(?! (?:his|her|the|a)\b)"
    r"|(?:Who|Which|Whose)\b.*\?$)",
)
# Whom a question means that names nobody.
_PRONOUN = re.compile(r"\b(?:he|she|they|him|them|his|her|their|this|that|these|those)\b", re.IGNORECASE)
_LEANS = re.compile(rf"{_PRONOUN.pattern}|\b(?:it|its|so|then)\b|^(?:And|But|Or|Yet)\b", re.IGNORECASE)
# "Why is it important?": of what, only the sentence before tells.
_IT = re.compile(
    r"^(?:\w+\s){0,3}?(?:is|was|are|does|did|has|will|would|can|could)\sit\b(?!\sthat\b)", re.IGNORECASE
)
_SOMEBODY = re.compile(r"\b(?:he|she|they|him|them|his|her|their)\b", re.IGNORECASE)
# Words of a question that is short and yet whole, and of one that is shown with the sentence before.
_FEWEST, _MOST = 3, 45
# What is asked of the past, with the sentence before, is asked for effect.
_TO_COME = re.compile(r"\b(?:will|can|could|would|when)\b", re.IGNORECASE)
# A headline that asks what is to come; others ask what their article then tells.
_AHEAD = re.compile(r"\b(?:Will|Can|Could|Would|When)\b[^.?]{4,}\?$|\bWho\s(?:Will|will|Could|could)\b")
# The writer answers at once.
_REPLIES = re.compile(
    r"^(?:Yes|No|Not|Nobody|None|Because|Perhaps|Probably|Maybe|The answer|It depends|In short|Sure"
    r"|Of course|Well)\b"
)


def raising(material: Material) -> list[Sentence]:
    """Give the sentences that ask in earnest, or say that something is not known, about the story.

    A question that leans on the sentence before it comes with that sentence, as one; a headline that
    asks comes as a sentence before the first.
    """
    asking = Counter(s.number for s in material.sentences if s.text.endswith("?"))
    titled = frozenset(term for _, title in material.titles for term in terms(title))
    found = [sentence for sentence in map(_headline_of(material), material.titles) if sentence]
    for at, sentence in enumerate(material.sentences):
        before, behind = _beside(material, at, -1), _beside(material, at, 1)
        told = sentence if _asked(sentence) else _with_before(before, sentence)
        what = asked(told.text) if told else None
        if told is None or what is None:
            continue
        if what.interrogative and (asking[sentence.number] > _MOST_ASKED or _replied(behind)):
            continue
        if _of_the_past(told):
            continue
        if len(material.titles) < _ENOUGH or _of_the_story(told, material, titled):
            found.append(told)
    return found


def _beside(material: Material, at: int, step: int) -> Sentence | None:
    """Give the sentence next to one of the same article, before (-1) or behind it (1)."""
    near = at + step
    if not 0 <= near < len(material.sentences):
        return None
    found = material.sentences[near]
    return found if found.number == material.sentences[at].number else None


def _headline_of(material: Material) -> Callable[[tuple[int, str]], Sentence | None]:
    """Give what makes a sentence of a headline that asks what is to come of the story."""

    def headline(numbered: tuple[int, str]) -> Sentence | None:
        number, title = numbered
        if not (title.endswith("?") and _AHEAD.search(title)) or asked(title) is None:
            return None
        if any(len(material.index.numbers(term)) > 1 for term in terms(title)):
            published = material.published[number]
            return Sentence(number, -1, title, terms(title), names(title), (), published, readable=True)
        return None

    return headline


def _with_before(before: Sentence | None, sentence: Sentence) -> Sentence | None:
    """Join a question with the sentence that it leans on; None where that does not help."""
    text = sentence.text
    if before is None or not text.endswith("?") or not before.readable or before.text.endswith("?"):
        return None
    joined = f"{before.text} {text}"
    if len(text.split()) < _FEWEST or len(joined.split()) > _MOST or not balanced(text):
        return None
    if asked(text) is None or not _TO_COME.search(text):
        return None
    terms_, names_ = (*before.terms, *sentence.terms), dict.fromkeys((*before.names, *sentence.names))
    return replace(sentence, text=joined, terms=terms_, names=tuple(names_), readable=True, memo={})


@kept(Asked | None)
def _asked(sentence: Sentence) -> Asked | None:
    """Give what a sentence asks, if it can stand alone."""
    what = asked(sentence.text)
    return what if what is not None and _stands_alone(sentence, what) else None


def _stands_alone(sentence: Sentence, what: Asked) -> bool:
    text = sentence.text
    short = what.interrogative and _FEWEST <= len(text.split()) < FEWEST and not _LEANS.search(text)
    if not (
        sentence.readable or short or (_ALONE.match(text) and fits(text) and not _means_somebody(sentence))
    ):
        return False
    if what.interrogative and _IT.search(text):
        return False
    if what.interrogative and not sentence.names and _PRONOUN.search(sentence.text):
        return False
    return len(matter(what, sentence.text).senses) >= fewest(what.kind)


def _means_somebody(sentence: Sentence) -> bool:
    """Tell whether a pronoun comes before any name that it could stand for."""
    pronoun = _SOMEBODY.search(sentence.text)
    return pronoun is not None and not any(
        name in sentence.text[: pronoun.start()] for name in sentence.names
    )


def _replied(behind: Sentence | None) -> bool:
    return behind is not None and _REPLIES.match(behind.text) is not None


def _of_the_past(sentence: Sentence) -> bool:
    """Tell whether all times that a sentence speaks of lie more than a year back."""
    limit = str((sentence.published - _PAST).year)
    return bool(sentence.dates) and all(day[:_ISO_YEAR] < limit for day in sentence.dates)


def _of_the_story(sentence: Sentence, material: Material, titled: frozenset[str]) -> bool:
    """Tell whether what is asked is told of by a second article too, or by the title of one."""
    return any(term in titled or len(material.index.numbers(term)) > 1 for term in sentence.terms)
