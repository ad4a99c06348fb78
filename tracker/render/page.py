"""A version → the lines of its story page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.dossier.absence import absence
from tracker.reactive import SEEKING
from tracker.render import labels
from tracker.render.account import account_notes
from tracker.render.coverage import coverage_lines, coverage_strip
from tracker.render.lines import Line, joined, plain_line, span
from tracker.render.sections import BODIES, question_lines, sought, source_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.model import Searched, Section, Story, Version

# The order on the page; the title stands in the header.
ORDER: tuple[Section, ...] = (
    "what",
    "why_it_matters",
    "open_questions",
    "narrative",
    "timeline",
    "perspectives",
    "tensions",
    "key_points",
    "sources",
)


def dossier_page(
    version: Version, story: Story, *, wide: bool = False, searches: Mapping[str, Searched] | None = None
) -> list[Line]:
    """Give the whole page: header, the sections, each empty one with the reason, and what was dropped.

    `wide` writes the addresses of the sources out; `searches` tells by a question's id how
    search feeds were asked. Lines are unwrapped; a heading's anchor
    is its section's name.
    """
    lines = header(version, story)
    for section in ORDER:
        if section == "sources":
            chart = coverage_lines(version.dossier)
            lines += [Line(), *chart] if chart else []
        if getattr(version.dossier, section) or version.dossier.sources:
            lines += [Line(), *section_lines(version, section, story, wide=wide, searches=searches)]
    dropped = version.dossier.dropped
    if dropped:
        text = f"{labels.counted(dropped, 'claim')} dropped by the check"
        lines += [Line(), plain_line(text, "warn")]
    notes = account_notes(version.dossier.account)
    return [*lines, *([Line()] if notes else []), *(plain_line(note, "muted") for note in notes)]


def header(version: Version, story: Story) -> list[Line]:
    """Give title, particulars, and what moved since the user last read."""
    lines = [
        Line((span(version.dossier.title or story.title, "title"),), link=story.slug, anchor="title"),
        Line(joined([span(part, "muted")] for part in labels.imprint(version))),
    ]
    lines += definition_lines(story)
    lines += coverage_strip(version.dossier)
    if version.dossier.independent == 1:
        lines.append(plain_line("Synthesised from 1 source", "muted"))
    if story.changes and version.number >= story.version:  # an older page was written before them
        changes = joined([span(change, "accent")] for change in story.changes)
        lines.append(Line((span("Since you last read: ", "muted"), *changes)))
    return lines


def definition_lines(story: Story) -> list[Line]:
    """Give the terms of a story that the user has defined, and what is to be expected of them."""
    if story.definition is None:
        return []
    lines = [Line((span("Follows: ", "muted"), span(labels.terms(story.definition))))]
    if not (story.items or story.version):
        lines += [Line(), plain_line("Nothing matches yet; what comes will join it.", "muted")]
    return lines


def section_lines(
    version: Version,
    section: Section,
    story: Story | None = None,
    *,
    wide: bool = False,
    searches: Mapping[str, Searched] | None = None,
) -> list[Line]:
    """Give one section with its heading; where it holds nothing, why.

    What the user has not read yet is marked; without `story`, what this version brought.
    """
    heading = Line((span(labels.HEADINGS[section], "heading"),), anchor=section)
    dossier, seen = version.dossier, _seen(version, story)
    searched: list[Line] = []
    if section == "title":
        return [heading, plain_line(dossier.title, "title")]
    if section == "sources":
        body = source_lines(dossier.sources, wide=wide)
    elif section == "open_questions":
        asked = searches or {}
        body = question_lines(dossier.open_questions, asked, seen)
        searched = sought(asked.get(SEEKING), story)
    else:
        body = BODIES[section](dossier, seen)
    return [heading, *(body or [plain_line(absence(dossier, section), "muted", indent=2)]), *searched]


def _seen(version: Version, story: Story | None) -> int:
    """Give the version up to which all is known: the one last read; of earlier ones, the one before.

    To who has read none of a story, all is new, and nothing says so.
    """
    read = story.read if story is not None else 0
    before = read if 0 < read <= version.number else version.number - 1
    return before or version.number
