"""Whether a verb is turned against a party that stands behind it, and how far what it tells reaches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.dispute.verbs import LITERAL, SPEAKING
from tracker.text.forms import forms
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.dossier.dispute.parties import Party

CLAIM = (
    r"(?:claims?|accusations?|allegations?|assertions?|suggestions?|accounts?|criticisms?|findings?"
    r"|arguments?|reports?|statements?|charges?|versions?|contentions?|conclusions?|explanations?"
    r"|characteri[sz]ations?|insinuations?|denials?|remarks?|comments?)"
)
"""What can be said, and disputed."""
_PLAN = (
    r"(?:plans?|proposals?|bills?|decisions?|offers?|requests?|demands?|calls?|orders?|rulings?|bids?|moves?"
    r"|polic(?:y|ies)|nominations?|nominees?|budgets?|appeals?|mandates?|tariffs?|bans?|strateg(?:y|ies)"
    r"|stances?|positions?|opposition|efforts?|approach|handling|push|attempts?|veto|laws?|lawsuits?)"
)
_THING = rf"(?:{CLAIM}|{_PLAN})"
# Between the verb and the other party: articles, titles, what kind.
_TO = (
    r"\s(?:(?:the|an?|its|his|her|their|that|fellow|former|then|incumbent|rival|president|prime|minister"
    r"|candidate|leader|chairman|senator|governor|secretary|[A-Z][\w.-]*)\s){0,6}"
)
_STRAIGHT, _THAT = re.compile(_TO), re.compile(rf"\sthat{_TO}")
_BY = re.compile(rf"\s(?:(?!by\b)[\w'’-]+\s){{0,10}}?by{_TO}")
# "Rejected the claims of the union", "denied charges from Kessel".
_OF_CLAIM = re.compile(
    rf"\s(?:(?:the|an?|any|all|those|these|such|recent|new|that|what|[\w-]+)\s){{0,4}}{_THING}\s"
    rf"(?:made\s|leveled\s|levelled\s)?(?:by|from|of){_TO}"
)
_HIS_THING = re.compile(rf"['’]s?\s(?:[\w-]+\s){{0,3}}?{_THING}\b|\s{CLAIM}\b")
_HIS_WORDS = re.compile(r"['’]s?\s(?:[\w-]+\s){0,3}?[\w-]+")
_ENDS_IN_THING = re.compile(rf"{_THING}$")
# The points of titles and initials end no clause.
_DOT = r"\.(?=\w)|(?:(?<=\bMr)|(?<=\bMs)|(?<=\bMrs)|(?<=\bDr)|(?<=\bSt)|(?<=\b[A-Z])|(?<=\b[SR]e[np]))\."
CLAUSE = rf"(?:[^,;:.()—–]|{_DOT}){{3,150}}(?=[,;:.()—–]|$)"
"""The rest of a clause as a pattern; a longer one does not match."""
CHARGE = re.compile(rf"\s(?:of|for|over|on|about|as)\s(?!(?:on|in|at|and|or|last|by)\s){CLAUSE}")
"""What somebody is accused of."""
_ABOUT = re.compile(rf"\s(?:for|over|on|about|as)\s{CLAUSE}")
# A charge too long to be written out.
_LAID = re.compile(r"\s(?:of|for)\s(?!(?:on|in|at|and|or|last|by)\b)")
# What a party is told to be or to say, that it would not own to.
_BAD = (
    r"(?:lies?|lying|liars?|false(?:hoods?)?|untrue|not true|baseless|unfounded|fake|nonsense|ridiculous"
    r"|absurd|inaccurate|wrong|mistaken|misleading|misguided|unacceptable|irresponsible|disgraceful"
    r"|shameful|dishonest|propaganda|slander(?:ous)?|smears?|fabricat(?:ed|ions?)|fiction|hoax|shams?"
    r"|charade|politically motivated|witch[- ]hunts?|illegal|unlawful|unconstitutional"
    r"|hypocri(?:te|sy|tical)|in violation of|incompetent|reckless|dangerous|outrageous|offensive|unfair"
    r"|inappropriate|insulting|racist|coward(?:ly)?|terrorists?|criminal|corrupt|stupid|silly|out of touch"
    r"|at odds with)"
)
# What it is told to have done, or to owe.
_DID_BAD = (
    r"(?:(?:had|has|have)\s)?(?:\w+ly\s)?(?:violated|violates?|exceeded|overstepped|abused|betrayed|lied"
    r"|misled|breached|broke(?:n)? (?:the|its|his|her|their)|acted (?:illegally|unlawfully|improperly)"
    r"|failed to)\b[^,;:.()\"“”—–]{0,70}"
    r"|(?:must|should|needs to|need to|has to|ought to)\s(?:apologi[sz]e|resign|step down|go\b|quit"
    r"|be (?:fired|removed|ousted|impeached|prosecuted|investigated|ashamed|sacked))[^,;:.()\"“”—–]{0,50}"
)
_IS_BAD = re.compile(
    r"(?:['’]s?\s(?:[\w-]+\s){1,6}?|\s)(?:(?:is|are|was|were|had been|has been)\s[\"“'‘]?"
    rf"(?:(?!not\b)[\w-]+\s){{0,3}}?{_BAD}\b[^\s,.;:]*|{_DID_BAD})"
)
_CALLED_BAD = re.compile(
    r"(?:['’]s?\s(?:[\w-]+\s){1,4}?|\s)(?:as\s)?(?:an?\s|the\s)?[\"“'‘]?(?:(?!not\b)[\w,-]+\s){0,4}?"
    rf"{_BAD}\b[^\s,.;:]*"
)
_ILL = re.compile(rf"\b(?:{_BAD}|{_DID_BAD})")
# One of these words is in all that it finds.
_ILL_WORDS = word_set(
    """lie lies lying liar liars false falsehood falsehoods untrue true baseless unfounded fake nonsense
    ridiculous absurd inaccurate wrong mistaken misleading misguided unacceptable irresponsible disgraceful
    shameful dishonest propaganda slander slanderous smear smears fabricated fabrication fabrications fiction
    hoax sham shams charade motivated witch illegal unlawful unconstitutional hypocrite hypocrisy hypocritical
    violation incompetent reckless dangerous outrageous offensive unfair inappropriate insulting racist coward
    cowardly terrorist terrorists criminal corrupt stupid silly touch odds violated violate violates exceeded
    overstepped abused betrayed lied misled breached broke broken acted failed apologise apologize resign step
    go quit fired removed ousted impeached prosecuted investigated ashamed sacked"""
)
# "Called for the mayor's resignation", "urged the mayor to resign".
_OUSTED = re.compile(
    r"['’]s?\s(?:immediate\s)?(?:impeachment|resignation|removal|ouster|firing|dismissal|arrest|prosecution"
    r"|expulsion)\b|\sto\s(?:be\s(?:impeached|fired|removed|prosecuted|sacked|investigated)|resign|step down"
    r"|apologi[sz]e|quit|stand down)\b|\s(?:resign|apologi[sz]e|step down|be (?:fired|removed|impeached))\b"
)


def may_be_told(text: str, cue: re.Match[str]) -> bool:
    """Tell quickly whether what somebody "said" may be turned against anybody."""
    return cue.lastgroup not in SPEAKING or _ILL.search(text, cue.end()) is not None


def may_tell_ill(text: str) -> bool:
    """Tell, more quickly, whether anything may be said in a text that its party would not own to."""
    return not _ILL_WORDS.isdisjoint(forms(text))


def reach(text: str, cue: re.Match[str], other: Party) -> int:
    """Give where what the verb `cue` tells of a party ends, 0 where it is not turned against it."""
    kind = cue.lastgroup or ""
    if kind == "dispute" and cue.group().startswith("dismiss"):
        return _called(text, cue, other) or _disputed(text, cue, other)
    return _REACH[kind](text, cue, other)


def by_whom(text: str, cue: re.Match[str], other: Party) -> bool:
    """Tell whether a party stands behind a passive as the one who does it: "was denounced by the union"."""
    return other.start > cue.end() and _BY.fullmatch(text, cue.end(), _bare(other)) is not None


def _bare(party: Party) -> int:
    """Give where a party's name starts behind its article, which belongs to what stands before."""
    label, name = party.label.casefold(), party.name.casefold()
    return party.start + (len(label) - len(name) if label.endswith(name) else 0)


