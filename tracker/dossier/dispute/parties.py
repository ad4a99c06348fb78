"""Who may be a party to a dispute, as they stand in a sentence: a name, or a group without one.

"Health officials", "the union's lawyers", "critics of the mayor": groups that no perspective has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.dossier.reading.sentence import once
from tracker.text.calendar import DAYS, MONTHS
from tracker.text.forms import forms, spelled
from tracker.text.stopwords import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.dossier.reading.sentence import Sentence

_GROUP = (
    r"(?:officials?|police|organi[sz]ers?|residents?|witness(?:es)?|authorities|government|ministry|unions?"
    r"|company|companies|opposition|activists?|campaigners?|rebels?|doctors?|hospitals?|scientists?"
    r"|researchers?|engineers?|critics?|supporters?|opponents?|detractors?|rivals?|allies|ally|aides?"
    r"|advis[eo]rs?|prosecutors?|prosecution|defen[cs]e|lawyers?|attorneys?|neighbou?rs?|villagers?"
    r"|investigators?|regulators?|watchdogs?|agency|agencies|council|army|military|soldiers?|owners?"
    r"|operators?|management|workers?|farmers?|survivors?|relatives?|family|families|parents?|monitors"
    r"|observers?|analysts?|economists?|experts?|institute|groups?|party|board|protest[eo]rs?"
    r"|demonstrators?|lawmakers?|legislators?|legislature|leaders?|guards?|detainees?|inmates?|teachers?"
    r"|students?|nurses?|pilots?|drivers?|passengers?|senators?|congress(?:man|woman|men|women)|ministers?"
    r"|councillors?|diplomats?|spokes(?:man|men|woman|women|person|people)|conservatives|liberals"
    r"|progressives|moderates|justices?|judges?|courts?|jurors?|administration|regime|coalition"
    r"|commission|committee|embassy|charity|charities|airlines?|manufacturers?|employers?|shareholders?"
    r"|investors?|customers?|tenants?|landlords?|voters?|separatists?|insurgents?|militants?|militia"
    r"|defendants?|suspects?|plaintiffs?|state (?:media|television)|newspaper|museum|university|school"
    r"|church|bishops?|environmentalists?|exiles?|veterans|players?|fans|coach|manager|mayor|governor"
    r"|president|chancellor|commissioner|ambassador|chairman|chairwoman|director|sheriff|advocates?"
    r"|(?<=[hH]is )(?:campaign|sister|brother|wife|father|mother|boss|predecessor|team)"
    r"|(?<=[hH]er )(?:campaign|sister|brother|husband|father|mother|boss|predecessor|team)"
    r"|(?<=[sS] )(?:campaign|sister|brother|wife|husband|father|mother|team)|(?<=[tT]he )campaign)"
)
_GROUP_WORDS = spelled(_GROUP)
# What may stand between the article and a group: what it is for, where it is from, how many.
_OF = (
    r"(?:[A-Z][\w-]+(?:['’]s)?|senior|top|local|state|federal|national|health|government|opposition|rebel"
    r"|(?:human )?rights|trade|labou?r|city|county|defen[cs]e|military|security|company|party|union|aid"
    r"|election|school|education|former|several|some|one|another|many|most|other|two|three|four|both|all|prominent"
    r"|leading|conservative|liberal|political|foreign|prime|deputy|vice|environmental|industry|teachers['’]"
    r"|his|her|their|its|chief|district|lieutenant|attorney|house|majority|minority|exiled|pro-\w+|anti-\w+)"
)
_PLACE = re.compile(
    rf"(?<![\w'’-])(?:(?P<article>[Tt]he|[Aa]n?|[Tt]hose)\s(?:(?!\w+ed\s|of\s)[a-z][\w-]+\s)?)?(?P<of>(?:{_OF}\s){{0,3}})"
    rf"(?P<group>(?i:{_GROUP}))(?![\w-]|['’]s?\s{_GROUP})"
    r"(?:\s(?:of|for|at|in|from)\s(?:the\s)?[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})?"
)
_WHOSE = re.compile(r"\b(?:[Aa]n?\s(?!\w+ed\s)[a-z][\w-]+\s|[A-Z][\w-]+['’]s?\s(?:[a-z][\w-]+\s)?)$")
_DETERMINERS = re.compile(r"^(?:the|an?|those|its|their|his|her|this)\s+", re.IGNORECASE)
# A name behind one of these is where or whose something is, and no party by itself.
_BEHIND = re.compile(
    r"\b(?P<head>[\w-]+),?\s(?:of|in|at|near|from|against|to|by|with|on|over|about|under|like|than|into|across)"
    r"\s(?:the\s|an?\s)?$"
)
# … unless it speaks for it: "a spokesman for", "officials in".
_SPEAKS = re.compile(_GROUP + r"|lawyers?|statement|voice", re.IGNORECASE)
_OPENS_WITH = re.compile(
    r"(?:^|[,;]\s)(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]rom|[Ww]ith|[Ff]or|[Dd]uring|[Aa]fter|[Oo]utside|[Aa]cross)"
    r"\s(?:the\s|an?\s)?$"
)
# "If the council rejects": only thought of.
_THOUGHT_OF = re.compile(
    r"\b(?:if|whether|unless|until|should|when|whenever|before|once|would|could)\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
# "R-Ohio", as it stands behind a name.
_SEAT = re.compile(r"[RDI]-[A-Z]\w*")
# "Ruiz on Twitter" is Ruiz.
_ON_AIR = re.compile(r"\son\s(?:Twitter|Facebook|Instagram|YouTube|X|TV|CNN|MSNBC|NBC|ABC|CBS|Fox|BBC)\b.*$")
# "The Kessel councillor": the name tells of whom it is, and is no party.
_COMPOUND = re.compile(
    r"\s(?!over\b|after\b|under\b|for\b|or\b|other\b|never\b|later\b|ever\b|whether\b|per\b|her\b|either\b"
    r"|longer\b|earlier\b|better\b|rather\b|together\b|however\b)"
    r"(?:[a-z]*(?:man|men|woman|women)|[a-z-]+(?:or|er|ist|ian|ee)s?)\b"
)
# "Jon Berg, of High Street, Kessel, pleaded": where somebody lives.
_LIVES = re.compile(r",\s(?:of|from|in)\s[\w'’. -]{2,40},\s$")
_JOINED = re.compile(r"[\w-]")
_BEGUN = re.compile(r"[A-Z]\w+ [Ww]ithout $|\d(?:st|nd|rd|th) $")
_NEAR, _NEAR_THE = 40, 4
_NO_PARTY = frozenset(word_set("he she it they we i you who god internet")) | {
    each.casefold() for each in (*DAYS, *MONTHS)
}


@dataclass(frozen=True, slots=True)
class Party:
    """A party as it stands in a sentence: `text[start:end]`, with its article; `name` is without it."""

    name: str
    label: str
    start: int
    end: int


@once
def parties(sentence: Sentence) -> tuple[Party, ...]:
    """Find all who may be a party, in their order; of two that overlap the longer."""
    found = sorted((*_groups(sentence.text), *_named(sentence)), key=lambda p: (p.start - p.end, p.start))
    kept: list[Party] = []
    for each in found:
        if all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda party: party.start))


def acts(party: Party, text: str) -> bool:
    """Tell whether a party is the subject by itself: not "the fire in Carrow", not "if Carrow"."""
    before = text[: party.start]
    if _OPENS_WITH.search(before) or _LIVES.search(before):
        return False
    place = _BEHIND.search(before)
    if place is not None and _SPEAKS.fullmatch(place["head"]) is None:
        return False
    return _THOUGHT_OF.search(before) is None


def _groups(text: str) -> Iterator[Party]:
    for match in _PLACE.finditer(text) if not _GROUP_WORDS.isdisjoint(forms(text)) else ():
        label = match.group()
        name = _DETERMINERS.sub("", label)
        if match["group"][0].isupper() and match.start("group"):
            continue
        own = _WHOSE.search(text, 0, match.start()) if label == match["of"] + match["group"] else None
        if own:
            # "Kessel's outspoken mayor", "a local union official".
            yield Party(name, own.group() + label, own.start(), match.end())
            continue
        opens = match.start() == 0 and not match["article"] and not match["of"]
        # "Residents" began the sentence, and is no name.
        yield Party(name.lower() if opens else name, label, *match.span())


def _named(sentence: Sentence) -> Iterator[Party]:
    text = sentence.text
    for name in dict.fromkeys(_ON_AIR.sub("", name) if " on " in name else name for name in sentence.names):
        if name.casefold() in _NO_PARTY or name.isdigit() or _SEAT.fullmatch(name) or _opens(name, text):
            continue
        at = text.find(name)
        while at >= 0:
            party = _at(text, name, at)
            if party:
                yield party
            at = text.find(name, at + 1)


def _at(text: str, name: str, start: int) -> Party | None:
    """Read a name where it stands: whole, with what belongs to it, and no more than a word of another."""
    end = start + len(name)
    if (
        _JOINED.match(text, end)
        or (start and _JOINED.match(text, start - 1))
        or text[max(0, start - 1) : start] in {"'", "’", "-"}
    ):
        return None
    # "Watchers without Borders", "October 11th Advocates": the name began before.
    begun = _BEGUN.search(text, max(0, start - _NEAR), start)
    if begun:
        return Party(text[begun.start() : end], text[begun.start() : end], begun.start(), end)
    if _COMPOUND.match(text, end):
        return None
    the = _NEAR_THE if text[max(0, start - _NEAR_THE) : start] in {"the ", "The "} else 0
    return Party(name, text[start - the : end], start - the, end)


def _opens(name: str, text: str) -> bool:
    """Tell whether a "name" is a verb that begins the sentence: "Reached for comment, …"."""
    return text.startswith(name) and " " not in name and name.endswith(("ed", "ing"))
