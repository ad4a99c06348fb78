"""Why the articles of a story are together, as far as it was kept when each was placed."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tracker.model import Explanation, HoldingTerm, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from tracker.core.views.reading import Reading
    from tracker.model import Article, Placement, Rival, SharedTerm, Story
    from tracker.store import Store

# As many terms of a whole story as a reader takes in at a glance.
MOST_TERMS = 10
HOUR = 3600
# Who placed an article by its likeness to the story, so that a doubt can be in it.
_BY_LIKENESS = frozenset({"clustered", "reactive"})
# Where the user put an article, its kept terms are those it shared with another story.
_FROM_ELSEWHERE = frozenset({"split by you", "move by you"})


class Explaining:
    """Puts the placements of a story's articles beside each other; writes nothing."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store = store
        self._reading = reading

    def why(self, ref: str | int, article: int | None = None) -> Explanation:
        """Explain a story, with the reasons of all its articles or of one.

        Raises NotFoundError for a story or an article in it that is not there.
        """
        story = self._reading.story(ref)
        placed = self._reading.placements(story.number)
        asked = placed if article is None else self._reading.placements(story.number, article)
        reasons = self._reasons(story, placed)
        wanted = {member.id for member, _ in asked}
        times = [reason.article.published for reason in reasons]
        return Explanation(
            story,
            tuple(reason for reason in reasons if reason.article.id in wanted),
            ways=tuple(Counter(reason.placement.way for reason in reasons).most_common()),
            first=min(times, default=None),
            last=max(times, default=None),
            terms=_holding(reasons),
            weakest=_weakest(reasons),
        )

    def _reasons(self, story: Story, placed: Sequence[tuple[Article, Placement]]) -> list[Reason]:
        runners_up = {one.runner_up for _, one in placed if one.runner_up is not None}
        rivals = self._store.stories.today(runners_up)
        sources = self._store.stories.citations(story.number)
        pinned = self._store.rulings.pinned(article.id for article, _ in placed)
        times = {round(article.published.timestamp()) for article, _ in placed}
        return [
            Reason(
                article,
                placement,
                sources.get(article.id),
                _rival(placement, story, rivals),
                _is_earlier(article.published, placement.gap_hours, times),
                article.id in pinned,
            )
            for article, placement in placed
        ]


def _rival(placement: Placement, story: Story, rivals: dict[int, Rival]) -> Rival | None:
    rival = rivals.get(placement.runner_up) if placement.runner_up is not None else None
    return rival if rival is not None and rival.number != story.number else None


def _is_earlier(published: datetime, gap: float | None, times: Collection[int]) -> bool:
    """Tell which way a gap of hours goes, by the second at which another article of the story stands."""
    if not gap:
        return False
    here, span = published.timestamp(), gap * HOUR
    return round(here + span) in times and round(here - span) not in times


def _holding(reasons: Iterable[Reason]) -> tuple[HoldingTerm, ...]:
    """Add up what each term weighs in the articles that joined by it, however each spells it."""
    shared: defaultdict[str, list[SharedTerm]] = defaultdict(list)
    for reason in reasons:
        if reason.placement.joined and reason.placement.reason not in _FROM_ELSEWHERE:
            for term in reason.placement.terms:
                shared[term.term.casefold()].append(term)
    held = [
        HoldingTerm(
            max(terms, key=lambda term: term.weight).term,
            round(sum(term.weight for term in terms), 4),
            len(terms),
            any(term.name for term in terms),
        )
        for terms in shared.values()
    ]
    return tuple(sorted(held, key=lambda term: (-term.weight, term.term))[:MOST_TERMS])


def _weakest(reasons: Iterable[Reason]) -> Reason | None:
    """Return the article that joined by the smallest margin, of those nobody has confirmed."""
    doubtful = [
        reason
        for reason in reasons
        if reason.placement.joined and reason.placement.reason in _BY_LIKENESS and not reason.pinned
    ]
    return min(doubtful, key=lambda one: one.placement.score - one.placement.threshold, default=None)
