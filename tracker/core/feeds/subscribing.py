"""Feeds: subscribe by the address of a feed or of a page, unsubscribe, import, export, list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from tracker import schedule, subscriptions
from tracker.core.common.manners import put_off
from tracker.core.feeds.looking import NOTHING, Looking, Offer, addresses_of, is_search
from tracker.discover import Candidate
from tracker.errors import StoreError, TrackerError, UsageError
from tracker.fetch import Failure
from tracker.model import Feed, Progress, Subscription
from tracker.subscriptions import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.core.tools import Tools
    from tracker.fetch import Response
    from tracker.model import FeedState
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that was chosen. `fresh` False: it was subscribed already.

    `answer` is what its server gave while it was looked for: a round that is handed it need
    not ask again. None of a search feed, and of one that was there.
    """

    subscription: Subscription
    fresh: bool
    answer: Response | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of choosing from an offer; `failures` pairs addresses with why they are no feeds."""

    added: tuple[Added, ...]
    failures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Import:
    """What a file brought: new feeds, how many were there already, a sentence for each line passed over."""

    fresh: tuple[Subscription, ...]
    known: int
    skipped: tuple[str, ...]


def find(subscribed: Sequence[Subscription], states: Mapping[str, FeedState], ref: str) -> Subscription:
    """Return the subscription that an address or a title names, the user's title or the feed's own."""
    titled = [
        s if s.title or s.url not in states else replace(s, title=states[s.url].title) for s in subscribed
    ]
    return subscribed[titled.index(subscriptions.find(titled, ref))]


class Subscribing:
    """Reads and writes the user's feeds.yaml; the network is asked only by `look` and `take`."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime], tools: Tools) -> None:
        self._store = store
        self._path = feeds
        self._now = now
        self._tools = tools

    def feeds(self) -> list[Feed]:
        """Return every subscription with its state, in the order of feeds.yaml.

        When a feed is due, and why, is told as a round would have it now.
        """
        subscribed = subscriptions.load(self._path)
        states = self._store.feeds.states(s.url for s in subscribed)
        now = self._now()
        closed = self._store.hosts.closed(now)
        return [
            Feed(
                s,
                put_off(states[s.url], closed, now),
                "search feed"
                if s.search and not states[s.url].failures
                else schedule.health(states[s.url], now),
            )
            for s in subscribed
        ]

    def look(self, typed: str, progress: Callable[[Progress], None] = lambda _: None) -> Offer:
        """Find the feeds at an address of a feed or a page; nothing is added.

        An address without a scheme is tried with https, then with http. Raises UsageError for
        what is no address, TrackerError with the reason where there is no feed.
        """
        addresses = addresses_of(typed)
        there = self._subscribed()
        if is_search(addresses[0]) or normalised(addresses[0]) in there:
            return Offer((Candidate(addresses[0]),), {})
        return Looking(self._store, self._tools, self._now(), progress).look(addresses)

    def take(
        self,
        offer: Offer,
        chosen: Sequence[Candidate],
        title: str = "",
        tags: Sequence[str] = (),
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> Taken:
        """Subscribe to what was chosen of an offer, at once; `undo` takes all of it back.

        What was not asked yet is asked first, so that only feeds are added. One that is
        subscribed already takes the new title. Raises TrackerError where nothing chosen is a
        feed; nothing is added then.
        """
        if title and len(chosen) > 1:
            raise UsageError(f"A title is for one feed, and {len(chosen)} were chosen.")
        self._must_write()
        there = self._subscribed()
        known = [there[normalised(each.url)] for each in chosen if normalised(each.url) in there]
        unknown = [each for each in chosen if normalised(each.url) not in there]
        ready, failures = self._verified(offer, unknown, progress)
        if failures and not ready and not known:
            url, reason = failures[0]
            raise TrackerError(f"{url}: {reason}.", NOTHING)
        if title:
            known = [subscriptions.rename(self._path, each.url, title) for each in known]
        wanted = [Subscription(url, title, tags=tuple(tags), search=is_search(url)) for url in ready]
        fresh = {each.url for each in self._subscribe(wanted)}
        added = [Added(each, each.url in fresh, ready[each.url]) for each in wanted]
        return Taken((*(Added(each, fresh=False) for each in known), *added), tuple(failures))

    def remove(self, ref: str) -> tuple[str, dict[str, Any]]:
        """Unsubscribe; return the address and what `restore` needs. Articles stay."""
        self._must_write()
        subscribed = subscriptions.load(self._path)
        subscription = find(subscribed, self._store.feeds.states(s.url for s in subscribed), ref)
        removed = subscriptions.remove(self._path, subscription.url)
        payload: dict[str, Any] = msgspec.to_builtins(removed)
        return subscription.url, payload

    def restore(self, payload: dict[str, Any]) -> None:
        """Put a removed subscription back where it was."""
        self._must_write()
        subscriptions.restore(self._path, msgspec.convert(payload, subscriptions.Removed))

    def forget(self, payload: dict[str, Any]) -> None:
        """Take back what was added together, but for what the user has removed since."""
        self._must_write()
        subscriptions.remove_all(self._path, payload["urls"])

    def import_file(self, path: Path) -> Import:
        """Subscribe to what an OPML, newsboat or feeds.yaml file lists; `undo` takes it back."""
        imported = subscriptions.import_(path)
        fresh = self._subscribe(imported.subscriptions)
        return Import(fresh, len(imported.subscriptions) - len(fresh), imported.skipped)

    def opml(self) -> str:
        """Return all subscriptions as OPML 2.0, folders for groups, with the feeds' own names."""
        subscribed = subscriptions.load(self._path)
        states = self._store.feeds.states(s.url for s in subscribed)
        names = {url: state.title for url, state in states.items()}
        return subscriptions.to_opml(subscribed, "tracker", names)

    def yaml(self) -> str:
        """Return feeds.yaml as the user wrote it; "" where there is none."""
        return subscriptions.source(self._path)

    def _must_write(self) -> None:
        """Refuse to change feeds.yaml where the database is open for reading only."""
        if self._store.reading:
            raise StoreError("Nothing can be changed here: tracker is open for reading only.")

    def _subscribed(self) -> dict[str, Subscription]:
        """Return what is subscribed to, by normalised address."""
        return {normalised(each.url): each for each in subscriptions.load(self._path)}

    def _verified(
        self, offer: Offer, chosen: Iterable[Candidate], progress: Callable[[Progress], None]
    ) -> tuple[dict[str, Response | None], list[tuple[str, str]]]:
        """Return the answers of what is a feed, None of a search feed, and what is none with the reason."""
        looking = Looking(self._store, self._tools, self._now())
        ready: dict[str, Response | None] = {}
        failures: list[tuple[str, str]] = []
        urls = tuple(dict.fromkeys(each.url for each in chosen))
        for place, url in enumerate(urls, start=1):
            progress(Progress("fetch", place, len(urls), url))
            if is_search(url):
                ready[url] = None
                continue
            answer = offer.answers.get(url) or looking.feed_at(url)
            if isinstance(answer, Failure):
                failures.append((url, answer.reason.rstrip(".")))
            else:
                ready[url] = answer
        return ready, failures

    def _subscribe(self, wanted: Sequence[Subscription]) -> tuple[Subscription, ...]:
        """Write feeds into feeds.yaml, with the record that takes them back; return what is new."""
        self._must_write()
        fresh = subscriptions.add_all(self._path, wanted) if wanted else ()
        if fresh:
            told = f"added the feed {fresh[0].url}" if len(fresh) == 1 else f"added {len(fresh)} feeds"
            payload = {"urls": [each.url for each in fresh]}
            self._store.operations.log("add", told, payload, self._now())
        return fresh
