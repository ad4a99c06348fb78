"""`tracker import`: subscribes to what an OPML, newsboat or feeds.yaml file lists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="import", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def verb(session: Session, file: Path) -> int:
    """Subscribe to the feeds of an OPML file or of newsboat's urls file."""
    with session.tracker() as tracker:
        done = tracker.subscribing.import_file(file)
    for sentence in done.skipped:
        session.talk(sentence)
    fresh = len(done.fresh)
    known = f" {done.known} of the file’s feeds you had already." if done.known else ""
    after = " `tracker poll` fetches them, `tracker undo` takes them out again." if fresh else ""
    session.talk(f"Added {fresh} feed{'' if fresh == 1 else 's'}.{known}{after}")
    return 0
