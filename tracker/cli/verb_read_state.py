"""`tracker read-state`: what was read, followed and muted, for a second machine."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.session import Session
    from tracker.core import Tracker
    from tracker.model import Merged

# Exit code of what was done in part.
PARTLY = 4
Action = Literal["export", "import", "sync"]


@click.command(cls=Verb)
@click.argument("action", type=click.Choice(["export", "import", "sync"]))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--json", "as_json", is_flag=True, help="What an import or a sync changed, as JSON.")
@click.pass_obj
def verb(session: Session, *, action: Action, paths: Sequence[Path], as_json: bool) -> int:
    """Carry what you have read, followed and muted to a second machine.

    \b
    export [FILE]   writes it, as JSON; without a FILE to stdout
    import FILE…    takes in what other machines exported
    sync FOLDER     both, in a folder that the machines share: a file a machine

    A version counts as read when you have seen every article in it, here or there; nothing is ever
    un-read. Of follow and mute, what you said last holds; stories that you define by terms keep theirs.
    What is not here yet waits, 90 days, for the poll that brings it. Exit code 4: a file of the folder
    can't be read.
    """  # noqa: D301 - click's mark of lines that stay as they are
    most = {"export": 1, "sync": 1}.get(action, len(paths))
    if len(paths) > most or (action != "export" and not paths):
        wanted = {"export": "one file at most", "import": "a file, or several", "sync": "one folder"}
        raise click.UsageError(f"read-state {action} takes {wanted[action]}.")
    with session.tracker() as tracker:
        if action == "export":
            return _export(session, tracker, paths)
        merged, failed = _take_in(session, tracker, action, paths)
    if as_json:
        session.json({**asdict(merged), "failed": failed})
    else:
        session.text(_account(merged))
    return PARTLY if failed else 0


def _export(session: Session, tracker: Tracker, paths: Sequence[Path]) -> int:
    from tracker.core.copies import read_state, synced

    if not paths:
        session.document(read_state.write(tracker.reader.state()).decode())
        return 0
    count = synced.save(tracker.reader, paths[0])
    session.talk(f"{paths[0]} says what you did with {count} stories.")
    return 0


def _take_in(session: Session, tracker: Tracker, action: Action, paths: Sequence[Path]) -> tuple[Merged, int]:
    from tracker.core.copies import synced
    from tracker.model import Merged

    if action == "sync":
        return synced.sync(tracker.store, tracker.reader, paths[0], session.talk)
    merged = Merged()
    for path in paths:
        merged = synced.sum_of(merged, synced.load(tracker.reader, path))
    return merged, 0


def _account(merged: Merged) -> str:
    account = f"{merged.read} stories read there, {merged.followed} follows and {merged.muted} mutes changed"
    return f"{account}; {merged.waiting} wait for their story" if merged.waiting else account
