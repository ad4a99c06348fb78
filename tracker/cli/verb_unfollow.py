"""`tracker unfollow`: a story is followed no more, and gives back what it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.pass_obj
def verb(session: Session, story: str) -> int:
    """Stop following STORY. One that you defined by terms gives its articles back, and is gone.

    They go to the stories that they were taken from; what came new is placed by the next poll.
    """
    with session.tracker() as tracker:
        row = tracker.following.unfollow(story, tell=session.talk)
    session.talk(f"{row.slug} is not followed any more. `tracker undo` takes it back.")
    return 0
