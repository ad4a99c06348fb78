"""What the clusterer was told: stories with their members, who holds which term, and how rare it is."""

from __future__ import annotations

from collections import OrderedDict
from math import sqrt
from typing import TYPE_CHECKING

from tracker.cluster.bundle import MOST_KEPT, Bundle
from tracker.cluster.index import Index
from tracker.cluster.note import keys_of, teaches, unpack
from tracker.cluster.rarity import Rarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from tracker.cluster.document import Document
    from tracker.cluster.evidence import Query

# Stories that an article is compared with, of those that the index finds. A bare title says too little
# to rank them well; for texts, six come out the same within 0.2 in the benchmark of clustering.
MOST_COMPARED, MOST_COMPARED_TO_TITLES = 4, 6
# Stories whose sums are kept unfolded: what is written about comes in bursts, and those met
# again take a quarter of the time. They take 6 KB each, most being small.
MOST_WARM = 1000
# The index is packed anew once so many articles have come since, and a quarter as many as are known:
# it takes 10 μs an article, and a dictionary ten times the memory.
FEW_CHANGES, SHARE_CHANGED = 4000, 0.25
# Fewer than these are learnt one by one, 100 μs each, rather than that all is packed anew.
FEW_LOADED = 1000


class Knowledge:
    """Bundles by story, an inverted index over them, and the frequencies of all terms.

    Memory grows with the articles told and not forgotten, about 2 KB for each lead.
    """

    def __init__(self) -> None:
        self.index = Index()
        self.rarity = Rarity(self.index.count)
        self.homes: dict[int, int] = {}
        self._bundles: dict[int, Bundle] = {}
        # In order of use, the latest last. A plain dict finds its first key slowly once many are gone.
        self._warm: OrderedDict[int, Bundle] = OrderedDict()
        # Articles learnt since the index was packed.
        self._fresh: set[int] = set()

    def bundle(self, story: int) -> Bundle:
        """Return a story that has members, to be compared with."""
        bundle = self._warm.pop(story, None) or self._bundles[story]
        self._warm[story] = bundle
        if len(self._warm) > MOST_WARM:
            self._warm.popitem(last=False)[1].cool()
        return bundle

    def nearest(self, query: Query, apart: Collection[int]) -> list[tuple[int, Bundle]]:
        """Return the stories that are probably most like an article.

        The weight of the terms in common stands for the product of the two. That is divided by the
        root of the length, as longer texts are also likelier to be meant (Singhal et al. 1996,
        "Pivoted document length normalization"), and the length of an earlier day will do.
        """
        ranked = []
        found = self.index.nearest(query.squares, query.document.keys, apart, self._bundles)
        for story, weight in found:
            bundle = self._bundles[story]
            length = bundle.rough or bundle.length(self.rarity)
            ranked.append((-weight / sqrt(length), story))
        ranked.sort()
        most = MOST_COMPARED_TO_TITLES if query.document.bare else MOST_COMPARED
        return [(story, self.bundle(story)) for _, story in ranked[:most]]

    def add(self, article: int, note: bytes, document: Document, story: int) -> None:
        """Learn a member; of a story that has as many as are kept, the oldest is forgotten."""
        self._bundles.setdefault(story, Bundle())
        bundle = self.bundle(story)
        self.homes[article] = story
        first = bundle.add(article, note, document)
        self.rarity.learn(document.terms)
        self.index.add(first, story)
        bundle.length(self.rarity)
        if len(bundle.members) > MOST_KEPT:
            self.forget(next(iter(bundle.members)))
        self._fresh.add(article)
        if len(self._fresh) > max(FEW_CHANGES, SHARE_CHANGED * len(self.homes)):
            self._pack()

    def load(self, told: Iterable[tuple[int, bytes, int]]) -> None:
        """Learn many members at once, oldest first: number, note and story of each."""
        noted = [(article, note, story) for article, note, story in told if self._is_new(article, note)]
        if len(noted) < FEW_LOADED:
            for article, note, story in noted:
                self.add(article, note, unpack(note), story)
            return
        for article, note, story in noted:
            self._bundles.setdefault(story, Bundle()).load(article, note)
            self.homes[article] = story
        self._pack()

    def forget(self, article: int) -> int | None:
        """Unlearn a member and return the story it was of; None for one that was never learnt.

        Of what is packed, the index and the frequencies keep it until all is packed anew: most that
        is forgotten is old, and looking for all its terms takes a fifth of what an article may take.
        """
        story = self.homes.pop(article, None)
        if story is None:
            return None
        bundle = self._bundles[story]
        if article in self._fresh:
            self._fresh.remove(article)
            document = unpack(bundle.members[article])
            self.rarity.forget(document.terms)
            self.index.remove(bundle.remove(article, document), story)
        else:
            bundle.drop(article)
        if not bundle.members:
            del self._bundles[story]
            self._warm.pop(story, None)
        return story

    def __contains__(self, story: int) -> bool:
        return story in self._bundles

    def _is_new(self, article: int, note: bytes) -> bool:
        self.forget(article)
        return teaches(note)

    def _pack(self) -> None:
        """Pack the index, in which all that was loaded is missing, and much that has gone still is."""
        for bundle in self._bundles.values():
            for article in bundle.keep_newest(MOST_KEPT):
                del self.homes[article]
        notes = [(self._bundles[story].members[article], story) for article, story in self.homes.items()]
        self.index.pack((keys_of(note), story) for note, story in notes)
        self.rarity.pack(len(notes))
        self._fresh.clear()
