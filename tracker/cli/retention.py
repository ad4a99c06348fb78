"""What is to be kept: as the options say, else as config.toml does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.model import Limits

if TYPE_CHECKING:
    from tracker.cli.session import Session

# `max_mb` counts these.
MEGABYTE = 10**6


def limits(
    session: Session, days: int | None = None, size: int | None = None, *, thin: bool = False
) -> Limits:
    """Return the limits of this run; each option that was given stands in place of its setting."""
    settings = session.settings.retention
    return Limits(
        days=settings.days if days is None else days,
        size=settings.max_mb * MEGABYTE if size is None else size,
        thin=thin or settings.thin,
    )
