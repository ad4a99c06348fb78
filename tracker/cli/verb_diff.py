"""`tracker diff`: what changed between two versions of a story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, SectionName, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.model import Section


@click.command(cls=Verb)
@click.argument("story")
@click.argument("before", metavar="[A]", required=False, type=NUMBER)
@click.argument("after", metavar="[B]", required=False, type=NUMBER)
@click.option("--section", type=SectionName(), help="Only this section.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the versions differ.")
@click.pass_obj
def verb(
    session: Session,
    story: str,
    before: int | None,
    after: int | None,
    *,
    section: Section | None,
    as_json: bool,
    exit_code: bool,
) -> int:
    """Compare version A of STORY with B, section by section and word by word.

    Without B, with the newest; without A, the version you last read with the newest.
    """
    from tracker.diff import only

    with session.tracker() as tracker:
        comparison = tracker.reading.compare(story, before, after)
        row = tracker.reading.story(story)
        old = tracker.reading.version(story, comparison.before)
        new = tracker.reading.version(story, comparison.after)
    if section:
        comparison = replace(comparison, changes=tuple(only(comparison.changes, section)))
    if as_json:
        from tracker.render.data import diff_data

        session.json(diff_data(comparison))
    else:
        from tracker.render.changes import changes_page

        session.out(changes_page(row, old, new, comparison.changes))
        if old.number == new.number > 1 and before is None:
            hint = f"`tracker diff {row.number} {new.number - 1}` shows what it changed."
            session.talk(f"You have read version {new.number}, the newest. {hint}")
    return 1 if exit_code and comparison.changes else 0
