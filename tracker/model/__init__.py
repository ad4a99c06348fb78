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
    FigureChange,
    Part,
    Perspective,
    Question,
    QuestionState,
    Section,
    Source,
    Tension,
    Version,
)
from tracker.model.keeping import Backup, Collected, Limits, Size
from tracker.model.listings import ArticleDetail, ArticleRow, Comparison, HistoryRow, Hit, Story
from tracker.model.past import Backing, Course, Standing, Turn, TurnKind
from tracker.model.placement import Explanation, HoldingTerm, Placement, Reason, Rival, SharedTerm
from tracker.model.read_state import (
    READ_STATE,
    READ_STATE_VERSION,
    Marked,
    Merged,
    ReadState,
    SeenArticle,
    StoryState,
)
from tracker.model.saved import FORMAT, SavedArticle, SavedStory
from tracker.model.telling import Digest, Move, Notice, Owed, Shift, Status, Told
from tracker.model.work import (
    Finding,
    Holder,
    Inquiry,
    NewVersion,
    Operation,
    PollSummary,
    Progress,
    Searched,
)

__all__ = [
    "FORMAT",
    "READ_STATE",
    "READ_STATE_VERSION",
    "TAKEN",
    "Article",
    "ArticleDetail",
    "ArticleRow",
    "Backing",
    "Backup",
    "Change",
    "Claim",
    "Collected",
    "Comparison",
    "Course",
    "Definition",
    "Digest",
    "Dossier",
    "Enclosure",
    "Entry",
    "Event",
    "Evolution",
    "EvolutionState",
    "Explanation",
    "Feed",
    "FeedState",
    "FigureChange",
    "Finding",
    "HistoryRow",
    "Hit",
    "Holder",
    "HoldingTerm",
    "Inquiry",
    "Limits",
    "Marked",
    "Merged",
    "Move",
    "NewVersion",
    "Notice",
    "Operation",
    "Owed",
    "Part",
    "Perspective",
    "Placement",
    "PollSummary",
    "Progress",
    "Question",
    "QuestionState",
    "ReadState",
    "Reason",
    "Revision",
    "Rival",
    "SavedArticle",
    "SavedStory",
    "Searched",
    "Section",
    "SeenArticle",
    "SharedTerm",
    "Shift",
    "Size",
    "Source",
    "Standing",
    "Status",
    "Story",
    "StoryState",
    "Subscription",
    "Tension",
    "Told",
    "Turn",
    "TurnKind",
    "Version",
    "WholeText",
    "Wishes",
]
