"""One sentence that itself gives two figures of two sources: "officials say 12, residents 20"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import figures_of
from tracker.text.dates import mentions

if TYPE_CHECKING:
    from tracker.dossier.reading.sentence import Sentence
    from tracker.text.figures import Figure

_GROUP = (
    r"(?:officials?|police|organi[sz]ers?|residents?|witnesses|authorities|government|ministry|union"
    r"|unions|company"
    r"|opposition|activists?|campaigners|rebels?|doctors|hospitals?|scientists|researchers|engineers"
    r"|critics|supporters"
    r"|prosecutors|lawyers|neighbours|neighbors|villagers|aid (?:groups|workers|agencies)|rights groups"
    r"|agency|council"
    r"|army|military|owners?|operator|management|workers|farmers|state media|local media|survivors"
    r"|relatives|families"
    r"|monitors|observers|analysts|economists|institute|office|group|groups|party|board|protesters"
    r"|demonstrators|lawmakers|legislators|leaders|guards|detainees|inmates|teachers|parents|students"
    r"|nurses|pilots|drivers|passengers|senators|ministers|councillors|diplomats|spokesmen|mayor|minister"
    r"|governor|spokes(?:man|woman|person))"
)
_NAME = r"(?:[A-Z][\w'’&-]+(?: (?:of|for|the|and) (?=[A-Z])| (?=[A-Z])|\b)){1,5}"
SOURCE = (
    rf"(?<![\w'’-])(?:(?:[Tt]he |[Aa]n? |[Ii]ts |[Tt]heir )?(?:[\w-]+ ){{0,2}}?(?i:{_GROUP})(?![\w-])"
    rf"|(?:[Tt]he )?{_NAME})"
)
"""Who may say something, as a pattern: a group ("rescue officials") or a name."""
SAYS = (
    r"(?:says?|said|puts?|put|estimates?|estimated|counts?|counted|reports?|reported|claims?|claimed"
    r"|gives?|gave|spoke of"
    r"|speaks? of|believes?|believed|insists?|insisted|reckons?|reckoned|maintains?|told reporters|cites?"
    r"|cited)"
)
_TURN = r"(?:,|;|\s[—–-]\s|\b(?:while|whereas|but|and|although|though|against)\b)"
# "… the council says 12 people were hurt": who, and what may stand between the verb and the figure.
_BEFORE_FIRST = re.compile(
    rf"(?:^|[,;:—–]\s|\b[Ww]hile\s|\b[Aa]lthough\s|\b[Bb]ut\s)\s*(?P<who>{SOURCE})\s{SAYS}\b[^,;]{{0,60}}$"
)
_BEFORE_SECOND = re.compile(
    rf"^[^,;]{{0,80}}?(?:{_TURN}\s*){{1,3}}(?P<who>{SOURCE})(?:\s{SAYS}\b[^,;]{{0,60}})?\s*"
    r"(?:about|around|nearly|more than|at least|only|just|some|as many as|a)?\s*$"
)
# "12, according to the council, and 20, say residents"
_BEHIND = re.compile(
    rf"^[^,;]{{0,60}},?\s(?:(?:according to|{SAYS})\s(?P<who>{SOURCE})"
    rf"|by\s(?P<count>{SOURCE})['’]s(?:\s\w+)?)"
    r"(?=\s*(?:$|[,;.]|\b(?:and|but|while)\b))"
)
# Words that open a sentence and are no names.
NO_SOURCE = re.compile(
    r"^(?:It|He|She|They|We|I|There|This|That|These|Those|Monday|Tuesday|Wednesday|Thursday|Friday"
    r"|Saturday|Sunday|January|February|March"
    r"|April|June|July|August|September|October|November|December|But|And|While|Some|Others|Who|One|In|On"
    r"|At)\b"
)


@dataclass(frozen=True, slots=True)
class TwoFigures:
    """Two sources of one sentence with the figure of each, in the sentence's own words."""

    first: str
    second: str
    figures: tuple[Figure, Figure]


def two_figures(sentence: Sentence) -> TwoFigures | None:
    """Find two sources that give different figures of one unit side by side in a sentence."""
    found = figures_of(sentence)
    for one, other in pairwise(found):
        if one.value is None or other.value is None or one.value == other.value:
            continue
        if other.unit and one.unit and one.unit != other.unit:
            continue
        if _of_two_days(sentence, one, other):
            continue
        who = _sources(sentence.text, one, other)
        if who and who[0].casefold() != who[1].casefold():
            return TwoFigures(*who, (one, other))
    return None


def _of_two_days(sentence: Sentence, one: Figure, other: Figure) -> bool:
    """Tell whether each figure has a day of its own behind it."""
    parts = (sentence.text[one.end : other.start], sentence.text[other.end :])
    first, second = ({mention.iso for mention in mentions(part, sentence.published)} for part in parts)
    return bool(first and second) and not first & second


def _sources(text: str, one: Figure, other: Figure) -> tuple[str, str] | None:
    head, between, tail = text[: one.start], text[one.end : other.start], text[other.end :]
    first, second = _BEFORE_FIRST.search(head), _BEFORE_SECOND.match(between)
    if not (first and second):
        first, second = _BEHIND.match(between), _BEHIND.match(tail)
    if not (first and second):
        return None
    one_name, other_name = (
        plain_source(m["who"] or m.groupdict().get("count") or "") for m in (first, second)
    )
    named = not (NO_SOURCE.match(one_name) or NO_SOURCE.match(other_name))
    return (one_name, other_name) if named and one_name and other_name else None


def plain_source(who: str) -> str:
    """Give a source's name without the article; its first letter stays as it is written."""
    return re.sub(r"^(?:the|an?|its|their)\s+", "", who.strip(), flags=re.IGNORECASE)


def is_group(who: str) -> bool:
    """Tell whether a source is a group named by one common word: "Residents"."""
    return re.fullmatch(_GROUP, who, re.IGNORECASE) is not None
