"""What was put to search feeds: when, to whom, in which words, for what, and what that brought."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.reactive import SEEKING
from tracker.render import labels
from tracker.render.data import safe
from tracker.render.lines import Line, fit, joined, plain_line, span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Inquiry
    from tracker.render.dossier_data import Data

# Cells of "23 min".
_AGE = 6


def searches_lines(rows: Sequence[Inquiry], now: datetime) -> list[Line]:
    """Give two lines a search: its age, the host that was asked and the words; story, purpose and outcome."""
    lines = [line for row in rows for line in _search(row, now)]
    return lines or [plain_line("No searches.", "muted")]


def _search(row: Inquiry, now: datetime) -> list[Line]:
    when = "due" if row.at is None else labels.age(row.at, now)
    host = urlsplit(row.feed).hostname or row.feed
    what = "key terms" if row.question == SEEKING else f"question {row.question}"
    return [
        Line(
            (span(fit(when, _AGE), "muted"), span(" "), span(row.words, "title"), span(f" → {host}", "muted"))
        ),
        Line(joined([span(text, "muted")] for text in (row.story, what, *_outcome(row))), _AGE + 1),
    ]


def _outcome(row: Inquiry) -> tuple[str, ...]:
    if row.failure:
        return (f"no answer: {row.failure}",)
    return () if row.at is None else (labels.counted(row.hits, "hit"),)


def searches_data(rows: Sequence[Inquiry], left: int, daily: int) -> Data:
    """Give what was sent to search feeds, or is to be (`at` null), and what is left of the day's budget."""
    return safe(
        {
            "left": left,
            "daily_budget": daily,
            "searches": [
                {
                    "story": row.story,
                    "question": row.question,
                    "words": row.words,
                    "feed": row.feed,
                    "url": row.url,
                    "at": None if row.at is None else labels.iso(row.at),
                    "hits": row.hits,
                    "failure": row.failure,
                }
                for row in rows
            ],
        }
    )
