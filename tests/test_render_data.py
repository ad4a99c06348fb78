"""The JSON that other programs build on: one schema each, keys in the order of the contract."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.rendered import COMPARISON, EXPLAINED, FEED, HISTORY, HIT, ROW, SECOND, STORY, SUMMARY
from tracker.model import Account, Inquiry, Searched, SectionAccount
from tracker.reactive import SEEKING
from tracker.render import data
from tracker.render.searches import searches_data
from tracker.render.why_data import why_data

TEXT, NUMBER, FLAG, REAL = "text", 1, True, 0.5
CLAIM = {"text": TEXT, "citations": [NUMBER], "since": NUMBER}
STORY_ROW = {
    "slug": TEXT,
    "number": NUMBER,
    "title": TEXT,
    "version": NUMBER,
    "items": NUMBER,
    "independent": NUMBER,
    "updated": "2026-05-14T08:30:00Z",
    "unread": FLAG,
    "changes": [TEXT],
    "pinned": FLAG,
    "follows": None,
    "search": FLAG,
}
SEARCHED = {"count": NUMBER, "last": "2026-05-14T08:30:00Z", "hits": NUMBER}
SCHEMAS: dict[str, Any] = {
    "stories": [STORY_ROW],
    "show": {
        "story": STORY_ROW,
        "version": NUMBER,
        "written_at": "2026-05-14T08:30:00Z",
        "engine": TEXT,
        "reason": TEXT,
        "items": NUMBER,
        "dropped": NUMBER,
        "sections": {
            "what": [CLAIM],
            "why_it_matters": [CLAIM],
            "key_points": [CLAIM],
            "open_questions": [
                {
                    "id": TEXT,
                    "text": TEXT,
                    "citations": [NUMBER],
                    "state": TEXT,
                    "raised_in": NUMBER,
                    "answered_by": [NUMBER],
                    "answer": TEXT,
                    "settled_in": NUMBER,
                    "searched": SEARCHED,
                }
            ],
            "narrative": [[CLAIM]],
            "timeline": [{"date": TEXT, "text": TEXT, "citations": [NUMBER]}],
            "perspectives": [
                {
                    "actor": TEXT,
                    "stance": CLAIM,
                    "quotes": [CLAIM],
                    "evolution": {"state": TEXT, "note": TEXT, "since": NUMBER},
                    "first_seen": TEXT,
                    "last_seen": TEXT,
                }
            ],
            "tensions": [{"between": [TEXT, TEXT], "text": TEXT, "sides": [CLAIM]}],
        },
        "empty": [{"section": TEXT, "reason": TEXT}],
        "sources": [
            {
                "number": NUMBER,
                "title": TEXT,
                "outlet": TEXT,
                "url": TEXT,
                "published": "2026-05-13T08:30:00Z",
                "via": TEXT,
                "copy_of": None,
            }
        ],
        "title": TEXT,
        "terms_searched": SEARCHED,
        "account": {
            "model": TEXT,
            "tokens_read": NUMBER,
            "tokens_written": NUMBER,
            "cost": REAL,
            "sections": [
                {
                    "section": TEXT,
                    "written": NUMBER,
                    "requests": NUMBER,
                    "nudges": NUMBER,
                    "dropped": [{"reason": TEXT, "count": NUMBER}],
                    "replaced": TEXT,
                }
            ],
        },
    },
    "history": [
        {
            "version": NUMBER,
            "written_at": "2026-05-14T08:30:00Z",
            "items": NUMBER,
            "engine": TEXT,
            "reason": TEXT,
            "changes": [TEXT],
            "before": NUMBER,
        }
    ],
    "diff": {
        "story": TEXT,
        "from": NUMBER,
        "to": NUMBER,
        "changes": [{"section": TEXT, "kind": TEXT, "before": TEXT, "after": TEXT, "elsewhere": TEXT}],
        "account": [TEXT],
        "figures": [{"before": TEXT, "after": TEXT, "was": CLAIM, "item": CLAIM}],
        "title": TEXT,
    },
    "poll": {
        "feeds": NUMBER,
        "failed": NUMBER,
        "not_modified": NUMBER,
        "new_articles": NUMBER,
        "stories": NUMBER,
        "versions": [{"story": TEXT, "version": NUMBER}],
        "searches": NUMBER,
        "found": NUMBER,
        "united": NUMBER,
        "offline": False,
        "failures": [{"feed": TEXT, "reason": TEXT}],
    },
    "articles": [
        {
            "id": NUMBER,
            "title": TEXT,
            "outlet": TEXT,
            "url": TEXT,
            "published": "2026-05-12T08:30:00Z",
            "story": TEXT,
            "source": NUMBER,
            "muted": TEXT,
        }
    ],
    "feeds": [
        {
            "url": TEXT,
            "title": TEXT,
            "group": TEXT,
            "tags": [TEXT],
            "search": FLAG,
            "health": TEXT,
            "articles": NUMBER,
            "failures": NUMBER,
            "gone": FLAG,
            "status": TEXT,
            "checked": "2026-05-12T08:30:00Z",
            "succeeded": None,
            "next_due": "2026-05-15T08:30:00Z",
            "due_reason": TEXT,
            "changed": None,
            "saved_bytes": NUMBER,
            "moved_to": None,
            "moved_since": None,
            "moved_seen": NUMBER,
        }
    ],
    "search": [
        {
            "kind": TEXT,
            "number": NUMBER,
            "slug": TEXT,
            "title": TEXT,
            "snippet": TEXT,
            "outlet": TEXT,
            "date": "2026-05-12T08:30:00Z",
        }
    ],
    "why": {
        "story": TEXT,
        "articles": [
            {
                "id": NUMBER,
                "title": TEXT,
                "reason": TEXT,
                "score": REAL,
                "threshold": REAL,
                "terms": [{"term": TEXT, "weight": REAL, "name": FLAG}],
                "gap_hours": None,
                "runner_up": NUMBER,
                "runner_up_score": REAL,
                "outlet": TEXT,
                "published": "2026-05-12T08:30:00Z",
                "source": NUMBER,
                "pinned": FLAG,
                "why": TEXT,
                "gap": None,
                "nearest": {"number": NUMBER, "slug": TEXT, "title": TEXT},
            }
        ],
        "title": TEXT,
        "pinned": FLAG,
        "ways": [{"reason": TEXT, "articles": NUMBER}],
        "first": "2026-05-12T08:30:00Z",
        "last": "2026-05-14T08:30:00Z",
        "held_by": [{"term": TEXT, "weight": REAL, "name": FLAG, "articles": NUMBER}],
        "weakest": NUMBER,
    },
    "searches": {
        "left": NUMBER,
        "daily_budget": NUMBER,
        "searches": [
            {
                "story": TEXT,
                "question": TEXT,
                "words": TEXT,
                "feed": TEXT,
                "url": TEXT,
                "at": "2026-05-14T08:30:00Z",
                "hits": NUMBER,
                "failure": TEXT,
            }
        ],
    },
}
ACCOUNT = Account("small-one", (SectionAccount("what", 2, 4, 1, (("name", 1),), "no answer"),), 900, 80, 0.2)
ASKED = Searched(3, SECOND.written_at, 2)
INQUIRY = Inquiry("marlow-bridge", "q1", "Marlow bridge", "https://s.example/?q={query}", SECOND.written_at)
GIVEN: dict[str, Any] = {
    "stories": data.stories_data([STORY]),
    "show": data.show_data(
        replace(SECOND, dossier=replace(SECOND.dossier, account=ACCOUNT)),
        STORY,
        {SEEKING: ASKED, **{one.id: ASKED for one in SECOND.dossier.open_questions}},
    ),
    "history": data.history_data(HISTORY),
    "diff": data.diff_data(COMPARISON),
    "poll": data.poll_data(SUMMARY),
    "articles": data.articles_data([ROW]),
    "feeds": data.feeds_data([FEED]),
    "search": data.hits_data([HIT]),
    "why": why_data(EXPLAINED),
    "searches": searches_data([INQUIRY], 19, 20),
}


def follows(given: Any, schema: Any) -> bool:
    """Tell whether a value has the shape of the example: same keys in order, same types, same times."""
    if isinstance(schema, dict):
        return list(given) == list(schema) and all(follows(given[key], schema[key]) for key in schema)
    if isinstance(schema, list):
        return isinstance(given, list) and all(follows(one, schema[0]) for one in given[:1])
    if isinstance(schema, str) and schema.endswith("Z"):
        return bool(given == schema)
    return given is None or type(given) is type(schema)


@pytest.mark.parametrize("listing", SCHEMAS)
def test_each_listing_follows_its_schema(listing: str) -> None:
    assert follows(GIVEN[listing], SCHEMAS[listing])


@pytest.mark.parametrize("listing", SCHEMAS)
def test_each_listing_survives_json(listing: str) -> None:
    assert json.loads(json.dumps(GIVEN[listing], ensure_ascii=False)) == GIVEN[listing]


def test_a_listing_holds_nothing_but_what_a_reader_is_shown() -> None:
    kinds = {change["kind"] for change in GIVEN["diff"]["changes"]}
    assert kinds == {"reworded", "added", "dropped", "answered", "shifted"}


def test_a_lone_article_has_no_story_and_no_number() -> None:
    row = data.articles_data([type(ROW)(ROW.article)])[0]
    assert (row["story"], row["source"]) == (None, None)
