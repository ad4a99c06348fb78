"""`tracker stories`: what is going on, the newest change on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Moment, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.cli.session import Session

# Rows on a terminal where no --limit is given: what one still reads.
ON_A_TERMINAL = 50


@click.command(cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--query", default="", help="Only stories with these words and fields, as `tracker search` takes them."
)
@click.option("--since", type=Moment(), help="Only stories with an article since then.")
@click.option("--unread", is_flag=True, help="Only what changed since you read it.")
@click.option("--limit", type=NUMBER, help="At most so many.")
@click.pass_obj
def verb(
    session: Session,
    *,
    as_json: bool,
    query: str,
    since: datetime | None,
    unread: bool,
    limit: int | None,
) -> int:
    """List the stories: running ones first, then lone articles; a * marks what changed."""
    import sys

    from tracker.store import Filter

    shown = limit or (ON_A_TERMINAL if sys.stdout.isatty() and not as_json else 0)
    with session.tracker() as tracker:
        asked = tracker.finding.read(query)
        muted = bool(asked.wants("muted"))
        wanted = Filter(query=query, since=since, unread=unread, muted=muted, limit=shown)
        stories = tracker.reading.stories(wanted)
    for complaint in asked.complaints:
        session.talk(complaint)
    if as_json:
        from tracker.render.data import stories_data

        session.json(stories_data(stories))
        return 0
    from tracker.render.lists import stories_lines

    if not stories and (query or since or unread):
        session.talk("No story passes; `tracker stories` lists all.")
        return 0
    session.out(stories_lines(stories, session.clock(), session.width))
    if not stories:
        session.talk("`tracker poll` fetches your feeds; `tracker demo` shows an example.")
    elif not limit and len(stories) == shown:
        session.talk(f"The first {shown}; --limit N shows more.")
    return 0
