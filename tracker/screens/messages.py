"""What a screen asks of the application, and what a worker brings back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.fetch import Response
    from tracker.render.lines import Role

AboutPage = Literal["history", "evolution", "blame", "why"]


class OpenStory(Message):
    """Show a story; `among` are the slugs of the list it was chosen from."""

    def __init__(self, ref: str, among: tuple[str, ...] = (), version: int | None = None) -> None:
        super().__init__()
        self.ref = ref
        self.among = among
        self.version = version


class OpenDiff(Message):
    """Show what changed between two versions; by default since the user last read.

    `latest`: what the version `after`, or the newest, changed.
    """

    def __init__(
        self, ref: str, before: int | None = None, after: int | None = None, *, latest: bool = False
    ) -> None:
        super().__init__()
        self.latest = latest
        self.ref = ref
        self.before = before
        self.after = after


class OpenAbout(Message):
    """Show another page about a story: its history, evolution, blame, or why it is one.

    `version`: as it was then; None: as it is.
    """

    def __init__(self, page: AboutPage, ref: str, version: int | None = None) -> None:
        super().__init__()
        self.page = page
        self.ref = ref
        self.version = version


@dataclass(frozen=True, slots=True)
class AskStory:
    """Show the line on which a story is asked, and answer a question if there is one."""

    ref: str
    question: str = ""


class Asked(Message):
    """A question was asked; it is kept among the lines that were typed."""

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question


class OpenArticle(Message):
    """Show an article."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class OpenSearch(Message):
    """Show what a query finds."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self.query = query


class Browse(Message):
    """Open an address in the browser."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class Copy(Message):
    """Put a text on the clipboard; `told` is what it is called where it is not told whole."""

    def __init__(self, text: str, told: str = "") -> None:
        super().__init__()
        self.text = text
        self.told = told


class Say(Message):
    """Tell the user something on the status line."""

    def __init__(self, text: str, role: Role = "") -> None:
        super().__init__()
        self.text = text
        self.role: Role = role


class Poll(Message):
    """Poll what is due, with `force` every feed, with `refs` these feeds.

    `answers` of feeds that were asked already, by address, are taken instead of asking again.
    """

    def __init__(
        self,
        refs: tuple[str, ...] = (),
        *,
        force: bool = False,
        answers: Mapping[str, Response] | None = None,
    ) -> None:
        super().__init__()
        self.refs = refs
        self.force = force
        self.answers = answers or {}


class Welcome(Message):
    """Nothing is subscribed and nothing is stored: show how to begin."""


class Begun(Message):
    """The user chose what to begin with."""


class Subscribe(Message):
    """Look for the feeds at an address, and subscribe."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address


class ShowDemo(Message):
    """Show the demo, apart from all that is the user's."""


class Acted(Message):
    """Something in the database was changed by the user; every screen reads again."""

    def __init__(self, account: str) -> None:
        super().__init__()
        self.account = account


class Trouble(Message):
    """A worker failed; one sentence says what, and what to do next."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Answered(Message):
    """A worker of a frame ended with a message for it."""

    def __init__(self, group: str, answer: Message) -> None:
        super().__init__()
        self.group = group
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the user for a line of text; `then` gets it, or None.

    `note` says what form it has; `value` is what was typed before and did not have it.
    """

    title: str
    hint: str
    then: Callable[[str | None], None]
    note: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose from: its name, a word on its kind, and a line of detail."""

    name: str
    kind: str = ""
    detail: str = ""


class Pick(Message):
    """Let the user find one of many by typing.

    `about` is what it is picked for. `look` gives what fits some words, each with its name for the
    program; it is called in a thread. `then` gets the name of what was picked, or None.
    """

    def __init__(
        self,
        title: str,
        about: str,
        look: Callable[[str], Sequence[tuple[str, Choice]]],
        then: Callable[[str | None], None],
    ) -> None:
        super().__init__()
        self.title = title
        self.about = about
        self.look = look
        self.then = then


class Choose(Message):
    """Let the user choose; `then` gets the places of what was chosen, from 0, or None."""

    def __init__(
        self, title: str, choices: Sequence[Choice], then: Callable[[tuple[int, ...] | None], None]
    ) -> None:
        super().__init__()
        self.title = title
        self.choices = choices
        self.then = then


class CommandLine(Message):
    """Open the `:` line on what is begun already."""

    def __init__(self, begun: str) -> None:
        super().__init__()
        self.begun = begun


class GoTo(Message):
    """Go back to the screen whose path begins so; where there is none to the story `ref`, or one back."""

    def __init__(self, path: tuple[str, ...], ref: str = "") -> None:
        super().__init__()
        self.path = path
        self.ref = ref
