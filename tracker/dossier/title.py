"""Title: stable across versions; changes only when the story really moved."""

from __future__ import annotations

import math
import re
from collections import Counter
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from tracker.text.calendar import DAYS, MONTHS
from tracker.text.words import terms, words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from tracker.dossier.material import Material
    from tracker.model import Dossier

    Titles = Sequence[tuple[int, str]]
    Openings = Mapping[int, dict[str, None]]

# An article is far from a title when it opens with less than this share of what is the title's own.
FAR = 0.25
# What so great a share of the articles open with is what the story is about, not how it stands.
COMMON = 0.5
# An article opens with its title and so many sentences.
OPENING = 2
# A title stands so long at least, and news is half as much what a story is about after so long.
SETTLED, HALF_LIFE = timedelta(days=2), timedelta(days=7)
# A story moved when so great a share of its later articles tells of something else; fewer than this say
# nothing about it.
MOVED = 0.7
FEWEST = 3
# Another article backs a title when it has this share of what is the title's own.
SHARED = 0.5
# A title reads at a glance up to here, in words; longer ones count for less.
LONGEST = 14
# What is left of a title's worth if it has two parts; if it asks, shouts or quotes, as a column's does; or if
# it is no more than a date.
PARTED, UNPLAIN, EMPTY = 0.7, 0.4, 0.1
# A quotation, a label or a name before what happened: "‘I was wrong’: Venn backs the barrier".
_KICKER = re.compile(
    r"(?:‘[^’]{3,60}(?:’\w[^’]{0,40})?’|“[^”]{3,80}”|\"[^\"]{3,80}\"|'[^']{3,60}'"
    r"|(?i:exclusive|breaking(?: news)?|just in|updated?|watch(?: live)?|video|live(?: updates?)?|report))"
    r" ?: +(?=[^\W\d_a-z]|[“\"‘\d])",
)
# So many words behind it are a title of their own; fewer than this name a subject and tell no news.
WHOLE, NAMING = 5, 3
# The full stop at the end, which some write twice, not behind an abbreviation such as "U.S." or "Inc.".
_STOP = re.compile(
    r"(?:(?<=\w{4}|\w\w\w['’”\"])|(?<= [a-z]{2})|(?<= [a-z]{3}))"
    r"(?<!\bCorp)(?<!\bSept)(?<! vs)(?<! etc)(?<! al)\.{1,2}$"
)
FEWEST_LETTERS = 5
# What is left to a title that does not begin with what the story is about, within so many words.
ASIDE, BEGINNING = 0.75, 4
_ASKING = re.compile(
    r"[“\"‘'«]|(?:what|why|how|who|whose|where|when|inside|meet|opinion|analysis|live|watch|video|photos)\b"
    r"|.*\?",
    re.IGNORECASE,
)
# A column speaks to its reader or hints at what it will say; news says it.
_HINTING = re.compile(
    r"\b(?:you|your|yours|we|our|us|nobody|everybody|everyone|something|everything|things?|lessons?"
    r"|reasons? (?:why|to)|it['’]s|here['’]s|there['’]s|explained|explainer|takeaways?|need to know)\b",
    re.IGNORECASE,
)


def title(material: Material, last: Dossier | None) -> str:
    """Give the last title, unless its article left or the later ones tell of something else."""
    titles = _headlines(material)
    if last is None or not last.title:
        return _central(titles, material.weights)
    known = {source.number for source in last.sources}
    days = {source.number: source.published for source in material.sources}
    if days.keys() == known:
        return last.title
    if _plain(last.title) <= UNPLAIN and (plain := [pair for pair in titles if _plain(pair[1]) == 1]):
        # What asks, shouts or hints gives way as soon as a plain title is at hand.
        return _central(plain, material.weights)
    if any(last.title in source.title and source.number not in days for source in last.sources):
        # The article that gave the title left, or is hidden by a rule that may be about it.
        return _central(titles, material.weights)
    later = _later(last.title, titles, days)
    openings = _openings(material)
    own = _own(last.title, _common(openings))
    far = [number for number, _ in later if len(own & openings[number].keys()) < FAR * len(own)]
    if len(later) < FEWEST or len(far) < MOVED * len(later):
        return last.title
    newest = max(days.values())
    fresh = {number: float(0.5 ** ((newest - days[number]) / HALF_LIFE)) for number, _ in later}
    told: dict[str, float] = {}
    for number, _ in later:
        for term in openings[number]:
            told[term] = told.get(term, 0.0) + fresh[number]
    spread = Counter(chain.from_iterable(openings.values()))
    subjects = frozenset(term for term, count in spread.items() if 2 * count > len(openings))
    favour = {n: fresh[n] * (1.0 if _begins_with(text, subjects) else ASIDE) for n, text in later}
    return _central(_backed(later, openings, material), told, favour) or last.title


