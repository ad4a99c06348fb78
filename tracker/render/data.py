"""Model → plain dicts and lists for `--json`: a contract that other programs build on.

Keys stand in the order of the contract; more may come, none leaves. Times are RFC 3339 in
UTC ("2026-05-23T04:11:00Z"). Give the results to `json.dumps(…, ensure_ascii=False)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from tracker.diff import account, visible
from tracker.reactive import SEEKING
from tracker.render.account import account_data
from tracker.render.dossier_data import Data, claim, empty, searched, sections, source
from tracker.render.labels import iso
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from tracker.model import (
        ArticleRow,
        Comparison,
        Feed,
        HistoryRow,
        Hit,
        PollSummary,
        Searched,
        Story,
        Version,
    )

_Form = TypeVar("_Form")


def story_data(story: Story) -> Data:
    """Give a row of the story list."""
    return safe(
        {
            "slug": story.slug,
            "number": story.number,
            "title": story.title,
            "version": story.version,
            "items": story.items,
            "independent": story.independent,
            "updated": iso(story.updated),
            "unread": story.unread,
            "changes": list(story.changes),
            "pinned": story.pinned,
            "follows": _definition_data(story),
            "search": story.search,
        }
    )


def _definition_data(story: Story) -> Data | None:
    """Give the terms that define a story; null where none do."""
    definition = story.definition
    if definition is None:
        return None
    return {
        "terms": list(definition.terms),
        "not": list(definition.excluded),
        "all": definition.every,
        "search": bool(story.search),
    }


def stories_data(stories: Sequence[Story]) -> list[Data]:
    """Give the story list."""
    return safe([story_data(story) for story in stories])


def show_data(version: Version, story: Story, searches: Mapping[str, Searched] | None = None) -> Data:
    """Give a version with all its sections; sources stand beside them.

    `searches` tells by a question's id, and for the key terms, how search feeds were asked.
    """
    dossier = version.dossier
    return safe(
        {
            "story": story_data(story),
            "version": version.number,
            "written_at": iso(version.written_at),
            "engine": version.engine,
            "reason": version.reason,
            "items": version.items,
            "dropped": dossier.dropped,
            "sections": sections(dossier, searches),
            "empty": empty(dossier),
            "sources": [source(each) for each in dossier.sources],
            "title": dossier.title,
            "terms_searched": searched((searches or {}).get(SEEKING)),
            "account": account_data(dossier.account),
        }
    )


def history_data(rows: Sequence[HistoryRow]) -> list[Data]:
    """Give the versions of a story."""
    return safe(
        [
            {
                "version": row.number,
                "written_at": iso(row.written_at),
                "items": row.items,
                "engine": row.engine,
                "reason": row.reason,
                "changes": list(row.changes),
                "before": row.before or None,
            }
            for row in rows
        ]
    )


def diff_data(comparison: Comparison) -> Data:
    """Give what a reader would see change between two versions."""
    return safe(
        {
            "story": comparison.story,
            "from": comparison.before,
            "to": comparison.after,
            "changes": [
                {
                    "section": change.section,
                    "kind": change.kind,
                    "before": change.before,
                    "after": change.after,
                    "elsewhere": change.elsewhere,
                }
                for change in visible(comparison.changes)
            ],
            "account": list(account(comparison.changes, comparison.figures)),
            "figures": [
                {
                    "before": figure.before,
                    "after": figure.after,
                    "was": claim(figure.was),
                    "item": claim(figure.item),
                }
                for figure in comparison.figures
            ],
            "title": comparison.title,
        }
    )


def poll_data(summary: PollSummary) -> Data:
    """Give what a round of polling did."""
    return safe(
        {
            "feeds": summary.feeds,
            "failed": summary.failed,
            "not_modified": summary.not_modified,
            "new_articles": summary.new_articles,
            "stories": summary.stories,
            "versions": [
                {"story": version.story, "version": version.version} for version in summary.versions
            ],
            "searches": summary.searches,
            "found": summary.found,
            "united": summary.united,
            "offline": summary.offline,
            "failures": [{"feed": url, "reason": reason} for url, reason in summary.failures],
        }
    )


def articles_data(rows: Sequence[ArticleRow]) -> list[Data]:
    """Give articles; `story`: a slug or null, `source`: its number there or null, `muted`: a rule or ""."""
    return safe(
        [
            {
                "id": row.article.id,
                "title": row.article.title,
                "outlet": row.article.outlet,
                "url": row.article.url,
                "published": iso(row.article.published),
                "story": row.story or None,
                "source": row.source,
                "muted": row.article.muted,
            }
            for row in rows
        ]
    )


def feeds_data(feeds: Sequence[Feed]) -> list[Data]:
    """Give the subscriptions with what the poller remembers of each."""
    return safe(
        [
            {
                "url": feed.subscription.url,
                "title": feed.subscription.title or feed.state.title,
                "group": feed.subscription.group,
                "tags": list(feed.subscription.tags),
                "search": feed.subscription.search,
                "health": feed.health,
                "articles": feed.state.articles,
                "failures": feed.state.failures,
                "gone": feed.state.gone,
                "status": feed.state.status,
                "checked": _moment(feed.state.checked),
                "succeeded": _moment(feed.state.succeeded),
                "next_due": _moment(feed.state.next_due),
                "due_reason": feed.state.due_reason,
                "changed": _moment(feed.state.changed),
                "saved_bytes": feed.state.saved,
                "moved_to": feed.state.moved_to or None,
                "moved_since": _moment(feed.state.moved_since),
                "moved_seen": feed.state.moved_seen,
            }
            for feed in feeds
        ]
    )


def hits_data(hits: Sequence[Hit]) -> list[Data]:
    """Give search results."""
    return safe(
        [
            {
                "kind": hit.kind,
                "number": hit.number,
                "slug": hit.slug,
                "title": hit.title,
                "snippet": hit.snippet,
                "outlet": hit.outlet,
                "date": iso(hit.date),
            }
            for hit in hits
        ]
    )


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def safe(data: _Form) -> _Form:
    """Clean every text once more where it leaves: JSON keeps C1 and bidi controls as they are."""
    return cast("_Form", _cleaned(data))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean.clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {key: _cleaned(item) for key, item in value.items()} if isinstance(value, dict) else value
