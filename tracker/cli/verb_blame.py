"""`tracker blame`: since when each sentence of a dossier stands, and on whose word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import VERSION, Moment, SectionName, Verb
from tracker.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session
    from tracker.model import Section


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.option("--version", "number", type=VERSION, help="The version with this number.")
@click.option("--at", type=Moment(), help="The story as it was known then.")
@click.option("--section", type=SectionName(), help="Only this section.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(
    session: Session,
    story: str,
    *,
    number: int | None,
    at: datetime | None,
    section: Section | None,
    as_json: bool,
) -> int:
    """Tell of each sentence of STORY since when it stands, from which article, and who confirmed it."""
    if number is not None and at is not None:
        raise UsageError("--version and --at exclude each other.")
    with session.tracker() as tracker:
        versions = tracker.past.until(story, number, at)
        row = tracker.reading.story(versions[-1].story)
        found = tracker.past.blame(versions)
    if section in {"title", "sources"}:
        raise UsageError(f"The {section} cites nothing.", "Name another section, or none.")
    standings = [each for each in found if section in {None, each.section}]
    if as_json:
        from tracker.render.blame import blame_data

        session.json(blame_data(row, versions[-1], standings))
    else:
        from tracker.render.blame import blame_lines

        session.out(blame_lines(row, versions[-1], standings))
    return 0
