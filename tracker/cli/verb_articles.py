"""`tracker articles`: what was published, and which story it went to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("article", required=False, type=NUMBER)
@click.option("--story", shell_complete=completing.stories, help="Only the articles of this story.")
@click.option("--muted", is_flag=True, help="What your rules in feeds.yaml hide, each with the rule.")
@click.option("--limit", type=NUMBER, default=10_000, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(
    session: Session, article: int | None, *, story: str | None, muted: bool, limit: int, as_json: bool
) -> int:
    """List articles, newest first, each with its story and its citation number there.

    With the number of an ARTICLE as the list gives it: that article, its text, where the text
    is from, and what was edited in it.
    """
    if article is not None:
        return _one(session, article, as_json=as_json)
    with session.tracker() as tracker:
        rows = tracker.reading.articles(story, limit, hidden=muted)
    if as_json:
        from tracker.render.data import articles_data

        session.json(articles_data(rows))
    else:
        from tracker.render.lists import articles_lines

        session.out(articles_lines(rows, session.clock(), session.width))
    return 0


def _one(session: Session, number: int, *, as_json: bool) -> int:
    with session.tracker() as tracker:
        detail = tracker.reading.article(number)
    if as_json:
        from tracker.render.article_data import article_data

        session.json(article_data(detail))
    else:
        from tracker.render.article import article_page

        session.out(article_page(detail))
    return 0
