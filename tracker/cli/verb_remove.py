"""`tracker remove`: unsubscribes from a feed; its articles stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("feed", shell_complete=completing.feeds)
@click.pass_obj
def verb(session: Session, feed: str) -> int:
    """Unsubscribe from a feed, named by address, title, or the start of one. `undo` restores it."""
    with session.tracker(subscribed=True) as tracker:
        url = tracker.correcting.remove_feed(feed)
    session.talk(f"Removed {url}. Its articles stay; `tracker undo` subscribes again.")
    return 0
