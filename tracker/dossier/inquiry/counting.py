"""How much, how many and how long: the figure that a reply must have, of what was asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.reading.senses import senses
from tracker.dossier.speech.saying import word_set
from tracker.text.figures import figures
from tracker.text.units import CURRENCIES
from tracker.text.words import terms

if TYPE_CHECKING:
    from tracker.dossier.inquiry.matter import Matter
    from tracker.dossier.inquiry.reply import Reply
    from tracker.text.figures import Figure

SPAN = re.compile(
    r"""\b(?:in|within|by|until|from|next|this|early|late|after|before)\ (?:the\ )?
    (?:(?:early|late|end\ of|middle\ of|coming|beginning\ of)\ )?(?:the\ )?
    (?:spring|summer|autumn|winter|easter|christmas|year|month|week|\d{4}
    |(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a\ few)\ (?:hour|day|week|month
    |year)s?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""When or for how long, in words without a date."""
# Of what is asked, weighed, a figure for it shares so much.
_SOME = 0.55
_MONEY = re.compile(r"cost|price|pay|worth|budget|fee|fine|paid|raised|donat", re.IGNORECASE)
_IN_MONEY = re.compile(r"[$€£¥]|\b(?:dollars|euros|pounds|francs|kronor|yen)\b")
_LENGTH = re.compile(r"\bhow (?:long|soon)\b", re.IGNORECASE)
# "The extent of the damage": no figure alone tells it.
_EXTENT = re.compile(r"\b(?:extent|scale|scope|magnitude|how (?:far|big|large))\b", re.IGNORECASE)
_PAST = re.compile(r"\s*(?:ago|earlier|later|old|before|since|after)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:how many|number of)\s+((?:[\w-]+\s){0,2}?(?:[\w-]+s|people|men|women|children)\b"
    r"|(?:[\w-]+\s?){1,3})",
    re.IGNORECASE,
)
_TOLL = re.compile(r"\b[Tt]oll\b")
# "The toll has risen to 12", "killed 12 people", "12 people were killed", "12 dead": all, not some of them.
_TOLL_GIVEN = re.compile(
    r"\btoll\b[^.;]{0,60}\b(?:to|at|of|is|was|reached|stands|now)\s(?:\w+\s){0,3}?\d"
    r"|\b(?:killed|killing)\s(?:at least\s|more than\s|about\s|nearly\s)?[\d,]+\s(?:people|and\b)"
    r"|\d\s(?:people|men and women)\s(?:\w+\s){0,3}?(?:were |have been |had been )?(?:killed|died|dead)\b"
    r"|\d\s(?:\w+\s)?(?:dead|deaths|bodies|killed|died)\b",
    re.IGNORECASE,
)
_DEAD = senses(terms("dead died killed death deaths bodies"))
_PEOPLE = senses(terms("people person man woman civilian soldier worker passenger"))
# Words behind a bare number in which what it counts stands.
_CLOSE = 2
_DURATIONS = word_set("second minute hour day week month year")


def counts(question: Matter, reply: Reply) -> bool:
    """Tell whether a reply has a figure of the kind that is asked for, of the thing that is asked about."""
    focus, found = question.asked.focus, figures(reply.stated)
    if reply.share < _SOME or (question.head and question.head not in reply.senses):
        return False
    if _LENGTH.search(focus):
        return SPAN.search(reply.stated) is not None or any(_lasts(each, reply.stated) for each in found)
    if _MONEY.search(focus):
        units = {figure.unit for figure in found}
        return bool(units & CURRENCIES) or _IN_MONEY.search(reply.stated) is not None
    counted = _COUNTED.search(focus)
    if counted is None and _TOLL.search(focus):
        return _TOLL_GIVEN.search(reply.stated) is not None
    if counted is None:
        return bool(found) and _EXTENT.search(focus) is None
    wanted = senses(terms(counted[1]))
    return any(_counts_it(figure, wanted, reply.stated) for figure in found)


def _lasts(figure: Figure, stated: str) -> bool:
    """Tell whether a figure is a time that something takes, and no time since or until."""
    return figure.unit in _DURATIONS and _PAST.match(stated, figure.end) is None


def _counts_it(figure: Figure, wanted: frozenset[str], stated: str) -> bool:
    """Tell whether a figure counts what is wanted, by its unit or by a word close behind it."""
    if figure.unit:
        return bool(senses([figure.unit]) & (wanted | _PEOPLE if wanted == _DEAD else wanted))
    return bool(senses(terms(" ".join(stated[figure.end :].split()[:_CLOSE]))) & wanted)
