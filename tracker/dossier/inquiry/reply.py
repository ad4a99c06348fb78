"""A later sentence as a reply to a question: what it states without who said so, and what it shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.text.normal import normal

if TYPE_CHECKING:
    from tracker.dossier.material import Sentence

# Who said so and when: no part of the answer.
_SAYS = r"(?:said|says|announced|announces|told|confirmed|added|reported|wrote|according to)"
_BY_WHOM = re.compile(
    rf"[,;] (?:[^,;]{{1,60}} )?{_SAYS}\b[^,;]{{0,60}}(?:,[^,;]{{0,60}})?[.]?$", re.IGNORECASE
)
_SAYS_FIRST = re.compile(
    rf"^(?P<who>[^,;]{{1,80}}?)(?:, [^,;]{{1,60}},)? {_SAYS} (?:on \w+(?: \w+)?, |on \w+ "
    rf"|yesterday )?(?:that )?(?=[\w\"])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence that may answer: what it states without who said so, and what it shares.

    `share` is the weighted share, 0 to 1, of what is asked.
    """

    sentence: Sentence
    stated: str
    senses: frozenset[str]
    share: float


def stated(text: str) -> str:
    """Give what a sentence states, without who said so and when."""
    folded = normal(text)
    return _SAYS_FIRST.sub("", _BY_WHOM.sub("", folded))
