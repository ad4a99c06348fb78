"""Rows of lists in words, for who hears them: the name first, then the states, then the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lists import feed_due, feed_notes, feed_saved, story_states
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tracker.model import ArticleRow, Feed, HistoryRow, Hit, Reason, Source, Story

# Signs of ours that a voice would read out as a name of a sign, and what they stand for.
_SIGNS = (
    (re.compile(r"(?<!\S)\+(\d[\d,.]*)(?= )"), r"\1 more"),
    (re.compile(r" *→ *"), " to "),
    (re.compile(r" *↔ *"), " against "),
    (re.compile(r" +· +"), ", "),
    (re.compile(r"(?<=[(:]) ?— ?"), " "),
    (re.compile(r",$"), ""),
    (re.compile(r"(?<![\w.])v(\d{1,5})\b"), r"version \1"),
)
_UNITS = {"min": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month", "y": "year"}
# Units of ours after a number, as in "next in 3 h" and "2 d after the one before".
_UNIT = re.compile(r"(?<!\S)(\d+) (min|h|d|w|mo|y)(?=$|[,.:]| (?:ago|after|earlier|from)\b)")
_ENDS = ".!?。！？"
_CLOSING = "”’\"')»"


def heard(text: str) -> str:
    """Write a text without signs made for the eye: "v3 → v4" is "version 3 to version 4"."""
    for pattern, words in _SIGNS:
        text = pattern.sub(words, text)
    return _UNIT.sub(lambda found: labels.counted(int(found[1]), _UNITS[found[2]]), text)


def ago(then: datetime, now: datetime) -> str:
    """Say how long ago, with the unit written out: "just now", "1 hour ago", "3 weeks ago"."""
    age = labels.age(then, now)
    number, _, unit = age.partition(" ")
    return f"{labels.counted(int(number), _UNITS[unit])} ago" if unit in _UNITS else "just now"


def sentences(parts: Iterable[str]) -> str:
    """Put parts behind each other as sentences: each ends with a stop, where a voice pauses."""
    told = (heard(clean.line(part)) for part in parts)
    return " ".join(_sentence(part) for part in told if part)


def _sentence(text: str) -> str:
    """Begin a text with a capital, and end it with a stop if it has no end."""
    end = "" if text.rstrip(_CLOSING).endswith(tuple(_ENDS)) else "."
    return f"{text[:1].upper()}{text[1:]}{end}"


def story_words(story: Story, now: datetime) -> str:
    """Give a row of the story list: title, what is new, what the user did with it, size and age."""
    counts = labels.counted(story.items, "article")
    size = [f"version {story.version}"] if story.version else []
    size += (
        [counts, f"{story.independent} independent"] if story.items > 1 else [", ".join(story.outlets[:1])]
    )
    size.append(ago(story.updated, now))
    told = ", ".join(part for part in size if part)
    return sentences((story.title, _news(story), *story_states(story), told))


def _news(story: Story) -> str:
    if not story.unread:
        return ""
    return f"Unread: {', '.join(story.changes)}" if story.changes else "Unread"


def hit_words(hit: Hit, now: datetime) -> str:
    """Give a search result: its kind, title, outlet and age, and the place found."""
    where = f"{hit.outlet}, {ago(hit.date, now)}" if hit.outlet else ago(hit.date, now)
    return sentences((f"{hit.kind.capitalize()}: {hit.title}", where, hit.snippet))


def version_words(row: HistoryRow) -> str:
    """Give a version in a story's history: number, what changed, why and when it was written."""
    since = f"since version {row.before}: " if 0 < row.before < row.number - 1 else ""
    changes = f"{since}{', '.join(row.changes)}" if row.changes else "" if row.before else "The beginning"
    told = f"{labels.stamp(row.written_at)}, {labels.reason(row.reason)}, {labels.counted(row.items, 'item')}"
    return sentences((changes, told))


def feed_words(feed: Feed, now: datetime) -> str:
    """Give a feed: name, how it does, when it is due and why."""
    state = feed.state
    name = feed.subscription.title or state.title or feed.subscription.url
    notes = ["".join(span.text for span in note) for note in feed_notes(feed)]
    trouble = "In trouble" if state.failures or state.gone else ""
    checked = f"checked {ago(state.checked, now)}" if state.checked else "never checked"
    counts = f"{labels.counted(state.articles, 'article')}, {checked}"
    return sentences((name, trouble, *notes, feed_due(feed, now), counts, feed_saved(feed)))


def source_words(source: Source) -> str:
    """Give a source of a story: title, outlet, day, whose copy it is."""
    origin = ", ".join(part for part in (source.outlet, source.via, labels.day(source.published)) if part)
    copy = f"A copy of source {source.copy_of}" if source.copy_of is not None else ""
    return sentences((source.title, origin, copy))


def article_words(row: ArticleRow, now: datetime) -> str:
    """Give an article of a list: title, outlet and age, its citation number."""
    article = row.article
    source = f"Source {row.source}" if row.source is not None else ""
    return sentences((article.title, f"{article.outlet}, {ago(article.published, now)}", source))


def reason_words(reason: Reason) -> str:
    """Give an article of a story that is explained: title, outlet, time, whether it is pinned."""
    article = reason.article
    origin = ", ".join(part for part in (article.outlet, labels.stamp(article.published)) if part)
    return sentences((article.title, origin, "Pinned here" if reason.pinned else ""))
