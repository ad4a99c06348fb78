"""What all views of linear text share: a text to read on in, numbers to choose by, commands by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from tracker.errors import NotFoundError, UsageError
from tracker.linear.text import Piece, Text
from tracker.render import labels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.core import Tracker
    from tracker.linear.console import Console
    from tracker.linear.rounds import Rounds
    from tracker.model import Story
    from tracker.screens.deeds import Deeds

Item = TypeVar("Item")
# Stories offered at once; who wants another one types more of its name.
OFFERED = 20
_LEADING = re.compile(r"(\d{1,9})(?:\s+|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Desk:
    """What every view is given.

    `browse` opens an address and returns what to tell; `keys` are those that differ from the table of
    commands; `listen` is the program that reads aloud, empty for any that is installed.
    """

    tracker: Tracker
    deeds: Deeds
    console: Console
    rounds: Rounds
    browse: Callable[[str], str]
    keys: Mapping[str, str]
    listen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that is told in between, such as help: the view stays where it is."""

    parts: tuple[Piece, ...]


class View:
    """One view. A command of the table is `do_<id>`, which takes what was typed behind it.

    What it returns is what happens: another `View` is opened, a sentence or an `Aside` is told, and
    with None the view itself is read on, from wherever the command has put its text.
    """

    SCOPES: ClassVar[tuple[str, ...]] = ()
    NAME: ClassVar[str] = ""
    HINT: ClassVar[str] = ""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tracker = desk.tracker
        self.text = Text(())

    @property
    def prompt(self) -> str:
        """What the view is called, at the prompt and in sentences."""
        return self.NAME

    @property
    def hint(self) -> str:
        """What is said once of how the view is used, "" where there is nothing to use it on yet."""
        return self.HINT

    def read(self) -> None:
        """Read what is shown, from its beginning."""
        raise NotImplementedError

    def read_on(self) -> None:
        """Read more where a list goes on; a view that is whole has nothing to do."""

    def leave(self) -> None:
        """Let go of what the view holds, when the user goes back from it."""

    def open(self, number: int) -> Answer:
        """Open what has a number."""
        raise NotFoundError(f"There is no number {number} here.")

    def names(self) -> Sequence[str]:
        """Name what may be typed here beside commands."""
        return ()

    def do_top(self, rest: str) -> Answer:
        """Begin anew."""
        del rest
        self.text.to_top()
        return None

    def do_bottom(self, rest: str) -> Answer:
        """Go to the end."""
        del rest
        console = self.desk.console
        self.text.to_bottom(console.rows, console.height)
        return None

    def do_page_up(self, rest: str) -> Answer:
        """Go back a screenful."""
        del rest
        console = self.desk.console
        return None if self.text.back(console.rows, console.height) else "This is the beginning."

    def do_page_down(self, rest: str) -> Answer:
        """Read on."""
        del rest
        return None

    do_half_up = do_read_back = do_page_up
    do_half_down = do_read_on = do_page_down

    def pick_story(self, question: str, words: str, but: Story) -> str:
        """Let the user name another story by words of its title; return its slug, "" for none."""
        console = self.desk.console
        words = words or console.ask(question)
        found = [each for each in self.tracker.reading.named(words, OFFERED) if each.number != but.number]
        if not words or not found:
            return self.tracker.reading.story(words).slug if words else ""
        if len(found) == 1:
            return found[0].slug
        console.say_all(f"{number}. {story.title}" for number, story in enumerate(found, start=1))
        place = _number(console.ask(f"Which of {len(found)}?"))
        return found[place - 1].slug if 0 < place <= len(found) else ""


class PageView(View):
    """A view with sections."""

    def do_sections(self, rest: str) -> Answer:
        """Name the sections."""
        del rest
        names = [self.heading(anchor) for anchor in self.text.sections if anchor != "title"]
        return f"{', '.join(names)}." if names else "There are no sections here."

    def do_next_section(self, rest: str) -> Answer:
        """Go to the next section."""
        del rest
        return None if self.text.to_section(1) else "This is the last section."

    def do_previous_section(self, rest: str) -> Answer:
        """Go to the section before."""
        del rest
        return None if self.text.to_section(-1) else "This is the first section."

    def do_next_news(self, rest: str) -> Answer:
        """Go to what is new next."""
        del rest
        return None if self.text.to_news(1) else "Nothing new comes after this."

    def do_jump(self, rest: str) -> Answer:
        """Print the section of a name."""
        return (self.named(rest) if rest else None) or self.do_sections("")

    def do_previous_news(self, rest: str) -> Answer:
        """Go to what is new before."""
        del rest
        return None if self.text.to_news(-1) else "Nothing new comes before this."

    def do_follow_link(self, rest: str) -> Answer:
        """Open the source of a number."""
        number = _number(rest)
        return self.open(number) if number else "Type the number of a source to open it."

    def names(self) -> Sequence[str]:
        """Name the sections."""
        return [self.heading(anchor).casefold() for anchor in self.text.sections if anchor != "title"]

    def named(self, words: str) -> Aside | None:
        """Return the section of a name, or of the beginning of one."""
        wanted = words.casefold().replace("_", " ")
        for anchor in self.text.sections:
            if anchor != "title" and wanted and self.heading(anchor).casefold().startswith(wanted):
                self.text.to_named(anchor)
                return Aside(tuple(self.text.section()))
        return None

    @staticmethod
    def heading(anchor: str) -> str:
        """Name a section by its anchor."""
        return next((name for code, name in labels.HEADINGS.items() if code == anchor), anchor)


class ListView(View, Generic[Item]):
    """A view of things with numbers from 1."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.items: list[Item] = []

    @property
    def hint(self) -> str:
        """A number needs something that bears it."""
        return self.HINT if self.items else ""

    def item(self, rest: str, word: str) -> tuple[Item, str]:
        """Return the thing whose number begins what was typed behind a command, and what follows it."""
        found = _LEADING.match(rest)
        if found is not None:
            return self.numbered(int(found[1])), rest[found.end() :]
        if len(self.items) == 1:
            return self.items[0], rest
        raise UsageError(f"Type a number after it, as in {word} 1.")

    def numbered(self, number: int) -> Item:
        """Return the thing of a number."""
        if not 0 < number <= len(self.items):
            most = len(self.items)
            raise NotFoundError(
                f"There is no number {number}: they go from 1 to {most}." if most else "The list is empty."
            )
        return self.items[number - 1]

    def do_open(self, rest: str) -> Answer:
        """Open the thing of a number."""
        number = _number(rest)
        return self.open(number) if number else "Type its number."


Answer = View | Aside | str | None


def _number(text: str) -> int:
    """Read a number, 0 where there is none."""
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) else 0
