"""Who covered a story, and when: a chart of articles over time by outlet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, fit, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.model import Dossier, Source

# A chart of fewer says no more than the list of sources below it.
_LEAST_SOURCES, _LEAST_OUTLETS = 4, 2
# Columns at most: with name and number they stand in 80 cells.
_COLUMNS = 40
# What one column may stand for, in hours: from an hour to four weeks, in steps that people count in.
_STEPS = (1, 3, 6, 12, 24, 48, 168, 336, 672)
_NAME = 22
# Outlets with a row of their own; the rest is summed.
_ROWS = 8
# So that one article is not drawn as the most there can be.
_TALLEST = 3
_HOUR, _DAY = 3600, 24  # in seconds, in hours


@dataclass(frozen=True, slots=True)
class Coverage:
    """When each outlet published: `outlets` by how much they did, each with a count a column.

    A column is `step` hours; the first has the oldest article, of the hour `first`, the last that of `last`.
    """

    first: datetime
    last: datetime
    step: int
    outlets: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def total(self) -> tuple[int, ...]:
        """Articles of all outlets, column by column."""
        return tuple(map(sum, zip(*(counts for _, counts in self.outlets), strict=True)))


def coverage(sources: Sequence[Source]) -> Coverage | None:
    """Count articles by outlet and time; None where that would show nothing."""
    if len(sources) < _LEAST_SOURCES or len({source.outlet for source in sources}) < _LEAST_OUTLETS:
        return None
    hours = [int(source.published.timestamp() // _HOUR) for source in sources]
    step = _step(max(hours) - min(hours))
    # Columns of days begin at midnight (UTC), those of hours at the hour.
    begin = min(hours) // min(step, _DAY) * min(step, _DAY)
    columns = (max(hours) - begin) // step + 1
    counts: dict[str, Counter[int]] = {}
    for source, hour in zip(sources, hours, strict=True):
        counts.setdefault(source.outlet, Counter())[(hour - begin) // step] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1].total(), min(pair[1]), pair[0]))
    rows = [(name, tuple(count[place] for place in range(columns))) for name, count in ordered]
    first, last = (datetime.fromtimestamp(edge(hours) * _HOUR, UTC) for edge in (min, max))
    return Coverage(first, last, step, tuple(rows))


def coverage_lines(dossier: Dossier) -> list[Line]:
    """Give the chart under its heading: an outlet a row, time to the right; nothing for a few sources."""
    found = coverage(dossier.sources)
    if found is None:
        return []
    shown, rest = found.outlets[:_ROWS], found.outlets[_ROWS:]
    if len(rest) == 1:
        shown, rest = found.outlets, ()
    rows = [_row(name, counts) for name, counts in shown]
    if rest:
        others = tuple(map(sum, zip(*(counts for _, counts in rest), strict=True)))
        rows.append(_row(f"{len(rest)} other outlets", others))
    return [Line((span("Coverage", "heading"),), anchor="coverage"), *rows, _axis(found)]


def coverage_strip(dossier: Dossier) -> list[Line]:
    """Give one row for the head of a page: articles over time, from when to when, of how many outlets."""
    found = coverage(dossier.sources)
    if found is None:
        return []
    days = dict.fromkeys((labels.day(found.first), labels.day(found.last)))
    told = f"{' → '.join(days)} · {labels.counted(len(found.outlets), 'outlet')}"
    return [Line((*_bars(found.total), span(f" {told}", "muted")), whole=True)]


def _row(name: str, counts: Sequence[int]) -> Line:
    label = Span(fit(span(name).text, _NAME) + " ", "", f"{name}: ")
    number = Span(f"{sum(counts):>4}", "number", labels.counted(sum(counts), "article"))
    return Line((label, *_bars(counts), number), 2, whole=True)


def _bars(counts: Sequence[int]) -> Iterable[Span]:
    """Draw a column as a bar; where nothing was published stands a dot that steps back."""
    bars = labels.sparkline((*counts, max(_TALLEST, *counts)))[:-1]
    return [
        Span(bar if count else "·", "number" if count else "rule", "")
        for bar, count in zip(bars, counts, strict=True)
    ]


def _axis(found: Coverage) -> Line:
    ends = [
        labels.stamp(moment)[5:16] if found.step < _DAY else labels.day(moment)
        for moment in (found.first, found.last)
    ]
    room = len(found.total) - sum(map(len, ends))
    axis = (" " * room).join(ends) if room > 0 else " → ".join(dict.fromkeys(ends))
    step = f" · a column is {labels.lasting(found.step * _HOUR)}"
    plain = "From " + " to ".join(dict.fromkeys(ends))
    spans = (Span(" " * (_NAME + 1), "", ""), Span(axis, "muted", plain), Span(step, "muted", ""))
    return Line(spans, 2, whole=True)


def _step(hours: int) -> int:
    """Choose how many hours a column stands for; a story of many years has columns as wide as it takes."""
    return next((step for step in _STEPS if hours < step * (_COLUMNS - 1)), hours // (_COLUMNS - 1) + 1)
