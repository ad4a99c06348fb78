"""Reads a list of sentences aloud, one program run each, so that every voice can pause and go back."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Condition
from typing import TYPE_CHECKING, Literal

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.programs.voices import Utterance, Voice

State = Literal["reading", "paused", "ended", "failed"]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a player is: the place of the sentence, from 0, of how many; `trouble` why it failed."""

    state: State
    place: int
    total: int
    trouble: str = ""


class Player:
    """`run` reads in a thread of its own; every other method is called from elsewhere and returns at once.

    What is spoken is cut off by a pause and begun anew after it: not every program can hold its
    breath, and half a sentence helps nobody. `find` looks for the voice, when reading begins; `tell` is
    called with each new position, and must return at once too.
    """

    def __init__(
        self, sentences: Sequence[str], find: Callable[[], Voice], tell: Callable[[Position], None]
    ) -> None:
        self._sentences = tuple(sentences)
        self._find = find
        self._tell = tell
        self._change = Condition()
        self._place = 0
        self._state: State = "reading"
        self._turn = 0
        self._trouble = ""
        self._speaking: Utterance | None = None

    def run(self) -> None:
        """Read to the end, or until stopped."""
        try:
            voice = self._find()
            while (turn := self._next(voice)) is not None:
                self._told(*turn, voice.name)
        except TrackerError as error:
            self._fail(str(error))
        self._tell(self._position(self._state if self._state == "failed" else "ended"))

    def pause(self) -> None:
        """Be silent, or go on with the sentence that was cut off."""
        with self._change:
            if self._state in {"reading", "paused"}:
                self._state = "paused" if self._state == "reading" else "reading"
                self._interrupt()
                self._tell(self._position(self._state))

    def move(self, by: int) -> None:
        """Go to a sentence further on or back; before the first it stays there, behind the last it ends."""
        with self._change:
            self._place = max(self._place + by, 0)
            self._interrupt()
            if self._state == "paused":
                self._tell(self._position(self._state))

    def stop(self) -> None:
        """End reading for good."""
        with self._change:
            if self._state != "failed":
                self._state = "ended"
            self._interrupt()

    def _next(self, voice: Voice) -> tuple[int, Utterance] | None:
        """Wait until there is something to speak, and begin; None at the end."""
        with self._change:
            self._change.wait_for(self._may_go_on)
            if self._state != "reading" or self._place >= len(self._sentences):
                return None
            self._tell(self._position("reading"))
            self._speaking = voice.speak(self._sentences[self._place])
            return self._turn, self._speaking

    def _may_go_on(self) -> bool:
        return self._state != "paused" or self._place >= len(self._sentences)

    def _told(self, turn: int, speaking: Utterance, program: str) -> None:
        """Wait for a sentence to be spoken; unless it was cut off, the next one is due."""
        code = speaking.wait()
        with self._change:
            self._speaking = None
            if turn != self._turn:
                return
            if code:
                raise TrackerError(f"{program} ended with code {code}.")
            self._place += 1

    def _interrupt(self) -> None:
        self._turn += 1
        if self._speaking is not None:
            self._speaking.stop()
        self._change.notify_all()

    def _fail(self, trouble: str) -> None:
        with self._change:
            self._state, self._trouble = "failed", trouble

    def _position(self, state: State) -> Position:
        total = len(self._sentences)
        trouble = self._trouble if state == "failed" else ""
        return Position(state, min(self._place, max(total - 1, 0)), total, trouble)
