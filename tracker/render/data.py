"""Model → plain dicts and lists for `--json`: a contract that other programs build on.

Keys stand in the order of the contract; more may come, none leaves. Times are RFC 3339 in
UTC ("2026-05-23T04:11:00Z"). Give the results to `json.dumps(…, ensure_ascii=False)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from tracker.diff import visible
from tracker.render.labels import iso
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import (
        Article,
        ArticleRow,
        Claim,
        Comparison,
        Dossier,
        Feed,
        HistoryRow,
        Hit,
        Perspective,
        Placement,
        PollSummary,
        Question,
        Source,
        Story,
        Tension,
        Version,
    )

Data = dict[str, Any]
_Form = TypeVar("_Form")


def story_data(story: Story) -> Data:
    """Give a row of the story list."""
    return _safe(
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
        }
    )


def stories_data(stories: Sequence[Story]) -> list[Data]:
    """Give the story list."""
    return _safe([story_data(story) for story in stories])


def show_data(version: Version, story: Story) -> Data:
    """Give a version with all its sections; sources stand beside them."""
    dossier = version.dossier
    return _safe(
        {
            "story": story_data(story),
            "version": version.number,
            "written_at": iso(version.written_at),
            "engine": version.engine,
            "reason": version.reason,
            "items": version.items,
            "dropped": dossier.dropped,
            "sections": _sections(dossier),
            "sources": [_source(source) for source in dossier.sources],
            "title": dossier.title,
        }
    )


def history_data(rows: Sequence[HistoryRow]) -> list[Data]:
    """Give the versions of a story."""
    return _safe(
        [
            {
                "version": row.number,
                "written_at": iso(row.written_at),
                "items": row.items,
                "engine": row.engine,
                "reason": row.reason,
                "changes": list(row.changes),
            }
            for row in rows
        ]
    )


def diff_data(comparison: Comparison) -> Data:
    """Give what a reader would see change between two versions."""
    return _safe(
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
                }
                for change in visible(comparison.changes)
            ],
        }
    )


def poll_data(summary: PollSummary) -> Data:
    """Give what a round of polling did."""
    return _safe(
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
            "failures": [{"feed": url, "reason": reason} for url, reason in summary.failures],
        }
    )


def articles_data(rows: Sequence[ArticleRow]) -> list[Data]:
    """Give articles; `story` is a slug or null, `source` the citation number there or null."""
    return _safe(
        [
            {
                "id": row.article.id,
                "title": row.article.title,
                "outlet": row.article.outlet,
                "url": row.article.url,
                "published": iso(row.article.published),
                "story": row.story or None,
                "source": row.source,
            }
            for row in rows
        ]
    )


def feeds_data(feeds: Sequence[Feed]) -> list[Data]:
    """Give the subscriptions with what the poller remembers of each."""
    return _safe(
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
            }
            for feed in feeds
        ]
    )


def hits_data(hits: Sequence[Hit]) -> list[Data]:
    """Give search results."""
    return _safe(
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


def why_data(story: Story, reasons: Sequence[tuple[Article, Placement]]) -> Data:
    """Give for each article of a story why it is there."""
    return _safe(
        {"story": story.slug, "articles": [_reason(article, placement) for article, placement in reasons]}
    )


def _reason(article: Article, placement: Placement) -> Data:
    return {
        "id": article.id,
        "title": article.title,
        "reason": placement.reason,
        "score": placement.score,
        "threshold": placement.threshold,
        "terms": [{"term": shared.term, "weight": shared.weight} for shared in placement.terms],
        "gap_hours": placement.gap_hours,
        "runner_up": placement.runner_up,
        "runner_up_score": placement.runner_up_score,
    }


def _sections(dossier: Dossier) -> Data:
    return {
        "what": _claims(dossier.what),
        "why_it_matters": _claims(dossier.why_it_matters),
        "key_points": _claims(dossier.key_points),
        "open_questions": [_question(question) for question in dossier.open_questions],
        "narrative": [_claims(paragraph) for paragraph in dossier.narrative],
        "timeline": [
            {"date": event.date, "text": event.text, "citations": list(event.citations)}
            for event in dossier.timeline
        ],
        "perspectives": [_perspective(view) for view in dossier.perspectives],
        "tensions": [_tension(tension) for tension in dossier.tensions],
    }


def _claim(claim: Claim) -> Data:
    return {"text": claim.text, "citations": list(claim.citations), "since": claim.since}


def _claims(claims: Sequence[Claim]) -> list[Data]:
    return [_claim(claim) for claim in claims]


def _question(question: Question) -> Data:
    return {
        "id": question.id,
        "text": question.text,
        "citations": list(question.citations),
        "state": question.state,
        "raised_in": question.raised_in,
        "answered_by": list(question.answered_by),
        "answer": question.answer,
        "settled_in": question.settled_in,
    }


def _perspective(view: Perspective) -> Data:
    evolution = view.evolution
    return {
        "actor": view.actor,
        "stance": _claim(view.stance),
        "quotes": _claims(view.quotes),
        "evolution": {"state": evolution.state, "note": evolution.note, "since": evolution.since},
    }


def _tension(tension: Tension) -> Data:
    return {"between": list(tension.between), "text": tension.text, "sides": _claims(tension.sides)}


def _source(source: Source) -> Data:
    return {
        "number": source.number,
        "title": source.title,
        "outlet": source.outlet,
        "url": source.url,
        "published": iso(source.published),
        "via": source.via,
        "copy_of": source.copy_of,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _safe(data: _Form) -> _Form:
    """Clean every text once more where it leaves: JSON keeps C1 and bidi controls as they are."""
    return cast("_Form", _cleaned(data))


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean.clean(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    return {key: _cleaned(item) for key, item in value.items()} if isinstance(value, dict) else value
