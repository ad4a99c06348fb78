"""What is asked: the kind of answer wanted, and the words for it.

The kinds are those of the usual question taxonomies (Li and Roth, *Learning Question
Classifiers*, 2002), with "whether" and "state" for what stands open without a question word
("the cause is under investigation").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["whether", "when", "how much", "who", "why", "where", "how", "what", "state"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What would be known if it were known. `focus` is a part of the sentence, in its own words."""

    kind: Kind
    focus: str
    interrogative: bool


WH = r"(?:whether|if|when|where|why|how|who|whom|whose|what|which)"
"""A word that asks, as a pattern."""
AUXILIARY = r"(?:is|are|was|were|will|would|can|could|do|does|did|has|have|had)(?:\s(?!n't|not\b)|\b(?!'))"
"""A verb that begins a question to be answered by yes or no, as a pattern."""
_HOW_MUCH = (
    r"how (?:many|much|long|far|big|large|high|fast|often|deep|tall|old|soon)|what (?:share|number|sum)"
    r"|costs?|price|value|budget|what (?:\w+ ){1,6}costs?|(?:number|amount|extent|scale|size|sum"
    r"|total) of|(?:death )?toll"
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("whether", r"whether|if"),
    (
        "how much",
        _HOW_MUCH,
    ),
    ("when", r"when|dates?|deadline|timetable|timeline|schedule"),
    ("who", r"who|whom|whose|by whom|identit(?:y|ies)|names?|successor|which (?:company|firm|party|country)"),
    ("where", r"where|whereabouts|location"),
    ("why", r"why|causes?|caused|motives?|reasons?|explanations?|led to"),
    ("how", r"how"),
    ("what", r"what|which"),
)
_KIND = re.compile(
    "|".join(rf"(?P<k{i}>\b(?:{words})\b)" for i, (_, words) in enumerate(_KINDS)), re.IGNORECASE
)
# "What caused" asks why, and "will it" asks whether, whatever stands behind.
_WHAT_CAUSED = re.compile(
    r"\W*(?:precisely |exactly )?(?:what|which)(?: \w+){0,2}? (?:caused?|causes|led to|triggered|prompted)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(rf"\W*(?:(?:and|but|so|or)\s)?{AUXILIARY}", re.IGNORECASE)


def kind_of(focus: str, otherwise: Kind) -> Kind:
    """Tell what would answer, by the first word that says so; `otherwise` where none does."""
    if _YES_OR_NO.match(focus):
        return "whether"
    if _WHAT_CAUSED.match(focus):
        return "why"
    match = _KIND.search(focus)
    return _KINDS[int(match.lastgroup[1:])][0] if match and match.lastgroup else otherwise
