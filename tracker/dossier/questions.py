"""Sentences and the last dossier → what the sources ask or call unknown, and its life.

A question is raised, kept under its id, and answered by a later article or expired.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.dossier.saying import word_set
from tracker.dossier.standing import fresh
from tracker.model import Question
from tracker.text.figures import figures
from tracker.text.normal import normal
from tracker.text.words import terms, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Dossier

# Open ones on a page; more would not be followed.
MOST_OPEN = 8
# A question that nobody has spoken of for so long has left the story.
EXPIRY = timedelta(days=30)
# Of a question's terms, weighed by the story's weights: an answer has this share, …
_ANSWERS = 0.6
# … a mention that keeps it alive this one, …
_MENTIONS = 0.4
# … and the same question in other words this one, of the shorter.
_SAME = 0.6
# Words of an answer or of a question: fewer say nothing, more are not read.
_FEWEST, _MOST = 5, 45
_FEWEST_TERMS = 2

_UNKNOWN = re.compile(
    r"""\b(?:it|that)\ (?:is|was|remains)\ (?:still\ )?(?:not\ (?:yet\ )?(?:clear|known|certain|decided)|unclear|unknown|uncertain)
    |\b(?:is|are|was|were|remains?)\ (?:still\ |as\ yet\ )?(?:unclear|unknown|uncertain|unverified|unconfirmed|undecided
    |unannounced|unresolved|undetermined|unanswered|unspecified|an\ open\ question|to\ be\ (?:seen|decided|determined|confirmed))\b
    |\b(?:is|are|was|were)\ not\ (?:yet\ )?(?:clear|known|verified|confirmed|decided|settled)\b
    |\b(?:has|have|had)\ (?:not|yet|never)\ (?:yet\ |to\ )?(?:say|said|announce|announced|decide|decided|explain|explained
    |confirm|confirmed|disclose|disclosed|publish|published|reveal|revealed|determine|determined|specify|specified|set|named?)\b
    |\b(?:did|does|do|would|will|could)\ not\ (?:immediately\ )?(?:say|disclose|specify|explain|reveal|confirm|name)\b
    |\bdeclin(?:ed|es|ing)\ to\ (?:say|comment|name|give|confirm|disclose|specify|explain)\b
    |\brefus(?:ed|es)\ to\ (?:say|comment|name|disclose)\b
    |\bno\ (?:\w+\ ){0,3}(?:has|have|had)\ (?:yet\ )?been\ (?:set|announced|given|named|published|found|made|taken|released|chosen)\b
    |\b(?:nobody|no\ one)\ (?:knows|has\ said|can\ say|could\ say)\b
    |\btoo\ (?:early|soon)\ to\ (?:say|tell|know|judge)\b
    |\bquestions?\ (?:remains?|about\ whether)\b|\bcould\ not\ be\ (?:independently\ )?(?:verified|confirmed)\b
    |\bremains?\ to\ be\ seen\b|\bhas\ yet\ to\ be\b|\bhave\ yet\ to\ be\b""",
    re.IGNORECASE | re.VERBOSE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|reportedly|allegedly|whether|if|unclear|expected to|"
    r"likely|plans? to|hopes? to|would)\b",
    re.IGNORECASE,
)
# Addressed to the reader, or asked for effect.
_JUNK = re.compile(
    r"\b(?:you|your|yours|yourself|subscrib\w*|newsletter|sign up|read more|want more|click|did you know|"
    r"who knew|who cares|why not|so what|what next|what now|guess what|right)\b",
    re.IGNORECASE,
)
_EMPTY = word_set(
    """clear unclear known unknown certain uncertain say said decline comment announc announce decid decide
    remain question seen confirm verifi independ immedi date set yet nobodi disclos specifi explain reveal
    publish determin name given soon tell whether""",
)
_WHEN = re.compile(r"\bwhen\b|\bdates?\b|\bdeadline\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow (?:many|much|long|far|big|large|high)\b|\bcosts?\b", re.IGNORECASE)
_WHO = re.compile(r"\bwho\b|\bnamed?\b", re.IGNORECASE)


def questions(material: Material, last: Dossier | None, version: int) -> tuple[Question, ...]:
    """Write the questions of version `version`: those of `last` with their state now, then new ones.

    Ids are never used again. Of new ones only what is still open is raised, at most
    `MOST_OPEN` open in all; questions of the last version are all kept.
    """
    book = _Book(material, last, version)
    return book.written()


class _Book:
    """The questions of one story, and the sentences that may raise or answer them."""

    def __init__(self, material: Material, last: Dossier | None, version: int) -> None:
        self.material = material
        self.version = version
        self.new = fresh(material, last)
        self.former = last.open_questions if last else ()
        self.raised = [sentence for sentence in material.sentences if _raises(sentence)]

    def written(self) -> tuple[Question, ...]:
        """All questions, former ones first."""
        found = [self._renewed(question) for question in self.former]
        terms_of = [self._terms(question.text) for question in found]
        opened = sum(question.state == "open" for question in found)
        number = max((int(question.id[1:]) for question in found if question.id[1:].isdigit()), default=0)
        for sentence in self._by_rank():
            mine = self._terms(sentence.text)
            if opened >= MOST_OPEN or any(self._alike(mine, other) for other in terms_of):
                continue
            terms_of.append(mine)
            question = self._judged(Question("", sentence.text, (sentence.number,), "open", self.version))
            if question.state == "open":
                number += 1
                opened += 1
                found.append(replace(question, id=f"q{number}"))
        return tuple(self._with_company(question) for question in found)

    def _by_rank(self) -> list[Sentence]:
        """Sentences that raise something: heavy with the story's matter first, then in order."""
        return sorted(self.raised, key=lambda s: (-self._mass(self._terms(s.text)), s.number, s.position))

    # ------------------------------------------------------------ one question

    def _renewed(self, question: Question) -> Question:
        if question.state == "answered":
            return question
        if question.state == "expired":
            again = self._asked_again(question)
            return self._judged(replace(question, state="open")) if again else question
        return self._judged(question)

    def _asked_again(self, question: Question) -> bool:
        mine = self._terms(question.text)
        return any(s.number in self.new and self._alike(mine, self._terms(s.text)) for s in self.raised)

    def _judged(self, question: Question) -> Question:
        """The question answered or expired, where it is."""
        mine = self._terms(question.text)
        answers = [s for s in self.material.sentences if self._answers(s, question, mine)]
        if answers:
            best = max(answers, key=lambda s: (self._share(mine, s.terms), -s.number, -s.position))
            numbers = tuple(sorted({s.number for s in answers}))
            return replace(question, state="answered", answered_by=numbers, answer=best.text)
        if self._forgotten(question, mine):
            return replace(question, state="expired")
        return question

    def _answers(self, sentence: Sentence, question: Question, mine: frozenset[str]) -> bool:
        """Whether a later sentence speaks to the question, plainly."""
        asked = self._last_asked(question, mine)
        if asked is None or sentence.number <= asked.number or sentence.published <= asked.published:
            return False
        if not sentence.readable or self._share(mine, sentence.terms) < _ANSWERS or _open(sentence.text):
            return False
        return self._kind_fits(question.text, sentence)

    def _last_asked(self, question: Question, mine: frozenset[str]) -> Sentence | None:
        """The newest sentence that raises it: who still asks in article 9 was not answered in 7."""
        asking = [
            s
            for s in self.raised
            if s.number in question.citations
            or s.text == question.text
            or self._alike(mine, self._terms(s.text))
        ]
        alike = [s for s in asking if s.text == question.text or self._alike(mine, self._terms(s.text))]
        return max(alike, key=lambda s: (s.published, s.number), default=None)

    def _kind_fits(self, text: str, sentence: Sentence) -> bool:
        """When asks for a date, how much for a figure, who for a name that the question has not."""
        if _WHEN.search(text):
            return bool(sentence.dates)
        if _HOW_MUCH.search(text):
            return bool(figures(sentence.text))
        if _WHO.search(text):
            return any(name not in text for name in sentence.names)
        return True

    def _forgotten(self, question: Question, mine: frozenset[str]) -> bool:
        spoken = [s.published for s in self.material.sentences if self._share(mine, s.terms) >= _MENTIONS]
        spoken += [s.published for s in self.material.sources if s.number in question.citations]
        return bool(spoken) and self.material.newest - max(spoken).date() > EXPIRY

    def _with_company(self, question: Question) -> Question:
        """The question with every source that raises it cited."""
        if question.state != "open":
            return question
        mine = self._terms(question.text)
        numbers = {s.number for s in self.raised if self._alike(mine, self._terms(s.text))}
        return replace(question, citations=tuple(sorted({*question.citations, *numbers})))

    # ------------------------------------------------------------ terms

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(terms(text)) - _EMPTY

    def _mass(self, found: Collection[str]) -> float:
        # By the root, so that the word of which the story is full does not answer everything.
        return float(sum((1.0 + self.material.weights.get(term, 0.0)) ** 0.5 for term in sorted(found)))

    def _share(self, mine: frozenset[str], other: Collection[str]) -> float:
        whole = self._mass(mine)
        return self._mass(mine.intersection(other)) / whole if whole else 0.0

    def _alike(self, mine: frozenset[str], other: frozenset[str]) -> bool:
        shared = self._mass(mine & other)
        return shared >= _SAME * max(1e-9, min(self._mass(mine), self._mass(other)))


def _raises(sentence: Sentence) -> bool:
    """Whether a sentence asks something, or says that something is not known, and can stand alone."""
    if not sentence.readable or not _FEWEST <= len(words(sentence.text)) <= _MOST:
        return False
    if len(frozenset(sentence.terms) - _EMPTY) < _FEWEST_TERMS:
        return False
    if normal(sentence.text).rstrip("\"')").endswith("?"):
        return not _JUNK.search(sentence.text)
    return _UNKNOWN.search(sentence.text) is not None


def _open(text: str) -> bool:
    """Whether a sentence leaves open what it speaks of: a question, an unknown, a hedge."""
    return bool("?" in text or _UNKNOWN.search(text) or _HEDGE.search(text))
