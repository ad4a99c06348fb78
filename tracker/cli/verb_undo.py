"""`tracker undo`: takes back the last act of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.pass_obj
def verb(session: Session) -> int:
    """Take back the last thing you did to stories or feeds; again for the one before.

    That is a merge, a split, a move, a pin, a follow, a mute, an added or a removed feed.
    """
    with session.tracker() as tracker:
        session.talk(tracker.correcting.undo())
    return 0
