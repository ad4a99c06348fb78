"""`tracker search`: full text over articles and dossiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=NUMBER, default=50, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, query: tuple[str, ...], *, limit: int, as_json: bool) -> int:
    """Find stories and articles that hold every word; "words in quotes" stand together."""
    with session.tracker() as tracker:
        hits = tracker.reading.search(" ".join(query), limit)
    if as_json:
        from tracker.render.data import hits_data

        session.json(hits_data(hits))
    else:
        from tracker.render.lists import hits_lines

        session.out(hits_lines(hits, session.clock(), session.width))
    return 0
