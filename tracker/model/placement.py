"""Where an article belongs, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.articles import Article
    from tracker.model.listings import Story


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term that an article and a story have in common, with its share of the score.

    `name`: it is written as the name of somebody or something.
    """

    term: str
    weight: float
    name: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs, and why. `story` None: it starts a story of its own.

    `score` and `threshold` are on one scale: the article joins when the score reaches the
    threshold. `runner_up` is the next best story. `gap_hours` is the time between the article and
    the newest article of the story it was compared with.
    """

    article: int
    story: int | None
    score: float
    threshold: float
    terms: tuple[SharedTerm, ...] = ()
    gap_hours: float | None = None
    runner_up: int | None = None
    runner_up_score: float = 0.0
    reason: str = "clustered"

    @property
    def joined(self) -> bool:
        """Whether the article came into a story that was there before it."""
        return self.story is not None and self.score >= self.threshold

    @property
    def way(self) -> str:
        """The reason, but for one that began its own story: older databases call that clustered too."""
        return "first of its kind" if self.story is None and self.reason == "clustered" else self.reason


@dataclass(frozen=True, slots=True)
class Rival:
    """Another story that an article could have joined, under the name it has today."""

    number: int
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one article is in its story.

    `source` is its citation number there. `rival` is the placement's runner-up, or the story that
    carries it on; None where none came near, or where it is this story by now. `earlier`: it was
    published before the article from which `placement.gap_hours` counts, not after it.
    """

    article: Article
    placement: Placement
    source: int | None = None
    rival: Rival | None = None
    earlier: bool = False
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class HoldingTerm:
    """A term that holds a story together: its weight added up over the articles that share it."""

    term: str
    weight: float
    articles: int
    name: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the articles of a story are together.

    `reasons` stand oldest first, all of them or the one that was asked for. The rest is always
    that of the whole story: `ways` counts the articles by how they came, most first; `first` and
    `last` were published then; `weakest` is the article that came nearest to not joining.
    """

    story: Story
    reasons: tuple[Reason, ...]
    ways: tuple[tuple[str, int], ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    terms: tuple[HoldingTerm, ...] = ()
    weakest: Reason | None = None
