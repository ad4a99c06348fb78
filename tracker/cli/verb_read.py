"""`tracker read`: marks stories read without showing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb, refuse_both

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("stories", metavar="STORY…", nargs=-1, shell_complete=completing.stories)
@click.option("--all", "every", is_flag=True, help="All stories that are not muted.")
@click.pass_obj
def verb(session: Session, stories: tuple[str, ...], *, every: bool) -> int:
    """Mark stories read as they stand now; `tracker undo` takes it back."""
    refuse_both(stories, every=every)
    from tracker.render import labels

    with session.tracker() as tracker:
        if every:
            from tracker.store import Filter

            marked = tracker.marking.read_all(Filter())
        else:
            marked = tracker.marking.read(stories)
    session.talk(f"Marked {labels.stories(len(marked))} read.")
    return 0
