"""How English writes the times that a sentence speaks of, as one regular expression."""

from __future__ import annotations

import re

from tracker.text.calendar import FULL_MONTH, MONTH, WEEKDAY
from tracker.text.forms import forms, spelled
from tracker.text.stopwords import word_set

# A year, and not the start of a longer number, a percentage, a count of people or a clock time.
_NO_YEAR_BEHIND = r"(?![\d%]|[.,]\d|\speople\b|\s?(?:GMT|UTC|BST|CET|E[DS]?T|local|hours|hrs)\b)"
_YEAR = rf"(?:19|20)\d\d{_NO_YEAR_BEHIND}"
# Behind a day and a month even a far year is a year; one before 1500 only where the phrase ends.
_ANY_YEAR = (
    rf"(?:(?:1[5-9]|20)\d\d{_NO_YEAR_BEHIND}|1[0-4]\d\d(?=[.,;:)]?(?:\s(?:in|at|and|by)\b|\Z)|[.;:)]))"
)
# What makes a month of "May" and "March", which are also a verb and a walk.
_BEFORE_MONTH = (
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom|of|[Ee]arly|[Ll]ate|[Mm]id|[Bb]efore|[Aa]fter|[Tt]hrough"
    r"|[Tt]ill|end|between|[Ff]or)[\s-])"
)
_COUNT = (
    r"\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven"
    r"|[Tt]welve"
)
_SPAN = r"day|week|month|year"


def _year_behind(kind: str, year: str) -> str:
    """Read "May 2024" and "May last year"; the groups are `<kind>_year` and `<kind>_turn`."""
    return rf"(?:,?\s(?:of\s)?(?P<{kind}_year>{year})|\s(?:of\s)?(?P<{kind}_turn>last|this|next)\syear\b)?"


