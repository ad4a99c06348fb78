"""Tells the user of stories that they follow: once, by what the settings name, not in quiet hours."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

from tracker.core.views.moves import moved
from tracker.errors import TrackerError
from tracker.model import Notice, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.model import Move, Owed
    from tracker.store import Store

log = logging.getLogger(__name__)


class Herald(Protocol):
    """Gives a notice out, by whatever the user has named."""

    @property
    def can_tell(self) -> bool:
        """Whether there is anything to give it out by, here."""

    def is_quiet(self, moment: datetime) -> bool:
        """Tell whether a moment lies in quiet hours."""

    def tell(self, notice: Notice) -> tuple[str, ...]:
        """Give a notice out within a bounded time; return what went wrong, in sentences."""


class Telling:
    """Notices of followed stories: owed by `Writing` with the version, given out after a round.

    A notice counts as told before it is sent: whatever happens then, it is never told twice.
    """

    def __init__(self, store: Store, now: Callable[[], datetime], herald: Herald | None) -> None:
        self._store = store
        self._now = now
        self._herald = herald

    def tell(self) -> Told | None:
        """Give out as one notice all that is owed; None where nothing is, or must wait. Never raises.

        What is owed where nobody is to be told is let go of, so that it is not told years later.
        """
        try:
            return self._tell()
        except Exception as error:
            # The border at which a fault in telling becomes a sentence: a round of polling goes on.
            log.warning("a notice failed: %s", error, exc_info=not isinstance(error, TrackerError))
            return None

    def _tell(self) -> Told | None:
        store, herald, now = self._store, self._herald, self._now()
        if not store.notices.is_any_owed():
            return None
        if herald is None:
            store.notices.take(now)
            return None
        if not herald.can_tell or herald.is_quiet(now):
            return None
        owed = store.notices.take(now)
        notice = self._notice(owed, now, held=any(herald.is_quiet(each.since) for each in owed))
        return _given(herald, notice) if notice.moves else None

    def _notice(self, owed: Sequence[Owed], now: datetime, *, held: bool) -> Notice:
        return Notice(now, tuple(filter(None, map(self._move, owed))), held)

    def _move(self, owed: Owed) -> Move | None:
        return moved(self._store, owed.story, owed.before, owed.version)


def _given(herald: Herald, notice: Notice) -> Told:
    troubles = herald.tell(notice)
    for trouble in troubles:
        log.warning("%s", trouble)
    return Told(notice, troubles)
