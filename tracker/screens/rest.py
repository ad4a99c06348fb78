"""Work for the screen that a key held down would ask for thirty times a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message_pump import MessagePump
    from textual.timer import Timer

# Seconds without a call after which it has come to rest: twice the pause between the repeats of a key.
REST = 0.06


class AtRest:
    """Does something at once when it is called; of calls that follow closely, only after the last one."""

    def __init__(self, owner: MessagePump, work: Callable[[], None]) -> None:
        self._owner = owner
        self._work = work
        self._timer: Timer | None = None
        self._again = False

    def __call__(self) -> None:
        """Do it, or do it when the calls have come to rest."""
        if self._timer is None:
            self._timer = self._owner.set_timer(REST, self._rest)
            self._work()
        else:
            self._again = True
            self._timer.reset()

    def _rest(self) -> None:
        self._timer, again, self._again = None, self._again, False
        if again:
            self._work()
