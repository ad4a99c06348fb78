"""The rows of the page that explains a story: an article and how it came, in just the width there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, cells, fit, joined, span
from tracker.render.why import meter, named
from tracker.screens.cards import row
from tracker.text import clean

if TYPE_CHECKING:
    from tracker.model import Placement, Reason

# Cells of the columns: the article's number, its outlet, the bar of its score, the score in words.
_NUMBER, _OUTLET, _METER, _SCORE = 7, 16, 12, 15
# From this width on there is room for the bar, and for the shared terms.
_METER_FROM, _TERMS_FROM = 56, 76


def reason_card(reason: Reason, width: int) -> list[Line]:
    """Give an article's two lines: mark, title, day; number, outlet, score, shared terms."""
    article, placement = reason.article, reason.placement
    link = str(article.id)
    mark = Span("⚑ " if reason.pinned else "  ", "date")
    day = [Span(f"  {labels.day(article.published)} ", "date")]
    first = row([Span(" "), mark], Span(article.title, "title"), day, width, link)
    outlet = fit(clean.line(article.outlet), _OUTLET - 1) + " "
    left = [Span("   "), Span(fit(link, _NUMBER), "number"), Span(outlet, "muted")]
    if width >= _METER_FROM:
        left += [*(meter(placement, _METER) or [Span(" " * _METER)]), Span(" ")]
    left += [Span(fit(clean.line(score_words(placement)), _SCORE), "number" if placement.joined else "muted")]
    room = width - sum(cells(part.text) for part in left) - 1
    return [first, Line((*left, *(_terms(reason, room) if width >= _TERMS_FROM else ())), link=link)]


def score_words(placement: Placement) -> str:
    """Say in a few letters how an article came: "0.93 ≥ 0.55", "96% same text", "moved by you"."""
    if placement.way == "near copy":
        return f"{placement.score:.0%} same text"
    if placement.way in {"clustered", "reactive"}:
        sign = "≥" if placement.score >= placement.threshold else "<"
        return f"{placement.score:.2f} {sign} {placement.threshold:.2f}"
    return labels.ways(placement.way)


def _terms(reason: Reason, room: int) -> tuple[Span, ...]:
    """Name the shared terms that there is room for, the weightiest first."""
    if not reason.placement.joined:
        return ()
    kept: tuple[Span, ...] = ()
    for count in range(1, len(reason.placement.terms) + 1):
        spans = joined([named(term)] for term in reason.placement.terms[:count])
        if sum(cells(part.text) for part in spans) > room:
            break
        kept = spans
    return kept or (span(""),)
