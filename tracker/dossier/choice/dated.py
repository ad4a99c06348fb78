"""Which sentences tell of a day: what happened on it, not what was reported or recalled on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from tracker.dossier.choice.agreement import planned
from tracker.dossier.choice.choose import stateable, worth
from tracker.dossier.choice.salience import salience
from tracker.dossier.reading.sentence import kept, mentions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.dossier.material import Material, Sentence
    from tracker.text.dates import Mention

    Dated = tuple[str, Sentence]

Role = Literal["event", "report", "frame"]

# Older news is as good in a timeline as newer.
HALF_LIFE = 3650.0
# How well a sentence tells a date by the part the date plays in it; and beside an earlier event.
# Judged by reading: a frame ("after Monday's vote") nearly always dates another event.
PART: dict[Role, float] = {"event": 1.0, "report": 0.6, "frame": 0.3}
BESIDE = 0.6
# A lead without a date happened when it was published, or a day before.
UNDATED = 0.6
# What was planned for a day that is over, against what happened on it.
STALE = 0.3
# What is worth less than this share of the best is beside the story.
FLOOR = 0.02
# The date matters more than the wording: of the worth of a sentence, its root.
WORDING = 0.5

_YEAR, _DAY = len("2026"), len("2026-05-12")
# Words that say something has happened, in a lead without a date.
_HAPPENED = re.compile(
    r"""\b(?:ha(?:s|ve)\ (?!been\b|spent|long|always|never|no\b|a\b|the\b)\w+|\w{3,}ed|began|broke
    |brought|built|came|chose|cut|fell|fought|found|gave|got|grew|held|hit|kept|knew|launched|left
    |lost|made|met|paid|put|ran|rose|said|saw|sent|set|shook|shot|shut|sold|spoke|stood|struck
    |swept|told|took|voted|went|withdrew|won|wrote|was|were)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What happened then is too vague for a day: a lead with this is not of the day it was published.
_VAGUE = re.compile(
    r"\b(?:(?:last|this|past|previous|recent|coming|next)\s(?:few\s)?(?:weeks?|weekend|days|months|years|decades?"
    r"|summer|autumn|winter|spring|season)|the\sweekend|recently|weekends|in\srecent|(?:weeks?|months?|years?)\sago)\b",
    re.IGNORECASE,
)
# In front of a date: when it was said, and from what date something else is reckoned.
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|confirmed|warned|statement|interview|conference)\b"
    r"(?:\s(?!that\b)[\w’'.-]+){0,4}?\s?(?:(?:late|early)\s)?(?:on\s)?\Z"
)
_RECKONING = re.compile(
    r"\b(?:after|before|since|until|till|by|following|ahead\sof|from|than|despite|for|in\sthe\swake\sof)"
    r"(?:\s(?:the|its|his|her|their))?\s(?:(?:late|early)\s)?(?:on\s)?\Z"
)
# In front of a date too, further off: what somebody stands trial for happened then, the verdict did not;
# nor did what is so "since the army took over in July".
_CHARGED = re.compile(
    r"\b(?:(?:on|over) (?:the )?(?:charges?|suspicion|counts?) of|(?:charged|connection) with"
    r"|(?:accused|acquitted|convicted|guilty) of|since)\s[^,;.]*\Z",
    re.IGNORECASE,
)
# A clause that only says more of somebody: "Venn, whose brother left in July, is on trial".
_MORE = re.compile(r", (?:who|whose|which|where)\s[^,;.]*\Z")
# The same word is a part of a month or year, which need it to be known: "since May".
_RECKONED = re.compile(r"(?:since|until|till|before|after|from|by|for)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:\s(?:morning|afternoon|evening|night))?['’]s?\b\s")
# "The model of April", "the vote of 4 May": the date tells which one, not when the rest happened; but "the
# night of 4 May" and "the end of April" are times.
_WHICH = re.compile(r"\b(?P<noun>[\w’'-]+)\sof\s(?:the\s)?\Z")
_TIMES = frozenset(
    (
        *("night", "nights", "morning", "evening", "afternoon", "hours", "day", "days", "weekend", "week"),
        *("weeks", "month", "months", "end", "start", "beginning", "middle", "half", "quarter", "spring"),
        *("summer", "autumn", "winter", "as", "1st", "first", "2nd", "second", "3rd", "third"),
    )
)
# What might be, if something else were so, is no event of the day that it names.
_SUPPOSED = re.compile(r"\b(?:may|might|could|would)\b[^.;]{0,160}?\b(?:if|unless)\b|^(?:If|Unless)\b")
# Enough to see the word in front of a date, and a bound for hostile texts.
_REACH = 60


