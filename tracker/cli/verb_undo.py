"""`tracker undo`: takes back the last merge, split, mute or removal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.pass_obj
def verb(session: Session) -> int:
    """Take back the last merge, split, mute or removal of a feed; again for the one before."""
    with session.tracker() as tracker:
        session.talk(tracker.correcting.undo())
    return 0
