"""`tracker backup`: one file that holds all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path), default=Path())
@click.option("--force", "-f", is_flag=True, help="In place of a file that is there already.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, file: Path, force: bool, as_json: bool) -> int:
    """Write database, feeds.yaml and config.toml of this moment into FILE, a zip.

    Into a folder (default: this one) it gets a dated name. Others may poll and read meanwhile.
    """
    from tracker.core.copies import archive
    from tracker.core.copies.backup import back_up
    from tracker.render import labels

    paths = session.paths
    own = {archive.FEEDS: paths.feeds, archive.CONFIG: paths.config}
    with session.tracker() as tracker:
        done = back_up(tracker.store, own, file, session.clock(), force=force)
    if as_json:
        session.json(
            {
                "file": str(done.path),
                "bytes": done.size,
                "written_at": done.at.isoformat(),
                "schema": done.schema,
                "files": list(done.files),
            }
        )
    else:
        session.text(str(done.path))
        session.talk(f"{', '.join(done.files)}: {labels.size(done.size)}.")
    return 0
