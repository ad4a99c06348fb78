"""How each actor's stance moved across the versions of a story: a table, and the moves in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.render import dossier_data, labels
from tracker.render.data import safe
from tracker.render.lines import Line, Span, fit, joined, plain_line, span
from tracker.render.sections import cited, source_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Course, Source, Story, Turn, TurnKind, Version
    from tracker.render.dossier_data import Data
    from tracker.render.lines import Role

_NAME, _COLUMN = 28, 8
# Where the width is not known: a terminal of 120 columns.
WIDTH = 120
_SIGNS: dict[TurnKind, tuple[str, Role]] = {
    "new": ("● new", "added"),
    "shifted": ("◆ shift", "accent"),
    "reworded": ("~ words", "changed"),
    "silent": ("○ quiet", "muted"),
    "again": ("● again", "added"),
    "gone": ("✕ gone", "muted"),
}
# The same in linear text, where there is room for words.
_SHORT: dict[TurnKind, str] = {
    "new": "new",
    "shifted": "shifted",
    "reworded": "in other words",
    "silent": "silent",
    "again": "heard again",
    "gone": "gone",
}
_WORDS: dict[TurnKind, str] = {
    "new": "heard for the first time",
    "shifted": "shifted",
    "reworded": "says it in other words",
    "silent": "silent: nothing new is heard",
    "again": "speaks again",
    "gone": "no longer in the dossier",
}


def evolution_lines(
    story: Story, versions: Sequence[Version], courses: Sequence[Course], width: int = WIDTH
) -> list[Line]:
    """Give a table, actors down and versions across, then each actor's moves with their sources."""
    lines = [Line((span(story.title, "title"),), link=story.slug, anchor="title")]
    if not courses:
        return [*lines, Line(), plain_line("Nobody is quoted or stated a view yet.", "muted")]
    lines += [Line(), *_table(versions[-max(1, (width - _NAME) // _COLUMN) :], courses)]
    if len(versions) * _COLUMN > width - _NAME:
        lines.append(plain_line("The newest versions; the earlier moves stand below.", "muted"))
    for course in courses:
        lines += [Line(), Line((span(course.actor, "actor"),), anchor=course.actor)]
        before = (None, *course.turns)
        lines += [line for was, turn in zip(before, course.turns, strict=False) for line in _turn(turn, was)]
    return lines


def evolution_data(story: Story, courses: Sequence[Course]) -> Data:
    """Give the same for `--json`: every actor with their moves, each with the sources it rests on."""
    return safe(
        {
            "story": story.slug,
            "evolution": [
                {
                    "actor": course.actor,
                    "heard": list(course.heard),
                    "moves": [
                        {
                            "version": turn.version,
                            "written_at": labels.iso(turn.written_at),
                            "kind": turn.kind,
                            "stance": dossier_data.claim(turn.stance),
                            "note": turn.note,
                            "sources": [dossier_data.source(each) for each in turn.sources],
                        }
                        for turn in course.turns
                    ],
                }
                for course in courses
            ],
        }
    )


def _table(versions: Sequence[Version], courses: Sequence[Course]) -> list[Line]:
    numbers = [Span(fit(f"v{version.number}", _COLUMN), "heading", "") for version in versions]
    days = [Span(fit(labels.day(version.written_at)[5:], _COLUMN), "date", "") for version in versions]
    blank = Span(" " * _NAME)
    rows = [Line((_name(course), *(_cell(course, v.number) for v in versions))) for course in courses]
    return [Line((blank, *numbers)), Line((blank, *days)), *rows]


def _name(course: Course) -> Span:
    name = span(course.actor).text
    return Span(fit(name, _NAME - 2) + "  ", "actor", f"{name}: ")


def _cell(course: Course, version: int) -> Span:
    turn = next((turn for turn in course.turns if turn.version == version), None)
    if turn is not None:
        sign, role = _SIGNS[turn.kind]
        return Span(fit(sign, _COLUMN), role, f"v{version} {_SHORT[turn.kind]}, ")
    if version in course.heard:
        return Span(fit("━━━━━━━", _COLUMN), "muted", f"v{version} same, ")
    known = course.turns[0].version < version
    return Span(fit("·" if known else "", _COLUMN), "muted", "")


def _turn(turn: Turn, before: Turn | None) -> list[Line]:
    """Give one move: when and what; the stance; what it was; what it rests on."""
    head = joined(
        [
            [span(f"v{turn.version}", "date")],
            [span(labels.day(turn.written_at), "date")],
            [span(_WORDS[turn.kind], _SIGNS[turn.kind][1])],
        ]
    )
    if turn.kind in {"silent", "gone"}:
        return [Line(head, 2)]
    return [
        Line(head, 2),
        Line(cited(turn.stance.text, turn.stance.citations), 6),
        *_was(turn, before),
        *map(_source, turn.sources),
    ]


def _was(turn: Turn, before: Turn | None) -> list[Line]:
    """Give the stance before a move; where no version has it, the engine's note."""
    if turn.kind in {"shifted", "reworded"} and before is not None:
        was = cited(before.stance.text, before.stance.citations, "muted")
        return [Line((span(f"was, in v{before.version}: ", "changed"), *was), 6)]
    return [Line((span(turn.note, "muted"),), 6)] if turn.note else []


def _source(source: Source) -> Line:
    line = source_line(source)
    spans = tuple(replace(part, role=part.role or "muted") for part in line.spans)
    return replace(line, spans=spans, indent=6)
