"""`tracker merge`: two stories are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("a", shell_complete=completing.stories)
@click.argument("b", shell_complete=completing.stories)
@click.pass_obj
def verb(session: Session, a: str, b: str) -> int:
    """Make the articles of story B part of story A. B's name leads to A from then on."""
    from tracker.render import labels

    with session.tracker() as tracker:
        story = tracker.correcting.merge(a, b)
    count = f"{labels.counted(story.items, 'article')}, v{story.version}"
    session.talk(f"{story.slug} now has {count}. `tracker undo` takes it back.")
    return 0
