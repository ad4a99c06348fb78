"""Sentences and the last dossier → what the sources ask or call unknown, and its life.

A question is raised, kept under its id, and answered by a later article or expired.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.dossier.readable import fits
from tracker.dossier.saying import word_set
from tracker.dossier.standing import fresh
from tracker.model import Question
from tracker.text.figures import figures
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.dossier.material import Material, Sentence
    from tracker.model import Dossier

# Open ones on a page; more would not be followed.
MOST_OPEN = 8
# A question that nobody has spoken of for so long has left the story.
EXPIRY = timedelta(days=30)
# Of a question's terms, weighed by the story's weights: an answer has this share, …
_ANSWERS = 0.7
# … a mention that keeps it alive this one, …
_MENTIONS = 0.4
# … and the same question in other words this one, of the shorter.
_SAME = 0.6
# … and of the bare count of its terms this one, two at least: one heavy term is no answer.
_MOST_OF = 0.7
_FEWEST_TERMS = 2

_STATES = (
    r"(?:not\ (?:yet\ )?(?:clear|known|certain|decided|verified|confirmed|settled)|unclear|unknown|uncertain"
)
_STATES += r"|unverified|unconfirmed|undecided|unannounced|unresolved|undetermined|unanswered|unspecified"
_STATES += r"|an\ open\ question|to\ be\ (?:seen|decided|determined|confirmed))"
_TELLS = (
    r"(?:say|said|announced?|decided?|explain(?:ed)?|confirm(?:ed)?|disclosed?|publish(?:ed)?|reveal(?:ed)?"
)
_TELLS += r"|determined?|specify|specified|set|named?|comment(?:ed)?)"
_MADE = r"(?:set|announced|given|named|published|found|made|taken|released|chosen|agreed)"
# What is said to be unknown, unverified, undecided or unannounced.
_UNKNOWN = re.compile(
    rf"""\b(?:is|are|was|were|remains?)\ (?:still\ |as\ yet\ )?{_STATES}\b
    |\b(?:has|have|had)\ (?:not|yet|never)\ (?:yet\ |to\ )?{_TELLS}\b
    |\b(?:did|does|do|would|will|could)\ not\ (?:immediately\ )?{_TELLS}\b
    |\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing))\ to\ {_TELLS}\b
    |\bno\ (?:\w+\ ){{0,3}}(?:has|have|had)\ (?:yet\ )?been\ {_MADE}\b
    |\b(?:nobody|no\ one)\ (?:knows|has\ said|can\ say|could\ say)\b
    |\btoo\ (?:early|soon)\ to\ (?:say|tell|know|judge)\b
    |\bquestions?\ (?:remains?|about\ whether)\b
    |\bcould\ not\ be\ (?:independently\ )?(?:verified|confirmed)\b
    |\b(?:has|have)\ yet\ to\ be\b""",
    re.IGNORECASE | re.VERBOSE,
)
_HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|perhaps|possibly|reportedly|allegedly|whether|if|unclear|expected to|"
    r"likely|plans? to|hopes? to|would)\b",
    re.IGNORECASE,
)
# Whom a question means that names nobody.
_PRONOUN = re.compile(r"\b(?:he|she|they|him|them|his|her|their|this|that|these)\b", re.IGNORECASE)
# What is left unsaid as a matter of form.
_IDLE = re.compile(
    r"\bto (?:be|give) (?:his|her|their|a) names?\b|\b(?:to|not) comment\b(?! on| about| whether)",
    re.IGNORECASE,
)
# Addressed to the reader, or asked for effect.
_JUNK = re.compile(
    r"\b(?:you|your|yours|yourself|subscrib\w*|newsletter|sign up|read more|want more|click|"
    r"who knew|who says|who cares|i|me|my|we|us|our|even|really|possibly|anybody|how about|why not|"
    r"so what|what next|what now|guess what|right)\b",
    re.IGNORECASE,
)
_EMPTY = word_set(
    """clear unclear known unknown certain uncertain say said decline comment announc announce decid decide
    remain question seen confirm verifi independ immedi date set yet nobodi disclos specifi explain reveal
    publish determin name given soon tell whether""",
)
# Terms (stems) that ask and answer the same.
_SYNONYMS = {
    "begin": "start",
    "launch": "start",
    "shut": "close",
    "closur": "close",
    "fund": "pay",
    "financ": "pay",
    "end": "finish",
    "complet": "finish",
    "approv": "accept",
    "agre": "accept",
    "victim": "death",
    "die": "death",
    "kill": "death",
}
# "It" that stands for nothing, and words that ask: they lean on no sentence before.
_ALONE = re.compile(
    r"^(?:It (?:is|was|remains|has not been)\b(?! (?:his|her|the|a)\b)|(?:Who|Which|Whose)\b.*\?$)",
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
        """Give all questions, former ones first."""
        found = [self._renewed(question) for question in self.former]
        texts = [question.text for question in found]
        opened = sum(question.state == "open" for question in found)
        number = max((int(question.id[1:]) for question in found if question.id[1:].isdigit()), default=0)
        for sentence in self._by_rank():
            if opened >= MOST_OPEN or any(self._alike(sentence.text, text) for text in texts):
                continue
            texts.append(sentence.text)
            question = self._judged(Question("", sentence.text, (sentence.number,), "open", self.version))
            if question.state == "open":
                number += 1
                opened += 1
                found.append(replace(question, id=f"q{number}"))
        return tuple(self._with_company(question) for question in found)

    def _by_rank(self) -> list[Sentence]:
        """Order the sentences that raise something: heavy with the story's matter first, then in order."""
        return sorted(self.raised, key=lambda s: (-self._centrality(s), s.number, s.position))

    def _centrality(self, sentence: Sentence) -> float:
        weights = self.material.weights
        return float(sum(weights.get(term, 0.0) ** 0.5 for term in sorted(set(sentence.terms) - _EMPTY)))

    # ------------------------------------------------------------ one question

    def _renewed(self, question: Question) -> Question:
        if question.state == "answered":
            return question
        if question.state == "expired":
            again = self._asked_again(question)
            return self._judged(replace(question, state="open", settled_in=0)) if again else question
        # What the older articles say was judged when it was new; only the weights of words moved.
        return self._judged(question, self.new)

    def _asked_again(self, question: Question) -> bool:
        return any(s.number in self.new and self._alike(question.text, s.text) for s in self.raised)

    def _judged(self, question: Question, among: Collection[int] | None = None) -> Question:
        """Mark the question as answered, by the sources `among` these numbers, or expired."""
        mine = self._terms(question.text)
        asked = self._last_asked(question)
        heard = [s for s in self.material.sentences if among is None or s.number in among]
        answers = [s for s in heard if asked and self._answers(s, asked, mine)]
        if answers:
            best = max(answers, key=lambda s: (self._share(mine, s.terms), -s.number, -s.position))
            return replace(
                question,
                state="answered",
                answered_by=tuple(sorted({s.number for s in answers})),
                answer=best.text,
                settled_in=self.version,
            )
        if self._forgotten(question, mine):
            return replace(question, state="expired", settled_in=self.version)
        return question

    def _answers(self, sentence: Sentence, asked: Sentence, mine: frozenset[str]) -> bool:
        """Tell whether a sentence of a later article speaks to the question, plainly."""
        if sentence.number <= asked.number or sentence.published <= asked.published or not sentence.readable:
            return False
        shared = len(mine & _sense(sentence.terms))
        if shared < max(_FEWEST_TERMS, _MOST_OF * len(mine)) or self._share(mine, sentence.terms) < _ANSWERS:
            return False
        return not _open(sentence.text) and _fits_kind(asked.text, sentence)

    def _last_asked(self, question: Question) -> Sentence | None:
        """Find the newest sentence that raises it: what article 9 still asks, 7 did not answer."""
        asking = [s for s in self.raised if self._alike(question.text, s.text)]
        return max(asking, key=lambda s: (s.published, s.number), default=None)

    def _forgotten(self, question: Question, mine: frozenset[str]) -> bool:
        spoken = [s.published for s in self.material.sentences if self._share(mine, s.terms) >= _MENTIONS]
        spoken += [s.published for s in self.material.sources if s.number in question.citations]
        return bool(spoken) and self.material.newest - max(spoken).date() > EXPIRY

    def _with_company(self, question: Question) -> Question:
        """Cite every source that raises the question."""
        if question.state != "open":
            return question
        numbers = {s.number for s in self.raised if self._alike(question.text, s.text)}
        return replace(question, citations=tuple(sorted({*question.citations, *numbers})))

    # ------------------------------------------------------------ terms

    def _terms(self, text: str) -> frozenset[str]:
        """Give what is asked: the terms behind "did not say" and the like, if there are any."""
        unknown = _UNKNOWN.search(text)
        behind = _sense(terms(text[unknown.end() :])) - _EMPTY if unknown else frozenset()
        return behind if len(behind) >= _FEWEST_TERMS else _sense(terms(text)) - _EMPTY

    def _mass(self, found: Collection[str]) -> float:
        # The rarer a term in the story, the more it tells what is asked: all share the story's own.
        return float(sum((1.0 + self.material.weights.get(term, 0.0)) ** -0.5 for term in sorted(found)))

    def _share(self, mine: frozenset[str], other: Collection[str]) -> float:
        whole = self._mass(mine)
        return self._mass(mine & _sense(other)) / whole if whole else 0.0

    def _alike(self, first: str, second: str) -> bool:
        """Tell whether two sentences raise the same question in other words."""
        mine, other = self._terms(first), self._terms(second)
        if first == second:
            return True
        if _kind(first) != _kind(second) or len(mine & other) < _FEWEST_TERMS:
            return False
        shared = self._mass(mine & other)
        smaller, larger = sorted((self._mass(mine), self._mass(other)))
        return shared >= _SAME * smaller and shared >= _MENTIONS * larger


