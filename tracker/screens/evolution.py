"""How each actor's stance moved across the versions of a story, as a table of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, fit, plain_line, span
from tracker.render.page import cited
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Perspective, Story, Version
    from tracker.render.lines import Role

_NAME, _COLUMN = 28, 8
# A terminal of 120 columns holds this many versions beside the names.
NEWEST = 11
_SIGNS: dict[str, tuple[str, Role]] = {
    "new": ("● new", "badge-new"),
    "shifted": ("◆ shift", "badge-shifted"),
    "silent": ("○ quiet", "badge-silent"),
    "consistent": ("━━━━━━━", "muted"),
}


def evolution_lines(story: Story, versions: Sequence[Version]) -> list[Line]:
    """Give a table, actors down and versions across, then each actor's stances in order."""
    lines = [Line((span(story.title, "title"),), anchor="title")]
    actors = _actors(versions)
    if not actors:
        return [*lines, Line(), plain_line("Nobody is quoted or stated a view yet.", "muted")]
    shown = versions[-NEWEST:]
    lines += [Line(), _heading(shown), _dates(shown)]
    lines += [_row(actor, shown) for actor in actors]
    for actor in actors:
        lines += [Line(), Line((span(actor, "actor"),), anchor=actor), *_stances(actor, versions)]
    return lines


def _actors(versions: Sequence[Version]) -> list[str]:
    return list(
        dict.fromkeys(view.actor for version in reversed(versions) for view in version.dossier.perspectives)
    )


def _heading(versions: Sequence[Version]) -> Line:
    cells = [Span(fit(f"v{version.number}", _COLUMN), "heading") for version in versions]
    return Line((Span(" " * _NAME), *cells))


def _dates(versions: Sequence[Version]) -> Line:
    cells = [Span(fit(labels.day(version.written_at)[5:], _COLUMN), "date") for version in versions]
    return Line((Span(" " * _NAME), *cells))


def _row(actor: str, versions: Sequence[Version]) -> Line:
    name = Span(fit(clean.line(actor), _NAME - 2) + "  ", "actor")
    return Line((name, *(_cell(actor, version) for version in versions)))


def _cell(actor: str, version: Version) -> Span:
    view = _view(actor, version)
    if view is None:
        return Span(" " * _COLUMN)
    evolution = view.evolution
    if evolution.state != "silent" and evolution.since < version.number:
        return Span(fit(_SIGNS["consistent"][0], _COLUMN), "muted")
    if evolution.state == "silent" and evolution.since < version.number:
        return Span(fit("·", _COLUMN), "muted")
    sign, role = _SIGNS[evolution.state]
    return Span(fit(sign, _COLUMN), role)


def _stances(actor: str, versions: Sequence[Version]) -> list[Line]:
    """Give the stance in each version in which its words changed."""
    lines: list[Line] = []
    last = ""
    for version in versions:
        view = _view(actor, version)
        if view is None or view.stance.text == last:
            continue
        word = "shifted" if view.evolution.state == "shifted" and last else ""
        mark = (Span("shifted: ", "badge-shifted"),) if word else ()
        number = Span(fit(f"v{version.number}", 5), "date")
        lines.append(Line((number, *mark, *cited(view.stance.text, view.stance.citations)), 2, 5))
        last = view.stance.text
    return lines


def _view(actor: str, version: Version) -> Perspective | None:
    return next((view for view in version.dossier.perspectives if view.actor == actor), None)
