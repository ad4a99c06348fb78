"""`tracker rebuild`: writes dossiers anew, after an update of tracker or with another engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb, refuse_both

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("stories", metavar="STORY…", nargs=-1, shell_complete=completing.stories)
@click.option("--all", "every", is_flag=True, help="All stories that were written up.")
@click.pass_obj
def verb(session: Session, stories: tuple[str, ...], *, every: bool) -> int:
    """Write the dossier of STORY anew from its articles; where nothing changes, no version is made."""
    refuse_both(stories, every=every)
    from tracker.render import labels

    with session.tracker() as tracker:
        if every:
            from tracker.store import Filter

            found = [each for each in tracker.reading.stories(Filter(muted=True)) if each.version]
        else:
            found = [tracker.reading.story(ref) for ref in stories]
        progress = session.progress()
        versions = [version for each in found if (version := tracker.writing.rebuild(each.number, progress))]
    told = "1 has" if len(versions) == 1 else f"{len(versions)} have"
    session.talk(f"Wrote {labels.stories(len(found))} anew: {told} a new version.")
    return 0
