"""Rows of the interface's lists and the text of its previews, as lines of just the width there is."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.article import paragraphs
from tracker.render.lines import Line, Span, cells, fit, joined, plain_line, span
from tracker.render.lists import feed_due, feed_notes, feed_saved, since_gap
from tracker.render.page import definition_lines, section_lines
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from tracker.model import Article, Feed, HistoryRow, Section, Source, Story, Version
    from tracker.render.lines import Role

# Cells: "12 min" with a space before it.
_AGE = 7
# Below this a card has no room for a sparkline beside its particulars.
_SPARK_FROM = 44
_SPARK_DAYS = 14
# Below this a feed's name needs the room in which stands what 304 saved.
_SAVED_FROM = 72
# Stands before what moved since the user last read.
_BAR = Span("▌ ", "accent", "")
_LOWEST = labels.sparkline((0,))
# What a preview shows after what changed, in the order a hurried reader wants it.
_PREVIEWED: tuple[Section, ...] = (
    "what",
    "open_questions",
    "why_it_matters",
    "key_points",
    "timeline",
)


def row(left: Sequence[Span], middle: Span, right: Sequence[Span], width: int, link: str = "") -> Line:
    """Set a row: what stands at its ends keeps its cells, the middle is cut or padded."""
    room = width - sum(cells(part.text) for part in (*left, *right))
    text = Span(fit(clean.line(middle.text), max(room, 0)), middle.role)
    return Line((*left, text, *right), link=link)


def story_card(story: Story, now: datetime, width: int) -> list[Line]:
    """Give a story's two lines: marker, title, age; version, items, what moved, coverage."""
    mark = Span("● ", "accent") if story.unread else Span("  ")
    star = story_marks(story)
    aside = [Span(" muted ", "muted")] if story.muted else []
    role: Role = "title" if story.unread else ""
    ago = [*aside, Span(fit(labels.age(story.updated, now), _AGE, right=True), "muted"), Span(" ")]
    first = row([Span(" "), mark, *star], Span(story.title, role), ago, width, story.slug)
    spark = (
        labels.sparkline(story.coverage[-_SPARK_DAYS:]) if story.items > 1 and width >= _SPARK_FROM else ""
    )
    right = [Span(" "), *_bars(spark), Span(" ")]
    room = width - 3 - sum(cells(part.text) for part in right)
    second = Line((Span("   "), *_particulars(story, room), *right), link=story.slug)
    return [first, second]


def story_marks(story: Story) -> list[Span]:
    """Give the signs of what the user did with a story: pinned, defined by terms, followed."""
    pinned = [Span("⚑ ", "date")] if story.pinned else []
    star = [Span("✦ ", "date")] if story.defined else [Span("★ ", "date")] if story.followed else []
    return [*pinned, *star]


def _particulars(story: Story, room: int) -> list[Span]:
    counts = f"{story.items}/{story.independent}"
    fixed = (
        [Span(fit(f"v{story.version}", 4), "muted"), Span(fit(counts, 7), "number")]
        if story.items > 1
        else []
    )
    told = " · ".join(story.changes) or " · ".join(story.outlets)
    role: Role = "accent" if story.changes else "muted"
    rest = room - sum(cells(part.text) for part in fixed)
    return [*fixed, Span(fit(clean.line(told), max(rest, 0)), role)]


def _bars(spark: str) -> list[Span]:
    """Give a sparkline in which days without articles stand back."""
    runs = [(quiet, "".join(group)) for quiet, group in groupby(spark, key=lambda bar: bar == _LOWEST)]
    return [Span(text, "rule" if quiet else "number") for quiet, text in runs]