# Each pattern names the group that carries its kind; the first that fits at a place wins.
#   iso       2026-05-12
#   slashed   12/05/2026
#   dmy       12 May 2026, 12th of May last year
#   mdy       May 12, 2026, "May 12: …"; not "May 12 people" nor "May 5 pm" nor "May 5:30"
#   side      last March, this June
#   month     in early May 2026, June; "May" and "March" need a word before or a year behind, and
#             "April", "June", "August" no surname behind
#   short     Sept. 2026
#   apart     two days later, a week before 12 May, three weeks earlier: from another date
#   next_day  the next day, the day before
#   count     two days ago
#   near      today, yesterday, this morning, last night
#   weekend   at the weekend, over the weekend, last, this or next weekend
#   turn      last month, next year, earlier this year
#   weekday   next Tuesday, Friday night, Monday last week; no feast or newspaper, not "every Monday",
#             and not before a date ("Monday, 12 May")
#   year      in 2024, mid-2025
_PATTERNS = (
    r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
    r"\b(?P<slash_a>\d{1,2})/(?P<slash_b>\d{1,2})/(?P<slashed>(?:19|20)\d\d)\b",
    (
        rf"\b(?P<dmy>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dmy_month>{MONTH})\b\.?"
        rf"{_year_behind('dmy', _ANY_YEAR)}"
    ),
    (
        rf"\b(?P<mdy_month>{MONTH})\.?\s(?P<mdy>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d|%|[.,]\d|\s?[ap]\.?m\b)"
        rf"(?!\s(?:people|percent|per|million|billion|years)\b){_year_behind('mdy', _ANY_YEAR)}"
    ),
    rf"\b(?P<side>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<side_month>{FULL_MONTH})\b",
    (
        rf"(?P<cued>{_BEFORE_MONTH})?\b(?P<month>{FULL_MONTH})\b(?!\.?\s\d{{1,2}}(?:st|nd|rd|th)?\b)"
        rf"{_year_behind('month', _YEAR)}(?!\s[A-Z][a-z])"
    ),
    rf"\b(?P<short>{MONTH})\.?\s(?P<short_year>{_YEAR})",
    rf"\b(?P<apart>{_COUNT})\s(?P<apart_span>{_SPAN})s?\s(?P<apart_way>later|earlier|after|before)\b",
    (
        r"\b[Tt]he\s(?:(?P<next_day>next|following|previous)\s(?:day|morning|evening|night)"
        r"|(?:day|night)\s(?P<day_next>after|before))\b(?!\s(?:tomorrow|yesterday)\b)"
    ),
    rf"\b(?P<count>{_COUNT})\s(?P<span>{_SPAN})s?\sago\b",
    (
        r"\b(?P<near>[Tt]he\sday\sbefore\syesterday|[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Ll]ast\snight"
        r"|[Tt]his\s(?:morning|afternoon|evening))\b"
    ),
    (
        r"\b(?P<weekend>(?:[Aa]t|[Oo]ver|[Dd]uring|[Oo]n)\sthe\sweekend"
        r"|(?:[Ll]ast|[Tt]his(?:\s(?:past|coming))?|[Nn]ext)\sweekend)(?![\w’'-])"
    ),
    r"\b(?P<turn>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<turned>month|year)\b",
    (
        r"(?<!Black )(?<!Good )(?<!Super )(?<!Ash )(?<!Palm )(?<!Easter )(?<!Bloody )(?<![Ee]very )(?<!each )"
        r"(?:\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Pp]ast|[Pp]revious|[Ff]ollowing)\s)?"
        rf"\b(?P<weekday>{WEEKDAY})\b(?!\s(?:Times|Post|Night|Mail|Mirror|Herald|Telegraph|mornings|evenings|nights))"
        rf"(?!,?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}|{MONTH}\.?\s\d)\b)"
        r"(?:\s(?:of\s)?(?P<week>last|next)\sweek\b)?"
    ),
    rf"(?:{_BEFORE_MONTH}|\b[Yy]ear\s|\b[Mm]id-?)(?P<year>{_YEAR})(?![-\w])",
)
# All begin with a word that begins so; to look at that first takes a third of the time.
_BEGINNING = r"[\dA-Z]|a[nft\s]|b[ey]|co|du|e[ailn]|f[ior]|in|la|mi|n[ei]|o[fnv]|p[ar]|s[ei]|t[ehiow]|un|ye"
MENTION = re.compile(rf"(?<!\w)(?={_BEGINNING})(?:{'|'.join(_PATTERNS)})")

# A sentence with none of these words, and no year, speaks of no time that `MENTION` knows.
_WORDS = spelled(MONTH, WEEKDAY) | word_set(
    """day days night week weeks weekend month months year years morning afternoon evening today tonight
    yesterday tomorrow"""
)
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")


def may_speak_of_time(text: str) -> bool:
    """Tell, quickly, whether `MENTION` may be found in a text."""
    return not _WORDS.isdisjoint(forms(text)) or _FOUR_DIGITS.search(text) is not None


# When an article was posted or changed is no event: "Page last updated at", "Posted by … on"; nor
# is a date with a clock or an agency behind it: "12 May 2026 09.30 BST", "May 12 (Harbour Wire) -".
STAMP = re.compile(r"(?:[Uu]pdated|[Pp]osted|[Pp]ublished|last\schanged)\b[^.;!?]{0,60}\Z")
STAMP_BEHIND = re.compile(
    r",?\s(?:at\s)?\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CET|E[DS]?T)\b)?|\s[Ll]ast\supdated\b"
    r"|\s?\([A-Z][A-Za-z .]{1,30}\)\s?[-–—]"
)
# In front of a date that a sentence tells, clock or not: "stopped on 12 May at 03:12 UTC".
IN_A_SENTENCE = re.compile(r"\b(?:on|since|until|from|by|after|before|of|the)\s\Z")
# A year that only what was said before tells.
THAT_YEAR = re.compile(r"\s(?:of\s)?(?:that|the\ssame)\syear\b")
# The one day that goes by its date without a year.
OF_2001 = re.compile(r"(?:['’]s)?\s(?:terror\w*\s)?(?:attacks?|hijack\w+|atrocit\w+|bombings?)\b")
