"""Where an article belongs, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A term that an article and a story have in common, with its share of the score."""

    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article belongs, and why. `story` None: it starts a story of its own.

    `score` is compared with `threshold`; `gap_hours` is the time between the article and
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
