"""`tracker history`: the versions of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, story: str, *, as_json: bool) -> int:
    """List the versions of STORY, newest first: when, why, and what changed."""
    with session.tracker() as tracker:
        rows = tracker.past.history(story)
    if as_json:
        from tracker.render.data import history_data

        session.json(history_data(rows))
    else:
        from tracker.render.lists import history_lines

        session.out(history_lines(rows))
    return 0
