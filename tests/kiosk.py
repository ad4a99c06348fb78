"""Documents through the whole pipeline, each as a feed of its own, as often as one likes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.library import Newsroom
from tracker import subscriptions
from tracker.model import Subscription

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.selftest.mutants import Document


class Kiosk:
    """A newsroom with one feed for each document, which polls them as if they always changed."""

    def __init__(self, folder: Path, served: Sequence[Document]) -> None:
        self.room = Newsroom(folder)
        self.feeds = [f"https://wire{number}.example/feed" for number in range(len(served))]
        subscriptions.add_all(self.room.feeds, [Subscription(url, fulltext="never") for url in self.feeds])
        for url, document in zip(self.feeds, served, strict=True):
            self.room.network.serve(url, document.body, content_type=document.content_type)

    def poll(self) -> int:
        """Poll all feeds, and return how many articles are new."""
        store = self.room.tracker.store
        for state in store.feeds.states(self.feeds).values():
            store.feeds.save(replace(state, body_hash=""))
        return self.room.poll().new_articles

    def close(self) -> None:
        self.room.close()

    def articles(self) -> dict[int, tuple[str, str, int]]:
        """Return title, text and revision of every article."""
        rows = self.room.tracker.reading.articles(limit=10_000)
        return {row.article.id: (row.article.title, row.article.text, row.article.revision) for row in rows}
