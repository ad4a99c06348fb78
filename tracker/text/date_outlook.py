"""Whether a sentence looks ahead or back at a time that it speaks of."""

from __future__ import annotations

import re

# A clause is shorter; a bound keeps hostile sentences cheap.
REACH = 160
# "will vote on Tuesday", but "said on Tuesday it will", and "is expected to have died on Tuesday".
_FUTURE = (
    r"\b(?:will|shall|would|won['’]t|due|scheduled|planned|expected\sto|set\s(?:to|for)|plans?\s(?:to|for)|aims?\sto"
    r"|is\sto|are\sto|to\sbe|hopes?\sto|(?:is|are)\sgoing\sto|deadline|ahead\sof|upcoming)\b(?!\shave\b)|['’]ll\b"
)
_PAST = (
    r"\b(?:said|says|told|wrote|was|were|had|did|announced|added|reported|came|began|met|ago|since|to\shave"
    r"|ha(?:s|ve)\s(?:been|\w+ed))\b"
)
_CLUE = re.compile(rf"(?P<future>{_FUTURE})|{_PAST}")
_AHEAD, _BACK = re.compile(_FUTURE), re.compile(_PAST)
# A deadline: "by Friday", "until Monday"; not who did it ("hit by Friday's storm"), nor how far it had come.
_DEADLINE = re.compile(r"\b(?:by|until|till)\s\Z")
_POSSESSIVE = re.compile(r"['’]s\b")
_SOON = re.compile(r"\s(?:will|would|shall|(?:is|are)\s(?:to|due|expected|set))\b")
# "Opens on Friday": the present tense, too, tells what is on the calendar.
_SCHEDULED = re.compile(
    r"\b(?:opens|starts|begins?|ends|closes|meets|votes|expires?|launches|returns|resumes?|reopens?"
    r"|takes?\splace|goes\son\s(?:sale|show|trial)|takes?\seffect|comes?\sinto\s(?:force|effect)|kicks?\soff)"
    r"\s(?:[\w’'-]+\s){0,4}?(?:(?:on|in|by|from)\s)?(?:the\s)?\Z"
)
# "On ", "By early " and the like.
_OPENING = 12
_HAD = re.compile(r"\b(?:had|were|was)\b")


def looks_ahead(match: re.Match[str], kind: str) -> bool:
    """Tell whether the nearest clue to a time is one of the future.

    That is the last clue before it, or else one right behind, or anywhere behind a time that
    opens the sentence. `kind` is the group of the time itself, behind its preposition.
    """
    text = match.string
    before, behind = text[max(0, match.start() - REACH) : match.start(kind)], text[match.end() :][:REACH]
    if _DEADLINE.search(before) and not _POSSESSIVE.match(behind):
        return _HAD.search(before) is None
    if scheduled(match):
        return True
    clues = list(_CLUE.finditer(before))
    if clues:
        return clues[-1]["future"] is not None
    if match.start() > _OPENING:
        return _SOON.match(behind) is not None
    first = _CLUE.search(behind)
    return first is not None and first["future"] is not None


def tells_the_past(match: re.Match[str]) -> bool:
    """Tell whether there is a verb in the past near a time, and no word about the future."""
    if scheduled(match):
        return False
    clause = match.string[max(0, match.start() - REACH) : match.end() + REACH]
    return _BACK.search(clause) is not None and _AHEAD.search(clause) is None


def scheduled(match: re.Match[str]) -> bool:
    """Tell whether a verb in the present right before a time puts something on the calendar."""
    return _SCHEDULED.search(match.string, max(0, match.start() - REACH), match.start()) is not None
