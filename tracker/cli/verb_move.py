"""`tracker move`: articles belong to another story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.argument("articles", nargs=-1, required=True, type=NUMBER, metavar="ARTICLE...")
@click.pass_obj
def verb(session: Session, story: str, articles: tuple[int, ...]) -> int:
    """Make articles part of STORY, wherever they are now, and keep them there.

    ARTICLE is an article's number, as `tracker articles` lists it. The stories that they leave are
    never made one with STORY by tracker itself; one that is left empty goes on in it.
    """
    from tracker.render import labels

    with session.tracker() as tracker:
        kept = tracker.correcting.move(story, articles)
    count = f"{labels.counted(kept.items, 'article')}, v{kept.version}"
    session.talk(f"{kept.slug} now has {count}. `tracker undo` takes it back.")
    return 0