def _sense(found: Collection[str]) -> frozenset[str]:
    return frozenset(_SYNONYMS.get(term, term) for term in found if not term.isdigit())


def _kind(text: str) -> str:
    """Tell what would answer: a date, a figure, a name, or a plain sentence."""
    if _WHEN.search(text):
        return "when"
    if _HOW_MUCH.search(text):
        return "how much"
    return "who" if _WHO.search(text) else ""


def _fits_kind(text: str, sentence: Sentence) -> bool:
    """Tell whether there is a date for when, a figure for how much, a new name for who."""
    kind = _kind(text)
    if kind == "when":
        return bool(sentence.dates)
    if kind == "how much":
        return bool(figures(sentence.text))
    return kind != "who" or any(name not in text for name in sentence.names)


def _raises(sentence: Sentence) -> bool:
    """Tell whether a sentence asks something, or says that something is not known, and can stand alone."""
    if not (sentence.readable or (_ALONE.match(sentence.text) and fits(sentence.text))):
        return False
    if len(frozenset(sentence.terms) - _EMPTY) < _FEWEST_TERMS:
        return False
    if normal(sentence.text).rstrip("\"')").endswith("?"):
        return not _JUNK.search(sentence.text) and (
            bool(sentence.names) or not _PRONOUN.search(sentence.text)
        )
    return _UNKNOWN.search(sentence.text) is not None and _IDLE.search(sentence.text) is None


def _open(text: str) -> bool:
    """Tell whether a sentence leaves open what it speaks of: a question, an unknown, a hedge."""
    return bool("?" in text or _UNKNOWN.search(text) or _HEDGE.search(text))
