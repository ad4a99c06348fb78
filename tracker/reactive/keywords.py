"""The words by which a story is known: those that most who tell of it have, and little else has."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from tracker.cluster.rarity import Rarity
from tracker.text.names import names
from tracker.text.words import terms, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.model import Claim, Dossier, Event

    # A word's stems, by which its forms are one.
    Key = tuple[str, ...]
    # Words of a text that can stand in a query, as they are written, by their keys.
    Content = dict[Key, str]

# No word of a language is longer; a run of signs that is would only fill the address.
LONGEST_WORD = 30
# Words of a story that are ever asked for; and how many letters make two of them forms of one.
RANKED, ALIKE = 8, 5
# In so many of all places where a word stands, it is followed by the same name's next word.
FOLLOWED = 0.8
# Before a name it is a part of it: nobody looks for York who looks for New York.
_NEW = "New"
# What engines take for an operator though it stands among words.
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})
# Words of asking, which say nothing of what is asked.
_ASKING = """
clear unclear known unknown know certain uncertain decided decide undecided open question answer
say said announced announce confirm confirmed unconfirmed explain disclose publish reveal specify
comment remain remains whether yet still seen sure detail details exact exactly precise precisely
immediate immediately available information expect expected likely possible possibly believe consider
happen happened matter fact apparent apparently potential potentially determine determined release
released learn learned understand discuss mention respond response statement unable able somehow
"""
# How a word's weight is made, chosen by reading the queries of some hundred stories. A word that much
# news has (of a weight of 2.7 to 3.5, see `Rarity`) keeps a little above `_PLAIN`; a name has at least
# `_NAME`, times `_FAVOUR`; the dossier's own title and four mentions in its claims are as good as a
# quarter of the sources each.
_PLAIN, _LEAST, _NAME, _FAVOUR = 2.0, 0.3, 3.0, 1.3
_TITLED, _MENTIONED, _MENTIONS = 0.25, 0.25, 4
# What a word of a question is worth that is in the title, and one that the story has elsewhere.
_NAMING, _HELD = 0.5, 1.3


class Keywords:
    """The words of a dossier, `ranked` by how well they tell its story from others, as they are `written`."""

    def __init__(self, dossier: Dossier) -> None:
        own = [source for source in dossier.sources if source.copy_of is None]
        titles = {source.number: content(source.title) for source in own}
        claims = dict.fromkeys((claim.text, claim.citations) for claim in _claims(dossier))
        said = [(content(text), citations) for text, citations in claims]
        told = {number: set(title) for number, title in titles.items()}
        for found, citations in said:
            for number in told.keys() & set(citations):
                told[number] |= found.keys()
        self.title = content(dossier.title)
        self.written: Content = {}
        for found in (self.title, *titles.values(), *(found for found, _ in said)):
            self.written = found | self.written
        self._named = {key for text, _ in claims for name in names(text) for key in content(name)}
        self._titled = Counter(chain.from_iterable(titles.values()))
        self._told = Counter(chain.from_iterable(told.values()))
        self._mentions = Counter(key for found, _ in said for key in found)
        self._sources = max(len(own), 1)
        self._followers = _followers([text for text, _ in claims])
        self.ranked = self._apart(sorted(self.written, key=self.weight, reverse=True))

    def weight(self, key: Key) -> float:
        """Weigh a word of the story: in how much of it the word stands, times how rare it is elsewhere."""
        share = (self._told[key] + self._titled[key]) / (2 * self._sources)
        share += _TITLED * (key in self.title)
        share += _MENTIONED * min(self._mentions[key], _MENTIONS) / _MENTIONS
        return share * self._rarity(key)

    def _apart(self, keys: Sequence[Key]) -> list[Key]:
        """Keep the first words, and of those that begin alike the best: "Syrian" adds nothing to "Syria"."""
        kept: list[Key] = []
        for key in keys:
            word = self.written[key].casefold()
            if not any(_begin_alike(word, self.written[other].casefold()) for other in kept):
                kept.append(key)
            if len(kept) == RANKED:
                break
        return kept

    def whole(self, keys: Sequence[Key]) -> list[Key]:
        """Give words with those that always follow them in names, where these tell nearly as much."""
        found: dict[Key, None] = {}
        for key in keys:
            found[key] = None
            follower = self._followers.get(key)
            if follower in self.written and self.weight(follower) >= self.weight(key) / 2:
                found[follower] = None
        return list(found)

    def worth(self, key: Key) -> float:
        """Weigh a word of a question: by how rare it is, and whether the story has it elsewhere.

        What is in the title names the story once more, and is the first to go where the words are too many.
        """
        return self._rarity(key) * (_NAMING if key in self.title else _HELD if self._mentions[key] > 1 else 1)

    def _rarity(self, key: Key) -> float:
        plain = max(rarity(key) - _PLAIN, _LEAST)
        return max(plain, _NAME) * _FAVOUR if key in self._named else plain


def content(text: str) -> Content:
    """Return the words of a text that can stand in a query: no signs but inner ones, no words of asking."""
    found: Content = {}
    before = ""
    for word in words(text):
        plain = word.replace("’", "'").removesuffix("'s")
        key = terms(plain)
        meant = key and plain not in _OPERATORS and not _asking().issuperset(key)
        if meant and len(plain) <= LONGEST_WORD:
            found.setdefault(key, f"{_NEW} {plain}" if before == _NEW and plain[:1].isupper() else plain)
        before = plain
    return found


def _followers(texts: Sequence[str]) -> dict[Key, Key]:
    """Return for each first word of a name the word that follows it nearly wherever it stands."""
    pairs: Counter[tuple[Key, Key]] = Counter()
    firsts: Counter[Key] = Counter()
    for text in texts:
        told = [(word, terms(word.removesuffix("'s").removesuffix("’s"))) for word in words(text)]
        firsts.update(key for _, key in told if key)
        pairs.update(
            (key, after)
            for (word, key), (other, after) in pairwise(told)
            if key and after and word[:1].isupper() and other[:1].isupper()
        )
    return {one: other for (one, other), count in pairs.items() if count >= FOLLOWED * firsts[one]}


def _begin_alike(word: str, other: str) -> bool:
    return word[:ALIKE] == other[:ALIKE] and min(len(word), len(other)) >= ALIKE


def rarity(key: Key) -> float:
    """Weigh a word by what is known of news in general, with no stream to learn from."""
    weights = _news().weights
    return max(weights[term] for term in key)


@lru_cache(maxsize=1)
def _news() -> Rarity:
    return Rarity()


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    return frozenset(terms(_ASKING))


def _claims(dossier: Dossier) -> Iterator[Claim | Event]:
    yield from dossier.what
    yield from dossier.key_points
    yield from dossier.why_it_matters
    yield from chain.from_iterable(dossier.narrative)
    yield from dossier.timeline
    for view in dossier.perspectives:
        yield view.stance
        yield from view.quotes
