"""Two parties who contend for opposite things, in one sentence or in two that stand side by side.

"The owners argue that …, while residents insist …"; "supporters say …. Critics say …". The
sentences need not negate each other in words: that both contend, and how they are set against each
other, tells it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.dossier.dispute.parties import Party  # noqa: TC001 - msgspec reads the annotations at run time
from tracker.dossier.dispute.subjects import in_quotation, subject
from tracker.dossier.reading.sentence import kept
from tracker.text.forms import forms, spelled

if TYPE_CHECKING:
    from tracker.dossier.reading.sentence import Sentence

_CONTEND = (
    r"argu(?:es?|ed)|insist(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)? that|counter(?:s|ed)?"
    r"|assert(?:s|ed)?|claim(?:s|ed)?|alleg(?:es?|ed)"
)
_SAY = r"s(?:ays?|aid)|believes?|believed|warn(?:s|ed)?"
_CUE = re.compile(rf"\b(?:(?P<contend>{_CONTEND})|(?P<say>{_SAY}))\b")
_CONTENDS, _BOTH = re.compile(rf"\b(?:{_CONTEND})\b"), 2
# What stands between the two, and sets them against each other.
_AGAINST = re.compile(r";|,?\s(?:but|while|whereas|although|though)\s|\.\s")
_FOR = re.compile(
    r"\b(?:supporters?|proponents?|advocates?|backers?|defenders?|allies|sponsors?)\b", re.IGNORECASE
)
_NOT_FOR = re.compile(r"\b(?:critics?|opponents?|detractors?|sceptics|skeptics|foes)\b", re.IGNORECASE)
_COURT = (
    re.compile(r"\bprosecut(?:ors?|ion)\b", re.IGNORECASE),
    re.compile(r"\b(?:defen[cs]e|lawyers?|attorneys?|defendants?)\b", re.IGNORECASE),
)
_CONTENDING = spelled(_CONTEND)
_SIDES = spelled(*(side.pattern for side in (_FOR, _NOT_FOR, *_COURT)))


@dataclass(frozen=True, slots=True)
class Contention:
    """A party of a sentence that contends or says something; `at`: where its verb stands."""

    party: Party
    contends: bool
    at: int


@kept(tuple[Contention, ...])
def contentions(sentence: Sentence) -> tuple[Contention, ...]:
    """Find who contends or says something in a sentence, in order."""
    found: dict[Party, Contention] = {}
    text = sentence.text
    for cue in _CUE.finditer(text) if sentence.readable and not _alone(text) else ():
        party = None if in_quotation(text, cue.start()) else subject(sentence, cue.start())
        if party is not None:
            found.setdefault(party, Contention(party, cue.lastgroup == "contend", cue.start()))
    return tuple(found.values())


def _alone(text: str) -> bool:
    """Tell whether a sentence, as most, has at most one who contends, and nobody of a side we know."""
    found = forms(text)
    return found.isdisjoint(_SIDES) and (
        found.isdisjoint(_CONTENDING) or len(_CONTENDS.findall(text)) < _BOTH
    )


def contend_within(sentence: Sentence) -> tuple[Party, Party] | None:
    """Find two parties of one sentence of whom each contends, set against each other."""
    told = contentions(sentence)
    for first, second in pairwise(told):
        between = sentence.text[first.at : second.party.start]
        if first.party.name == second.party.name or not _AGAINST.search(between + " "):
            continue
        if (first.contends and second.contends) or opposed(first.party, second.party):
            return first.party, second.party
    return None


def contend_beside(sentence: Sentence, behind: Sentence) -> tuple[Party, Party] | None:
    """Find the parties of two neighbouring sentences that are opposed by what they are."""
    for first in contentions(sentence):
        for second in contentions(behind):
            if opposed(first.party, second.party) and (first.contends or second.contends):
                return first.party, second.party
    return None


def opposed(first: Party, second: Party) -> bool:
    """Tell whether two parties are opposed by what they are: supporters and critics, or before a court."""
    pairs = ((_FOR, _NOT_FOR), _COURT)
    return any(
        (one.search(first.label) and other.search(second.label))
        or (other.search(first.label) and one.search(second.label))
        for one, other in pairs
    )
