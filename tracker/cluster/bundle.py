"""A story as the clusterer holds it: the notes of its members, and their sums while it is in use."""

from __future__ import annotations

from itertools import islice
from math import fsum, inf, sqrt
from typing import TYPE_CHECKING

from tracker.cluster.document import LEAD_COUNT
from tracker.cluster.note import heading_of, hours_of, unpack
from tracker.cluster.sums import Sums

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.cluster.document import Document
    from tracker.cluster.rarity import Rarity

# A story is what its newest articles say: a long one drifts, and costs no more to compare with
# than a middling one. Twice what any feature tells apart, and more than a story has in a day.
MOST_KEPT = 200


class Bundle:
    """The members of one story, oldest first as they came.

    Notes are a tenth of the size of what they unfold to. Most stories are a lone article that
    nothing is ever compared with again; so sums are made when they are asked for, and `cool`
    lets go of them.
    """

    __slots__ = ("_core", "_length", "_reading", "_sums", "members", "newest", "oldest", "rough")

    def __init__(self) -> None:
        self.members: dict[int, bytes] = {}
        self.oldest, self.newest = inf, -inf
        # The length as it last was; 0 for one that was never worked out.
        self.rough = 0.0
        self._sums: Sums | None = None
        # Of the reading of the frequencies that they were worked out for, or None.
        self._reading = -1
        self._length: float | None = None
        self._core: float | None = None

    @property
    def sums(self) -> Sums:
        """What the members hold together."""
        if self._sums is None:
            self._sums = self._summed()
        return self._sums

    def length(self, rarity: Rarity) -> float:
        """Return the Euclidean length of the centroid, weighted as `rarity` now reads."""
        self._follow(rarity)
        if self._length is None:
            self._length = self.rough = sqrt((self._sums or self._summed()).square(rarity.weights))
        return self._length

    def covered(self, shared: Iterable[str], rarity: Rarity) -> float:
        """Return the share of the story's core, by weight, that is among terms which it shares.

        The core is what half of the members mention in title or lead, or as much as that.
        """
        self._follow(rarity)
        weights, held = rarity.weights, self.sums.terms
        least = max(LEAD_COUNT, len(self.members) * LEAD_COUNT // 2)
        if self._core is None:
            self._core = fsum([weights[term] for term, count in held.items() if count >= least])
        both = [weights[term] for term in shared if held[term] >= least]
        return fsum(both) / self._core if both else 0.0

    def documents(self) -> Iterable[Document]:
        """Return what was read in the members."""
        return map(unpack, self.members.values())

    def titles(self, most: int) -> list[str]:
        """Return the titles of the newest members, so many at most."""
        newest = islice(reversed(self.members.items()), most)
        return [heading_of(article, note).title for article, note in newest]

    def add(self, article: int, note: bytes, document: Document) -> list[str]:
        """Take a member in, and return the terms that no member held before."""
        first = self.sums.add(document)
        self.members[article] = note
        self._length = self._core = None
        self._span(document.hours)
        return first

    def load(self, article: int, note: bytes) -> None:
        """Take a member in whose terms nobody asks for yet."""
        self._sums = self._length = self._core = None
        self.members[article] = note
        self._span(hours_of(note))

    def remove(self, article: int, document: Document) -> list[str]:
        """Take a member out, and return the terms that no other member holds."""
        gone = self.sums.remove(document) if len(self.members) > 1 else list(document.terms)
        self._without(article)
        return gone

    def drop(self, article: int) -> None:
        """Take a member out, where nobody asks for the terms that go with it."""
        if self._sums is not None:
            self._sums.remove(unpack(self.members[article]))
        self._without(article)

    def keep_newest(self, most: int) -> list[int]:
        """Take out all members but so many, where nobody asks for the terms that go; return who went."""
        gone = list(self.members)[:-most]
        for article in gone:
            del self.members[article]
        if gone:
            self._sums = None
            self._begin_anew()
        return gone

    def cool(self) -> None:
        """Let go of the sums until they are asked for again."""
        self._sums = None

    def _summed(self) -> Sums:
        return Sums(self.documents())

    def _without(self, article: int) -> None:
        del self.members[article]
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Find the span of the members that are left; what was worked out of all holds no more."""
        self._length = self._core = None
        hours = list(map(hours_of, self.members.values()))
        self.oldest, self.newest = min(hours, default=inf), max(hours, default=-inf)

    def _follow(self, rarity: Rarity) -> None:
        if self._reading != rarity.reading:
            self._reading = rarity.reading
            self._length = self._core = None

    def _span(self, hours: float) -> None:
        self.oldest, self.newest = min(self.oldest, hours), max(self.newest, hours)
