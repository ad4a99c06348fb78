"""Which two stories are one: a second look, once later articles have shown what each is about."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tracker.cluster.note import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.cluster.bundle import Bundle
    from tracker.cluster.document import Document

# Members that are asked at most, spread evenly over the story: a long one may have drifted.
ASKED = 9
# If the first one asked finds no story at least so probable, by the threshold, no other is asked.
HOPE = 0.3


class Reunion(NamedTuple):
    """Two stories that are one: `story` belongs into the older one, with this probability.

    `threshold` is the probability that was needed.
    """

    story: int
    into: int
    score: float
    threshold: float


def likeliest(
    story: int,
    bundle: Bundle,
    threshold: float,
    scores: Callable[[Document, int], Mapping[int, float]],
) -> tuple[float, int] | None:
    """Return the mean probability that members belong to the same other story, and that story.

    `scores` gives the probability of each other story that an article could belong to; a story
    that a member is not even compared with counts as 0 for it. None if that is below `threshold`.
    """
    members = list(bundle.members.values())[::-1]
    asked = [unpack(note) for note in members[:: -(-len(members) // ASKED)]]
    sums: defaultdict[int, float] = defaultdict(float)
    for place, member in enumerate(asked):
        for other, score in scores(member, story).items():
            sums[other] += score
        best = max(sums.values(), default=0.0)
        # Nor is another asked once the rest can't make up for those before it.
        most = best + len(asked) - place - 1
        if most < threshold * len(asked) or (not place and best < HOPE * threshold):
            return None
    score, other = min(((-score / len(asked), other) for other, score in sums.items()), default=(0.0, 0))
    return (-score, other) if -score >= threshold else None
