"""`tracker feeds`: the subscriptions and how they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, as_json: bool) -> int:
    """List the subscriptions: how each does, what came last, when it is due and why."""
    with session.tracker(subscribed=True) as tracker:
        feeds = tracker.subscribing.feeds()
    if as_json:
        from tracker.render.data import feeds_data

        session.json(feeds_data(feeds))
    else:
        from tracker.render.lists import feeds_lines

        session.out(feeds_lines(feeds, session.clock(), session.width))
    return 0
