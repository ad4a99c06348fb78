"""Names of columns, learnt from the titles of each outlet as they come.

A column ("The Kettle: why ferries rust") and the tag of a running story ("Ferry strike:
talks fail") look alike: both put the same words before ever new ones. What tells them
apart is what titles do with those words. The words of a story are said in other titles
too, and what stands beside its tag is about one matter, so that it keeps sharing words; the
name of a column is said nowhere else, and what stands beside it is about anything.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeVar

from tracker.cluster.furniture import Part, is_dated, is_live, parts, strip, unlabelled, without_episode
from tracker.cluster.hearsay import Hearsay
from tracker.cluster.roundups import is_round_up
from tracker.text.words import terms

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cluster.hearsay import Watch

# Parts of titles met on one day are kept as a number each, about 150 bytes; those that came again
# on another with what is needed to judge them, about 3 KB. The oldest go first: a column of every
# week is learnt while no more than 40,000 parts, of some 20,000 articles, are new in a week.
ONCE, RECURRING = 40_000, 6_000
# Days on which a name must come, each time with another rest: where it is written like a name
# and the outlet's titles are not; and where its form tells nothing, over so many days in all.
NAMED_DAYS, PLAIN_DAYS, PLAIN_SPAN = 5, 10, 21
# And where a title is such a name with a weekday or month, and nothing else.
DATED_DAYS = 3
# Of the pairs of neighbouring rests, at most this share may have a word in common. Titles of
# strangers: 6 to 7 in 100. Of one story, its two commonest words left out: half of all stories
# above 45, nine tenths above 8 to 13; of crises told for months 18 to 35 (measured on 4,500
# titles of 290 stories, and on 1,460 first sentences on five crises).
ALIKE: Final = 0.12
# Each rest is compared with so many before it.
NEIGHBOURS = 8
# Titles that say a name's words, for each that it heads: a story's words are said by others
# several times for each title with its tag; a name's only by chance.
SAID: Final = 0.5
# Articles whose number is remembered, so that one that comes again counts once.
REMEMBERED = 10_000
# Outlets whose way with capitals is remembered, and titles of each that it is judged by.
OUTLETS, TITLES = 5_000, 50
# An outlet that capitalises more of its longer words tells nothing by it: German has 50 to 60 in
# 100, English sentences 20 to 30, English headlines with capitals above 90.
_CAPITALISED, _LONG_WORD = 0.45, 4
# Spaces in a title that is more than a name and a date.
_SENTENCE = 5

_K = TypeVar("_K")
_V = TypeVar("_V")


class Titled(Protocol):
    """What is read of an article: enough to learn all again from what is stored."""

    @property
    def id(self) -> int:
        """The article's number."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def outlet(self) -> str:
        """Who published it."""

    @property
    def published(self) -> datetime:
        """When."""


class _Pattern:
    """A part of one outlet's titles that came again on another day, and what is known of it."""

    __slots__ = ("alike", "days", "first", "last", "near", "pairs", "said", "times", "watch")

    def __init__(self, day: int, watch: Watch) -> None:
        self.first = self.last = day
        # The first time left no more than the day.
        self.days = self.times = 1
        self.near: list[frozenset[str]] = []
        self.pairs = self.alike = 0
        self.watch = watch
        self.said = watch.said

    def meet(self, day: int, rest: frozenset[str]) -> None:
        """Take note of one more title; one with a rest that was there lately is no new one."""
        if rest and rest in self.near:
            return
        self.pairs += len(self.near)
        self.alike += sum([not rest.isdisjoint(other) for other in self.near])
        self.near = [*self.near[1 - NEIGHBOURS :], rest]
        self.times += 1
        self.days += day > self.last or day < self.first
        self.first, self.last = min(self.first, day), max(self.last, day)

    def is_name(self, enough: float) -> bool:
        """Say whether it has shown itself a column's name; in `enough` days, or in those enough for any."""
        if self.watch.said - self.said > SAID * self.times or self.alike > ALIKE * self.pairs:
            return False
        long_known = self.days >= PLAIN_DAYS and self.last - self.first >= PLAIN_SPAN
        return long_known or self.days >= enough


class _Reading(NamedTuple):
    """A title without furniture, the parts of it that may be a column's name, and its stems."""

    plain: str
    parts: list[Part]
    stems: frozenset[str]


