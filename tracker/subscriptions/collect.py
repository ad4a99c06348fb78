"""What an import gathers: the feeds, and a sentence for everything that was left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.subscriptions.address import normalised, split_tags, tidied
from tracker.text.clean import line

if TYPE_CHECKING:
    from tracker.model import Subscription

# Enough of an address to know it by.
_SHOWN = 120
# What newsboat's lists hold beside feeds, in its urls file and in its OPML; it runs programs.
_NOT_FEEDS = {
    "query:": "a query over other feeds; `tracker follow` does the like",
    "exec:": "a program's output, which tracker never runs",
    "filter:": "a program's output, which tracker never runs",
    "|": "a program's output, which tracker never runs",
    "file:": "a file, and tracker reads feeds from the network only",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """What was found in another program's list; `skipped` says in a sentence each what was not taken."""

    subscriptions: tuple[Subscription, ...]
    skipped: tuple[str, ...] = ()


@dataclass
class Collector:
    """Gathers feeds, each address once; never raises for a wrong one."""

    _found: dict[str, Subscription] = field(default_factory=dict)
    _skipped: list[str] = field(default_factory=list)

    def add(self, subscription: Subscription, where: str = "") -> None:
        """Keep a feed, or say why not; `where` leads the sentence ("line 3: ").

        A feed that is there already takes the group and the tags as further tags: other
        programs list a feed once in each of its folders.
        """
        shown = line(subscription.url, _SHOWN)
        try:
            kept = tidied(subscription)
        except ValueError as error:
            self.skip(f"{where}{shown}: {_refusal(subscription.url) or error}.")
            return
        first = self._found.setdefault(normalised(kept.url), kept)
        if first is not kept:
            self._merge(first, kept, f"{where}{shown}")

    def _merge(self, first: Subscription, again: Subscription, where: str) -> None:
        labels = (again.group, *again.tags) if again.group != first.group else again.tags
        new = [label for label in split_tags(labels) if label not in first.tags]
        if new:
            merged = replace(first, tags=(*first.tags, *new))
            self._found[normalised(first.url)] = merged
            self.skip(f"{where}: it is there twice; {', '.join(new)} became its tags.")
        else:
            self.skip(f"{where}: it is there twice; the first one counts.")

    def skip(self, sentence: str) -> None:
        """Remember a sentence about something that was left out."""
        self._skipped.append(sentence)

    def result(self) -> Imported:
        """Give what was gathered, in order."""
        return Imported(tuple(self._found.values()), tuple(self._skipped))


def _refusal(url: str) -> str:
    """Say why something is no feed that can be followed, where its beginning tells; else ""."""
    start = url.strip().lower()
    return next((reason for sign, reason in _NOT_FEEDS.items() if start.startswith(sign)), "")
