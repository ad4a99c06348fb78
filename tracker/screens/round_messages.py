"""What the threads that poll, and look at who polls, tell the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tracker.fetch import Response
    from tracker.model import Holder, PollSummary, Progress, Told


@dataclass(frozen=True, slots=True)
class Wish:
    """What a round is to poll: these feeds, or all with `force`; `answers` are in hand already."""

    refs: tuple[str, ...]
    force: bool
    answers: Mapping[str, Response]


class Progressed(Message):
    """How far a round is; of several that wait only the newest counts."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    def can_replace(self, message: Message) -> bool:
        """Take the place of an older one."""
        return isinstance(message, Progressed)


class RoundEnded(Message):
    """A round is over: what it did, or why it could not; `due` is when the next feed is."""

    def __init__(self, due: datetime | None, summary: PollSummary | None = None, trouble: str = "") -> None:
        super().__init__()
        self.due = due
        self.summary = summary
        self.trouble = trouble


class Looked(Message):
    """What other processes are about: who watches, who polls, and the database's pulse.

    `due` is when the next feed is, where that was to be found out; `trouble` why it could not be.
    """

    def __init__(  # noqa: PLR0913 - all that one look finds
        self,
        watcher: Holder | None,
        poller: Holder | None,
        beat: int,
        due: datetime | None = None,
        trouble: str = "",
        *,
        told: Told | None = None,
    ) -> None:
        super().__init__()
        self.watcher = watcher
        self.poller = poller
        self.beat = beat
        self.due = due
        self.trouble = trouble
        self.told = told
