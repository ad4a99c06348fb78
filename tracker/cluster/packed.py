"""A packed inverted index: made of many articles at once, in a tenth of a dictionary's memory."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import int64, uint32
    from numpy.typing import NDArray


class Packed:
    """Key of a term → the stories of the articles that hold it, oldest article first; immutable.

    Keys are 32-bit sums of terms: of a million terms, one in four thousand shares its key with
    another and is taken for the same, which no comparison in full does.
    """

    def __init__(self, articles: Sequence[tuple[bytes, int]]) -> None:
        """Pack the keys, four bytes each and none twice, and the story of each article."""
        import numpy as np

        self.articles = len(articles)
        keys = np.frombuffer(b"".join([keys for keys, _ in articles]), dtype="<u4")
        sizes = np.fromiter((len(keys) // 4 for keys, _ in articles), dtype=np.int64, count=len(articles))
        stories = np.fromiter((story for _, story in articles), dtype=np.int64, count=len(articles))
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        first = np.flatnonzero(np.diff(ordered, prepend=ordered[:1] ^ 1)) if len(ordered) else order
        # One key is sought in this in a quarter of the time that numpy takes, or its memory's view.
        self._sorted = array("I", ordered[first].tobytes())
        self._keys: NDArray[uint32] = np.frombuffer(self._sorted, dtype=np.uint32)
        self._starts: NDArray[int64] = np.append(first, len(ordered))
        self._stories: NDArray[Any] = np.repeat(stories, sizes)[order]
        # A few places are read twice as fast in these as by numpy.
        self._borders, self._told = self._starts.data, self._stories.data

    def count(self, key: int) -> int:
        """Return how many articles hold a term."""
        place = bisect_left(self._sorted, key)
        if place == len(self._sorted) or self._sorted[place] != key:
            return 0
        return int(self._borders[place + 1] - self._borders[place])

    def places(self, keys: bytes) -> list[tuple[int, int] | None]:
        """Return for each key where its stories begin and end; None for one that is not known."""
        import numpy as np

        sought = np.frombuffer(keys, dtype="<u4")
        places = self._keys.searchsorted(sought)
        places[places == len(self._keys)] = 0
        known = (self._keys[places] == sought).tolist()
        spans = zip(self._starts[places].tolist(), self._starts[places + 1].tolist(), strict=True)
        return [span if here else None for here, span in zip(known, spans, strict=True)]

    def stories(self, start: int, end: int) -> list[int]:
        """Return the stories between two places; of several articles, a story several times."""
        return self._told[start:end].tolist()
