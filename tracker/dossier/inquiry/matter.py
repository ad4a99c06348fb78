"""What a question is about, and when two texts raise the same one in other words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.inquiry.kinds import Asked, Kind
from tracker.dossier.reading.senses import idle, senses
from tracker.text.normal import normal
from tracker.text.words import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FEWEST_TERMS = 2
_MODAL = re.compile(
    r"\b(?:will|would|can|could|should|has|have|had|did|does|do|to|might|may|was|were|is|are|been|be"
    r"|going to)\s"
    r"(?:not\s|ever\s|again\s|actually\s|also\s|been\s|be\s|have\s)*(?P<head>[a-z][\w-]+)",
)
_PEOPLE = frozenset(
    terms("people person man woman men women victim pair couple passenger resident worker child children")
)
_MISHAPS = frozenset(
    terms(
        "failure break damage cut outage crash fire blaze blast accident incident collision collapse "
        "derailment disruption"
        " shooting attack failed broke broken damaged crashed collided disaster"
    )
)
# Kinds that say little of what is asked.
_VAGUE = frozenset(("whether", "what", "state"))
# The same question in other words has this weighted share of the shorter, and of the longer.
_SAME = 0.6
_SAME_OF_LARGER = 0.4


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question is about: its kind and focus, the senses of its words, and the verb among them.

    `names` are the senses that belong to names; an answer is about the same ones. `anchors` are those
    of all names of the text, of which an answer has one where little else tells what it is about.
    """

    asked: Asked
    text: str
    senses: frozenset[str]
    head: str
    names: frozenset[str]
    anchors: frozenset[str] = frozenset()


def matter(asked: Asked | None, text: str, names: Iterable[str] = ()) -> Matter:
    """Read what `asked` is about; where its focus has too few words, all of `text` counts.

    A text that asks nothing (a question of an older engine) stands open as a whole.
    """
    asked = asked or Asked("state", text, interrogative=False)
    focus = senses(terms(asked.focus)) - idle()
    if len(focus) < fewest(asked.kind):
        focus = senses(terms(text)) - idle()
    anchors = senses(term for name in names for term in terms(name))
    named = anchors & focus
    return Matter(asked, text, focus, _head(asked.focus, focus - named), named, anchors)


def fewest(kind: Kind) -> int:
    """Say how many senses tell what is asked: two, but "the cause of the fire" needs only one."""
    return FEWEST_TERMS if kind in {*_VAGUE, "when", "how"} else 1


def same(first: Matter, second: Matter, weight: Callable[[Iterable[str]], float]) -> bool:
    """Tell whether two texts raise the same question in other words.

    They share most of the smaller and much of the larger; or, where the kind says what is asked
    (why, who, when …), all that is left of one beside people, and they name nobody else.
    """
    if first.asked.kind != second.asked.kind and not {first.asked.kind, second.asked.kind} <= _VAGUE:
        return False
    mine, theirs = first.senses, second.senses
    if first.asked.kind not in _VAGUE and _same_core(first, second):
        return True
    if len(mine & theirs) < FEWEST_TERMS:
        return False
    shared = weight(mine & theirs)
    smaller, larger = sorted((weight(mine), weight(theirs)))
    return shared >= _SAME * smaller and shared >= _SAME_OF_LARGER * larger


def _same_core(first: Matter, second: Matter) -> bool:
    mine, theirs = first.senses - first.names - _PEOPLE, second.senses - second.names - _PEOPLE
    if first.asked.kind == "why":
        mine, theirs = _mishap(mine), _mishap(theirs)
    others = first.names and second.names and not first.names & second.names
    return bool(mine) and mine == theirs and not others


def _mishap(found: frozenset[str]) -> frozenset[str]:
    """Fold all words for what went wrong into one: a story has one cause to be found."""
    return frozenset("mishap" if term in _MISHAPS else term for term in found)


def _head(focus: str, among: frozenset[str]) -> str:
    """Give the sense of the verb that is asked about: the first content word behind a modal verb."""
    for match in _MODAL.finditer(normal(focus)):
        found = senses(terms(match["head"])) & among
        if found:
            return min(found)
    return ""
