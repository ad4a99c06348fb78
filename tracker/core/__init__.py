"""Every operation of tracker, with no screen, no network and no clock of its own.

    tracker = Tracker(store, feeds_file, now, tools)
    tracker.polling      one round: fetch, parse, store, cluster, unite, search, read pages, write dossiers
    tracker.writing      dossiers: the versions that are due, and first versions
    tracker.reading      stories, versions, history, comparisons, search
    tracker.explaining   why the articles of a story are together
    tracker.subscribing  add, remove, import and export feeds
    tracker.correcting   merge, split, move, pin, mute, undo
    tracker.searching    what search feeds are asked
    tracker.following    stories that the user follows, and those that they define by terms
    tracker.muting       what the rules of feeds.yaml hide
    tracker.pages        the whole text of an article, from its page
    tracker.keeping      retention, and the health of the database

Clock, network, parser, clusterer, engine and sandbox come in from outside (`Tools`). They are given
as factories, so that an operation loads only what it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.core.correcting import Correcting
from tracker.core.explaining import Explaining
from tracker.core.following import Following
from tracker.core.keeping import Keeping
from tracker.core.muting import Muting
from tracker.core.pages import Pages
from tracker.core.polling import Polling
from tracker.core.reading import Reading
from tracker.core.searching import Searching
from tracker.core.subscribing import Subscribing
from tracker.core.tools import Tools
from tracker.core.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from tracker.store import Store

__all__ = ["Tools", "Tracker"]


class Tracker:
    """The operations on one database and one feeds.yaml; safe to use from several threads.

    `searches_a_day` is how often open questions may ask search feeds in any 24 hours.
    """

    def __init__(
        self,
        store: Store,
        feeds: Path,
        now: Callable[[], datetime],
        tools: Tools,
        *,
        searches_a_day: int = 0,
    ) -> None:
        self.store = store
        self.now = now
        self.writing = Writing(store, now, tools)
        self.reading = Reading(store, now, self.writing)
        self.explaining = Explaining(store, self.reading)
        self.searching = Searching(store, feeds, now, tools, searches_a_day)
        self.muting = Muting(store, feeds)
        self.pages = Pages(store, feeds, now, tools)
        self.polling = Polling(
            store,
            feeds,
            now,
            tools,
            muting=self.muting,
            searching=self.searching,
            pages=self.pages,
            writing=self.writing,
        )
        self.subscribing = Subscribing(store, feeds, now, tools)
        self.following = Following(store, now, self.writing, self.reading)
        self.correcting = Correcting(
            store, now, self.writing, self.reading, self.subscribing, following=self.following
        )
        self.keeping = Keeping(store, now)
        self._tools = tools

    def close(self) -> None:
        """Let go of the database, the network and the parsing processes."""
        self._tools.close()
        self.store.close()
