"""Retention and the health of the database."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.core.common.memory import remembered_now
from tracker.errors import StoreError
from tracker.model import Collected, Size
from tracker.store.times import moment_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from tracker.model import Limits
    from tracker.store import Store
    from tracker.store.retention import Kind, Lone

# Articles that are dropped in one transaction: a fifth of a second, in which no one else writes.
CHUNK = 500
# A vacuum rewrites the whole file: worth it for this share of it, or for so many bytes.
WORTH_SHARE, WORTH_BYTES = 0.02, 16_000_000
# A vacuum makes a copy, which goes through the log: https://www.sqlite.org/lang_vacuum.html
ROOM = 2.0
# What a size wants dropped is reckoned before and measured after, mostly once or twice.
ROUNDS = 4
# The fact under which the last backup is remembered.
BACKED_UP = "backed_up"


class Keeping:
    """Lets old articles go that nothing cites, and says whether the database is sound."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def collect(self, limits: Limits, *, dry_run: bool = False) -> Collected:
        """Drop what is too old, then the oldest until the rest fits, and give the room back.

        Dropped are lone articles that nobody followed, pinned, opened or needs for an undo, read or
        unread; and earlier texts, searches and stored readings that nothing needs. Each step is
        a transaction: who is killed midway has dropped less. `dry_run` changes nothing, and reckons.
        """
        if dry_run:
            return self._plan(limits)
        store, now = self._store, self._now()
        with store.ingesting.held("tracker gc", now):
            before = store.upkeep.size()
            cutoff = self._cutoff(limits)
            found = Collected() if cutoff is None else self._drop_old(cutoff, limits)
            found = replace(found, notes=self._drop_notes())
            store.dropped.forget()
            store.upkeep.mend()
            owed = self._give_back(thorough=bool(limits.size))
            if limits.size:
                more, owed = self._drop_until(limits.size, owed)
                found = replace(found, articles=found.articles + more)
            after = self._size(owed)
        return replace(found, before=before, after=after, owed=owed)

    def size(self, limits: Limits) -> Size:
        """Return how large the database is, and what retention by these limits would free."""
        plan = self._plan(limits)
        upkeep = self._store.upkeep
        backed_up = moment_or_none(upkeep.remembered(BACKED_UP).partition(" ")[0] or None)
        return Size(plan.before, upkeep.free(), plan.freed, backed_up)

    def complaints(self) -> list[str]:
        """Return what SQLite finds wrong in the database and its full-text indexes."""
        return self._store.upkeep.complaints()

    def _cutoff(self, limits: Limits) -> datetime | None:
        now = self._now()
        # No calendar goes further back.
        return now - timedelta(days=min(limits.days, now.toordinal() - 1)) if limits.days else None

    def _plan(self, limits: Limits) -> Collected:
        upkeep, cutoff, now = self._store.upkeep, self._cutoff(limits), self._now()
        before, left = upkeep.size(), upkeep.used()
        found = Collected(is_plan=True, before=before)
        if cutoff is not None:
            counts = {kind: self._store.retention.count(kind, cutoff) for kind in _kinds(limits)}
            found = _with(found, {kind: count for kind, (count, _) in counts.items()})
            left -= sum(size for _, size in counts.values())
        old = self._store.retention.lone(cutoff) if cutoff is not None else []
        left -= sum(each.size for each in old)
        # The oldest come first, so these are among them.
        lone = self._store.retention.lone(now)[len(old) :] if limits.size else []
        more = _first(lone, left - limits.size)
        left -= sum(each.size for each in more)
        return replace(found, articles=len(old) + len(more), after=min(max(left, 0), before))

    def _drop_old(self, cutoff: datetime, limits: Limits) -> Collected:
        retention, now = self._store.retention, self._now()
        dropped = self._drop(retention.lone(cutoff), cutoff)
        swept: dict[Kind, int] = {kind: retention.sweep(kind, cutoff, now) for kind in _kinds(limits)}
        return _with(Collected(articles=dropped), swept)

    def _drop_until(self, size: int, owed: str) -> tuple[int, str]:
        """Drop the oldest articles that may go until the rest takes no more than `size` bytes.

        What a round frees shows in the smaller file only, since what stays lies scattered before.
        """
        dropped, now = 0, self._now()
        for _ in range(ROUNDS):
            lone = _first(self._store.retention.lone(now), self._size(owed) - size)
            if not lone:
                break
            dropped += self._drop(lone, now)
            self._store.upkeep.mend()
            owed = self._give_back(thorough=True)
            if owed:
                break
        return dropped, owed

    def _size(self, owed: str) -> int:
        """Return the bytes of the file, or what it would come to where room is `owed`."""
        return self._store.upkeep.used() if owed else self._store.upkeep.size()

    def _drop(self, lone: Sequence[Lone], before: datetime) -> int:
        articles = [each.article for each in lone]
        chunks = (articles[start : start + CHUNK] for start in range(0, len(articles), CHUNK))
        return sum(self._store.retention.drop(chunk, before) for chunk in chunks)

    def _drop_notes(self) -> int:
        """Drop the clusterer's notes on articles that it does not remember any more."""
        notes = self._store.notes
        with self._store.write():
            count = notes.count()
            notes.keep_only(remembered_now(self._store, self._now()))
            return count - notes.count()

    def _give_back(self, *, thorough: bool) -> str:
        """Make the file smaller if that is worth it; return what stands against it, "" for nothing."""
        upkeep = self._store.upkeep
        free, used = upkeep.free(), upkeep.used()
        if free <= (0 if thorough else min(WORTH_SHARE * (used + free), WORTH_BYTES)):
            upkeep.shorten_log()
            return ""
        for folder in {str(self._store.path.absolute().parent), tempfile.gettempdir()}:
            if shutil.disk_usage(folder).free < ROOM * used:
                return f"{folder} has no room for a copy of {round(used / 1e6)} MB, twice"
        try:
            upkeep.compact()
        except StoreError as error:
            return error.message.rstrip(".")
        return ""


def _with(found: Collected, counts: Mapping[Kind, int]) -> Collected:
    return replace(
        found,
        revisions=counts["revisions"],
        searches=counts["searches"],
        analyses=counts["analyses"],
        versions=counts.get("versions", 0),
    )


def _kinds(limits: Limits) -> tuple[Kind, ...]:
    kinds: tuple[Kind, ...] = ("revisions", "searches", "analyses")
    return (*kinds, "versions") if limits.thin else kinds


def _first(lone: Sequence[Lone], size: int) -> list[Lone]:
    """Return the first that free `size` bytes together, all where they don't."""
    chosen: list[Lone] = []
    for each in lone:
        if size <= 0:
            break
        chosen.append(each)
        size -= each.size
    return chosen
