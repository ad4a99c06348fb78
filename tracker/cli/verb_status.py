"""`tracker status`: the counts for a status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Moment, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--since", type=Moment(), help="Count new articles since then; else of the last day.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, since: datetime | None, as_json: bool) -> int:
    """Print in one line what is unread, what moved, how the feeds do, and when they are polled."""
    from tracker.render.status import status_data, status_line

    with session.tracker() as tracker:
        status = tracker.overview.status(since)
    if as_json:
        session.json(status_data(status))
    else:
        session.text(status_line(status, session.clock()))
    return 0
