"""`tracker unread`: lets the newest version of stories be news again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("stories", metavar="STORY…", nargs=-1, required=True, shell_complete=completing.stories)
@click.pass_obj
def verb(session: Session, stories: tuple[str, ...]) -> int:
    """Mark stories unread: what their newest version changed is news again."""
    from tracker.render import labels

    with session.tracker() as tracker:
        marked = tracker.marking.unread(stories)
    session.talk(f"Marked {labels.stories(len(marked))} unread.")
    return 0
