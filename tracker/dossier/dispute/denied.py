"""What a party denies: in which words, whether that tells a reader what, and who may have said it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.dossier.reading.senses import idle, senses
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.dispute.denials import Denial
    from tracker.dossier.material import Sentence

# Words that say that something is denied, and not what.
_DENYING = """
    deny denial dispute reject dismiss refute rebut claim allegation accusation charge report notion idea
    criticism rumour rumor speculation suggestion assertion wrongdoing involvement responsibility role
    knowledge lawsuit false untrue baseless plead guilty innocence call brand push counter any part link
    insinuation characterisation characterization finding misconduct ever linked brush shrug scoff monday
    tuesday wednesday thursday friday saturday sunday
"""
CHARGES = re.compile(
    r"\b(?:accus\w+|alleg(?:es?|ed|ing)|blam(?:es?|ed|ing)|claim(?:ed|ing|s that)|rumou?r\w*"
    r"|speculation|confess\w+|suspicions?|complain\w+|critici[sz]\w+|behind|responsible)\b"
)
"""Words of a sentence that brings a charge, or tells of one."""
CONCRETE = 2
"""As many senses of what is denied tell by themselves what it is."""
# What is denied, and how those are called who say it where nobody is named.
_NOUN = re.compile(
    r"\b(?P<accusers>accus\w+|allegations?|charges?|wrongdoing|involvement|responsibility|culpability|misconduct"
    r"|guilt|complicity)\b|\b(?P<critics>criticisms?)\b|\b(?P<plaintiffs>lawsuits?)\b"
    r"|\b(?P<noun>reports?|rumou?rs?|speculation|notions?|ideas?|suggestions?|assertions?|claims?|insinuations?"
    r"|characteri[sz]ations?|arguments?|findings?|accounts?|conclusions?|versions?|statements?|explanations?)\b"
)
_CALLED = ("accusers", "critics", "plaintiffs")


def nobody(denial: Denial) -> str:
    """Name the other side of a denial by what is denied, where no source says who it is."""
    match = _NOUN.search(denial.text)
    if match is None:
        return "accusers" if denial.accused else "the claim"
    return f"the {match['noun']}" if match["noun"] else str(match.lastgroup)


def unnamed(name: str) -> bool:
    """Tell whether a side is named by what is denied, and not by who says it."""
    return name in _CALLED or re.fullmatch(rf"the (?:{_NOUN.pattern})", name) is not None


def tells(denial: Denial, sentence: Sentence) -> bool:
    """Tell whether a denial, or what its sentence says before it, tells what is denied."""
    before = sentence.text[: denial.who.start]
    return len(denied(denial)) >= CONCRETE or CHARGES.search(before) is not None


def noun(denial: Denial) -> str:
    """Give the word for what is denied ("allegations"), or what stands in no text."""
    match = _NOUN.search(denial.text)
    return match.group() if match else "\0"


def denied(denial: Denial) -> frozenset[str]:
    """Give the senses of what is denied, without who denies it and how."""
    words = senses(terms(denial.text)) - idle() - denying()
    return words - senses(terms(f"{denial.who.label} {denial.who.name}"))


@lru_cache(maxsize=1)
def denying() -> frozenset[str]:
    """Give the senses of words that say that something is denied, and not what."""
    return senses(terms(_DENYING))
