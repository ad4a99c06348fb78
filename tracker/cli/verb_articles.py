"""`tracker articles`: what was published, and which story it went to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.option("--story", help="Only the articles of this story.")
@click.option("--limit", type=NUMBER, default=10_000, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, story: str | None, limit: int, as_json: bool) -> int:
    """List articles, newest first, each with its story and its citation number there."""
    with session.tracker() as tracker:
        rows = tracker.reading.articles(story, limit)
    if as_json:
        from tracker.render.data import articles_data

        session.json(articles_data(rows))
    else:
        from tracker.render.lists import articles_lines

        session.out(articles_lines(rows, session.clock(), session.width))
    return 0
