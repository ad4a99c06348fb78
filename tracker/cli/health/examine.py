"""The checks in their order; each stands alone, so that one fault hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.errors import StoreError, TrackerError
from tracker.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.cli.session import Session

Check = tuple[str, "Callable[[Session], Finding]"]


def examine(session: Session, *, network: bool = False) -> list[Finding]:
    """Check everything; `network`: the feeds' hosts too, and the model's server."""
    return [_guarded(what, check, session) for what, check in _checks(network=network)]


def _checks(*, network: bool) -> list[Check]:
    from tracker.cli.health import database, files, machine, model
    from tracker.cli.health.network import reachable

    checks: list[Check] = [
        ("config", files.config),
        ("keys", files.keys),
        ("feeds", files.feeds),
        ("rules", files.rules),
        ("database", database.soundness),
        ("size", database.size),
        ("disk", database.disk),
        ("polling", database.polling),
        ("terminal", machine.terminal),
        ("clipboard", machine.clipboard),
        ("programs", machine.programs),
        ("model", model.model),
        ("extras", machine.extras),
        ("versions", machine.versions),
    ]
    return [*checks, ("network", reachable), ("server", model.server)] if network else checks


def _guarded(what: str, check: Callable[[Session], Finding], session: Session) -> Finding:
    try:
        return check(session)
    except StoreError as error:
        told = what == "database"
        return Finding(
            what, "bad" if told else "warn", str(error) if told else "can't be told: see database."
        )
    except TrackerError as error:
        return Finding(what, "bad", str(error))
    except Exception as error:  # noqa: BLE001 - the doctor must not be what fails
        return Finding(what, "bad", f"could not be checked: {type(error).__name__}: {error}.")
