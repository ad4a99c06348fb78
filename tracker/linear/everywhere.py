"""The commands that work in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.linear.commands import OTHERWISE, help_words, within
from tracker.linear.feeds_view import FeedsView
from tracker.linear.search_view import SearchView
from tracker.linear.text import Piece
from tracker.linear.view import Answer, Aside

if TYPE_CHECKING:
    from tracker.linear.view import Desk, View


class Everywhere:
    """A command is `do_<id>`, as in a view; `here` is the view that the user is in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def do_search(self, here: View, rest: str) -> Answer:
        """Search, or ask for what."""
        del here
        query = rest or self._desk.console.ask("Search for:")
        return SearchView(self._desk, query) if query else "Nothing was searched."

    def do_feeds(self, here: View, rest: str) -> Answer:
        """List the feeds."""
        del rest
        if isinstance(here, FeedsView):
            here.read()
            return None
        return FeedsView(self._desk)

    def do_add(self, here: View, rest: str) -> Answer:
        """Subscribe, from wherever the user is."""
        del here
        return FeedsView(self._desk).do_add(rest)

    def do_poll(self, here: View, rest: str) -> Answer:
        """Poll what is due."""
        del here, rest
        self._desk.rounds.poll(self._desk.console)
        return ""

    def do_poll_all(self, here: View, rest: str) -> Answer:
        """Poll every feed."""
        del here, rest
        self._desk.rounds.poll(self._desk.console, force=True)
        return ""

    def do_leave_writing(self, here: View, rest: str) -> Answer:
        """Let the round that runs write no more dossiers."""
        del here, rest
        if not self._desk.rounds.leave_writing():
            return "No dossier is being written."
        return "Writing stops; the next round goes on with it."

    def do_wait(self, here: View, rest: str) -> Answer:
        """Wait for the round that was asked for."""
        del here, rest
        return "" if self._desk.rounds.attend(self._desk.console) else "No poll is waited for."

    def do_undo(self, here: View, rest: str) -> Answer:
        """Undo the last act."""
        del here, rest
        return self._desk.tracker.correcting.undo()

    def do_again(self, here: View, rest: str) -> Answer:
        """Read the view anew."""
        del rest
        here.read()
        return None

    def do_help(self, here: View, rest: str) -> Answer:
        """Say what can be typed here, or what fits a word."""
        found = [each for each in within(here.SCOPES) if each.id not in OTHERWISE]
        told = [help_words(each, self._desk.keys) for each in found]
        fitting = [text for text in told if rest.casefold() in text.casefold()]
        if not fitting:
            return f"No command here has to do with “{rest}”."
        head = (
            [] if rest else [f"What can be typed in {here.prompt}. {here.HINT} The name of a story opens it."]
        )
        return Aside(tuple(Piece(text) for text in (*head, *fitting)))
