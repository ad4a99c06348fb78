"""`tracker split`: some articles are another story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import NUMBER, Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("story", shell_complete=completing.stories)
@click.argument("parts", nargs=-1, required=True, metavar="ARTICLE...|FORMER-SLUG")
@click.pass_context
def verb(ctx: click.Context, story: str, parts: tuple[str, ...]) -> int:
    """Take articles out of STORY into a story of their own; the two are never made one again.

    ARTICLE is an article's number, as `tracker articles --story STORY` lists it. FORMER-SLUG is the
    name of a story that was united with STORY or merged into it: it gets its articles and its own
    life back.
    """
    session: Session = ctx.obj
    with session.tracker() as tracker:
        if len(parts) == 1 and not parts[0].isdecimal():
            new = tracker.correcting.part(story, parts[0])
        else:
            numbers = [NUMBER(part, ctx.command.params[1], ctx) for part in parts]
            new = tracker.correcting.split(story, numbers)
    session.talk(f"{new.slug} has {new.items} of the articles. `tracker undo` takes it back.")
    return 0
