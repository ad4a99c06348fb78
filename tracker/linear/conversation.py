"""The prompt: what is typed becomes a number, a command or a name, and what it does is printed."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from tracker.errors import NotFoundError, TrackerError
from tracker.linear.commands import OTHERWISE, elsewhere, find, parted, within
from tracker.linear.everywhere import Everywhere
from tracker.linear.home_view import HomeView
from tracker.linear.story_view import StoryView
from tracker.linear.text import Text
from tracker.linear.view import Aside, PageView, View
from tracker.linear.welcome_view import WelcomeView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.linear.text import Piece
    from tracker.linear.view import Answer, Desk

log = logging.getLogger(__name__)

WELCOME = "tracker, in lines. help says what can be typed, quit leaves."
# Fewer letters name no story: they are a key that does nothing here.
LEAST = 3
_LEAVING = frozenset({"quit"})
_BACK = frozenset({"back", "leave"})


class Conversation:
    """The views that are open, one over the other; the story list lies at the bottom."""

    def __init__(self, desk: Desk, demo: Callable[[], str]) -> None:
        self._desk = desk
        self._console = desk.console
        self._everywhere = Everywhere(desk)
        self._views: list[View] = []
        self._aside: Text | None = None
        self._hinted: set[str] = set()
        self._demo = demo

    def run(self) -> None:
        """Talk until the user leaves, or nothing more can be typed."""
        try:
            self._console.say(WELCOME)
            self._guarded(self._begin)
            while self._views:
                self._desk.rounds.tell(self._console)
                typed = self._console.ask(f"{self._here.prompt}:")
                self._guarded(partial(self._answer, typed))
        except (EOFError, KeyboardInterrupt):
            self._console.say()
        finally:
            self._leave_all()

    def _begin(self) -> None:
        """Open the story list, over it the welcome where there is nothing to list yet."""
        tracker = self._desk.tracker
        lost = tracker.beginning.lost()
        if lost:
            self._console.say(lost)
        fresh = tracker.beginning.is_fresh() and not tracker.store.reading
        if not fresh:
            self._desk.rounds.begin()
        self._open(WelcomeView(self._desk, self._demo) if fresh else HomeView(self._desk))

    def words(self) -> Sequence[str]:
        """Name all that may be typed now, for completion."""
        if not self._views:
            return ()
        commands = [
            each.id.replace("_", "-") for each in within(self._here.SCOPES) if each.id not in OTHERWISE
        ]
        return [*commands, *self._here.names()]

    @property
    def _here(self) -> View:
        return self._views[-1]

    def _guarded(self, deed: Callable[[], None]) -> None:
        """Do something; the one border where an error becomes a sentence."""
        try:
            deed()
        except TrackerError as error:
            self._console.say(str(error))
        except (EOFError, KeyboardInterrupt):
            raise
        except Exception as error:
            log.exception("linear text failed")
            self._console.say(f"Something went wrong: {type(error).__name__}: {error}. The log has more.")

    def _answer(self, line: str) -> None:
        """Do what one line says."""
        word, rest = parted(line)
        found = find(word, self._here.SCOPES, self._desk.keys) if word else None
        name = found.id if found is not None else ""
        if name == "more" or not word:
            self._more()
        elif name == "all":
            self._print_all()
        elif name in _LEAVING:
            self._leave_all()
        elif name in _BACK:
            self._go_back()
        elif found is None:
            self._take(self._named(word, line.strip().removeprefix(":").strip()))
        else:
            self._take(self._done(name, rest))

    def _named(self, word: str, line: str) -> Answer:
        """Open what has a number, a section or a story of a name."""
        if line.isdecimal():
            return self._here.open(int(line))
        section = self._here.named(line) if isinstance(self._here, PageView) else None
        if section is not None:
            return section
        unfit = elsewhere(word)
        if unfit is not None or len(line) < LEAST:
            name = unfit.id.replace("_", "-") if unfit is not None else word
            return f"{name} does nothing in {self._here.prompt}. help says what does."
        try:
            return StoryView(self._desk, self._desk.tracker.reading.story(line).slug)
        except NotFoundError as error:
            raise NotFoundError(f"No command and no story is called “{line}”.", error.hint) from None

    def _done(self, name: str, rest: str) -> Answer:
        """Do a command, of this view before one of everywhere."""
        own = getattr(self._here, f"do_{name}", None)
        everywhere = getattr(self._everywhere, f"do_{name}", None)
        answer: Answer = OTHERWISE.get(name, f"{name} does nothing in linear text.")
        if own is not None:
            answer = own(rest)
        elif everywhere is not None:
            answer = everywhere(self._here, rest)
        return answer

    def _take(self, answer: Answer) -> None:
        """Print what a command returned."""
        match answer:
            case View():
                self._open(answer)
            case Aside():
                self._aside = Text(answer.parts)
                self._print(self._aside)
            case str():
                if answer:
                    self._console.say(answer)
            case None:
                self._aside = None
                self._print(self._here.text)

    def _open(self, view: View) -> None:
        view.read()
        if self._views and isinstance(self._here, WelcomeView) and isinstance(view, HomeView):
            self._views.clear()  # there is no way back to a first run
            self._desk.rounds.begin()
        self._views.append(view)
        self._aside = None
        self._print(view.text)
        if view.prompt not in self._hinted and view.hint:
            self._hinted.add(view.prompt)
            self._console.say(view.hint)

    def _go_back(self) -> None:
        self._views.pop().leave()
        self._aside = None
        if self._views:
            self._console.say(f"Back to {self._here.prompt}.")

    def _leave_all(self) -> None:
        for view in self._views:
            view.leave()
        self._views.clear()

    def _more(self) -> None:
        if self._aside is not None and self._aside.left:
            self._print(self._aside)
            return
        if not self._here.text.left:
            self._here.read_on()
        if self._here.text.left:
            self._aside = None
            self._print(self._here.text)
        else:
            self._console.say("That was all.")

    def _print_all(self) -> None:
        text = self._aside if self._aside is not None and self._aside.left else self._here.text
        self._say_pieces(text.rest())

    def _print(self, text: Text) -> None:
        """Print the next screenful, and how much is left."""
        rows = self._console.rows
        self._say_pieces(text.screen(rows, self._console.height) if rows else text.rest())
        if text.left:
            first = "more" not in self._hinted
            self._hinted.add("more")
            how = "; an empty line or more reads on, all prints the rest" if first else ""
            self._console.say(f"{text.left} more{how}.")

    def _say_pieces(self, parts: Sequence[Piece]) -> None:
        for place, part in enumerate(parts):
            if part.anchor and place:
                self._console.say()
            self._console.say(part.text)
