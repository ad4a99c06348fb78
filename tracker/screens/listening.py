"""A story read aloud where it is shown: a thread speaks, a bar says where it is, keys never wait."""

from __future__ import annotations

from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message

from tracker.programs.player import Player
from tracker.programs.voices import voice
from tracker.render.labels import HEADINGS
from tracker.render.lines import Span, span
from tracker.screens.commands import key_of
from tracker.screens.story_acts import StoryActs
from tracker.screens.widgets.bars import Bar

if TYPE_CHECKING:
    from tracker.programs.player import Position
    from tracker.render.spoken import Passage
    from tracker.screens.frame import Desk

_ID = "aloud"


class Spoke(Message):
    """A player is somewhere else, or has ended."""

    def __init__(self, player: Player, position: Position) -> None:
        super().__init__()
        self.player = player
        self.position = position


class Listening(StoryActs):
    """A screen that can read its story aloud; leaving it ends that, another screen on top does not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._program = desk.listen
        self._player: Player | None = None
        self._passages: list[Passage] = []
        keys = [key_of(name, desk.keys) for name in ("listen", "listen_back", "listen_on", "listen_stop")]
        self._begin_key = keys[0]
        self._hints = tuple(zip(keys, ("pauses", "back", "on", "stops"), strict=True))

    def passages(self) -> list[Passage]:
        """Return what is to be read aloud."""
        raise NotImplementedError

    def silence(self) -> None:
        """Stop reading, if it does."""
        player, self._player = self._player, None
        if player is not None:
            player.stop()
            self.query(f"#{_ID}").remove()

    def on_unmount(self) -> None:
        """Speak no longer than the screen lives."""
        if self._player is not None:
            self._player.stop()

    def action_listen(self) -> None:
        """Begin to read aloud, pause, or go on."""
        if self._player is not None:
            self._player.pause()
            return
        self._passages = self.passages()
        if not self._passages:
            self.say("There is nothing to read aloud yet.")
            return
        self._begin([passage.text for passage in self._passages])

    def action_listen_on(self) -> None:
        """Go on to the next sentence."""
        self._move(1)

    def action_listen_back(self) -> None:
        """Go back to the sentence before."""
        self._move(-1)

    def action_listen_stop(self) -> None:
        """Stop reading aloud."""
        if self._player is None:
            self._say_how()
        self.silence()

    def _begin(self, sentences: list[str]) -> None:
        player = Player(sentences, partial(voice, self._program), lambda found: self._told(player, found))
        self._player = player
        self.mount(Bar(id=_ID), before="#status")
        # Not a worker: it lasts for minutes, and leaving must not wait for it.
        Thread(target=player.run, name="aloud", daemon=True).start()

    def _move(self, by: int) -> None:
        if self._player is None:
            self._say_how()
        else:
            self._player.move(by)

    def _say_how(self) -> None:
        self.say(f"Nothing is being read aloud; {self._begin_key} begins.")

    def _told(self, player: Player, position: Position) -> None:
        """Run in the player's thread, or where a key was pressed."""
        self.post_message(Spoke(player, position))

    @on(Spoke)
    def _show_position(self, event: Spoke) -> None:
        position = event.position
        if event.player is not self._player:
            return
        if position.state in {"ended", "failed"}:
            self.silence()
            self.say(position.trouble or "Read to the end.", "warn" if position.trouble else "")
            return
        passage = self._passages[position.place]
        state = "Reading aloud" if position.state == "reading" else "Paused"
        left = [
            span(f" {state} ", "accent"),
            Span("· ", "muted"),
            span(HEADINGS[passage.section], "title"),
            span(f" · {position.place + 1} of {position.total} ", "muted"),
        ]
        told = " · ".join(f"{key} {does}" for key, does in self._hints)
        shown = told if position.state == "reading" else told.replace("pauses", "goes on")
        for bar in self.query(f"#{_ID}").results(Bar):
            bar.show(left, [span(f"{shown} ", "muted")])
