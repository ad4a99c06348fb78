"""`tracker man`: the manual page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.pass_obj
def verb(session: Session) -> int:
    """Print the manual page: `tracker man | man -l -`.

    To keep it: `tracker man > ~/.local/share/man/man1/tracker.1`.
    """
    from tracker.cli import command
    from tracker.cli.manual import manual

    session.document(manual(command))
    return 0
