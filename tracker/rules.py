"""What the user wants hidden: `mute` and `only` of feeds.yaml, over words and feeds. Pure.

    rules = in_force(subscriptions, file's rules, titles)
    rules.verdict(title, text, feeds)      "mute: horoscope", or "" where the article is shown

A feed hides an article if one of its mutes matches, or if it has `only` rules and none of
them matches. An article is hidden if every feed that carries it hides it.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from tracker.subscriptions import normalised
from tracker.text.words import MARKS, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tracker.model import Subscription
    from tracker.subscriptions import Rule

# Raised when the same rules come to match other articles, so that what is stored is judged anew.
SCHEME = 1
# Words, feeds and rules that an account names before it counts the rest: what a line holds.
NAMED = 6

# Signs that stand in words with borders. In Korean, Burmese and Khmer, as in the scripts
# without spaces, a word is looked for inside of longer ones too: endings are joined to it.
_UNBORDERED = UNSPACED + "\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\uac00-\ud7a3"
_SIGN = rf"[^\W_{_UNBORDERED}]"
_BORDERED = re.compile(rf"{_SIGN}|[{MARKS}]")
_BEFORE, _AFTER = rf"(?<!{_SIGN})(?<![{MARKS}])", rf"(?!{_SIGN}|[{MARKS}])"
# How far a `*` inside a phrase reaches; without a bound a hostile text would take quadratic time.
_REACH = 64
# Between title and text, so that no phrase is found across: clean text has no NUL.
_APART = "\n\0\n"
# The word that is in every text.
_ANY = "*"

_Kinds: TypeAlias = "dict[str, list[_Clause]]"


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a rule: `literal` is in every text that has it, `pattern` decides.

    `start` is what it begins with.
    """

    text: str
    literal: str
    pattern: re.Pattern[str]
    start: str

    def is_in(self, folded: str) -> bool:
        """Tell whether a folded text has it; plain searches spare the pattern most texts and places.

        The pattern itself, which looks behind itself, would be tried at every sign of a text.
        """
        if self.literal not in folded:
            return False
        if not self.start:
            return self.pattern.search(folded) is not None
        place = folded.find(self.start)
        while place >= 0:
            if self.pattern.match(folded, place):
                return True
            place = folded.find(self.start, place + 1)
        return False


@dataclass(frozen=True, slots=True)
class _Clause:
    """A rule made ready: its words (none of them: it never matches), and its feeds in words."""

    words: tuple[Word, ...]
    feeds: str
    account: str

    def found(self, folded: str) -> Word | None:
        return next((word for word in self.words if word.is_in(folded)), None)


@dataclass(frozen=True, slots=True)
class _Feed:
    """The clauses that hold for one feed: the file's own, and those that stand in the feed."""

    mutes: tuple[_Clause, ...] = ()
    onlys: tuple[_Clause, ...] = ()

    def hides(self, folded: str) -> str:
        """Give the rule, in words, by which this feed hides a text; "" where none does."""
        for clause in self.mutes:
            word = clause.found(folded)
            if word is not None:
                return f"mute: {clause.account if word.text == _ANY else word.text + clause.feeds}"
        if not self.onlys or any(clause.found(folded) for clause in self.onlys):
            return ""
        return f"only: {'; '.join(dict.fromkeys(clause.account for clause in self.onlys[:NAMED]))}"


class Rules:
    """All rules as they hold for each feed; false where there are none."""

    def __init__(self, feeds: Mapping[str, _Feed], others: _Feed) -> None:
        """Take the feeds with rules of their own, by normalised address, and what holds for the rest."""
        self._feeds = feeds
        self._others = others

    def __bool__(self) -> bool:
        return bool(self._feeds) or self._others != _Feed()

    @property
    def digest(self) -> str:
        """What is equal for rules that give every article the same verdict."""
        feeds = [
            (key, *_content(feed)) for key, feed in sorted(self._feeds.items(), key=lambda item: item[0])
        ]
        return hashlib.sha256(repr((SCHEME, feeds, _content(self._others))).encode()).hexdigest()

    def verdict(self, title: str, text: str, feeds: Iterable[str]) -> str:
        """Say by which rules an article is hidden that stands in `feeds` (addresses); "" for shown."""
        folded = searched(title, text)
        accounts = dict[str, None]()
        for feed in feeds:
            account = self._feeds.get(_name(feed), self._others).hides(folded)
            if not account:
                return ""
            accounts[account] = None
        return "; ".join(list(accounts)[:NAMED])


