"""`tracker show`: the dossier of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from tracker.cli import completing
from tracker.cli.options import VERSION, Moment, SectionName, Verb
from tracker.errors import StoreError, UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session
    from tracker.core import Tracker
    from tracker.model import Searched, Section, Story, Version


class _Shown(NamedTuple):
    """What is shown: a version of a story, how search feeds were asked for it, and of it all or a section."""

    version: Version
    story: Story
    searches: dict[str, Searched]
    section: Section | None


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.option("--version", "number", type=VERSION, help="The version with this number.")
@click.option("--at", type=Moment(), help="The story as it was known then.")
@click.option("--section", type=SectionName(), help="Only this section.")
@click.option("--evolution", is_flag=True, help="How the stance of each actor moved, with sources.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--markdown", is_flag=True, help="As Markdown.")
@click.pass_obj
def verb(
    session: Session,
    story: str,
    *,
    number: int | None,
    at: datetime | None,
    section: Section | None,
    evolution: bool,
    as_json: bool,
    markdown: bool,
) -> int:
    """Show the dossier of STORY: a slug, the start of one, or a number.

    Reading it here marks it read; --json and --markdown, which programs read, do not.
    """
    if sum([number is not None, at is not None]) > 1 or (as_json and markdown):
        raise UsageError("--version and --at exclude each other, and so do --json and --markdown.")
    if evolution:
        if markdown or section not in {None, "perspectives"}:
            raise UsageError("--evolution is of the perspectives, as text or --json.")
        return _evolution(session, story, number, at, as_json=as_json)
    with session.tracker() as tracker:
        version = tracker.reading.version(story, number, at)
        row = tracker.reading.story(version.story)
        searches = tracker.reading.searches(version.story)
        if not (as_json or markdown or section):
            _mark_read(session, tracker, version)
    shown = _Shown(version, row, searches, section)
    _print(session, shown, "json" if as_json else "markdown" if markdown else "text")
    return 0


def _evolution(
    session: Session, story: str, number: int | None, at: datetime | None, *, as_json: bool
) -> int:
    """Show how the stances moved up to the version."""
    with session.tracker() as tracker:
        versions = tracker.past.until(story, number, at)
        row = tracker.reading.story(versions[-1].story)
        courses = tracker.past.courses(versions)
    from tracker.render import evolution as rendered

    if as_json:
        session.json(rendered.evolution_data(row, courses))
    else:
        session.out(rendered.evolution_lines(row, versions, courses, session.width))
    return 0


def _mark_read(session: Session, tracker: Tracker, version: Version) -> None:
    """Mark a version read; a database that can only be read can still be shown."""
    try:
        tracker.reading.mark_read(version)
    except StoreError as error:
        session.talk(f"Not marked as read: {error}")


def _print(session: Session, shown: _Shown, form: str) -> None:
    version, story, searches, section = shown
    if form == "json":
        from tracker.render.data import show_data

        data = show_data(version, story, searches)
        if section in data["sections"]:
            data["sections"] = {section: data["sections"][section]}
        session.json(data)
    elif form == "markdown":
        from tracker.render.markdown import version_markdown

        session.text(version_markdown(version, story, section))
    else:
        from tracker.render.page import dossier_page, section_lines

        if section:
            session.out(section_lines(version, section, story, searches=searches))
        else:
            session.out(dossier_page(version, story, searches=searches))