def feed_card(feed: Feed, now: datetime, width: int) -> list[Line]:
    """Give a feed's two lines: sign of health, title, articles, last check; health and due in words."""
    state = feed.state
    trouble = bool(state.failures or state.gone)
    sign = Span("✗ ", "warn") if trouble else Span("● " if state.checked else "○ ", "added")
    name = feed.subscription.title or state.title or feed.subscription.url
    checked = labels.age(state.checked, now) if state.checked else "never"
    saved = feed_saved(feed) if width >= _SAVED_FROM else ""
    right = [
        *([Span(f" {saved}", "muted")] if saved else []),
        Span(fit(labels.counted(state.articles, "article"), 15, right=True), "number"),
        Span(fit(checked, 9, right=True), "muted"),
        Span(" "),
    ]
    first = row([Span(" "), sign], Span(name, "title"), right, width, feed.subscription.url)
    health, *others = feed_notes(feed)
    due = feed_due(feed, now)
    notes = [health, *([[span(due)]] if due else []), *others]
    return [first, Line((Span("   "), *_fitted(joined(notes), width - 4)), link=feed.subscription.url)]


def version_card(version: HistoryRow, marked: Collection[int], width: int) -> list[Line]:
    """Give a version's two lines: mark, number, time, reason; what changed in it."""
    mark = Span(" ◆ " if version.number in marked else "   ", "accent")
    right = [Span(fit(labels.counted(version.items, "item"), 9, right=True), "number"), Span(" ")]
    head = [
        mark,
        Span(fit(f"v{version.number}", 5), "title"),
        Span(labels.stamp(version.written_at), "date"),
        Span("  "),
    ]
    first = row(head, Span(labels.reason(version.reason), "muted"), right, width)
    told = joined([span(change)] for change in version.changes) or (span("the beginning", "muted"),)
    told = (*since_gap(version), *told)
    return [first, Line((Span(" " * 8), *_fitted(told, width - 9)))]


def selection(source: Source | None) -> str:
    """Say which source is selected."""
    return f"[{source.number}] {source.title} — {source.outlet}" if source is not None else ""


def preview(story: Story, version: Version | None, article: Article | None) -> list[Line]:
    """Give the text beside the list: what moved since it was read, then the state of play."""
    lines = [Line((span(story.title, "title"),)), *definition_lines(story)]
    if version is not None:
        lines.append(Line(joined([span(part, "muted")] for part in labels.imprint(version)[:3])))
        lines += since(story)
        for section in _PREVIEWED:
            if getattr(version.dossier, section):
                lines += [Line(), *section_lines(version, section, story)]
    elif article is not None:
        lines.append(
            Line(joined([span(part, "muted")] for part in (article.outlet, labels.stamp(article.published))))
        )
        lines += [Line(), *paragraphs(article.text)]
    return lines


def glimpse(story: Story, version: Version | None, article: Article | None) -> list[Line]:
    """Give the few lines that a narrow screen has room for below the list."""
    lines: list[Line] = []
    if story.changes:
        told = joined([span(change, "accent")] for change in story.changes)
        lines.append(Line((span("Since you last read: ", "heading"), *told)))
    if version is not None:
        return lines + section_lines(version, "what", story)[1:]
    if article is None:
        return lines + definition_lines(story)
    return lines + paragraphs(article.text)


def since(story: Story) -> list[Line]:
    """Give what moved since the user last read, as a list; nothing where nothing did."""
    if not story.unread:
        return []
    if not story.changes:
        news = "New: you have not read this yet." if not story.read else ""
        return [Line(), plain_line(news, "accent")] if news else []
    heading = Line(
        (span("Since you last read", "heading"), span(f" · v{story.read} → v{story.version}", "muted"))
    )
    return [Line(), heading, *moved(story.changes)]


def moved(changes: Iterable[str]) -> list[Line]:
    """Give what moved, one thing a row, behind a bar."""
    return [Line((_BAR, span(change, "accent")), 0, cells(_BAR.text), rail=_BAR) for change in changes]


def _fitted(spans: Sequence[Span], width: int) -> list[Span]:
    """Cut spans behind each other to a width."""
    kept, room = list[Span](), max(width, 0)
    for part in spans:
        if room <= 0:
            break
        text = part.text if cells(part.text) <= room else fit(part.text, room)
        kept.append(Span(text, part.role))
        room -= cells(text)
    return kept
