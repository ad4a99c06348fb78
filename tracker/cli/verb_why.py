"""`tracker why`: why these articles are together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story")
@click.argument("article", required=False, type=NUMBER)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, story: str, article: int | None, *, as_json: bool) -> int:
    """Explain why the articles of STORY are together: shared terms, weights, score.

    ARTICLE is an article's number, as `tracker articles` lists it.
    """
    with session.tracker() as tracker:
        row = tracker.reading.story(story)
        placed = tracker.reading.why(story, article)
    if as_json:
        from tracker.render.data import why_data

        session.json(why_data(row, placed))
    else:
        from tracker.render.lists import why_lines

        session.out(why_lines(row, placed))
    return 0
