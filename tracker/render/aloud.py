"""A written sentence → one that can be spoken: signs, addresses and short forms in words."""

from __future__ import annotations

import re
from calendar import month_name
from typing import TYPE_CHECKING

from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDRESS = re.compile(r"(?i)\b(?:https?://|www\.)(?:www\.)?([\w.-]{1,253})\S*")
_DATE = re.compile(r"\b(\d{4})-(\d\d)(?:-(\d\d))?(?:[T ](\d\d:\d\d)(?::\d\d)?(?: ?UTC|Z)?)?(?![\w-])")
_MARK = re.compile(r" ?\[\d{1,6}\]")
_VERSION = re.compile(r"\bv(\d{1,5})\b")
_MONEY = re.compile(
    r"(?:US)?([$€£¥]) ?(\d[\d.,]*\d|\d)(?:[ -]?(thousand|million|billion|trillion|m|bn|k)\b)?"
)
_MONIES = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_SIZES = {"m": "million", "bn": "billion", "k": "thousand"}
_MORE = re.compile(r"(?<!\S)\+(\d[\d,.]*)(?= )")
_SPAN = re.compile(r"(?<=\d) ?[–—] ?(?=\d)")
_DASH = re.compile(r"\s*[–—]\s*|\s+-{1,3}\s+")
_SHORT = {
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "approx.": "about",
    "vs.": "versus",
    "vs": "versus",
    "w/o": "without",
    "km/h": "kilometres an hour",
}
_SHORTS = re.compile(r"(?<![\w.])(?:" + "|".join(re.escape(each) for each in _SHORT) + r")(?!\w)")
_SIGNS = {
    "&": " and ",
    "%": " per cent",
    "‰": " per thousand",
    "→": " to ",
    "↔": " against ",
    "±": " plus or minus ",
    "×": " times ",
    "≈": " about ",
    "=": " equals ",
    "°C": " degrees Celsius",
    "°F": " degrees Fahrenheit",
    "·": ", ",
    "•": ", ",
    "…": ".",
    "−": "minus ",
}
_SIGN = re.compile("|".join(re.escape(each) for each in _SIGNS))
# Marks of Markdown and markup; brackets too: "[[" begins a command to say and phonemes to espeak.
_MARKUP = re.compile(r"[*_`~|<>\[\]{}\\^#]+")
_ENDS = ".!?。！？"
_CLOSING = "”’\"')»"


def aloud(text: str) -> str:
    """Write a text as it is to be spoken: one line, no marks, an end that gives a pause; "" of nothing."""
    text = clean.line(text)
    for pattern, words in _STEPS:
        text = pattern.sub(words, text)
    text = " ".join(text.split()).replace(" ,", ",").replace(" .", ".").strip(" ,;-")
    if not any(sign.isalnum() for sign in text):
        return ""
    return text if text.rstrip(_CLOSING).endswith(tuple(_ENDS)) else f"{text.rstrip(':')}."


def date_aloud(date: str) -> str:
    """Say a date of a timeline: "2026", "May 2026", "12 May 2026"; what is none stays as it is."""
    return _DATE.sub(_date, date)


def _date(found: re.Match[str]) -> str:
    year, month, day, clock = found.groups()
    if not 1 <= int(month) <= 12:  # noqa: PLR2004 - the months
        return found[0]
    named = f"{month_name[int(month)]} {year}"
    said = f"{int(day)} {named}" if day else named
    return f"{said}, {clock}" if clock else said


def _money(found: re.Match[str]) -> str:
    sign, amount, size = found.groups()
    return " ".join(filter(None, (amount, _SIZES.get(size, size), _MONIES[sign])))


_STEPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_ADDRESS, r"a link to \1 "),
    (_MARK, ""),
    (_DATE, _date),
    (_MONEY, _money),
    (_VERSION, r"version \1"),
    (_MORE, r"\1 more"),
    (_SPAN, " to "),
    (_DASH, ", "),
    (_SHORTS, lambda found: _SHORT[found[0]]),
    (_SIGN, lambda found: _SIGNS[found[0]]),
    (_MARKUP, " "),
)
