"""What an import gathers: the feeds, and a sentence for everything that was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.subscriptions.address import normalised, tidied
from tracker.text.clean import line

if TYPE_CHECKING:
    from tracker.model import Subscription

# Enough of an address to know it by.
_SHOWN = 120


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
        """Keep a feed, or say why not; `where` leads the sentence ("line 3: ")."""
        shown = line(subscription.url, _SHOWN)
        try:
            kept = tidied(subscription)
        except ValueError as error:
            self.skip(f"{where}{shown}: {error}.")
            return
        if self._found.setdefault(normalised(kept.url), kept) is not kept:
            self.skip(f"{where}{shown}: it is there twice; the first one counts.")

    def skip(self, sentence: str) -> None:
        """Remember a sentence about something that was left out."""
        self._skipped.append(sentence)

    def result(self) -> Imported:
        """Give what was gathered, in order."""
        return Imported(tuple(self._found.values()), tuple(self._skipped))
