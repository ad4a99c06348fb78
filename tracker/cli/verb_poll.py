"""`tracker poll`: one round over the feeds that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.model import PollSummary

PARTLY = 4


@click.command(cls=Verb)
@click.argument("refs", nargs=-1, metavar="[FEED]...", shell_complete=completing.feeds)
@click.option("--force", is_flag=True, help="All feeds, due or not.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@click.pass_obj
def verb(session: Session, refs: tuple[str, ...], *, force: bool, as_json: bool) -> int:
    """Fetch the feeds that are due, group their articles, write the dossiers that changed.

    FEED is an address, a title, or the start of one; the feeds named are polled now.
    """
    with session.tracker(subscribed=True) as tracker:
        summary = tracker.polling.round(refs, force=force, progress=session.progress())
    _tell_failures(session, summary)
    for fault in summary.faults:
        session.talk(fault)
    if summary.united:
        from tracker.render.labels import united

        session.talk(united(summary.united))
    if summary.told is not None:
        from tracker.cli.herald import follow_up

        follow_up(session, summary.told)
    if as_json:
        from tracker.render.data import poll_data

        session.json(poll_data(summary))
    else:
        from tracker.render.lists import poll_lines

        session.out(poll_lines(summary))
    return PARTLY if summary.failed or summary.faults else 0


def _tell_failures(session: Session, summary: PollSummary) -> None:
    """Say why feeds failed, a line each; that there is no network once for all."""
    if summary.offline:
        from tracker.render.rounds import no_network

        session.talk(f"{no_network(summary)} What is stored stays; the next poll goes on from there.")
    if session.verbose or not summary.offline:
        for url, reason in summary.failures:
            session.talk(f"{url}: {reason}")
