"""What nobody foresaw: one line for the user, and the whole of it in the log."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.errors import TrackerError
from tracker.text.clean import line

if TYPE_CHECKING:
    from tracker.cli.session import Session

# Characters of what an error says: a fault may name a whole document.
TOLD = 120


def tell_fault(session: Session, error: Exception) -> None:
    """Say on stderr what went wrong and what to do; the log has the traceback, stderr with --verbose."""
    from tracker.cli.wiring import keep_log

    where = "the log"
    with suppress(TrackerError):
        keep_log(session.paths, verbose=session.verbose)
        where = str(session.paths.log)
    logging.getLogger("tracker").error("A command failed.", exc_info=error)
    what = line(f"{type(error).__name__}: {error}", TOLD)
    print(  # noqa: T201 - stderr is talk
        f"tracker: Something went wrong: {what}. {line(where)} says where; "
        "`tracker doctor` says whether the database is damaged.",
        file=sys.stderr,
    )