class Columns:
    """What recurs in each outlet's titles, and which of it is the name of a column.

    The same titles in the same order give the same answers. An article costs a few look-ups,
    however long the stream; memory is bounded, at about 30 MB.
    """

    def __init__(self) -> None:
        self._once: dict[int, int] = {}
        self._patterns: dict[str, _Pattern] = {}
        self._hearsay = Hearsay()
        self._known: dict[int, None] = {}
        # Outlet → its longer words with a capital, all its longer words, titles looked at.
        self._styles: dict[str, tuple[int, int, int]] = {}
        self._last: tuple[str, _Reading] | None = None

    def learn(self, article: Titled) -> None:
        """Take note of the title of one more article, in order of coming; once for each number."""
        if article.id in self._known:
            return
        self._known[article.id] = None
        _bound(self._known, REMEMBERED)
        reading = self._read(article.title)
        self._learn_style(article.outlet, reading.plain)
        heard = self._hearsay.heard(reading.stems)
        if heard:
            own = [_stems(part.masked) for part in reading.parts]
            for watch in heard:
                watch.said += watch.stems not in own
        keys = [_key(article, part) for part in reading.parts]
        recurring = [part for part, key in zip(reading.parts, keys, strict=True) if key in self._patterns]
        day = article.published.toordinal()
        for part, key in zip(reading.parts, keys, strict=True):
            self._meet(key, day, part, recurring)

    def strip(self, article: Titled) -> str:
        """Return the title without a column's name, a live page's signs, and labels.

        "" where nothing is left: such a title tells of no matter.
        """
        title = self._read(article.title).plain
        for part in self._named(article):
            title = strip(title, part.name)
        return title

    def matter(self, article: Titled) -> str | None:
        """Return what `strip` leaves of a title; None if the article belongs to no story.

        That is a round-up, a service piece, or a column's bare name.
        """
        title = self.strip(article)
        bare = not title and article.title.strip()
        return None if bare or is_round_up(article.title) else title

    def _named(self, article: Titled) -> list[Part]:
        """Return the parts that are names: the whole; or else a head, a tail, or both."""
        named: list[Part] = []
        for part in self._read(article.title).parts:
            pattern = self._patterns.get(_key(article, part))
            signed = part.place == "tail" and part.name.casefold() == article.outlet.casefold()
            if signed or (pattern and pattern.is_name(self._enough(part, article.outlet))):
                named.append(part)
                if part.place == "whole":
                    break
        return named

    def _read(self, title: str) -> _Reading:
        """Read a title, once for all that is asked of it in a row."""
        if self._last is None or self._last[0] != title:
            plain = unlabelled(title)
            # A live page of many days goes by the same title on all of them.
            whole = plain == title.strip() or not is_live(title)
            found = parts(plain, whole=whole)
            self._last = title, _Reading(plain, found, _stems(plain))
        return self._last[1]

    def _meet(self, key: str, day: int, part: Part, recurring: list[Part]) -> None:
        """Take note of a part on a day; those `recurring` in the title are no part of its rest."""
        pattern = self._patterns.pop(key, None) or self._begun(hash(key), day, part)
        if pattern is None:
            return
        rest = _rest(part, recurring)
        if rest or part.place == "whole":
            pattern.meet(day, rest)
        self._patterns[key] = pattern
        for gone in _bound(self._patterns, RECURRING):
            self._hearsay.let_go(gone.watch)

    def _begun(self, key: int, day: int, part: Part) -> _Pattern | None:
        """Begin a pattern of what was met on another day; note what was not."""
        first = self._once.setdefault(key, day)
        _bound(self._once, ONCE)
        watch = self._hearsay.watch(_stems(part.masked)) if first != day else None
        if watch is None:
            return None
        del self._once[key]
        return _Pattern(first, watch)

    def _learn_style(self, outlet: str, plain: str) -> None:
        capitals, long, titles = self._styles.get(outlet, (0, 0, 0))
        if titles < TITLES and plain.count(" ") >= _SENTENCE:
            more, longer = _capitals(plain)
            self._styles[outlet] = capitals + more, long + longer, titles + 1
            _bound(self._styles, OUTLETS)

    def _enough(self, part: Part, outlet: str) -> float:
        """Return how many days are enough for a part, by its form.

        A name has capitals throughout, where the outlet's titles have few.
        """
        capitals, long, _ = self._styles.get(outlet, (0, 0, 0))
        own, words = _capitals(without_episode(part.name))
        if " " not in part.name or not own == words > 0 or capitals > _CAPITALISED * long:
            return inf
        return DATED_DAYS if part.place == "whole" and is_dated(part.name) else NAMED_DAYS


def _bound(held: dict[_K, _V], most: int) -> list[_V]:
    """Let the oldest go where there is one too many, an eighth at a time, and return them.

    A dict finds its first key slowly once many before it are gone.
    """
    if len(held) <= most:
        return []
    return [held.pop(key) for key in list(islice(held, most // 8))]


def _key(article: Titled, part: Part) -> str:
    return f"{article.outlet}\n{part.place}\n{part.masked}"


def _rest(part: Part, recurring: list[Part]) -> frozenset[str]:
    """Return the stems of what is left beside a part: what recurs at the other end is no matter."""
    rest = part.rest
    for other in recurring:
        rest = rest.removesuffix(other.name) if part.place == "head" else rest.removeprefix(other.name)
    return _stems(without_episode(rest))


@lru_cache(maxsize=1 << 12)
def _of_token(token: str) -> tuple[str, ...]:
    """Return the stems in a word with the marks around it, figures left out."""
    return tuple(stem for stem in terms(token) if not stem[0].isdigit())


def _stems(text: str) -> frozenset[str]:
    return frozenset([stem for token in text.split() for stem in _of_token(token)])


def _capitals(text: str) -> tuple[int, int]:
    """Count the longer words with meaning that begin with a capital, and all of them."""
    marks = "'’\"“”‘(["
    long = [
        word for token in text.split() if len(word := token.strip(marks)) >= _LONG_WORD and _of_token(token)
    ]
    return sum([word[0].isupper() for word in long]), len(long)