def in_force(
    subscriptions: Sequence[Subscription], rules: Sequence[Rule], titles: Mapping[str, str]
) -> Rules:
    """Join the file's rules with those in the feeds.

    `titles`: address → the feed's own title, of every feed ever polled, so that a rule
    outlives the subscription. A rule whose feeds are all unknown does nothing.
    """
    # With ten thousand feeds that takes a while, twice a round.
    bearers = _bearers(subscriptions, titles) if any(rule.feeds for rule in rules) else {}
    everywhere: _Kinds = {"mute": [], "only": []}
    own = defaultdict[str, _Kinds](lambda: {"mute": [], "only": []})
    for rule in rules:
        clause = _clause(rule.words, rule.feeds)
        keys = set[str]().union(*(bearers.get(_name(name), ()) for name in rule.feeds))
        for key in keys:
            own[key][rule.kind].append(clause)
        if not rule.feeds:
            everywhere[rule.kind].append(clause)
        elif keys and rule.kind == "only" and not rule.words:
            # Only these feeds: for all others a clause that nothing matches.
            everywhere[rule.kind].append(replace(clause, words=()))
    _add_own(own, subscriptions)
    return Rules({key: _feed(everywhere, kinds) for key, kinds in own.items()}, _feed(everywhere))


def strangers(
    subscriptions: Sequence[Subscription], rules: Iterable[Rule], titles: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the names in the rules that no subscribed feed bears, each once."""
    subscribed = {one.url: titles.get(one.url, "") for one in subscriptions}
    bearers = _bearers(subscriptions, subscribed)
    names = (name for rule in rules for name in rule.feeds)
    return tuple(dict.fromkeys(name for name in names if _name(name) not in bearers))


def searched(title: str, text: str) -> str:
    """Give an article as words are looked for in it: no phrase is found across title and text."""
    return fold(title + _APART + text)


def fold(text: str) -> str:
    """Give a text as words are looked for in it: without case, with one apostrophe and one hyphen."""
    if not text.isascii():
        text = text.replace("’", "'").replace("‑", "-")
    return text.casefold()


@lru_cache(maxsize=4096)
def word(text: str) -> Word:
    """Make a word or phrase ready: any white space between its parts, `*` for the rest of a word."""
    parts = fold(text).split()
    stems = [part.rstrip("*") for part in parts]
    pattern = r"\s+".join(map(_pattern, parts, stems))
    if parts and _BORDERED.match(stems[0]):
        pattern = _BEFORE + pattern
    if parts and not parts[-1].endswith("*") and _BORDERED.match(stems[-1][-1:]):
        pattern += _AFTER
    literal, start = max(stems, key=len, default=""), stems[0] if stems else ""
    return Word(text, literal, re.compile(pattern if text != _ANY else ""), start)


def _pattern(part: str, stem: str) -> str:
    if part == stem:
        return re.escape(part)
    rest = r"\S" if not stem else rf"(?:[^\W_]|[{MARKS}])"
    return f"{re.escape(stem)}{rest}{{{0 if stem else 1},{_REACH}}}+"


def _clause(words: Sequence[str], feeds: Sequence[str]) -> _Clause:
    """Make a rule ready; without words it is for all that its feeds carry."""
    named = _listed(feeds)
    where = f" ({named})" if feeds else ""
    account = f"all of {named}" if feeds and tuple(words) in {(), (_ANY,)} else _listed(words) + where
    return _Clause(tuple(map(word, words or (_ANY,))), where, account)


def _feed(*kinds: _Kinds) -> _Feed:
    return _Feed(*(tuple(clause for each in kinds for clause in each[kind]) for kind in ("mute", "only")))


def _add_own(own: defaultdict[str, _Kinds], subscriptions: Iterable[Subscription]) -> None:
    for one in subscriptions:
        for kind, words in (("mute", one.mute), ("only", one.only)):
            if words:
                own[_name(one.url)][kind].append(_clause(words, (one.title or one.url,)))


def _bearers(subscriptions: Iterable[Subscription], titles: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each address, title, group and tag, folded, which feeds bear it."""
    found = defaultdict[str, set[str]](set)
    for one in subscriptions:
        for name in (one.url, one.title, one.group, *one.tags):
            found[_name(name)].add(_name(one.url))
    for url, title in titles.items():
        for name in (url, title):
            found[_name(name)].add(_name(url))
    found.pop("", None)
    return found


@lru_cache(maxsize=1 << 15)
def _name(name: str) -> str:
    """Fold a feed's name; an address to what is equal for all its spellings."""
    return normalised(name) if "://" in name else name.casefold()


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _content(feed: _Feed) -> list[list[tuple[tuple[str, ...], str]]]:
    """Give what a feed's verdicts and their accounts are made of."""
    return [
        [(tuple(word.text for word in clause.words), clause.account) for clause in clauses]
        for clauses in (feed.mutes, feed.onlys)
    ]
