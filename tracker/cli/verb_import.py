"""`tracker import`: subscribes to what a list of feeds names, or takes saved stories in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.core import Tracker

PARTLY = 4


@click.command(name="import", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def verb(session: Session, file: Path) -> int:
    """Subscribe to the feeds of an OPML file or of newsboat's urls file, or take saved stories in.

    Stories are the JSON that `tracker save --format json` writes. One that is here already
    gets the versions that it lacks, and is never doubled.
    """
    from tracker.core.copies.saved_file import is_saved

    with session.tracker() as tracker:
        return _stories(session, tracker, file) if is_saved(file) else _feeds(session, tracker, file)


def _stories(session: Session, tracker: Tracker, file: Path) -> int:
    from tracker.core.copies.saved_file import read

    taken = tracker.saving.take(read(file))
    for one in taken:
        session.talk(one.account)
    refused = sum(one.fate == "refused" for one in taken)
    if not refused:
        return 0
    return PARTLY if refused < len(taken) else 1


def _feeds(session: Session, tracker: Tracker, file: Path) -> int:
    done = tracker.subscribing.import_file(file)
    for sentence in done.skipped:
        session.talk(sentence)
    fresh = len(done.fresh)
    known = f" {done.known} of the file’s feeds you had already." if done.known else ""
    after = " `tracker poll` fetches them, `tracker undo` takes them out again." if fresh else ""
    session.talk(f"Added {fresh} feed{'' if fresh == 1 else 's'}.{known}{after}")
    return 0
