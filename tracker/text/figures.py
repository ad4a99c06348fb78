"""Numbers with their unit: what can be checked and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.text.calendar import MONTH
from tracker.text.forms import forms
from tracker.text.lexicon import OPENERS
from tracker.text.numerals import FRACTION, NUMBER_WORDS, NUMERAL, magnitude_of, value_of
from tracker.text.stopwords import STOPWORDS
from tracker.text.units import CURRENCIES, CURRENCY, MEASURES, currency_name, unit_after

_YEAR_SIGNS = r"(?:19|20)\d\d"
_LABELS = (
    "version|section|article|chapter|pages?|phase|stage|level|tier|flight|room|route|highway|clause|rule"
)
# What has digits and is no quantity, so that the search steps over it. In order:
#   dates with a month's name, either way round, and months of a year
#   ISO dates · slashed dates, other ratios, 24/7 · years with a year or two behind
#   times of day
#   decades · dotted versions and addresses · ordinals
#   names of models: digits glued to letters, by a hyphen or without; tags and handles
#   labels with their number; the second row holds words that are labels only with a capital
_SKIP = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:-|–|to|and)\s?\d{{1,2}}(?:st|nd|rd|th)?)?\s(?:of\s)?{MONTH}\b"
    rf"(?:,?\s{_YEAR_SIGNS}\b)?"
    rf"|\b{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:\s?[-–]\s?\d{{1,2}}\b)?(?:,?\s{_YEAR_SIGNS}\b)?"
    rf"|\b{MONTH}\.?,?\s{_YEAR_SIGNS}\b"
    rf"|\b\d{{4}}-\d\d-\d\d(?:T[\d:.]+Z?)?\b|\b(?!(?:[13]/4|[12]/3|1/2)\b)\d+(?:/\d+)+|\b{_YEAR_SIGNS}[-–]\d{{2,4}}\b"
    r"|\b\d{1,2}(?::\d\d){1,2}\b(?:\s?[aApP]\.?[mM]\b\.?)?|\b\d{1,2}(?:\.\d\d)?\s?[aApP]\.?[mM]\b\.?"
    r"|\b\d{1,2}\so['’]clock"
    r"|['’]?\b\d{2,4}s\b|\bv?\d+(?:\.\d+){2,}|\b\d+(?:st|nd|rd|th)\b"
    r"|\b[^\W\d_][\w.]{0,40}+[-‑]\d[\w.-]*|\b(?!(?:USD|EUR|GBP|JPY|CNY|INR)\d)[^\W\d]++\d[\w.-]*|[#@]\w+"
    rf"|\b(?:(?i:{_LABELS})"
    r"|No\.?|no\.|Number|Part|Title|Unit|Reactor|Line|Group|Day|Week|Category|Figure|Table|Class|Season|Round)"
    r"\s\d++(?:\.\d++)*(?!\s?%)"
)
# Words that may begin what is looked for; a run of others is stepped over at once, which halves the time.
_BEGINNERS = "|".join(
    sorted(NUMBER_WORDS | {"a", "an", *_LABELS.replace("s?", "").split("|"), "pages", "no"})
)
_PLAIN = rf"\b(?:(?!(?:{_BEGINNERS})\b)[a-z]++(?!\w|[-‑]\d)[ ,;]*+)++"
# Something to skip; or vague hundreds; or a currency and a number that no other sign or number touches.
_FIGURE = re.compile(
    rf"(?P<skip>{_PLAIN}|{_SKIP})"
    r"|\b(?P<vague>(?i:tens|scores|dozens|hundreds|thousands|millions|billions)"
    r"(?:\sof\s(?:thousands|millions|billions))?)\b(?:\sof\b)?"
    rf"|(?P<money>{CURRENCY})?(?<![\w.,/:])(?P<number>{NUMERAL})(?!\d|[.,/:]\d)",
)
# What one of which is in every quantity: a digit, or a word for a number.
_SIGN = re.compile(r"[\d½¼¾⅓⅔]")
_FRACTION = re.compile(FRACTION, re.IGNORECASE)
# Between the ends of a range: "10-15", "10 to 15", "10 and 15".
_RANGE = re.compile(r"\s?[-–—‑]\s?|\s(?:to|and|or)\s")
# Between a part and its whole: "11 of the 14", "one in five".
_SHARE = re.compile(r"\s(?:out\s)?of\s(?:(?:the|its|their|all)\s)?|\sin\s(?:every\s)?")
# A year as it is usually written.
_YEAR = re.compile(_YEAR_SIGNS)
# A word with a capital right before a number, as in the name of a product.
_NAME_BEFORE = re.compile(r"(?:^|[\s(“\"])(?P<name>[^\W\d_a-z][\w&-]*)\s\Z")
# How far back that word is looked for.
_REACH = 24


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity. `s[start:end] == text`, from the currency sign to the unit.

    Quantities that are equal have equal `value` and `unit` ("3 months", "three-month").
    `unit` is "%", a currency, a measure, the stem of what is counted, "of 14" in "11 of 14",
    or empty. `value` is None for a vague one ("dozens of people"): compare its text.
    """

    text: str
    value: float | None
    unit: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with its own unit and place; `head` ends before the unit."""

    words: str
    value: float | None
    unit: str
    start: int
    head: int
    end: int


def figures(s: str) -> tuple[Figure, ...]:
    """Find the quantities in `s`, in order; a range gives both its ends under one unit.

    Dates, times, years, versions, labels and numbers in names are none.
    """
    if _SIGN.search(s) is None and NUMBER_WORDS.isdisjoint(forms(s)):
        return ()  # so of two sentences in three
    numbers = [_number(s, match) for match in _FIGURE.finditer(s) if not match["skip"]]
    found: list[Figure] = []
    i = 0
    while i < len(numbers):
        first, second = numbers[i], numbers[i + 1] if i + 1 < len(numbers) else None
        between = s[first.head : second.start] if second else ""
        if second and _is_share(first, between, second):
            share = replace(first, unit=f"of {second.value:g}", end=second.end)
            found.append(_figure(s, share))
            i += 2
            continue
        if second and _RANGE.fullmatch(between):
            first, numbers[i + 1] = _range(first, second)
        if not _is_name(s, first):
            found.append(_figure(s, first))
        i += 1
    return tuple(found)


def _figure(s: str, number: _Number) -> Figure:
    return Figure(s[number.start : number.end], number.value, number.unit, number.start, number.end)


def _number(s: str, match: re.Match[str]) -> _Number:
    """Read one number and the unit on either side of it."""
    start, head = match.span()
    words = match["number"] or match["vague"]
    value = None if match["vague"] else value_of(words)
    if _FRACTION.fullmatch(words):
        return _Number(words, value, "", start, head, head)
    if match["money"]:
        return _Number(words, value, currency_name(match["money"]), start, head, head)
    unit, end = unit_after(s, head)
    return _Number(words, value, unit, start, head, end)


def _is_share(first: _Number, between: str, second: _Number) -> bool:
    """Tell "11 of 14" and "one in five" from "5 in 2024" and "2 in 3 months"."""
    if first.unit or first.value is None or second.value is None or not _SHARE.fullmatch(between):
        return False
    if "in" in between.split() and (second.unit in MEASURES or _YEAR.fullmatch(second.words)):
        return False
    return first.value == int(first.value) and first.value <= second.value


def _range(first: _Number, second: _Number) -> tuple[_Number, _Number]:
    """Let the ends of a range share unit, currency and magnitude: "$10-15 billion"."""
    unit = first.unit or second.unit
    if first.words.isdigit() and first.value is not None and first.unit in {"", *CURRENCIES}:
        first = replace(first, unit=unit, value=first.value * magnitude_of(second.words))
    return replace(first, unit=unit), second if second.unit else replace(second, unit=unit)


def _is_name(s: str, number: _Number) -> bool:
    """Tell a year, a pronoun ("one said") and the end of a name ("Kestrel 4 was") from a quantity."""
    if _YEAR.fullmatch(number.words):
        return number.unit not in MEASURES or number.unit in {"day", "month", "year"}
    if number.words.casefold() in {"one", "zero"}:
        return number.unit not in MEASURES
    if number.unit in MEASURES or s.endswith("s", 0, number.end) or not number.words.isdigit():
        return False
    before = _NAME_BEFORE.search(s, max(0, number.start - _REACH), number.start)
    return bool(before and before["name"].casefold() not in STOPWORDS | OPENERS)
