"""What is counted or measured: the unit that stands beside a number, under one name."""

from __future__ import annotations

import re

from tracker.text.stopwords import STOPWORDS
from tracker.text.words import stem

# One name for the spellings of measures. Others go by the stem of their noun.
_SPELLINGS = {
    "%": "% percent per\u00a0cent pct",
    "$": "dollar dollars usd",
    "€": "euro euros eur",
    "£": "pound pounds gbp sterling",
    "¥": "yen jpy",
    "CN¥": "yuan renminbi cny",
    "₹": "rupee rupees inr",
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs h",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years yr yrs",
    "km": "km kilometre kilometres kilometer kilometers",
    "m": "metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters",
    "mm": "mm millimetre millimetres millimeter millimeters",
    "mile": "mile miles mi",
    "foot": "foot feet ft",
    "kg": "kg kilogram kilograms kilo kilos",
    "tonne": "tonne tonnes ton tons",
    "litre": "litre litres liter liters",
    "hectare": "hectare hectares ha",
    "kw": "kw kilowatt kilowatts",
    "mw": "mw megawatt megawatts",
    "gw": "gw gigawatt gigawatts",
    "gb": "gb gigabyte gigabytes",
    "tb": "tb terabyte terabytes",
    "°c": "celsius",
    "°f": "fahrenheit f",
    "person": "person persons people",
    "woman": "woman women",
    "man": "man men",
    "child": "child children",
}
_NAMES = {form: name for name, forms in _SPELLINGS.items() for form in forms.split(" ")} | {"per cent": "%"}
CURRENCIES = frozenset(("$", "€", "£", "¥", "CN¥", "₹", "A$", "C$", "HK$", "NZ$", "S$"))
MEASURES = CURRENCIES | frozenset(_SPELLINGS) | {"percentage point", "basis point"}
_SIGNS = {"us$": "$", "a$": "A$", "au$": "A$", "c$": "C$", "ca$": "C$"} | {
    "hk$": "HK$",
    "nz$": "NZ$",
    "s$": "S$",
}

# A currency before a number: a sign, with letters for its country, or a code.
CURRENCY = r"(?:\b(?:US|AU|CA|HK|NZ|[ACS])\$|[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|CNY|INR)\s?)"

# Behind a number: per cent in its spellings, percentage points, degrees.
_SIGN = re.compile(
    r"\s?(?P<points>percentage[\s-]points?\b|pp\b)|\s?(?P<percent>%|per\scent\b|percent\b|pct\b)"
    r"|\s?°\s?(?P<degree>[CF])\b|[\s-](?P<basis>basis\spoints?\b)",
    re.IGNORECASE,
)
# Up to four words behind a number, parted by a space, the first perhaps by a hyphen or nothing.
_NOUNS = re.compile(r"(?:[\s-]?[^\W\d_]++)(?:\s[^\W\d_][\w-]*+){0,3}")
# They stand between a number and its noun, though the stopwords have them.
_ADJECTIVES = frozenset(("new", "more", "other", "further", "such", "own"))
# One of those words.
_NOUN = re.compile(r"[^\W\d_][\w-]*")
# Shorter words in -s are no plurals: "was", "gas".
_SHORTEST_PLURAL = 4


def currency_name(sign: str) -> str:
    """Give the unit of a currency sign or code that stands before a number."""
    sign = sign.strip().casefold()
    return _SIGNS.get(sign) or _NAMES.get(sign, sign)


def unit_after(s: str, end: int) -> tuple[str, int]:
    """Name the unit that stands in `s` behind position `end`, and say where it ends; "" for none."""
    sign = _SIGN.match(s, end)
    if sign:
        return _sign_name(sign), sign.end()
    nouns = _NOUNS.match(s, end)
    return _head(nouns) if nouns else ("", end)


def _sign_name(sign: re.Match[str]) -> str:
    if sign["degree"]:
        return "°" + sign["degree"].casefold()
    if sign["percent"]:
        return "%"
    return "basis point" if sign["basis"] else "percentage point"


def _head(nouns: re.Match[str]) -> tuple[str, int]:
    """Choose the noun that is counted: a measure at once, else the first plural, else the first word."""
    first: tuple[str, int] = ("", nouns.start())
    for word in _NOUN.finditer(nouns.string, *nouns.span()):
        form = word.group().casefold()
        if form in _NAMES:
            return _NAMES[form], word.end()
        if form in STOPWORDS and form not in _ADJECTIVES:
            break
        if _is_plural(form):
            return stem(form), word.end()
        if not first[0] and word.group().islower() and form not in _ADJECTIVES:
            first = (stem(form), word.end())
    return first


def _is_plural(form: str) -> bool:
    return len(form) >= _SHORTEST_PLURAL and form.endswith("s") and not form.endswith(("ss", "us", "is"))
