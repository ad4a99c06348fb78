"""`tracker pin`: a story, or articles of it, are right as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.argument("articles", nargs=-1, type=NUMBER, metavar="[ARTICLE]...")
@click.pass_obj
def verb(session: Session, story: str, articles: tuple[int, ...]) -> int:
    """Keep STORY as it is: it is made one with no other, and its articles stay. New ones may join.

    With ARTICLE, the number of an article of STORY: only these stay, whatever becomes of the rest.
    """
    from tracker.render import labels

    with session.tracker() as tracker:
        pinned = tracker.correcting.pin(story, articles)
    told = f"{labels.counted(len(set(articles)), 'article')} in {pinned.slug}" if articles else pinned.slug
    session.talk(f"Pinned: {told}. `tracker unpin` lets go.")
    return 0
