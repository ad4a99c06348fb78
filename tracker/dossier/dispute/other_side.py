"""The other side of what one sentence tells: who says what a party denies, and what the one attacked says.

It stands beside the sentence, or anywhere in the story where another says nearly what is denied. A
denial of "the allegations" leans on the sentence before it, one of "that the gap is widening" tells
by itself what it denies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.dossier.dispute.denied import CHARGES, CONCRETE, denied, denying, noun
from tracker.dossier.dispute.disputes import about, negates
from tracker.dossier.dispute.subjects import in_quotation, subject
from tracker.dossier.dispute.verbs import DISPUTES, NEGATION
from tracker.dossier.inquiry.asked import asked
from tracker.dossier.reading.senses import idle, senses, senses_of
from tracker.dossier.reading.sentence import name_terms, once
from tracker.dossier.speech.saying import lemma_of
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tracker.dossier.dispute.clashes import Clash
    from tracker.dossier.dispute.denials import Denial
    from tracker.dossier.dispute.parties import Party
    from tracker.dossier.material import Material, Sentence, Statement

# Who says, accuses or asks for something.
_SAYS = re.compile(
    r"\b(?:s(?:ays?|aid|aying)|reported|claim(?:s|ed|ing)?|argu(?:es?|ed|ing)|contend(?:s|ed)?"
    r"|insist(?:s|ed)?|alleg(?:es?|ed|ing)|accus(?:es?|ed|ing)|charg(?:es?|ed|ing) that|blam(?:es?|ed|ing)"
    r"|believes?|warn(?:s|ed)|testified|suggest(?:s|ed|ing)|call(?:s|ed|ing) for|critici[sz](?:es?|ed|ing)"
    r"|wrote|told \w+)\b"
)
# "Dismissed that criticism": of the sentence right before.
_THAT = re.compile(r"\b(?:that|those|these|such|the)\s(?:[\w-]+\s)?\w+(?:\son \w+day)?\.$")
_REPLIES = re.compile(
    r"\b(?:respond(?:s|ed|ing)|repl(?:ies|ied|ying)|retort(?:s|ed|ing)|counter(?:s|ed|ing)?|pushed back"
    r"|fir(?:es|ed|ing) back|hit(?:s|ting)? back|shot back|in turn|rebutt(?:ed|ing)|insist(?:s|ed)"
    r"|defend(?:s|ed|ing) (?:him|her|it|them)sel(?:f|ves)|den(?:ies|ied|ying)|dismiss(?:es|ed|ing)"
    r"|disput(?:es|ed|ing)|disagree(?:s|d))\b",
    re.IGNORECASE,
)
# Who speaks for the one who denies is not the other side.
_SPEAKS_FOR = re.compile(
    r"\b(?:defen[cs]e|lawyers?|attorneys?|spokes\w+|aides?|famil(?:y|ies))\b", re.IGNORECASE
)
# What one says behind whose name a verb stands: "criticised Ruiz's comments".
_WORDS_OF = re.compile(
    r"['’]s?\s(?:[\w-]+\s){0,3}?(?:claims?|comments?|remarks?|assessments?|statements?|assertions?|suggestions?"
    r"|accounts?|arguments?|criticisms?|accusations?|allegations?|findings?|reports?|ads?|words|proposals?)\b"
    r"|\s(?:ad|comments|remarks|claims?)\s(?:was|were)\b|\b(?:claims?|comments?|remarks?|assertions?|accusations?|allegations?|charges|criticism|reports?)"
    r"\s(?:by|from|of)\b"
)
# What is denied of oneself.
_OWN = re.compile(r"\bthat (?:he|she|it|they|his|her|its|their)\b")
# Kinds of verbs by which what somebody said is judged more often than what he did.
_OF_SPEECH = ("say", "call")
_OF_WORDS = (*_OF_SPEECH, "contrary", "dispute")
_SHARED = 2
# Of what is denied, weighed, a claim has this share anywhere in the story, and this one beside the denial.
_MUCH, _SOME = 0.6, 0.3
# Sums of weights that should be equal differ by less.
_TINY = 1e-9
# Sentences before and behind it that are beside it, and behind an attack in which its answer stands.
_BEFORE, _BEHIND, _ANSWER = 3, 2, 4


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who says what is denied ("" if the sentence names nobody), and where."""

    who: str
    sentence: Sentence


