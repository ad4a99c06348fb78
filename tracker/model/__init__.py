"""The nouns of tracker: frozen dataclasses with no behaviour but their own.

Times are aware datetimes in UTC. Texts are clean (see `text/clean.py`): no control
characters, no markup. Field names of the dossier are the keys of its JSON form, which
other programs build on; more may come, none leaves.
"""

from __future__ import annotations

from tracker.model.articles import (
    TAKEN,
    Article,
    Enclosure,
    Entry,
    Feed,
    FeedState,
    Revision,
    Subscription,
    WholeText,
    Wishes,
)
from tracker.model.definition import Definition
from tracker.model.dossier import (
    Change,
    Claim,
    Dossier,
    Event,
    Evolution,
    EvolutionState,
    Part,
    Perspective,
    Question,
    QuestionState,
    Section,
    Source,
    Tension,
    Version,
)
from tracker.model.listings import ArticleDetail, ArticleRow, Comparison, HistoryRow, Hit, Story
from tracker.model.placement import Explanation, HoldingTerm, Placement, Reason, Rival, SharedTerm
from tracker.model.work import Finding, Holder, NewVersion, Operation, PollSummary, Progress, Searched

__all__ = [
    "TAKEN",
    "Article",
    "ArticleDetail",
    "ArticleRow",
    "Change",
    "Claim",
    "Comparison",
    "Definition",
    "Dossier",
    "Enclosure",
    "Entry",
    "Event",
    "Evolution",
    "EvolutionState",
    "Explanation",
    "Feed",
    "FeedState",
    "Finding",
    "HistoryRow",
    "Hit",
    "Holder",
    "HoldingTerm",
    "NewVersion",
    "Operation",
    "Part",
    "Perspective",
    "Placement",
    "PollSummary",
    "Progress",
    "Question",
    "QuestionState",
    "Reason",
    "Revision",
    "Rival",
    "Searched",
    "Section",
    "SharedTerm",
    "Source",
    "Story",
    "Subscription",
    "Tension",
    "Version",
    "WholeText",
    "Wishes",
]
