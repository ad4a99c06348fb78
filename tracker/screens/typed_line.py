"""What stands on the `:` line: which command it is, what could come next, and why it won't do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tracker.errors import NotFoundError, TrackerError
from tracker.screens.commands import COMMANDS, command, offered, works
from tracker.screens.fuzzy import nearest, ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.core import Tracker
    from tracker.screens.command import Command

# Completions of a line; who wants another one types more.
OFFERED = 40
# Letters from which on stories are offered where a command is expected: one is in every title.
LETTERS = 2
# Where a command works, in words, by its scopes.
_PLACES = {
    "home": "the story list",
    "list": "a list",
    "story": "a story",
    "page": "a page",
    "diff": "a comparison",
    "history": "the versions",
    "feeds": "the feeds",
    "article": "an article",
    "why": "the page on why",
}


class Completion(NamedTuple):
    """The whole line as it would be, the word that is new in it, and what that is."""

    line: str
    word: str
    does: str


@dataclass(frozen=True, slots=True)
class TypedLine:
    """Reads lines that are typed on a screen of these scopes, whose page has these sections.

    `takers` are the ids of the commands that something on the screen, or the application, takes an
    argument for.
    """

    tracker: Tracker
    scopes: tuple[str, ...]
    sections: tuple[str, ...]
    themes: tuple[str, ...]
    takers: frozenset[str]
    withheld: frozenset[str] = frozenset()

    def completions(self, typed: str) -> list[Completion]:
        """Return what the line could become, the likeliest first; to be called in a thread."""
        name, space, rest = typed.lstrip().partition(" ")
        found = command(name)
        if not space or found is None:
            return list(self._names(typed.strip()))[:OFFERED]
        if found.id not in self.takers or found.id in self.withheld:
            return []
        pairs = self._arguments(found, rest.strip())
        return [Completion(f"{name} {word}", word, does) for word, does in pairs][:OFFERED]

    def refusal(self, typed: str) -> str:
        """Say why a line can't be done here, "" where it can; to be called in a thread."""
        name, _, rest = typed.strip().partition(" ")
        found, rest = command(name), rest.strip()
        if found is None:
            return self._unknown(typed.strip(), name) if name else ""
        if found.id in self.withheld:
            return f"{name} is not offered here."
        if rest:
            return self._refused_argument(found, rest)
        return "" if works(found, self.scopes) else self._refused_alone(found)

    def _names(self, word: str) -> Iterator[Completion]:
        """Name the commands that work here, then those that would with something after them, then stories."""
        here = offered(self.scopes, self.withheld)
        more = [
            found
            for found in COMMANDS
            if found.takes and found.id in self.takers - self.withheld and found not in here
        ]
        for found in ranked(word, [*here, *more], lambda each: (each.typed, each.label)):
            yield Completion(found.typed, found.typed, found.help)
        if len(word) >= LETTERS:
            for slug, title in self._stories(word):
                yield Completion(slug, slug, title)

    def _arguments(self, found: Command, rest: str) -> Iterable[tuple[str, str]]:
        match found.takes:
            case "story":
                return self._stories(rest)
            case "feed":
                feeds = [each.subscription for each in self.tracker.subscribing.feeds()]
                return ranked(rest, [(feed.url, feed.title) for feed in feeds], tuple)
            case "theme":
                return ranked(rest, [(theme, "theme") for theme in self.themes], tuple)
            case "section":
                return ranked(rest, [(section, "section") for section in self.sections], tuple)
            case "command":
                return ranked(rest, [(each.typed, each.help) for each in COMMANDS], tuple)
            case _:
                return ()

    def _stories(self, words: str) -> list[tuple[str, str]]:
        # A slug that was completed stands there as one word.
        found = self.tracker.reading.named(words.replace("-", " "), OFFERED)
        return [(story.slug, story.title) for story in found]

    def _unknown(self, typed: str, name: str) -> str:
        """Say that neither a command nor a story is called so, and what could be meant."""
        try:
            self.tracker.reading.story(typed)
        except NotFoundError:
            names = [found.typed for found in COMMANDS]
            place = nearest(name, names)
            meant = f" Did you mean {names[place]}?" if place is not None else ""
            return f"No command and no story is called “{name}”.{meant}"
        except TrackerError as error:
            return _said(error)
        return ""

    def _refused_alone(self, found: Command) -> str:
        if found.takes and found.id in self.takers:
            return f"Name a {found.takes} after it: {found.typed} {found.takes.upper()}"
        return _elsewhere(found)

    def _refused_argument(self, found: Command, rest: str) -> str:
        if not found.takes:
            return f"{found.typed} takes nothing after it."
        if found.id not in self.takers:
            return _elsewhere(found)
        if found.takes == "story":
            try:
                self.tracker.reading.story(rest)
            except TrackerError as error:
                return _said(error)
        known = {"theme": self.themes, "section": self.sections}.get(found.takes)
        return _missing(found.takes, rest, known) if known is not None else ""


def _missing(kind: str, rest: str, known: Sequence[str]) -> str:
    """Say that there is no such theme, or no such section on the page."""
    place = nearest(rest, known)
    if place is not None and (kind == "section" or known[place] == rest):
        return ""
    meant = f" Did you mean {known[place]}?" if place is not None else ""
    return f"There is no {kind} {rest} here.{meant}"


def _elsewhere(found: Command) -> str:
    places = [_PLACES[scope] for scope in found.scopes if scope in _PLACES]
    return f"{found.typed} works on {' and '.join(places) or 'another screen'}, not here."


def _said(error: TrackerError) -> str:
    """Give an error's sentence; the hint to a command of the shell is of no use here."""
    return error.message if "`" in str(error) else str(error)