class OtherSide:
    """What a story's sentences say, by who says it and by where it stands."""

    def __init__(self, material: Material, spoke: Mapping[str, Sequence[Statement]]) -> None:
        self._material = material
        self._said: dict[tuple[int, int], list[Statement]] = {}
        self._by: dict[str, list[Statement]] = {}
        self._statements = [statement for each in spoke.values() for statement in each]
        for actor, each in spoke.items():
            self._by.setdefault(_surname(actor), []).extend(each)
            for statement in each:
                place = statement.sentence.number, statement.sentence.position
                self._said.setdefault(place, []).append(statement)
        self._places = {(s.number, s.position): s for s in material.sentences}

    # ------------------------------------------------------------ who says what is denied

    def claimed(self, denial: Denial, sentence: Sentence, who: str) -> Claimed | None:
        """Find who says what a party denies: nearly in its words, or right beside it."""
        matter = denied(denial)
        if len(matter) >= CONCRETE:
            return self._affirmed(matter, denial, sentence, who) or self._beside(matter, sentence, who)
        return self._before(denial, sentence, who)

    def _affirmed(
        self, matter: frozenset[str], denial: Denial, sentence: Sentence, who: str
    ) -> Claimed | None:
        """Take, of the statements of others that have most of what is denied, the nearest."""
        ranked = [
            (share, statement)
            for statement in self._sharing(matter)
            if _surname(statement.actor) != _surname(who)
            for share in (self._share(matter, statement),)
            if share >= _MUCH and self._of(who, denial, sentence, statement)
        ]
        best = max(
            ranked,
            key=lambda pair: (pair[0], -pair[1].sentence.number, -pair[1].sentence.position),
            default=None,
        )
        return Claimed(best[1].actor, best[1].sentence) if best else None

    def _sharing(self, matter: frozenset[str]) -> Iterator[Statement]:
        """Give all statements that may have so much of a matter (`Index.sharing`, with senses that weigh)."""
        rarest: list[str] = []
        mass, whole = 0.0, self._mass(matter)
        for sense in sorted(matter, key=lambda each: (len(self._having.get(each, ())), each)):
            rarest.append(sense)
            mass += self._mass((sense,))
            if mass > (1 - _MUCH) * whole + _TINY:
                break
        for place in sorted({place for sense in rarest for place in self._having.get(sense, ())}):
            yield self._statements[place]

    @cached_property
    def _having(self) -> dict[str, list[int]]:
        """Map each sense to the places of the statements that are about it."""
        found: dict[str, list[int]] = {}
        for place, statement in enumerate(self._statements):
            for sense in about(statement) if statement.sentence.readable else ():
                found.setdefault(sense, []).append(place)
        return found

    def _share(self, matter: frozenset[str], statement: Statement) -> float:
        shared = matter & about(statement)
        if len(shared) < _SHARED:
            return 0.0
        share = self._mass(shared) / self._mass(matter)
        named = {sense for name in name_terms(statement.sentence) for sense in senses(name)}
        few = len(shared - named) < (1 if shared == matter else _SHARED)
        return 0.0 if share < _MUCH or few or not _affirms(statement, shared) else share

    def _mass(self, found: Collection[str]) -> float:
        weights = self._material.weights
        return float(sum((1.0 + weights.get(term, 0.0)) ** -0.5 for term in sorted(found)))

    def _of(self, who: str, denial: Denial, sentence: Sentence, statement: Statement) -> bool:
        """Tell whether what is denied of oneself is said of oneself."""
        if sentence.text == statement.sentence.text:
            return False
        own = denial.accused or _OWN.search(denial.text) is not None
        return not own or _names(who, statement.sentence.text) or _near(sentence, statement.sentence)

    def _beside(self, matter: frozenset[str], sentence: Sentence, who: str) -> Claimed | None:
        """Take what another says beside the denial, if it has some of what is denied."""
        for other in self._around(sentence, _BEFORE, _BEHIND):
            shared = matter & senses_of(other)
            named = senses(term for name in other.names for term in terms(name))
            enough = len(shared - named) >= _SHARED and self._mass(shared) >= _SOME * self._mass(matter)
            name = self._sayer(other, who) if enough and not NEGATION.search(other.text) else ""
            if name:
                return Claimed(name, other)
        return None

    def _before(self, denial: Denial, sentence: Sentence, who: str) -> Claimed | None:
        """Take the charge before a denial that leans on it: "Officials dismissed that criticism"."""
        leans = _THAT.search(denial.text) is not None
        about = senses_of(sentence) - idle() - denying() - senses(terms(who))
        for other in self._around(sentence, _BEFORE, 0):
            name = self._sayer(other, who)
            charges = CHARGES.search(other.text) is not None
            right_before = leans and other.position == sentence.position - 1
            same = name and len(about & senses_of(other)) >= _SHARED
            if same or (right_before and (name or noun(denial) in other.text)):
                return Claimed(name, other)
            if _names(who, other.text) and (charges or name):
                return Claimed(name, other)
        return None

    def _around(self, sentence: Sentence, before: int, behind: int) -> Iterator[Sentence]:
        """Give the readable sentences beside one, the nearest first, those before it first of all."""
        steps = (*range(-1, -before - 1, -1), *range(1, behind + 1))
        found = (self._places.get((sentence.number, sentence.position + step)) for step in steps)
        return (other for other in found if other is not None and other.readable and not asked(other.text))

    def _sayer(self, sentence: Sentence, who: str) -> str:
        """Give who says something in a sentence, "" where nobody does or `who` does."""
        said = self._said.get((sentence.number, sentence.position), ())
        if any(_surname(statement.actor) == _surname(who) for statement in said):
            return ""
        named = next((s.actor for s in said if lemma_of(s.cue) not in DISPUTES), "")
        party = None if named else speaker(sentence)
        own = party is not None and (
            _surname(party.name) == _surname(who) or (who[:1].isupper() and _names(who, party.label))
        )
        if party is None or own or _SPEAKS_FOR.search(party.name):
            return named
        return party.name

    # ------------------------------------------------------------ what the one attacked says

    def answer(self, clash: Clash, sentence: Sentence, second: str) -> Sentence | None:
        """Find what the one whom a sentence goes against says to it, or has said that is attacked."""
        said = {s.sentence.text: s for s in self._by.get(_surname(second), ()) if s.sentence.readable}
        own = [s for s in said.values() if s.sentence.text != sentence.text]
        beside = {
            s.sentence.position - sentence.position: s for s in own if s.sentence.number == sentence.number
        }
        for step in range(1, _ANSWER + 1):
            if step in beside and _REPLIES.search(beside[step].sentence.text):
                return beside[step].sentence
        words = _WORDS_OF.search(clash.text) is not None
        if not words and clash.kind not in _OF_WORDS:
            return None
        attacked = self._attacked(clash, sentence, own)
        if attacked or not (words or clash.kind in _OF_SPEECH):
            return attacked
        return next((beside[-step].sentence for step in range(1, _BEFORE + 1) if -step in beside), None)

    def _attacked(self, clash: Clash, sentence: Sentence, own: Sequence[Statement]) -> Sentence | None:
        """Find the words of the other's that a sentence attacks: those that share most of it."""
        matter = senses_of(sentence) - senses(terms(f"{clash.first.name} {clash.second.name}")) - idle()
        ranked = [
            (self._mass(matter & about(s)), s.sentence)
            for s in own
            if s.sentence.published <= sentence.published and len(matter & about(s)) >= _SHARED
        ]
        best = max(ranked, key=lambda pair: (pair[0], pair[1].number, pair[1].position), default=None)
        return best[1] if best else None


@once
def speaker(sentence: Sentence) -> Party | None:
    """Find the first party, named or not, that says or asks for something in a sentence."""
    for cue in _SAYS.finditer(sentence.text):
        party = None if in_quotation(sentence.text, cue.start()) else subject(sentence, cue.start())
        if party is not None:
            return party
    return None


def _affirms(statement: Statement, shared: frozenset[str]) -> bool:
    return (
        statement.sentence.readable
        and lemma_of(statement.cue) not in DISPUTES
        and not negates(statement.content, shared)
        and not asked(statement.sentence.text)
    )


def _surname(name: str) -> str:
    return name.rsplit(" ", 1)[-1].casefold()


def _names(who: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(_surname(who))}\b", text.casefold()) is not None


def _near(sentence: Sentence, other: Sentence) -> bool:
    return sentence.number == other.number and abs(sentence.position - other.position) <= _BEFORE
