"""`tracker split`: some articles are another story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story")
@click.argument("articles", nargs=-1, required=True, type=NUMBER, metavar="ARTICLE...")
@click.pass_obj
def verb(session: Session, story: str, articles: tuple[int, ...]) -> int:
    """Take articles out of STORY into a story of their own.

    ARTICLE is an article's number, as `tracker articles --story STORY` lists it.
    """
    with session.tracker() as tracker:
        new = tracker.correcting.split(story, articles)
    session.talk(f"{new.slug} has {new.items} of the articles. `tracker undo` takes it back.")
    return 0
