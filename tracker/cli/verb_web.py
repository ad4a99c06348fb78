"""`tracker web`: the interface in a browser on this machine."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.cli.session import Session

PORT = 8000


@click.command(cls=Verb)
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address.")
@click.option("--port", type=click.IntRange(0, 65535), help=f"Else {PORT}, or the next that is free.")
@click.option("--write", is_flag=True, help="Let the browser change things, and poll.")
@click.option("--open", "opens", is_flag=True, help="Open it in your browser.")
@click.option("--window", is_flag=True, hidden=True)
@click.pass_obj
def verb(session: Session, *, host: str, port: int | None, write: bool, opens: bool, window: bool) -> int:
    """Serve the interface to a browser on this machine, for reading unless --write; ctrl+c ends it.

    The address that it prints holds a key: whoever on this machine has it, reads what you read.
    """
    from tracker.cli.web.guard import Guard, loopback

    if window:
        from tracker.cli.web.window import run

        run(session, write=write)
        return 0
    address = loopback(host)
    if find_spec("textual_serve") is None:
        raise TrackerError(
            "tracker web needs textual-serve.", "Install it: `pip install textual-serve aiohttp`."
        )
    from tracker.cli.web.server import Window, bound
    from tracker.cli.web.window import command

    with session.tracker(subscribed=write, reading=not write):
        pass  # what is wrong with config or database is told here, not in every window
    _log_too("textual-serve", "aiohttp", "asyncio")
    listener = bound(address, PORT if port is None else port, only=port is not None)
    guard = Guard(address, listener.getsockname()[1])
    session.text(guard.address)
    session.talk(f"Serving {'with --write' if write else 'for reading only'}; ctrl+c ends it.")
    if opens:
        _open(session, guard.address)
    Window(command(session, write=write), guard).run(listener, session.talk)
    return 0


def _open(session: Session, address: str) -> None:
    from tracker.screens.browser import open_in_browser

    try:
        session.talk(open_in_browser(address))
    except TrackerError as error:
        session.talk(str(error))


def _log_too(*names: str) -> None:
    """Let libraries write into our log, and nowhere else."""
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = logging.getLogger("tracker").handlers, False
