"""What articles that are a title and no text mean, asked beside the terms they share.

Off by default. Two titles on one matter may have no word in common; a sentence model of the
user's own still finds them close. Beside a lead it gains nothing, so articles with text are
judged by their terms alone, and their titles are read by the model only where a bare title is
compared with their story.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from tracker.cluster.merge import shipped
from tracker.cluster.note import heading_of, hours_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document
    from tracker.cluster.evidence import Evidence
    from tracker.cluster.merge import Merge

# Newest members of a story whose mean says what it is about; 4, 16 and 32 fare no better.
NEWEST = 8
# Texts whose vectors are kept, those asked for last: 384 dimensions of 4 bytes each, 16 MB in all.
KEPT = 10_000


class Encoder(Protocol):
    """Says what a text means."""

    def __call__(self, text: str) -> NDArray[np.float32]:
        """Return a vector of length 1 whose cosine with another's says how like they mean."""


class Semantic:
    """A merge model for bare titles that also asks how like article and story mean.

    It holds nothing of the stream but the vectors of texts: the same calls give the same answers.
    """

    def __init__(self, encode: Encoder, merge: Merge | None = None) -> None:
        """Ask `encode`; decide by `merge`, without one by the model that ships."""
        self._encode = lru_cache(maxsize=KEPT)(encode)
        self._merge = merge or shipped(semantic=True)

    def adapt(self, merge: Merge) -> Merge:
        """Return `merge` with the thresholds for titles that go with `probability`."""
        return replace(
            merge,
            title_threshold=self._merge.title_threshold,
            title_story_threshold=self._merge.title_story_threshold,
        )

    def probability(self, document: Document, bundle: Bundle, evidence: Evidence) -> float:
        """Return the probability, 0 to 1, that article and story belong together."""
        return self._merge.probability(evidence._replace(meaning=self.likeness(document, bundle)))

    def likeness(self, document: Document, bundle: Bundle) -> float:
        """Return the cosine of the article's vector with the mean of the newest members'."""
        import numpy as np

        newest = sorted((hours_of(note), number) for number, note in bundle.members.items())[-NEWEST:]
        titles = [heading_of(number, bundle.members[number]).title for _, number in newest]
        centre = np.sum([self._encode(_folded(title)) for title in titles], axis=0)
        length = float(np.linalg.norm(centre))
        return float(centre @ self._encode(_folded(document.title))) / length if length else 0.0


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
