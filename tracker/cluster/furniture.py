"""What of a title is furniture and not news: live pages' signs, labels, and the parts it may have."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from tracker.text.calendar import DAYS, MONTHS
from tracker.text.stopwords import word_set

# No title needs more; a longer one was made to cost us time.
TITLE: Final = 400

_LIVE: Final = (
    r"(?:(?:watch\s)?live(?:\s(?:updates?|blog|coverage|news|now|feed|ticker|stream|text|report(?:ing)?))?"
    r"|live-?blog|live-?ticker|news-?blog|news-?ticker|as\sit\shappen(?:ed|s)"
    r"|(?:en\s)?direct(?:o)?|en\svivo|(?:in\s)?diretta|ao\svivo|ao\sminuto)"
)
_LABEL: Final = (
    r"(?:breaking(?:\snews)?|latest(?:\s(?:news|updates?))?|updated?(?:\s\d++)?|developing|just\sin|opinion"
    r"|op-ed|analysis|comment(?:ary)?|editorial|explain(?:er|ed)|exclusive|video|watch|listen|podcast"
    r"|(?:in\s)?(?:photos|pictures)|gallery|interview|feature|factbox|eilmeldung|eil|kommentar|meinung|analyse"
    r"|exklusiv|vidéo|exclusif|édito|tribune|entretien|dernière\sminute|última\shora|vídeo|análisis|opinión"
    r"|exclusiva|entrevista|ultim['’]ora|analisi|intervista|esclusiva|opinião|análise|exclusivo|opinie|exclusief)"
)
# ": ", " - ", "|" and their like, but not the colon of 10:30 or the hyphen of "must-read".
_MARK: Final = r"(?::(?=\s|$)|[：｜|–—·•»]|(?<=\s)-{1,2}(?=\s))"
_BEFORE: Final = r"[\s\[(【🔴*+]*+"
_AFTER: Final = rf"\s*+(?:[\])】!.]*+\s*+{_MARK}|[\])】]|[.!](?=\s)|$)\s*+"
_LIVE_FIRST = re.compile(
    rf"{_BEFORE}(?:{_LIVE}{_AFTER}|live\supdates\s(?:as|on|from|after)\s)", re.IGNORECASE
)
_LABEL_FIRST = re.compile(rf"{_BEFORE}{_LABEL}\s*+(?:[\])】]*+\s*+{_MARK}|[\])】])\s*+", re.IGNORECASE)
# "Update 2-Ferry strike …", as agencies mark what they send again.
_SENT_AGAIN = re.compile(r"(?:UPDATE \d+|CORRECTED|EXCLUSIVE|RPT|WRAPUP \d+)\s?-\s?(?=\w)")
# What ends a title, or its head before the colon. "Where the bears live" ends in no sign.
_LIVE_LAST = re.compile(
    rf"(?:\s*+(?:{_MARK}|[,(\[])\s*+{_LIVE}"
    r"|\s(?:live\s(?:updates|blog|coverage|ticker)|live-?blog|live-?ticker))[\s)\].!]*+$",
    re.IGNORECASE,
)
_LABEL_LAST = re.compile(rf"\s*+(?:{_MARK}\s*+{_LABEL}|[(\[]\s*+{_LABEL}\s*+[)\]])[\s.!]*+$", re.IGNORECASE)
_LIVE_MIDDLE = re.compile(
    r"(?<!night)\s(?:live(?:\s(?:updates?|blog|coverage|news|ticker))?|live-?blog|live-?ticker|news-?blog"
    r"|latest(?:\s(?:news|updates?))?|en\sdirect|en\svivo|en\sdirecto|in\sdiretta|ao\svivo)"
    r"(?=\s*+(?::\s|[|–—]|\s-\s))",
    re.IGNORECASE,
)
_LIVE_REST = re.compile(
    r"(?<=[:|–—]\s)live\s(?:updates|coverage|blog)(?:\s(?:as|on|from|after))?\s++", re.IGNORECASE
)
# "Where whales live: a map" is no live page.
_ASKS = re.compile(r"(?:where|how|who|why|people|those|the\sway)\b", re.IGNORECASE)
# One of these stands in every sign of a live page: cheaper to look for than the signs.
_HINTS: Final = ("live", "latest", "as it", "direct", "dirett", "en vivo", "ao ", "news")
_EPISODE = re.compile(
    r"(?:\b(?:episode|ep\.?|folge|épisode|episodio|issue|no\.?|number|part|vol(?:\.|ume)?)|#)\s?\d++\s*+",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"\s*+{_MARK}\s*+")
# One of these stands in whatever has a label or parts: a fifth of the time of looking for those.
_MARKED = re.compile(r"[:：｜|–—·•»\-\])】]")
_EDGES: Final = " \t\n:：｜|–—·•»-,;"
# Characters at a title's end in which a sign or label is looked for.
_ENDING: Final = 40
# Signs of a head or a tail, words of it, and words of a title that is compared as a whole.
_LONGEST, _WORDS, _WHOLE_WORDS = 60, 8, 12
# Abbreviations of days that are words and names of their own.
_NAMES: Final = frozenset({"sun", "sat", "wed"})
_CALENDAR: Final = (
    word_set(
        """
        montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli
        oktober dezember lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril
        juin juillet août septembre octobre novembre décembre lunes martes miércoles jueves viernes sábado
        domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno
        luglio settembre ottobre dicembre segunda-feira terça-feira quarta-feira quinta-feira sexta-feira
        janeiro fevereiro março maio junho julho setembro outubro novembro dezembro maandag dinsdag
        woensdag donderdag vrijdag zaterdag zondag januari februari maart mei augustus
        """
    )
    | MONTHS.keys()
    | DAYS.keys()
) - _NAMES
# What may stand around a word and is no part of it.
_QUOTES: Final = ".,;:()[]'’\"“”?!#"
SIGN: Final = "#"


class Part(NamedTuple):
    """A part of a title that may be the name of a column: as written, masked, and what it leaves.

    `place` is "head", "tail", or "whole", which leaves nothing.
    """

    place: str
    name: str
    masked: str
    rest: str


def is_live(title: str) -> bool:
    """Say whether a title carries the signs of a live page."""
    if not _hinted(title):
        return False
    if (
        _LIVE_FIRST.match(title)
        or _LIVE_LAST.search(title, max(0, len(title) - _ENDING))
        or _LIVE_REST.search(title)
    ):
        return True
    found = _LIVE_MIDDLE.search(title)
    return bool(found and "latest" not in found.group().casefold() and not _ASKS.match(title))


def unlabelled(title: str) -> str:
    """Return a title without the signs of live pages and without labels such as "Video:"."""
    title = title[:TITLE]
    if _hinted(title) and not _ASKS.match(title):
        title = _without_ending(_LIVE_LAST, title)
        title = _LIVE_MIDDLE.sub("", title, count=1)
        title = _LIVE_REST.sub("", title, count=1)
        title = _LIVE_FIRST.sub("", title, count=1) if _LIVE_FIRST.match(title) else title
    if _MARKED.search(title):
        for pattern in (_LABEL_FIRST, _SENT_AGAIN):
            found = pattern.match(title)
            title = title[found.end() :] if found else title
        title = _without_ending(_LABEL_LAST, title)
    return title.strip(_EDGES)


def strip(title: str, name: str = "") -> str:
    """Return a title without its furniture and without `name`, the part that is a column's.

    "" where nothing is left.
    """
    plain = unlabelled(title)
    if name and plain.startswith(name):
        plain = without_episode(plain[len(name) :])
    elif name and plain.endswith(name):
        plain = plain[: -len(name)]
    return plain.strip(_EDGES)


def without_episode(text: str) -> str:
    """Return a name or what follows it without the number of an episode."""
    return _EPISODE.sub("", text, count=1).strip(_EDGES)


def parts(plain: str, *, whole: bool = True) -> list[Part]:
    """Return the parts of a title without furniture that may be a column's name.

    `whole`: whether all of it may be one.
    """
    found: list[Part] = []
    tokens = plain.split()
    if whole and len(tokens) <= _WHOLE_WORDS and (name := masked(tokens)).strip(SIGN):
        found.append(Part("whole", plain, name, ""))
    cuts = [match.span() for match in _SPLIT.finditer(plain, 1)] if _MARKED.search(plain) else []
    if not cuts:
        return found + _dated(plain, tokens)
    (first, after), (before, last) = cuts[0], cuts[-1]
    return [
        *found,
        *_part("head", plain[:first], plain[after:]),
        *_part("tail", plain[last:], plain[:before]),
    ]


def masked(tokens: list[str]) -> str:
    """Join words, casefolded, with one sign for every run of numbers, weekdays and months."""
    signs: list[str] = []
    for sign in map(_sign, tokens):
        if sign != SIGN or not signs or signs[-1] != SIGN:
            signs.append(sign)
    return " ".join(signs)


def is_dated(name: str) -> bool:
    """Say whether a name holds a weekday or a month."""
    return any(_sign(token) == SIGN and not any(map(str.isdigit, token)) for token in name.split())


# A stream says the same words over and over.
@lru_cache(maxsize=1 << 12)
def _sign(token: str) -> str:
    word = token.casefold().strip(_QUOTES)
    dated = word in _CALENDAR if word.isalpha() else any(map(str.isdigit, word))
    return SIGN if dated else word


def _hinted(title: str) -> bool:
    lower = title.casefold()
    return any(hint in lower for hint in _HINTS)


def _without_ending(pattern: re.Pattern[str], title: str) -> str:
    found = pattern.search(title, max(0, len(title) - _ENDING))
    return title[: found.start()] if found else title


def _part(place: str, name: str, rest: str) -> list[Part]:
    tokens = name.split()
    if not rest or len(tokens) > _WORDS or len(name) > _LONGEST:
        return []
    sign = masked(tokens)
    return [Part(place, name, sign, rest)] if sign.strip(SIGN) else []


def _dated(plain: str, tokens: list[str]) -> list[Part]:
    """Return the head that ends in a date or number, or at a comma, where no mark ends one."""
    comma = plain.find(", ", 1)
    found = _part("head", plain[:comma], plain[comma + 2 :].strip()) if comma > 0 else []
    if found and found[0].masked.endswith(SIGN):
        return found
    for place in range(min(_WORDS, len(tokens) - 1), 1, -1):
        if _sign(tokens[place - 1]) == SIGN:
            name = " ".join(tokens[:place])
            return [*found, *_part("head", name.rstrip(","), " ".join(tokens[place:]))]
    return found