def dated(material: Material) -> dict[Dated, float]:
    """Score each pair of a date and a sentence that tells of it, best first."""
    weight = salience(material)
    values: dict[Dated, float] = {}
    for sentence in material.sentences:
        if not (sentence.dates or sentence.position == 0) or not stateable(sentence):
            continue
        quality = worth(sentence, material, HALF_LIFE) ** WORDING
        for date, share in _told(sentence, material).items():
            values[date, sentence] = quality * share * weight.get(date, 1.0)
    floor = FLOOR * max(values.values(), default=0.0)
    order = sorted(values, key=lambda pair: (-values[pair], pair[0], pair[1].number, pair[1].position))
    return {pair: values[pair] for pair in order if values[pair] >= floor}


def _told(sentence: Sentence, material: Material) -> dict[str, float]:
    """Give the dates that a sentence tells of, each with the share of its worth that it has there."""
    shares: dict[str, float] = {}
    newest = material.newest.isoformat()
    events = 0
    for date, role in _roles(sentence):
        if date in shares or not _places(sentence, date, role) or _supposes(sentence, date):
            continue
        stale = STALE if sentence.published.date().isoformat() < date <= newest else 1.0
        shares[date] = PART[role] * stale * (BESIDE if role == "event" and events else 1.0)
        events += role == "event"
    day = sentence.published.date().isoformat()
    if not events and day not in shares and _happened_unsaid(sentence):
        shares[day] = UNDATED
    return shares


@kept(tuple[tuple[str, Role], ...])
def _roles(sentence: Sentence) -> tuple[tuple[str, Role], ...]:
    return roles(sentence.text, mentions_of(sentence)) if sentence.dates else ()


def roles(text: str, spoken_of: Sequence[Mention]) -> tuple[tuple[str, Role], ...]:
    """Give the times that a text speaks of, in order, each with the part it plays there.

    An `event` happened then; a `report` of it was made then ("said on Tuesday"); a `frame` is what
    the event is reckoned from ("after Monday's vote", "since May").
    """
    return tuple((mention.iso, _role(text, mention.start, mention.end)) for mention in spoken_of)


def _role(text: str, start: int, end: int) -> Role:
    head = text[max(0, start - _REACH) : start]
    if _POSSESSIVE.match(text, end) or _RECKONED.match(text, start) or _RECKONING.search(head):
        return "frame"
    if _CHARGED.search(head) or (_MORE.search(head) and text.startswith(",", end)):
        return "frame"
    which = _WHICH.search(head + "of " if text.startswith("of ", start) else head)
    if which and which["noun"].casefold() not in _TIMES:
        return "frame"
    return "report" if _SAYING.search(head) else "event"


def unsaid(pair: Dated) -> bool:
    """Tell whether a sentence does not say its date: it happened when the article was published."""
    date, sentence = pair
    return date not in sentence.dates


def _places(sentence: Sentence, date: str, role: Role) -> bool:
    """Tell whether a date places an event: a day, a month that is no frame, a year if named and over."""
    if role == "frame" and len(date) < _DAY:
        return False
    return len(date) > _YEAR or (date in sentence.text and date != str(sentence.published.year))


def _supposes(sentence: Sentence, date: str) -> bool:
    """Tell whether a sentence says what might be on a day still to come."""
    ahead = date > sentence.published.date().isoformat()[: len(date)]
    return ahead and _SUPPOSED.search(sentence.text) is not None


def _happened_unsaid(sentence: Sentence) -> bool:
    """Tell whether a sentence is a lead that says something happened, without saying when."""
    return (
        sentence.position == 0
        and bool(sentence.names)
        and _HAPPENED.search(sentence.text) is not None
        and _VAGUE.search(sentence.text) is None
        and not planned(sentence.text)
    )
