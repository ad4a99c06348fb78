"""Listings → lines: stories, history, feeds, articles, a poll's outcome.

A row fits `width` cells; what follows it, indented, may be folded. Each row leads (`link`) to
what it lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, cells, fit, joined, plain_line, span
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import ArticleRow, Feed, HistoryRow, PollSummary, Story
    from tracker.render.lines import Role

# The sparkline shows this many of the newest days.
SPARK_DAYS = 14
# Narrower than this a row has no room for a sparkline beside a readable title.
_SPARK_FROM = 72
# The least of a title that still tells something.
_LEAST_TITLE = 12
_AGE_CELLS = 6
_OUTLET_CELLS = 20
# From this width on a feed's row has room for the next poll.
_DUE_FROM = 60


def stories_lines(stories: Sequence[Story], now: datetime, width: int) -> list[Line]:
    """Give the story list: a marker where unread, number, title, version, items, age, coverage.

    Items are shown as "25/19": articles, and the independent ones among them. What changed
    since the user last read stands below the row.
    """
    if not stories:
        return [plain_line("No stories yet.", "muted")]
    room = max(len(str(story.number)) for story in stories)
    return [line for story in stories for line in _story(story, now, width, room)]


def _story(story: Story, now: datetime, width: int, room: int) -> list[Line]:
    ago = labels.age(story.updated, now)
    counts = f"{story.items}/{story.independent}"
    right = [
        cell(f"v{story.version}" if story.version else "", 5, "muted", _version(story)),
        cell(
            counts, 8, "number", f", {labels.counted(story.items, 'item')}, {story.independent} independent"
        ),
        cell(ago, _AGE_CELLS, "muted", f", {_ago(ago)}"),
    ]
    if width >= _SPARK_FROM:
        # One article makes no curve.
        spark = labels.sparkline(story.coverage[-SPARK_DAYS:]) if story.items > 1 else ""
        right.append(cell(spark, SPARK_DAYS, "accent", "", right=True))
    left = [
        cell("*" if story.unread else "", 2, "accent", "unread, " if story.unread else ""),
        cell(str(story.number), room, "number", f"{story.number}, ", right=True),
        Span(" ", "", ""),
    ]
    title = _rest(story.title, width, (*left, *right), "title" if story.unread else "")
    # What the user did with a story has no column here; linear text has room for it.
    states = Span("", "", "".join(f", {state}" for state in story_states(story)))
    row = Line((*left, title, Span(" ", "", ""), *right, states), link=story.slug)
    if not story.changes:
        return [row]
    changes = joined([span(change, "muted")] for change in story.changes)
    return [row, Line(changes, 3 + room, link=story.slug)]


def history_lines(rows: Sequence[HistoryRow]) -> list[Line]:
    """Give the versions of a story: number, time, items, engine and reason, what changed below."""
    lines: list[Line] = []
    for row in rows:
        particulars = (labels.counted(row.items, "item"), row.engine, labels.reason(row.reason))
        name = cell(f"v{row.number}", 5, "title", f"version {row.number}, ")
        time = (span(labels.stamp(row.written_at), "date"), Span("  ", "", ", "))
        rest = joined([span(text, "muted")] for text in particulars)
        lines.append(Line((name, *time, *rest), hang=5, link=str(row.number)))
        if row.changes:
            lines.append(Line((*since_gap(row), *joined([span(change)] for change in row.changes)), 5))
    return lines or [plain_line("No version yet.", "muted")]


def since_gap(row: HistoryRow) -> tuple[Span, ...]:
    """Say since which version a row tells the changes, where those between have been dropped."""
    return (span(f"since v{row.before}: ", "muted"),) if 0 < row.before < row.number - 1 else ()


def feeds_lines(feeds: Sequence[Feed], now: datetime, width: int) -> list[Line]:
    """Give the feeds: title, articles, last check and next poll; how it does and why then below."""
    lines = [line for feed in feeds for line in _feed(feed, now, width)]
    return lines or [plain_line("No feeds yet. `tracker add URL` subscribes to one.", "muted")]


def _feed(feed: Feed, now: datetime, width: int) -> list[Line]:
    state, wanted = feed.state, feed.subscription
    checked = _ago(labels.age(state.checked, now)) if state.checked else "never"
    due = feed_due(feed, now)
    articles = labels.counted(state.articles, "article")
    right = [
        cell(articles, 14, "number", f", {articles}", right=True),
        cell(checked, 12, "muted", f", checked {checked}", right=True),
    ]
    notes = feed_notes(feed)
    if width >= _DUE_FROM:
        right.append(cell(due, 15, "muted", f", {due}" if due else "", right=True))
    elif due:
        notes.insert(1, [span(due, "muted")])
    if state.saved:
        notes.append([span(feed_saved(feed), "muted")])
    title = _rest(wanted.title or state.title or wanted.url, width, right, "title")
    row = Line((title, Span(" ", "", ""), *right), link=wanted.url)
    return [row, Line(joined(notes), 2, link=wanted.url)]


def feed_due(feed: Feed, now: datetime) -> str:
    """Say when a feed is polled next: "next in 3 h", "due now", "" for one that never is."""
    due = feed.state.next_due
    return labels.until(due, now) if due is not None and feed_is_asked(feed) else ""


def feed_notes(feed: Feed) -> list[list[Span]]:
    """Say how a feed does: its health with the last status, why it is due when it is, where it moves."""
    state = feed.state
    trouble = bool(state.failures or state.gone)
    # A feed in trouble has its status in its health already.
    told = trouble or feed.subscription.search or state.checked is None
    health = feed.health if told else f"{feed.health}: {state.status}"
    notes = [[span(health, "warn" if trouble else "")]]
    if feed_is_asked(feed) and state.due_reason and state.due_reason not in feed.health:
        notes.append([span(state.due_reason, "muted")])
    if state.moved_to:
        times = "once" if state.moved_seen == 1 else f"{state.moved_seen} times"
        notes.append([span(f"says it moved to {state.moved_to} ({times})", "muted")])
    return notes


def feed_saved(feed: Feed) -> str:
    """Say how many bytes need not come because the server answered 304; "" for none."""
    return f"saved {labels.size(feed.state.saved)} by 304" if feed.state.saved else ""


def feed_is_asked(feed: Feed) -> bool:
    """Tell whether a feed is polled by itself: a search feed only answers, and one that is gone is not."""
    return not (feed.subscription.search or feed.state.gone)


def articles_lines(rows: Sequence[ArticleRow], now: datetime, width: int) -> list[Line]:
    """Give articles: id, title, outlet, age, citation number in its story; below, the rule that hides it."""
    room = max((len(str(row.article.id)) for row in rows), default=0)
    lines = []
    for row in rows:
        ago = labels.age(row.article.published, now)
        source = f"[{row.source}]" if row.source is not None else ""
        left = [
            cell(str(row.article.id), room, "number", f"{row.article.id}, ", right=True),
            Span(" ", "", ""),
        ]
        right = [
            cell(source, 5, "citation", f", source {row.source}" if source else ""),
            cell(row.article.outlet, _OUTLET_CELLS, "muted", f", {row.article.outlet}"),
            cell(ago, _AGE_CELLS, "muted", f", {_ago(ago)}"),
        ]
        title = _rest(row.article.title, width, (*left, *right), "")
        lines.append(Line((*left, title, Span(" ", "", ""), *right), link=str(row.article.id)))
        if row.article.muted:
            lines.append(Line((span(row.article.muted, "muted"),), room + 1, room + 1))
    return lines or [plain_line("No articles.", "muted")]


def poll_lines(summary: PollSummary) -> list[Line]:
    """Give what a round of polling did, each new version on a line.

    Why feeds failed is talk, which the caller tells on its own.
    """
    asked = f"{labels.counted(summary.feeds, 'feed')} polled"
    told = [asked, f"{summary.not_modified} not modified", f"{summary.failed} failed"]
    brought = [labels.counted(summary.new_articles, "new article"), _stories(summary.stories)]
    brought.append(labels.counted(len(summary.versions), "new version"))
    if summary.searches:
        brought.append(
            f"search feeds asked {labels.counted(summary.searches, 'time')}: {summary.found} found"
        )
    lines = [Line(joined([span(text)] for text in told)), Line(joined([span(text)] for text in brought))]
    for version in summary.versions:
        number = span(f" v{version.version}", "muted", f", version {version.version}")
        lines.append(Line((span(version.title or version.story, "title"), number), 2, link=version.story))
    return lines


def cell(text: str, width: int, role: Role, plain: str, *, right: bool = False) -> Span:
    """Make a column of a row, just `width` cells: flush left with a space after it, or flush right."""
    inner = clean.line(text)
    shown = fit(inner, width, right=True) if right else fit(inner, width - 1) + " "
    return Span(shown, role, span(plain).text)


def _rest(text: str, width: int, others: Sequence[Span], role: Role) -> Span:
    """Make the column that takes what room the others leave."""
    room = width - sum(cells(other.text) for other in others) - 1
    inner = clean.line(text)
    return Span(fit(inner, max(room, _LEAST_TITLE)), role, inner)


def _version(story: Story) -> str:
    return f", version {story.version}" if story.version else ""


def _ago(age: str) -> str:
    return age if age in {"now", "never"} else f"{age} ago"


def _stories(count: int) -> str:
    return "1 story changed" if count == 1 else f"{count} stories changed"


def story_states(story: Story) -> list[str]:
    """Name what the user did with a story: followed, pinned, muted."""
    followed = "followed by your terms" if story.defined else "followed" if story.followed else ""
    states = (followed, "pinned" if story.pinned else "", "muted" if story.muted else "")
    return [state for state in states if state]
