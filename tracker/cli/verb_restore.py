"""`tracker restore`: a backup takes the place of what is there, which is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Say whether it is a sound backup, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, file: Path, check: bool, as_json: bool) -> int:
    """Put back what `tracker backup` wrote into FILE, checked whole before anything changes.

    What is there now is kept beside it, under a name with today's date. Refused while another tracker
    polls or has the database open; a backup of an older tracker is brought up to date, one of a newer
    is refused.
    """
    from tracker.core.copies import archive
    from tracker.core.copies.restore import restore

    paths = session.paths
    places = {archive.DATABASE: paths.database, archive.FEEDS: paths.feeds, archive.CONFIG: paths.config}
    done = restore(file, places, session.clock(), check=check)
    manifest = done.manifest
    if as_json:
        session.json(
            {
                "file": str(file),
                "written_at": manifest.at.isoformat(),
                "schema": manifest.schema,
                "files": list(manifest.parts),
                "restored": not check,
                "kept": {name: str(path) for name, path in done.kept.items()},
            }
        )
        return 0
    account = "is sound" if check else "is restored"
    session.talk(f"The backup of {manifest.at:%Y-%m-%d %H:%M} UTC {account}: {', '.join(manifest.parts)}.")
    session.text("\n".join(str(path) for path in done.kept.values()))
    if done.kept:
        session.talk("What was there before is kept in these files.")
    return 0
