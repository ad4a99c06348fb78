"""What sentences themselves tell to be in dispute → tensions, each with the other side's sentence if any.

An accusation is shown with the answer of whom it is laid against, a denial with the accusation
that it answers, from the same article or another; else the one sentence gives both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from tracker.dossier.dispute.clashes import clashes
from tracker.dossier.dispute.contention import contend_beside, contend_within
from tracker.dossier.dispute.denials import denials
from tracker.dossier.dispute.denied import nobody, tells
from tracker.dossier.dispute.disagreement import AtOdds
from tracker.dossier.dispute.other_side import OtherSide
from tracker.dossier.dispute.stated_disputes import denied_charge, stated_dispute
from tracker.dossier.reading.senses import senses, senses_of
from tracker.dossier.speech.naming import bare, is_person
from tracker.text.stopwords import STOPWORDS
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tracker.dossier.dispute.clashes import Clash
    from tracker.dossier.dispute.denials import Denial
    from tracker.dossier.dispute.parties import Party
    from tracker.dossier.material import Material, Sentence, Statement

# How sure each kind is; what is told from both sides is surer than what is told from one.
_STRENGTH = {
    "oust": 1.9,
    "contrary": 2.3,
    "accuse": 2.1,
    "sue": 2.15,
    "criticise": 1.8,
    "dispute": 2.0,
    "call": 1.9,
    "say": 1.9,
}
_CONTEND, _DENIED, _PLEADED = 1.85, 1.7, 1.6
_ANSWERED = 0.5
# "Republicans", "Kesselers": many, and nobody's surname.
_PLURAL = ("ans", "ats", "ists", "ers", "ives")
_LONGEST_NAME, _DOMINANT, _NEAR = 3, 2, 6
# Shared senses, beside the names of both, that make a reply a reply.
_SAME_MATTER = 2
_CHARGED = re.compile(
    r"\b(?:charged|accused|indicted|prosecutors? (?:said|say|allege|alleged|argued)|police (?:said|say))\b"
)


def stated(
    material: Material, spoke: Mapping[str, Sequence[Statement]], new: Collection[int] | None
) -> Iterator[AtOdds]:
    """Find the sentences that tell of a dispute, of which one side is `new` (None: all are)."""
    if not material.english:
        return
    book = _Book(material, spoke)
    for sentence, behind in zip_longest(material.sentences, material.sentences[1:]):
        follows = behind is not None and behind.number == sentence.number
        if new is None or sentence.number in new:
            yield from _told(sentence, behind if follows else None)
        yield from book.clashes(sentence, new)
        yield from book.denials(sentence, new)


def _told(sentence: Sentence, behind: Sentence | None) -> Iterator[AtOdds]:
    found = stated_dispute(sentence)
    if found:
        yield AtOdds(2.2, (found.first, found.second), (sentence, sentence), found.text)
    denied = denied_charge(sentence, behind) if behind else None
    if denied and behind:
        yield AtOdds(2.4, (denied.first, denied.second), (sentence, behind), denied.text)
    within = contend_within(sentence)
    beside = contend_beside(sentence, behind) if behind and not within else None
    both = within or beside
    if both:
        text = f"{both[0].label[:1].upper()}{both[0].label[1:]} and {_inside(both[1])} are at odds."
        second = behind if beside and behind else sentence
        yield AtOdds(_CONTEND, (both[0].name, both[1].name), (sentence, second), text)


def _inside(party: Party) -> str:
    """Give a party's words as they stand within a sentence."""
    if party.label.startswith("The "):
        return f"the {party.name}"
    return party.name if len(party.label) == len(party.name) else party.label


