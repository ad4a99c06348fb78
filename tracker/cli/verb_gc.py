"""`tracker gc`: lets old articles go that nothing cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--days", type=click.IntRange(min=0), help="Keep so many days (default: config.toml; 0: all).")
@click.pass_obj
def verb(session: Session, *, days: int | None) -> int:
    """Drop lone articles older than the days to keep, and give the room back.

    What a version cites, what you follow or opened, and what a feed still carries stays.
    """
    keep = session.settings.retention.days if days is None else days
    with session.tracker() as tracker:
        dropped, freed = tracker.keeping.collect(keep)
    session.talk(f"Dropped {dropped} articles; {freed / 1e6:.1f} MB given back.")
    return 0
