"""A story read aloud behind the prompt."""

from __future__ import annotations

from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from tracker.linear.view import Answer, View
from tracker.programs.player import Player
from tracker.programs.voices import voice

if TYPE_CHECKING:
    from tracker.linear.view import Desk
    from tracker.programs.player import Position
    from tracker.render.spoken import Passage


class Listening(View):
    """A view that can be read aloud; leaving it ends that."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._player: Player | None = None
        self._paused = False

    def passages(self) -> list[Passage]:
        """Return what is to be read aloud."""
        raise NotImplementedError

    def leave(self) -> None:
        """Be silent."""
        player, self._player = self._player, None
        if player is not None:
            player.stop()

    def do_listen(self, rest: str) -> Answer:
        """Begin to read aloud, pause, or go on."""
        del rest
        if self._player is not None:
            self._paused = not self._paused
            self._player.pause()
            return "Paused." if self._paused else "Going on."
        sentences = [passage.text for passage in self.passages()]
        if not sentences:
            return "There is nothing to read aloud yet."
        self._paused = False
        self._player = Player(sentences, partial(voice, self.desk.listen), self._told)
        # Not waited for: it lasts for minutes.
        Thread(target=self._player.run, name="aloud", daemon=True).start()
        return "Reading aloud. listen pauses, listen-on and listen-back move by a sentence, listen-stop ends."

    def do_listen_on(self, rest: str) -> Answer:
        """Go on to the next sentence."""
        del rest
        return self._move(1)

    def do_listen_back(self, rest: str) -> Answer:
        """Go back to the sentence before."""
        del rest
        return self._move(-1)

    def do_listen_stop(self, rest: str) -> Answer:
        """Stop reading aloud."""
        del rest
        was = self._player
        self.leave()
        return "Silent." if was is not None else "Nothing is being read aloud; listen begins."

    def _move(self, by: int) -> Answer:
        if self._player is None:
            return "Nothing is being read aloud; listen begins."
        self._player.move(by)
        return ""

    def _told(self, position: Position) -> None:
        """Run in the player's thread: what went wrong is told before the next prompt."""
        if position.state in {"ended", "failed"}:
            self._player = None
        if position.trouble:
            self.desk.rounds.note(position.trouble)