class _Book:
    """The clashes and denials of one story, by those against whom they are."""

    def __init__(self, material: Material, spoke: Mapping[str, Sequence[Statement]]) -> None:
        self._material, self._spoke = material, spoke
        self._other = OtherSide(material, spoke)
        self._full: dict[str, Counter[str]] = {}
        whole = (name for sentence in material.sentences for name in sentence.names if " " in name)
        for name in map(material.actors.merged, whole):
            # "Lund And Ruiz" is none of the two.
            plain = STOPWORDS.isdisjoint(name.casefold().split())
            if plain and 1 <= name.count(" ") < _LONGEST_NAME and is_person(name):
                self._full.setdefault(name.rsplit(" ", 1)[1], Counter())[name] += 1
        self._against: dict[str, list[tuple[Clash, Sentence]]] = {}
        self._denials: dict[str, list[tuple[Denial, Sentence]]] = {}
        for sentence in material.sentences:
            for clash in clashes(sentence):
                self._against.setdefault(self._name(clash.second, sentence), []).append((clash, sentence))
            for denial in denials(sentence):
                self._denials.setdefault(self._name(denial.who, sentence), []).append((denial, sentence))

    def _name(self, party: Party, sentence: Sentence) -> str:
        """Give a party the full name that the story knows it by, if a surname is one person's."""
        if party.name not in sentence.names:
            return party.name
        short = bare(party.name) if " " in party.name else party.name
        if " " in short or short.endswith(_PLURAL):
            return short
        first, *others = self._full.get(short, Counter()).most_common(2) or [(short, 1)]
        return first[0] if all(first[1] > _DOMINANT * other[1] for other in others) else short

    def clashes(self, sentence: Sentence, new: Collection[int] | None) -> Iterator[AtOdds]:
        """Give what a sentence tells, with the answer of the one it goes against."""
        for clash in clashes(sentence):
            first, second = self._name(clash.first, sentence), self._name(clash.second, sentence)
            answer = self._answer(clash, sentence, second)
            if first == second or not _is_new(new, sentence, answer):
                continue
            strength = _STRENGTH[clash.kind] + (_ANSWERED if answer else 0.0)
            yield AtOdds(strength, (first, second), (sentence, answer or sentence), clash.text)

    def _answer(self, clash: Clash, sentence: Sentence, second: str) -> Sentence | None:
        """Find what the other says to it: a denial, or a word on the first and the matter."""
        ignore = senses(terms(f"{clash.first.name} {clash.second.name}"))
        replies = [said for _, said in self._denials.get(second, ())]
        replies += [
            said.sentence
            for said in self._spoke.get(second, ())
            if said.sentence.readable and clash.first.name.split()[-1] in said.sentence.text
        ]
        nearest = _nearest(replies, sentence, senses_of(sentence) - ignore)
        return nearest or self._other.answer(clash, sentence, second) or self._mutual(clash, sentence, second)

    def _mutual(self, clash: Clash, sentence: Sentence, second: str) -> Sentence | None:
        """Find where, near in the article, the other goes against the first."""
        first = self._name(clash.first, sentence)
        found = [
            said
            for back, said in self._against.get(first, ())
            if said.number == sentence.number
            and 0 < abs(said.position - sentence.position) <= _NEAR
            and self._name(back.first, said) == second
        ]
        return min(found, key=lambda said: abs(said.position - sentence.position), default=None)

    def denials(self, sentence: Sentence, new: Collection[int] | None) -> Iterator[AtOdds]:
        """Give what a sentence tells to be denied, with who says so and where."""
        for denial in denials(sentence):
            who = self._name(denial.who, sentence)
            name, other = self._against_whom(denial, sentence, who)
            if name and name != who and _is_new(new, sentence, other):
                strength = (_PLEADED if denial.plea else _DENIED) + (_ANSWERED if other else 0.0)
                yield AtOdds(strength, (who, name), (sentence, other or sentence), denial.text)

    def _against_whom(self, denial: Denial, sentence: Sentence, who: str) -> tuple[str, Sentence | None]:
        """Give who says what is denied, and where; "" for what leans on a sentence that is not there."""
        if denial.plea:
            return "prosecutors", self._charge(denial, sentence)
        found = self._accuser(who, denial, sentence)
        if found:
            return self._name(found[0].first, found[1]), found[1]
        claimed = self._other.claimed(denial, sentence, who)
        if claimed:
            return claimed.who or nobody(denial), claimed.sentence
        return nobody(denial) if tells(denial, sentence) else "", None

    def _accuser(self, who: str, denial: Denial, sentence: Sentence) -> tuple[Clash, Sentence] | None:
        matter = senses_of(sentence) - senses(terms(denial.who.name))
        against = self._against.get(who, ())
        found = _nearest([said for _, said in against], sentence, matter)
        return next(((clash, said) for clash, said in against if said is found), None) if found else None

    def _charge(self, denial: Denial, sentence: Sentence) -> Sentence | None:
        """Find what somebody who pleads not guilty is charged with: nearest in the same article first."""
        name = denial.who.name.split()[-1]
        charges = [
            said
            for said in self._material.sentences
            if said.readable and name in said.text and _CHARGED.search(said.text) and not denials(said)
        ]
        return _nearest(charges, sentence, senses_of(sentence) - senses(terms(denial.who.name)))


def _nearest(among: Sequence[Sentence], sentence: Sentence, matter: frozenset[str]) -> Sentence | None:
    """Find the other sentence that shares most of a matter, and enough; of equals the earliest."""
    ranked = [(len(matter & senses_of(said)), said) for said in among if said.text != sentence.text]
    best = max(ranked, key=lambda pair: (pair[0], -pair[1].number, -pair[1].position), default=None)
    return best[1] if best and best[0] >= _SAME_MATTER else None


def _is_new(new: Collection[int] | None, *sides: Sentence | None) -> bool:
    return new is None or any(side is not None and side.number in new for side in sides)
