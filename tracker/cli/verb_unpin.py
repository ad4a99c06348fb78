"""`tracker unpin`: takes a pin back."""

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
    """Let STORY be made one with another again; with ARTICLE, let these articles of it go."""
    from tracker.render import labels

    with session.tracker() as tracker:
        loose = tracker.correcting.unpin(story, articles)
    told = f"{labels.counted(len(set(articles)), 'article')} in {loose.slug}" if articles else loose.slug
    session.talk(f"No longer pinned: {told}.")
    return 0