def _straight(text: str, cue: re.Match[str], other: Party) -> bool:
    return _STRAIGHT.fullmatch(text, cue.end(), _bare(other)) is not None


def _that(text: str, cue: re.Match[str], other: Party) -> bool:
    return _straight(text, cue, other) or _THAT.fullmatch(text, cue.end(), _bare(other)) is not None


def _ousted(text: str, cue: re.Match[str], other: Party) -> int:
    found = _OUSTED.match(text, other.end) if _that(text, cue, other) else None
    return found.end() if found else 0


def _said(text: str, cue: re.Match[str], other: Party) -> int:
    found = _IS_BAD.match(text, other.end) if _that(text, cue, other) else None
    return found.end() if found else 0


def _called(text: str, cue: re.Match[str], other: Party) -> int:
    found = _CALLED_BAD.match(text, other.end) if _straight(text, cue, other) else None
    return found.end() if found else 0


def _disputed(text: str, cue: re.Match[str], other: Party) -> int:
    """Find what the other says or plans: "the union's claim", "claims by the union"."""
    if _straight(text, cue, other):
        thing = _HIS_THING.match(text, other.end)
        return thing.end() if thing else other.end if cue.group().startswith("disagree") else 0
    return other.end if _OF_CLAIM.fullmatch(text, cue.end(), _bare(other)) else 0


def _accused(text: str, cue: re.Match[str], other: Party) -> int:
    if not _straight(text, cue, other):
        return 0
    charge = CHARGE.match(text, other.end)
    return charge.end() if charge else other.end if _LAID.match(text, other.end) else 0


def _criticised(text: str, cue: re.Match[str], other: Party) -> int:
    """Take the other, what of the other's, and what for; "attacked the town" needs one of these."""
    if not _straight(text, cue, other):
        return 0
    words = _HIS_WORDS.match(text, other.end)
    end = words.end() if words else other.end
    about = _ABOUT.match(text, end)
    said = words is not None and _ENDS_IN_THING.search(words.group()) is not None
    if cue.group().startswith(LITERAL) and not about and not said:
        return 0
    return about.end() if about else end


_REACH: dict[str, Callable[[str, re.Match[str], Party], int]] = {
    "oust": _ousted,
    "contrary": _disputed,
    "accuse": _accused,
    "sue": _criticised,
    "criticise": _criticised,
    "dispute": _disputed,
    "call": _called,
    "say": _said,
}
