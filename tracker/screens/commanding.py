"""The application's part of commands: the `:` line, the palette, help, and what they take by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual import on
from textual.screen import ModalScreen

from tracker.screens import messages
from tracker.screens.commands import COMMANDS, command, key_of
from tracker.screens.copying import Copying
from tracker.screens.deeds import Deeds
from tracker.screens.feeds_screen import FeedsScreen
from tracker.screens.help_screen import HelpScreen
from tracker.screens.line_screen import LineScreen
from tracker.screens.palette_screen import PaletteScreen
from tracker.screens.perform import perform
from tracker.screens.search_screen import SearchScreen
from tracker.screens.themes import ROUND
from tracker.screens.typed_line import TypedLine
from tracker.screens.typing import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual import events
    from textual.dom import DOMNode
    from textual.screen import Screen

    from tracker.screens.messages import AboutPage

# A question is kept as the line that asks it.
_ASK = "ask "


class Memory(Protocol):
    """What keeps the lines that were typed."""

    def recall(self) -> Sequence[str]:
        """Return them, the newest last."""
        ...

    def keep(self, typed: str) -> None:
        """Remember one."""
        ...


class Commanding(Copying):
    """`take_ID` does a command with what was typed after its name, wherever the user is."""

    _keys: Mapping[str, str]
    _typed_lines: Memory
    withheld: frozenset[str]

    def on_key(self, event: events.Key) -> None:
        """Give a screen with a field the keys that were on their way to what it covers."""
        if isinstance(self.screen, TypeAhead) and self.screen.take_early(event):
            event.prevent_default()

    # ------------------------------------------------------------ the three ways to a command

    def action_command(self, begun: str = "") -> None:
        """Open the line on which a command is typed."""
        if isinstance(self.screen, ModalScreen):
            return
        screen = self.screen
        takers = {found.id for found in COMMANDS if found.takes and self._taker(screen, found.id)}
        line = TypedLine(
            self.tracker,
            _scopes(screen),
            tuple(getattr(screen.focused, "sections", ())),
            tuple(self.drawable()),
            frozenset(takers),
            self.withheld,
        )
        asked = LineScreen(line, begun, self._typed_lines.recall())
        self.push_screen(asked, partial(self._run_typed, screen))

    @on(messages.CommandLine)
    def _begin_line(self, event: messages.CommandLine) -> None:
        self.action_command(event.begun)

    def action_palette(self) -> None:
        """Open the palette."""
        if isinstance(self.screen, ModalScreen):
            return
        screen = self.screen
        palette = PaletteScreen(self.tracker, _scopes(screen), self._keys, self.drawable(), self.withheld)
        self.push_screen(palette, partial(self._run_picked, screen))

    def action_help(self) -> None:
        """Show the keys."""
        self.take_help("")

    def take_help(self, words: str) -> None:
        """Show the keys, of those that words fit."""
        if not isinstance(self.screen, ModalScreen):
            preset = self.settings.key_preset
            self.push_screen(HelpScreen(_scopes(self.screen), self._keys, self.withheld, preset, words))

    # ------------------------------------------------------------ commands by name

    def take_open(self, ref: str) -> None:
        """Open a story by its name."""
        self.in_thread(partial(self._open_named, ref))

    def take_diff(self, ref: str) -> None:
        """Show what changed in a story."""
        self.in_thread(partial(self._open_diff_of, ref))

    def take_history(self, ref: str) -> None:
        """List the versions of a story."""
        self.in_thread(partial(self._open_about_named, "history", ref))

    def take_evolution(self, ref: str) -> None:
        """Show how the stances of a story moved."""
        self.in_thread(partial(self._open_about_named, "evolution", ref))

    def take_blame(self, ref: str) -> None:
        """Show since when the sentences of a story stand."""
        self.in_thread(partial(self._open_about_named, "blame", ref))

    def take_why(self, ref: str) -> None:
        """Show why the articles of a story are one."""
        self.in_thread(partial(self._open_about_named, "why", ref))

    def action_search(self, words: str = "") -> None:
        """Search, or type on where the search is open."""
        if isinstance(self.screen, SearchScreen):
            self.screen.action_search()
        else:
            self.push_screen(SearchScreen(self._desk, words))

    def take_search(self, words: str) -> None:
        """Search for words."""
        if isinstance(self.screen, SearchScreen):
            self.pop_screen()
        self.push_screen(SearchScreen(self._desk, words))

    def take_add(self, address: str) -> None:
        """Subscribe to an address."""
        self.push_screen(FeedsScreen(self._desk, address))

    def take_remove(self, ref: str) -> None:
        """Unsubscribe from a feed."""
        deeds = Deeds(self.tracker, f"({key_of('undo', self._keys)} undoes it)")
        self.in_thread(partial(deeds.remove_feed, ref), acts=True)

    def take_poll_feed(self, ref: str) -> None:
        """Poll one feed."""
        self.start_round((ref,))

    # ------------------------------------------------------------ themes

    def action_theme(self) -> None:
        """Go to the next of four themes."""
        themes = [name for name in ROUND if name in self.drawable()]
        place = themes.index(self.theme) + 1 if self.theme in themes else 0
        self.take_theme(themes[place % len(themes)])

    def take_theme(self, name: str) -> None:
        """Draw in a theme."""
        if name in self.drawable():
            self.theme = name
            self.tell(f"Theme {name}")
        else:
            self.tell(f"There is no theme {name}: {', '.join(self.drawable())}", "warn")

    def drawable(self) -> list[str]:
        """Name the themes, tracker's own round first."""
        return sorted(self.available_themes, key=lambda name: (name not in ROUND, name))

    # ------------------------------------------------------------ doing what was chosen

    def _run_typed(self, screen: Screen[object], typed: str | None) -> None:
        name, _, rest = (typed or "").strip().partition(" ")
        found, rest = command(name), rest.strip()
        if typed is None or not name:
            return
        self.in_thread(partial(self._keep, typed))
        if found is None:
            self.take_open(typed.strip())
        elif found.id not in self.withheld:
            taker = self._taker(screen, found.id) if rest else None
            if taker is not None:
                getattr(taker, f"take_{found.id}")(rest)
            else:
                self.call_later(perform, screen, found.id)

    def _run_picked(self, screen: Screen[object], picked: str | None) -> None:
        kind, _, name = (picked or "").partition(":")
        if kind == "command":
            self.call_later(perform, screen, name)
        elif kind == "story":
            self.post_message(messages.OpenStory(name))
        elif kind == "feed":
            self.push_screen(FeedsScreen(self._desk, at=name))
        elif kind == "theme":
            self.take_theme(name)

    def _taker(self, screen: Screen[object], name: str) -> DOMNode | None:
        """Find what takes an argument for a command: what has the focus, the screen, or the application."""
        nodes: Iterator[DOMNode | None] = iter((screen.focused, screen, self))
        return next((node for node in nodes if node is not None and hasattr(node, f"take_{name}")), None)

    def _keep(self, typed: str) -> str:
        """Run in a thread."""
        self._typed_lines.keep(typed)
        return ""

    def questions(self) -> list[str]:
        """Return the questions that were asked before, the newest last."""
        return [line.removeprefix(_ASK) for line in self._typed_lines.recall() if line.startswith(_ASK)]

    @on(messages.Asked)
    def _keep_question(self, event: messages.Asked) -> None:
        self.in_thread(partial(self._keep, f"{_ASK}{event.question}"))

    def _open_named(self, name: str) -> str:
        """Run in a thread. A name that fits no story is told here: no empty page is opened for it."""
        self.post_message(messages.OpenStory(self.tracker.reading.story(name).slug))
        return ""

    def _open_diff_of(self, name: str) -> str:
        """Run in a thread."""
        story = self.tracker.reading.story(name)
        self.post_message(messages.OpenDiff(story.slug, latest=not story.unread))
        return ""

    def _open_about_named(self, page: AboutPage, name: str) -> str:
        """Run in a thread."""
        self.post_message(messages.OpenAbout(page, self.tracker.reading.story(name).slug))
        return ""


def _scopes(screen: Screen[object]) -> tuple[str, ...]:
    return tuple(getattr(screen, "SCOPES", ()))
