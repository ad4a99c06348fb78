"""`tracker export`: the subscriptions, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--opml", is_flag=True, help="As OPML 2.0 (default: feeds.yaml as it is).")
@click.pass_obj
def verb(session: Session, *, opml: bool) -> int:
    """Print the subscriptions."""
    with session.tracker(subscribed=True) as tracker:
        session.document(tracker.subscribing.opml() if opml else tracker.subscribing.yaml())
    return 0
