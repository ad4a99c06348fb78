"""Since when each sentence stands, from which article, and who confirmed it → lines and data."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracker.render import dossier_data, labels
from tracker.render.data import safe
from tracker.render.lines import Line, Span, joined, plain_line, span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.model import Backing, Source, Standing, Story, Version
    from tracker.render.dossier_data import Data


def blame_lines(story: Story, version: Version, standings: Sequence[Standing]) -> list[Line]:
    """Give every sentence with its history below it, under the headings of the sections."""
    title = Line((span(version.dossier.title or story.title, "title"),), link=story.slug, anchor="title")
    lines = [title, Line(joined([span(part, "muted")] for part in labels.imprint(version)[:3]))]
    sources = {source.number: source for source in version.dossier.sources}
    for section, group in groupby(standings, key=lambda standing: standing.section):
        lines += [Line(), Line((span(labels.HEADINGS[section], "heading"),), anchor=section)]
        label = ""
        for standing in group:
            if section == "perspectives" and standing.label != label:
                lines.append(plain_line(standing.label, "actor", indent=2))
            label = standing.label
            lines += _standing(standing, sources)
    return lines


def blame_data(story: Story, version: Version, standings: Sequence[Standing]) -> Data:
    """Give the same for `--json`."""
    return safe(
        {
            "story": story.slug,
            "version": version.number,
            "sentences": [
                {
                    "section": standing.section,
                    "label": standing.label,
                    "text": standing.text,
                    "since": standing.since,
                    "written_at": labels.iso(standing.written_at),
                    "source": None if standing.origin is None else standing.origin.number,
                    "confirmed": [
                        {"source": backing.number, "version": backing.version}
                        for backing in standing.confirmed
                    ],
                    "was": standing.was or None,
                    "was_since": standing.was_since or None,
                }
                for standing in standings
            ],
            "sources": [dossier_data.source(source) for source in version.dossier.sources],
        }
    )


def _standing(standing: Standing, sources: Mapping[int, Source]) -> list[Line]:
    """Give a sentence, and in a line below since when, from whom, confirmed by whom."""
    date = [span(f"{standing.label}: ", "date")] if standing.section == "timeline" else []
    told = [
        [span(f"since v{standing.since}, {labels.day(standing.written_at)}", "date")],
        _origin(standing.origin, sources),
        _confirmed(standing, sources),
        [span(f"in other words since v{standing.was_since}", "muted")] if standing.was else [],
    ]
    return [Line((*date, span(standing.text)), 2), Line(joined(told), 4, 2)]


def _origin(origin: Backing | None, sources: Mapping[int, Source]) -> list[Span]:
    if origin is None:
        return []
    return [span("from ", "muted"), *_source(origin.number, sources)]


def _confirmed(standing: Standing, sources: Mapping[int, Source]) -> list[Span]:
    """Name who confirmed it; the version only where it came later than the sentence."""
    spans: list[Span] = []
    for backing in standing.confirmed:
        spans += [span(", " if spans else "confirmed by ", "muted"), *_source(backing.number, sources)]
        if backing.version > standing.since:
            spans.append(span(f" in v{backing.version}", "muted"))
    return spans


def _source(number: int, sources: Mapping[int, Source]) -> list[Span]:
    source = sources.get(number)
    outlet = [span(f" {source.outlet}", "muted")] if source is not None and source.outlet else []
    return [Span(f"[{number}]", "citation"), *outlet]