def _headlines(material: Material) -> Titles:
    """Give the titles, without a kicker where what stands behind it says what happened."""
    return [(number, _headline(title)) for number, title in material.titles]


def _headline(title: str) -> str:
    title = _STOP.sub("", title)
    kicker = _KICKER.match(title)
    rest = title[kicker.end() :] if kicker else ""
    return rest if len(rest.split()) >= WHOLE and _plain(rest) == 1 else title


def _later(title: str, titles: Titles, days: Mapping[int, datetime]) -> Titles:
    """Give the newer half of the titles, of those that are so much later than the one that stands."""
    ordered = sorted(titles, key=lambda pair: (days[pair[0]], pair[0]))
    since = min([days[n] for n, text in ordered if text == title] or [min(days.values())])
    return [pair for pair in ordered[len(ordered) // 2 :] if days[pair[0]] - since >= SETTLED]


def _backed(titles: Titles, openings: Openings, material: Material) -> Titles:
    """Give the plain titles whose news another of these articles tells too: what happened, not one's view."""
    numbers = {number for number, _ in titles}
    told: dict[int, set[str]] = {number: set(terms(text)) for number, text in titles}
    common = _common(openings)
    for sentence in material.sentences:
        if sentence.number in numbers:
            told[sentence.number].update(sentence.terms)
    return [
        (number, text)
        for number, text in titles
        for news in (_own(text, common),)
        if _plain(text) == 1 and any(len(news & told[n]) >= SHARED * len(news) for n in numbers - {number})
    ]


def _central(titles: Titles, weights: Mapping[str, float], favour: Mapping[int, float] | None = None) -> str:
    """Give the title that covers most of the weights for its length; the earliest of equals."""

    def worth(number: int, text: str) -> float:
        found = dict.fromkeys(terms(text))
        covered = sum(weights.get(term, 0.0) for term in found)
        length = max(LONGEST, len(text.split())) / LONGEST
        return (
            _plain(text) * covered / math.sqrt(len(found) or 1) / length * (favour[number] if favour else 1)
        )

    return max(titles, key=lambda pair: (worth(*pair), -pair[0]))[1] if titles else ""


def _plain(text: str) -> float:
    """Give the share of worth that the kind of a title leaves it."""
    dates = DAYS.keys() | MONTHS.keys()
    if (
        sum(len(word) for word in words(text) if word.isalpha() and word.casefold() not in dates)
        < FEWEST_LETTERS
    ):
        return EMPTY
    if len(text.split()) < NAMING or 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text)):
        return UNPLAIN
    if _ASKING.match(text.strip()) or _HINTING.search(text.replace("US", "America")):
        return UNPLAIN
    return PARTED if ":" in text else 1.0


def _openings(material: Material) -> Openings:
    """Give the terms of each article's title and first sentences."""
    found = {number: dict.fromkeys(terms(text)) for number, text in material.titles}
    for sentence in material.sentences:
        if sentence.position < OPENING and sentence.number in found:
            found[sentence.number].update(dict.fromkeys(sentence.terms))
    return found


def _begins_with(title: str, subjects: frozenset[str]) -> bool:
    """Tell whether a title names one of these at its beginning."""
    return not subjects.isdisjoint(terms(" ".join(title.split()[:BEGINNING])))


def _own(title: str, common: Collection[str]) -> set[str]:
    """Give the terms of a title that tell how things stand: those that are not in `common`, or all."""
    found = set(terms(title))
    return found.difference(common) or found


def _common(openings: Openings) -> frozenset[str]:
    """Give the terms that many of the articles open with."""
    spread = Counter(chain.from_iterable(openings.values()))
    return frozenset(term for term, count in spread.items() if count >= COMMON * len(openings))
