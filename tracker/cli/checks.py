"""What `tracker doctor` looks at."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.cli.program_checks import programs
from tracker.errors import TrackerError
from tracker.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.cli.session import Session

# The smallest terminal that the interface is drawn for.
COLUMNS, ROWS = 80, 24
# Where nothing is set, what retention would free is told for articles that are older, in days.
SPARE_DAYS = 90
# Names that an account gives before it counts the rest.
NAMED = 3


def examine(session: Session) -> list[Finding]:
    """Check each thing on its own; what fails to be checked is broken, and says how."""
    checks: tuple[tuple[str, Callable[[Session], Finding]], ...] = (
        ("config", _config),
        ("feeds", _feeds),
        ("rules", _rules),
        ("database", _database),
        ("size", _size),
        ("polling", _polling),
        ("programs", programs),
        ("terminal", _terminal),
    )
    return [_guarded(what, check, session) for what, check in checks]


def _guarded(what: str, check: Callable[[Session], Finding], session: Session) -> Finding:
    try:
        return check(session)
    except TrackerError as error:
        return Finding(what, "broken", str(error))


def _config(session: Session) -> Finding:
    path = session.paths.config
    session.settings  # noqa: B018 - reading it is the check
    return Finding(
        "config", "ok", f"{path} is understood." if path.exists() else "no config.toml: all defaults."
    )


def _feeds(session: Session) -> Finding:
    if not session.paths.feeds.exists():
        return Finding("feeds", "look", f"{session.paths.feeds} is not there yet; the first poll makes it.")
    with session.tracker() as tracker:
        feeds = [feed for feed in tracker.subscribing.feeds() if not feed.subscription.search]
    failing = [feed for feed in feeds if feed.state.failures or feed.state.gone]
    if failing:
        names = ", ".join(feed.subscription.title or feed.subscription.url for feed in failing[:3])
        account = f"{len(failing)} of {len(feeds)} feeds fail: {names}. `tracker feeds` says why."
        return Finding("feeds", "look", account)
    return Finding("feeds", "ok", f"{len(feeds)} feeds, none failing.")


def _rules(session: Session) -> Finding:
    with session.tracker() as tracker:
        strangers = tracker.muting.strangers()
        hidden = tracker.muting.count()
    if strangers:
        names = ", ".join(f"“{name}”" for name in strangers[:NAMED])
        more = f" and {len(strangers) - NAMED} more" if len(strangers) > NAMED else ""
        account = f"mute or only name what no feed is called: {names}{more}. `tracker feeds` lists the names."
        return Finding("rules", "look", account)
    return Finding("rules", "ok", f"{hidden} articles hidden." if hidden else "nothing is hidden.")


def _database(session: Session) -> Finding:
    with session.tracker() as tracker:
        complaints = tracker.keeping.complaints()
        running, unread, lone = tracker.reading.counts()
    if complaints:
        return Finding("database", "broken", f"{session.paths.database}: {'; '.join(complaints[:3])}.")
    return Finding("database", "ok", f"sound; {running} stories ({unread} unread), {lone} lone articles.")


def _size(session: Session) -> Finding:
    from tracker.cli.retention import limits

    wanted = limits(session)
    kept = wanted if wanted.days or wanted.size else replace(wanted, days=SPARE_DAYS)
    with session.tracker() as tracker:
        size = tracker.keeping.size(kept)
    what = "`tracker gc`" if kept == wanted else f"`tracker gc --older-than {SPARE_DAYS}d`"
    saved = "never backed up" if size.backed_up is None else f"last backed up on {size.backed_up:%Y-%m-%d}"
    files = session.paths.data.glob(f"{session.paths.database.name}.*")
    copies = sum(path.stat().st_size for path in files if _is_old_copy(path.name))
    beside = f"; old copies beside it take {_mega(copies)}" if copies else ""
    account = f"{_mega(size.file)}; {what} would free about {_mega(size.reclaimable)}; {saved}{beside}."
    return Finding("size", "look" if size.reclaimable > size.file / 2 else "ok", account)


def _is_old_copy(name: str) -> bool:
    """Tell whether a file is a copy that a migration or a restore left."""
    return name.endswith(".backup") or ".before-restore-" in name


def _mega(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _polling(session: Session) -> Finding:
    with session.tracker() as tracker:
        watcher, holder = tracker.store.watching.holder(), tracker.store.ingesting.holder()
    told = "nobody polls right now."
    if holder is not None:
        told = f"{holder.command} (process {holder.pid}) polls right now."
    elif watcher is not None:
        told = f"{watcher.command} (process {watcher.pid}) polls each feed when it is due."
    return Finding("polling", "ok", told)


def _terminal(session: Session) -> Finding:
    if not session.interactive:
        return Finding("terminal", "look", "there is none here; verbs print text.")
    size = shutil.get_terminal_size()
    account = f"{size.columns}×{size.lines}, {sys.stdout.encoding}, TERM={os.environ.get('TERM', '')}"
    if size.columns < COLUMNS or size.lines < ROWS:
        return Finding("terminal", "look", f"{account}: the interface wants {COLUMNS}×{ROWS}.")
    if "utf" not in sys.stdout.encoding.lower():
        return Finding("terminal", "look", f"{account}: the interface wants UTF-8.")
    return Finding("terminal", "ok", f"{account}.")
