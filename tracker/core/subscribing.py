"""Feeds: subscribe by the address of a feed or of a page, unsubscribe, import, export, list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from tracker import schedule, subscriptions
from tracker.errors import TrackerError, UsageError
from tracker.model import Feed, Subscription
from tracker.subscriptions.address import accepted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.model import FeedState
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` subscribed to. `fresh` False: it was subscribed already.

    `others`: more feeds that the page offers, which were not subscribed to.
    """

    subscription: Subscription
    fresh: bool
    others: tuple[str, ...] = ()


def find(subscribed: Sequence[Subscription], states: Mapping[str, FeedState], ref: str) -> Subscription:
    """Return the subscription that an address or a title names, the user's title or the feed's own."""
    titled = [
        s if s.title or s.url not in states else replace(s, title=states[s.url].title) for s in subscribed
    ]
    return subscribed[titled.index(subscriptions.find(titled, ref))]


class Subscribing:
    """Reads and writes the user's feeds.yaml; the network is asked only by `add`."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime], tools: Tools) -> None:
        self._store = store
        self._path = feeds
        self._now = now
        self._tools = tools

    def feeds(self) -> list[Feed]:
        """Return every subscription with its state, in the order of feeds.yaml."""
        subscribed = subscriptions.load(self._path)
        states = self._store.feeds.states(s.url for s in subscribed)
        now = self._now()
        return [
            Feed(s, states[s.url], "search feed" if s.search else schedule.health(states[s.url], now))
            for s in subscribed
        ]

    def add(self, url: str, title: str = "", tags: Sequence[str] = ()) -> Added:
        """Subscribe to a feed, or to the first feed that a page offers.

        A search address (with `{query}`) is taken as it stands; a feed that is subscribed
        already takes the new title. Raises TrackerError with the reason where the address
        gives no feed; nothing is subscribed then.
        """
        try:
            address = accepted(url)
        except ValueError as error:
            raise UsageError(f"“{url}” can't be subscribed to: {error}.") from error
        wanted = Subscription(address, title, tags=tuple(tags), search="{query}" in url)
        if self._subscribed(wanted.url):
            if title:
                subscriptions.rename(self._path, wanted.url, title)
            return Added(wanted, fresh=False)
        if wanted.search:
            return Added(wanted, subscriptions.add(self._path, wanted))
        found, *others = self._feeds_at(wanted.url)
        wanted = replace(wanted, url=found)
        return Added(wanted, subscriptions.add(self._path, wanted), tuple(others))

    def remove(self, ref: str) -> tuple[str, dict[str, Any]]:
        """Unsubscribe; return the address and what `restore` needs. Articles stay."""
        subscribed = subscriptions.load(self._path)
        subscription = find(subscribed, self._store.feeds.states(s.url for s in subscribed), ref)
        removed = subscriptions.remove(self._path, subscription.url)
        payload: dict[str, Any] = msgspec.to_builtins(removed)
        return subscription.url, payload

    def restore(self, payload: dict[str, Any]) -> None:
        """Put a removed subscription back where it was."""
        subscriptions.restore(self._path, msgspec.convert(payload, subscriptions.Removed))

    def import_file(self, path: Path) -> tuple[int, tuple[str, ...]]:
        """Subscribe to what an OPML, newsboat or feeds.yaml file lists.

        Returns how many are new, and a sentence for each line that was passed over.
        """
        imported = subscriptions.import_(path)
        return len(subscriptions.add_all(self._path, imported.subscriptions)), imported.skipped

    def opml(self) -> str:
        """Return all subscriptions as OPML 2.0, folders for groups."""
        return subscriptions.to_opml(subscriptions.load(self._path), "tracker")

    def yaml(self) -> str:
        """Return feeds.yaml as the user wrote it."""
        return self._path.read_text(encoding="utf-8")

    def _subscribed(self, url: str) -> bool:
        return self._path.exists() and any(s.url == url for s in subscriptions.load(self._path))

    def _feeds_at(self, url: str) -> list[str]:
        """Return the feeds at an address: itself, or those that the page there names."""
        from tracker.discover import feeds_in, is_feed, usual

        answer = self._ask(url)
        if is_feed(answer.body, answer.content_type):
            return [url]
        named = [candidate.url for candidate in feeds_in(answer.body, answer.content_type, answer.url)]
        found = [address for address in named if self._answers_with_feed(address)]
        if not found:
            found = [address for address in usual(answer.url) if self._answers_with_feed(address)][:1]
        if not found:
            raise TrackerError(f"There is no feed at {url}, and its page names none.", "Nothing was added.")
        return found

    def _ask(self, url: str) -> Response:
        from tracker.fetch import Failure

        answer = self._tools.fetch.get(url)
        if isinstance(answer, Failure):
            raise TrackerError(f"{url}: {answer.reason}.".replace("..", "."), "Nothing was added.")
        return answer

    def _answers_with_feed(self, url: str) -> bool:
        from tracker.discover import is_feed

        try:
            answer = self._ask(url)
        except TrackerError:
            return False
        return is_feed(answer.body, answer.content_type)
