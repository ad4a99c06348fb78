"""What a search says beside its results: its fields, completions, complaints, and queries to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.query import FIELDS
from tracker.render.hits import nothing_words
from tracker.render.lines import Line, Span, cells, fit, plain_line, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Found
    from tracker.query.completing import Offer

# Cells of a query beside what it does; earlier ones that are offered.
QUERY_CELLS, EARLIER = 32, 6
# Cells between what stands beside each other below the field.
GAP = 2
# It stands below what is typed.
MARGIN = "  "
_TAB = Span("tab", "muted")
_EXAMPLES = (
    ("bridge closed", "both words, and what begins with them"),
    ('"orrin bridge"', "words that stand together"),
    ("bridge -ferry", "without a word"),
    ("since:7d bridge", "from the last seven days; also monday, 2026-05, 2026-05-23"),
    ("is:unread is:followed", "what you follow and have not read"),
    ('outlet:"harbour wire" -is:lone', "one outlet's, in stories with others"),
    ("actor:quill", "who speaks in a dossier"),
    ("title:bridge before:monday", "words of the title; up to a day"),
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A query to begin with, and what it does; `earlier`: the user has searched for it before."""

    query: str
    does: str
    earlier: bool = False


def lessons(past: Sequence[str]) -> list[Lesson]:
    """Return what one may begin with: the last queries, then examples."""
    before = [Lesson(query, "searched before", earlier=True) for query in past[:EARLIER]]
    return before + [Lesson(query, does) for query, does in _EXAMPLES if query not in past[:EARLIER]]


def lesson_card(lesson: Lesson, width: int) -> list[Line]:
    """Give a lesson's row."""
    query = Span(f" {fit(span(lesson.query).text, min(QUERY_CELLS, max(width - 2, 0)))} ", "title")
    room = max(width - QUERY_CELLS - 3, 0)
    return [Line((query, Span(fit(lesson.does, room), "muted")))]


def hint(found: Found | None, offer: Offer, typed: str, taken: int | None, width: int) -> list[Span]:
    """Give the line below the field: what was not understood, else what may be typed next."""
    if is_completing(offer, typed, taken):
        return _choices(offer, taken, width)
    if found is not None and found.query.complaints:
        return [Span(MARGIN), span(found.query.complaints[0], "warn")]
    fields = [[Span(f"{field.name}:", "muted")] for field in FIELDS]
    others = [[Span(text, "muted")] for text in ('"a phrase"', "-without", "tab completes")]
    return _row([*fields, *others], width)


def nothing_found(found: Found, *, completes: bool) -> list[Line]:
    """Say what to do where nothing was found; `completes`: a word is begun, so that nothing is amiss yet."""
    begun = completes and bool(found.query.complaints)
    advice = "tab completes what is begun." if begun else nothing_words(found)
    return [
        plain_line("Nothing found.", "title", indent=1),
        plain_line(advice, "muted", indent=1),
    ]


def is_completing(offer: Offer, typed: str, taken: int | None) -> bool:
    """Tell whether a completion was taken, or a word is begun that may become something else than it is."""
    word = typed[offer.begin : offer.end]
    return taken is not None or (bool(word) and any(each.strip() != word for each in offer.words))


def _choices(offer: Offer, taken: int | None, width: int) -> list[Span]:
    if len(offer.names) == 1 and ": " in offer.names[0]:
        name, _, does = offer.names[0].partition(" ")
        return _row([[span(name, "title"), span(f" {does}", "muted")], [_TAB]], width)
    names = [
        name.partition(" ")[0] if word.endswith(":") else name
        for name, word in zip(offer.names, offer.words, strict=True)
    ]
    first = taken or 0
    order = [*range(first, len(names)), *range(first)]
    parts = [[span(names[place], "accent" if place == taken else "")] for place in order]
    return _row([[_TAB], *parts], width)


def _row(parts: Sequence[Sequence[Span]], width: int) -> list[Span]:
    """Set parts beside each other, as many as fit whole, and one at least."""
    row, room = [Span(MARGIN)], width - len(MARGIN) - 1
    for place, part in enumerate(parts):
        size = sum(cells(each.text) for each in part) + GAP
        if size > room + GAP and place:
            break
        row += [*part, Span(" " * GAP)]
        room -= size
    return row[:-1]
