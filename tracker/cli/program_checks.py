"""Whether the programs that `tracker listen` and [notify] need are there, for `tracker doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.model import Finding

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.settings import Notify


def programs(session: Session) -> Finding:
    """Say what speaks and what tells; what config.toml names must be there, the rest need not."""
    from tracker.programs.voices import voice

    settings = session.settings
    try:
        speaks = f"{voice(settings.listen.command).name} speaks"
    except TrackerError as error:
        if settings.listen.command:
            raise
        speaks = f"nothing to listen to: {error.hint}" if error.hint else error.message
    tells = _tells(settings.notify)
    return Finding("programs", "ok", f"{speaks.rstrip('.')}; {tells}.")


def _tells(notify: Notify) -> str:
    from tracker.cli.herald import shower
    from tracker.programs.run import found, name

    ways = ["the bell"] * notify.bell
    if notify.desktop:
        ways.append(shower())
    if notify.command:
        if not found(notify.command[0]):
            raise TrackerError(f"[notify] names {name(notify.command)}, which is no program here.")
        ways.append(name(notify.command))
    quiet = f", but not {notify.quiet}" if ways and notify.quiet else ""
    return f"followed stories are told by {', '.join(ways)}{quiet}" if ways else "nobody is told of moves"
