"""The noun phrase that is a source → which of the names in it speak: no "head of X", no "X's critics"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.dossier.speech.naming import bare, is_person, is_title
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.dossier.reading.sentence import Sentence

# Who may speak for an organisation: "the institute's spokeswoman", "Meridian researchers".
_VOICES = word_set(
    """spokesman spokeswoman spokesperson spokespeople official officials statement statements report
    reports study researchers scientists engineers lawyers analysts economists inspectors
    representatives survey analysis figures data letter""",
)
_OF_VOICE = re.compile(rf"\b(?:{'|'.join(sorted(_VOICES))})\s+(?:for|from|of|at|by)\s+(?:the\s+)?$")
_OWNED = re.compile(
    rf"^(?:['’]s)?(?:\s+own|\s+latest|\s+new)?\s+(?:{'|'.join(sorted(_VOICES))})"
    r"(?=$|[,(]|\s(?:who|in|on|at|and|from|for|to)\b)"
)
_ENDS_PHRASE = re.compile(r"^(?:$|\s*[,(—–]|\s+(?:who|and|on|in|at|also|of|for|from|has|had)\b)")
_STARTS_PHRASE = re.compile(
    r"(?:^|[,(]\s|\band\s|[:“\"]\s?)(?:[\w.’'-]+(?:\s[\w.’'-]+){0,5}\s)?$",
)
# "The ministry under President Ruiz" is the ministry.
_PARTS = re.compile(
    r"\b(?:of|for|from|at|against|to|by|in|with|than|near|like|about|under|over|across|between)\s+"
    r"(?:(?:the|former|then|late|eastern|western|northern|southern|central|nearby|neighbou?ring|president"
    r"|minister|prime|mayor|gov\.?|sen\.?|rep\.?|mr\.?|mrs\.?|ms\.?)\s+)*$",
    re.IGNORECASE,
)
# "The Ruiz administration": who serves under a name.
_BODY = re.compile(r"\s(?P<noun>administration|campaign|cabinet|transition\steam)(?=$|[\s,(])")
# "A judge in Aldan, Ohio": the second is where the first is.
_PLACE = re.compile(r"\b(?:in|near|outside)\s+(?:[\w.’'-]+\s){0,3}[A-Z][\w.’'-]*,\s+$")
_STATE = re.compile(r"^,\s+[A-Z][\w.]*(?:\s[A-Z][\w.]*)?,\s")
# "An alliance that includes the union", "an Acme plan": the name is no head.
_WITHIN = re.compile(
    r"\S\s(?:that|which|who|whose|including|involving|[a-z]+ed by)\s[^,()]*$|(?:^|[\s,])[Aa]n?\s+$"
)
# "…," Ana Ruiz, an agency spokeswoman said: the second comma is missing.
_ROLE = re.compile(rf"(?:an?|the)\s[^,]*\b(?:{'|'.join(sorted(_VOICES))})$")
# "Ana Ruiz (D) and Jonas Lund (R)": how two names before one verb are joined.
_BRACKETED = re.compile(r"\s*\([^()]{1,20}\)")
_JOINED_BEFORE = re.compile(r"\s*\([^()]{1,20}\),?\s+and\s+$")
# "The news agency Nordfax" and "Coast Radio's Ana Ruiz" report what others say.
_OF_PRESS = re.compile(
    r"\b(?:news agency|newspaper|magazine|broadcaster|tabloid|website|daily|"
    r"(?:BBC|CNN|NBC|ABC|CBS|News|Radio|Times|Post|Journal|Herald)['’]s)\s+$",
)


def body(name: str, after: str) -> str:
    """Give "Ruiz administration" where such a body, and not Ruiz, is the source; "" elsewhere."""
    found = _BODY.match(after)
    return f"{name} {found['noun']}" if found else ""


def is_place(name: str, before: str, after: str) -> bool:
    """Tell "Aldan" in "a judge in Kessel, Aldan," and in "an Aldan, Ohio, court"."""
    return not is_person(name) and bool(_PLACE.search(before) or _STATE.match(after))


def is_voiced(before: str, after: str) -> bool:
    """Tell whether a name stands beside those who speak for it: "Acme officials", "a report by Acme"."""
    return bool(_OF_VOICE.search(before) or _OWNED.match(after))


def widened(sentence: Sentence, start: int, end: int) -> int:
    """Give where a source starts with the name before it that is part of it."""
    before = sentence.text[:start]
    joined = _JOINED_BEFORE.search(before) if before.endswith("and ") else None
    if joined:
        before = before[: joined.start()]
    elif before.endswith(", ") and _ROLE.match(sentence.text[start:end]):
        before = before[:-2]
    else:
        return start
    ends = (name for name in sentence.names if before.endswith(name) and is_person(bare(name)))
    return next((len(before) - len(name) for name in ends), start)


def coordinated(source: str, found: list[tuple[int, int, str]]) -> Iterator[str]:
    """Give the first actor, and those that "and" or a comma joins to it directly."""
    end = None
    for start, stop, actor in found:
        if end is not None and not _joins(source[end:start]):
            return
        end = stop
        yield actor


def _joins(between: str) -> bool:
    """Tell whether two names are joined: by "and" or a comma, with nothing but titles beside it."""
    words = [word for word in _BRACKETED.sub("", between).split() if not is_title(word)]
    return " ".join(words) in {"and", ",", ", and", "&"}


def is_head(before: str, after: str, *, joined: bool) -> bool:
    """Tell whether a name is the head of its noun phrase; behind "and", `joined` to one that is."""
    if (
        _PARTS.search(before)
        or _WITHIN.search(before)
        or _OF_PRESS.search(before)
        or (before.endswith(" and ") and not joined)
    ):
        return False
    return bool(_ENDS_PHRASE.match(after)) and bool(_STARTS_PHRASE.search(before))
