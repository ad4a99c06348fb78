"""A round of polling in words: how far it is, and what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tracker.render import labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.model import PollSummary, Progress

STAGES: Mapping[Literal["fetch", "cluster", "page", "dossier"], str] = {
    "fetch": "fetching",
    "cluster": "sorting",
    "page": "reading pages",
    "dossier": "writing",
}


def progress_words(found: Progress) -> str:
    """Say how far a round is: "fetching 3 of 40"."""
    return f"{STAGES[found.stage]} {found.done} of {found.total}"


def no_network(summary: PollSummary) -> str:
    """Say once for all feeds that none could be asked."""
    return f"No network: none of {labels.counted(summary.failed, 'feed')} could be reached."


def round_account(summary: PollSummary, feeds: str, poll_all: str) -> str:
    """Say in one line what a round did; the keys named are those that show the feeds, and poll all."""
    if not summary.feeds and not summary.versions:
        return f"No feed is due. {poll_all} polls all of them."
    if summary.offline:
        return no_network(summary)
    if summary.failed == summary.feeds > 1:
        return f"None of {summary.feeds} feeds could be polled; {feeds} says why each."
    told = [
        labels.counted(summary.feeds, "feed") + " polled",
        labels.counted(summary.new_articles, "new article"),
    ]
    if summary.united:
        told.append(f"{summary.united} united with older stories")
    told.append(labels.counted(len(summary.versions), "new version"))
    if summary.failed:
        told.insert(1, f"{summary.failed} failed: {feeds} says why")
    if summary.waiting:
        told.append(f"{labels.stories(summary.waiting)} left to be written")
    told += summary.faults[:1]
    return " · ".join(told)
