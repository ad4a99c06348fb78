"""The palette: commands, stories, feeds and themes, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.lines import Line, Span, cut, fit, span
from tracker.screens.cards import row
from tracker.screens.commands import keys_of, offered
from tracker.screens.finding import Finding, Found
from tracker.screens.fuzzy import ranked
from tracker.screens.messages import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.core import Tracker

# Stories offered for words; who wants another one types more of them.
STORIES = 8
# Letters from which on stories are looked for: one letter is in every title.
LETTERS = 2
# Cells of a command's name, before what it does.
NAME = 18


class PaletteScreen(Finding):
    """Returns what was picked as `command:ID`, `story:SLUG`, `feed:ADDRESS` or `theme:NAME`."""

    HINT = "a command, a story, a feed or a theme"
    LINES = 1
    SHOWN = 12

    def __init__(
        self,
        tracker: Tracker,
        scopes: tuple[str, ...],
        keys: Mapping[str, str],
        themes: Sequence[str],
        withheld: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._tracker = tracker
        self._commands = [
            (f"command:{found.id}", Choice(found.label, keys_of(found, keys), found.help))
            for found in offered(scopes, withheld)
            if found.id != "palette"
        ]
        self._themes = [
            (f"theme:{name}", Choice(f"Theme {name}", "theme", "Draw the interface so.")) for name in themes
        ]
        self._feeds: list[Found] | None = None

    def look(self, typed: str) -> Sequence[Found]:
        """Return commands first, then stories, feeds and themes."""
        return [
            *ranked(typed, self._commands, _words),
            *(self._stories(typed) if len(typed.strip()) >= LETTERS else ()),
            *(ranked(typed, [*self._subscribed(), *self._themes], _words) if typed.strip() else self._themes),
        ]

    def card(self, found: Found, width: int) -> list[Line]:
        """Draw a command with what it does and its keys; anything else with what it is."""
        name, choice = found
        right = [
            Span("  "),
            span(choice.kind, "accent" if name.startswith("command:") else "muted"),
            Span(" "),
        ]
        if name.startswith("command:"):
            left = [Span(" "), Span(fit(choice.name, NAME), "title"), Span(" ")]
            return [row(left, span(choice.detail, "muted"), right, width)]
        return [row([Span(" ")], span(choice.name), right, width)]

    def below(self, here: Found | None) -> Line:
        """Say of what is under the cursor all there is to say."""
        if here is None:
            return super().below(here)
        return Line((span(cut(here[1].detail, self.offered.room), "muted"),))

    def _stories(self, typed: str) -> list[Found]:
        now = self._tracker.now()
        return [
            (
                f"story:{story.slug}",
                Choice(
                    story.title,
                    f"story · {labels.age(story.updated, now)}",
                    " · ".join((labels.counted(story.items, "article"), *story.outlets)),
                ),
            )
            for story in self._tracker.reading.named(typed, STORIES)
        ]

    def _subscribed(self) -> list[Found]:
        """Run in a thread: the feeds are read once."""
        if self._feeds is None:
            self._feeds = [
                (
                    f"feed:{feed.subscription.url}",
                    Choice(feed.subscription.title or feed.subscription.url, "feed", feed.subscription.url),
                )
                for feed in self._tracker.subscribing.feeds()
            ]
        return self._feeds


def _words(found: Found) -> Sequence[str]:
    """Return what a choice is found by: its name, its id, its key, what is said of it."""
    name, choice = found
    return choice.name, name.partition(":")[2], choice.detail
