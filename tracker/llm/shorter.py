"""Whether a sentence is another with something left out, and still says the same and is whole.

Small models are asked for no more than that: sentence compression by deletion (Knight and Marcu
2000; Clarke and Lapata 2008). What they leave out must not be what the sentence hangs on: who says
it, whether it is so, on what condition.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.text.stopwords import word_set
from tracker.text.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

# Without one of these a sentence says something else.
_NEEDED = word_set(
    """not no never none nor without cannot only nearly almost about roughly around least most up over under
    allegedly alleged reportedly apparently possibly probably perhaps suspected accused may might could would
    should if unless except until said says say told tells tell claimed claims claim alleges according denied
    denies reported reports announced warned argued estimated expected planned plans"""
)
# A part that is left out begins with one of these, where no mark of punctuation parts it off.
_PARTS = word_set(
    """in on at by from for after before during with since amid among between near into through within because
    although though while when where as which who whose that and but so to of also now just then early late
    yesterday today tonight monday tuesday wednesday thursday friday saturday sunday"""
)
# A name with what is said of it, broken off before what it did: "Sedge 4, a model that Tarnfield released".
_UNDONE = re.compile(r"^[^,]+, (?:an?|the|which|who|whose|where|once|one|formerly)\b[^,]*$", re.IGNORECASE)
_STOP = re.compile(r"[^\w\s'’\-“\"«(]")


def is_shorter(text: str, source: str) -> bool:
    """Tell whether a text is a source with parts left out that it can do without."""
    whole = words(source)
    kept = _kept(words(text), whole)
    if not kept:
        return False
    stops = _stops(source)
    undone = kept[-1] in stops and kept[-1] + 1 < len(whole) and _UNDONE.match(text)
    gaps = _gaps(kept, len(whole))
    return not undone and all(_spared(whole[start:end], start, end, stops) for start, end in gaps)


def _kept(text: Sequence[str], source: Sequence[str]) -> list[int]:
    """Give the places in a source of all words of a text, in order; none where one is not there."""
    places: list[int] = []
    at = 0
    for word in text:
        while at < len(source) and source[at].casefold() != word.casefold():
            at += 1
        if at == len(source):
            return []
        places.append(at)
        at += 1
    return places


def _gaps(kept: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Give the runs of words that are left out, by where they begin and end."""
    ends = [-1, *kept, count]
    return [(one + 1, two) for one, two in pairwise(ends) if two > one + 1]


def _stops(source: str) -> frozenset[int]:
    """Give the places of the words of a source behind which a mark parts what follows."""
    found: set[int] = set()
    end = 0
    for place, word in enumerate(words(source)):
        start = source.find(word, end)
        if place and _STOP.search(source[end:start]):
            found.add(place - 1)
        end = start + len(word)
    return frozenset(found)


def _spared(part: Sequence[str], start: int, end: int, stops: frozenset[int]) -> bool:
    """Tell whether a part can be left out: parted off, or of a kind that may be; and nothing hangs on it."""
    if any(word.casefold() in _NEEDED for word in part):
        return False
    if start == 0:
        return end - 1 in stops
    return start - 1 in stops or part[0].casefold() in _PARTS or part[0].endswith("ly")
