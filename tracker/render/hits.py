"""Search results → lines, with the words that were found set off from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, cells, cut, fit, plain_line, span
from tracker.render.lists import cell
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tracker.model import Found, Hit
    from tracker.render.lines import Role

Marks = tuple[tuple[int, int], ...]

_AGE_CELLS, _OUTLET_CELLS, _KIND_CELLS = 6, 20, 8
# The least of a title that still tells something.
_LEAST_TITLE = 12
# Of a stretch of text at least so much of its room stands behind the first word that was found.
_SEEN = 3


def hits_lines(hits: Sequence[Hit], now: datetime, width: int) -> list[Line]:
    """Give search results: story or article, number, title, outlet, age; the place found below."""
    lines: list[Line] = []
    for hit in hits:
        ago = labels.age(hit.date, now)
        left = [
            cell(hit.kind, _KIND_CELLS, "heading" if hit.kind == "story" else "muted", f"{hit.kind} "),
            cell(str(hit.number), max(6, len(str(hit.number)) + 1), "number", f"{hit.number}, "),
        ]
        told = f", {ago}" if ago == "now" else f", {ago} ago"
        right = [
            cell(hit.outlet, _OUTLET_CELLS, "citation", f", {hit.outlet}" if hit.outlet else ""),
            cell(ago, _AGE_CELLS, "muted", told),
        ]
        room = max(width - sum(cells(part.text) for part in (*left, *right)) - 1, _LEAST_TITLE)
        first, *others = fitted(set_off(hit.title, hit.in_title, "title"), room) or [Span("")]
        # Linear text has room for all of it.
        whole = Span(first.text, first.role, clean.line(hit.title))
        title = [whole, *(Span(each.text, each.role, "") for each in others)]
        lines.append(Line((*left, *title, Span(" ", "", ""), *right), link=hit.slug))
        if hit.snippet:
            lines.append(Line(tuple(set_off(hit.snippet, hit.in_snippet, "")), 8, link=hit.slug))
    return lines or [plain_line("Nothing found.", "muted")]


def hit_card(hit: Hit, now: datetime, width: int) -> list[Line]:
    """Give a result's two lines in a list: story or article, title, age; outlet and the place found."""
    story = hit.kind == "story"
    kind = Span(f" {fit(hit.kind, 9)}", "heading" if story else "muted")
    ago = Span(f"{fit(labels.age(hit.date, now), _AGE_CELLS + 1, right=True)} ", "muted")
    room = max(width - cells(kind.text) - cells(ago.text), 0)
    first = Line((kind, *fitted(set_off(hit.title, hit.in_title, "title" if story else ""), room), ago))
    outlet = [span(cut(hit.outlet, width // 3), "citation"), Span(" · ", "muted")] if hit.outlet else []
    room = max(width - 11 - sum(cells(part.text) for part in outlet), 0)
    piece, places = _moved(hit.snippet, hit.in_snippet, room)
    return [first, Line((Span(" " * 10), *outlet, *fitted(set_off(piece, places, "muted"), room)))]


def found_words(found: Found) -> str:
    """Say how many hits there are: "3 stories · 12 articles"."""
    told = []
    if found.stories:
        told.append(labels.stories(found.stories))
    if found.articles:
        told.append(labels.counted(found.articles, "article"))
    text = " · ".join(told) or "nothing found"
    if found.more:
        return f"the newest {text}"
    return f"{text}, back to {found.back_to:%-d %b %Y}" if found.back_to is not None else text


def nothing_words(found: Found) -> str:
    """Say what to try where nothing was found."""
    if found.query.complaints:
        return "What was not understood was left out or taken for words."
    if found.query.since or found.query.until:
        return "A longer time, or fewer words?"
    return "Fewer words, or the beginning of one?"


def set_off(text: str, marks: Marks, role: Role) -> list[Span]:
    """Cut a text into spans of which those that were found stand in a role of their own."""
    if clean.line(text) != text:
        # Its places are those of another text.
        return [span(text, role)]
    spans, at = [], 0
    for begin, end in marks:
        spans += [Span(text[at:begin], role), Span(text[begin:end], "found")]
        at = end
    return [each for each in (*spans, Span(text[at:], role)) if each.text]


def fitted(spans: Sequence[Span], width: int) -> list[Span]:
    """Cut spans behind each other to a width, or fill it up."""
    kept, room = list[Span](), max(width, 0)
    for place, part in enumerate(spans):
        if room <= 0:
            break
        whole = cells(part.text)
        # An ellipsis takes a cell where more follows and there is no room for it.
        follows = any(each.text for each in spans[place + 1 :])
        text = part.text if whole < room or (whole == room and not follows) else cut(f"{part.text} ", room)
        kept.append(Span(text, part.role))
        room -= cells(text)
        if text != part.text:
            break
    return [*kept, Span(" " * room)] if room > 0 else kept


def _moved(text: str, marks: Marks, room: int) -> tuple[str, Marks]:
    """Leave out the beginning of a stretch whose first word found would stand behind its row's end."""
    first = next(iter(marks), None)
    if first is None or cells(text[: first[1]]) < room:
        return text, marks
    start = text.find(" ", max(0, first[0] - room // _SEEN), first[0]) + 1 or first[0]
    shift = start - 2
    return f"… {text[start:]}", tuple((begin - shift, end - shift) for begin, end in marks if begin >= start)
