"""One story in two versions, with something in every section: what the renderers are tried on."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast

from tracker.diff import account, diff, visible
from tracker.model import (
    Article,
    ArticleRow,
    Claim,
    Comparison,
    Dossier,
    Event,
    Evolution,
    Explanation,
    Feed,
    FeedState,
    HistoryRow,
    Hit,
    HoldingTerm,
    NewVersion,
    Perspective,
    Placement,
    PollSummary,
    Question,
    Reason,
    Rival,
    SharedTerm,
    Source,
    Story,
    Subscription,
    Tension,
    Version,
)

_Value = TypeVar("_Value")

DAY = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)
NOW = DAY + timedelta(days=3)


def source(number: int) -> Source:
    published = DAY + timedelta(days=number)
    return Source(
        number, 100 + number, f"Report {number}", "Harbour Wire", f"https://wire.example/{number}", published
    )


A = Dossier(
    title="Marlow bridge stays closed",
    what=(
        Claim("The Marlow bridge stays closed for 3 months, the county said.", (1,)),
        Claim("Ferries carry 400 people a day.", (2, 1)),
        Claim("A free shuttle runs at night.", (2,)),
    ),
    why_it_matters=(Claim("Two villages have no other road.", (1,)),),
    key_points=(Claim("The bridge is closed.", (1,)),),
    open_questions=(
        Question("q1", "Who pays for the repair?", (1,)),
        Question("q2", "Is the ferry safe in winter?", (2,)),
    ),
    narrative=(
        (
            Claim("The county closed the bridge on 12 May.", (1,)),
            Claim("Engineers had found cracks.", (2,)),
        ),
        (Claim("The ferry is full.", (2,)),),
    ),
    timeline=(
        Event("2026-05", "The ferry doubles its crossings.", (2,)),
        Event("2026-05-12", "The county closes the bridge.", (1,)),
    ),
    perspectives=(
        Perspective(
            "Ana Ruiz", Claim("The county must pay.", (1,)), (Claim("We will not pay a single crown", (1,)),)
        ),
    ),
    tensions=(
        Tension(
            ("Ana Ruiz", "Marlow County"),
            "They disagree on who pays.",
            (Claim("The county must pay.", (1,)), Claim("The state must pay.", (2,))),
        ),
    ),
    sources=(source(1), source(2)),
    dropped=1,
)
B = replace(
    A,
    what=(
        Claim("The Marlow bridge stays closed for 5 months, the county said.", (4,), 2),
        A.what[1],
        Claim("A monthly pass costs 40 crowns.", (3,), 2),
    ),
    open_questions=(
        replace(
            A.open_questions[0], state="answered", answered_by=(4,), answer="The state pays.", settled_in=2
        ),
        A.open_questions[1],
    ),
    perspectives=(
        replace(
            A.perspectives[0],
            stance=Claim("The state must pay.", (4,), 2),
            evolution=Evolution("shifted", "was: The county must pay.", 2),
        ),
    ),
    sources=(*A.sources, replace(source(3), copy_of=1), replace(source(4), via="reactive:marlow-bridge")),
)
FIRST = Version(7, 1, DAY, "extractive", "first", A)
SECOND = Version(7, 2, DAY + timedelta(days=2), "extractive", "articles", B)
CHANGES = diff(A, B)
STORY = Story(
    number=7,
    slug="marlow-bridge",
    title="Marlow bridge stays closed",
    version=2,
    items=4,
    independent=3,
    created=DAY,
    updated=DAY + timedelta(days=2),
    unread=True,
    changes=account(visible(CHANGES)),
    coverage=(0, 1, 3, 0, 2, 8),
    read=1,
)
ARTICLE = Article(
    101, "Bridge shut", "The bridge is shut.", "https://wire.example/1", "Harbour Wire", DAY, DAY
)
FEED = Feed(
    Subscription("https://wire.example/feed"),
    FeedState(
        "https://wire.example/feed",
        title="Harbour Wire",
        checked=DAY,
        next_due=NOW,
        due_reason="publishes daily",
        failures=2,
        articles=31,
    ),
    "broken since 12 May",
)
HISTORY = (
    HistoryRow(2, SECOND.written_at, 4, "extractive", "articles", STORY.changes, 1),
    HistoryRow(1, FIRST.written_at, 2, "extractive", "first"),
)
COMPARISON = Comparison("marlow-bridge", STORY.title, 1, 2, CHANGES)
ROW = ArticleRow(ARTICLE, "marlow-bridge", 1)
HIT = Hit("article", 101, "marlow-bridge", "Bridge shut", "… cracks in two piers …", "Harbour Wire", DAY)
REASONS = (
    Reason(ARTICLE, Placement(101, None, 0.12, 0.3, runner_up=9), 1, Rival(9, "ferry-fares", "Ferry fares")),
    Reason(
        replace(ARTICLE, id=102, title="Ferries full"),
        Placement(
            102, 7, 0.42, 0.3, (SharedTerm("Marlow", 0.4, name=True), SharedTerm("ferry", 0.1)), 5.2, 9, 0.21
        ),
        2,
        Rival(9, "ferry-fares", "Ferry fares"),
    ),
)
EXPLAINED = Explanation(
    STORY,
    REASONS,
    ways=(("first of its kind", 1), ("clustered", 1)),
    first=DAY,
    last=DAY + timedelta(days=2),
    terms=(HoldingTerm("Marlow", 0.4, 1, name=True), HoldingTerm("ferry", 0.1, 1)),
    weakest=REASONS[1],
)
SUMMARY = PollSummary(
    feeds=12,
    failed=1,
    not_modified=3,
    new_articles=17,
    stories=4,
    versions=(NewVersion("marlow-bridge", 2, "Marlow bridge"),),
    failures=(("https://x.example/feed", "timed out after 10 s"),),
)

# What the model itself says, in words of a closed set: no feed can change these.
_CODES = {"state", "kind", "section"}


def spoiled(value: _Value, text: str) -> _Value:
    """Put `text` in the place of every text that a value holds, at any depth."""
    return cast("_Value", _spoiled(value, text))


def _spoiled(value: object, text: str) -> object:
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_spoiled(item, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    names = [field.name for field in fields(value) if field.name not in _CODES]
    return replace(value, **{name: _spoiled(getattr(value, name), text) for name in names})
