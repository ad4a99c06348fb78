"""`tracker why`: why these articles are together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.argument("article", required=False, type=NUMBER)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, story: str, article: int | None, *, as_json: bool) -> int:
    """Explain why the articles of STORY are together: shared terms and names, score, runner-up.

    ARTICLE is an article's number, as `tracker articles` lists it; it is then explained in full.
    """
    with session.tracker() as tracker:
        explanation = tracker.explaining.why(story, article)
    if as_json:
        from tracker.render.why_data import why_data

        session.json(why_data(explanation))
    else:
        from tracker.render.why import article_lines, explanation_lines

        session.out(explanation_lines(explanation) if article is None else article_lines(explanation))
    return 0
