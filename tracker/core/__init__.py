"""Every operation of tracker, with no screen, no network and no clock of its own.

    tracker = Tracker(store, feeds_file, now, tools)
    tracker.polling      one round: fetch, parse, store, cluster, unite, search, read pages, write dossiers
    tracker.writing      dossiers: the versions that are due, first versions, and rebuilds
    tracker.reading      stories, versions, articles
    tracker.asking       questions to a story, answered from its articles alone
    tracker.finding      search over stories and articles
    tracker.listing      the story list a page at a time
    tracker.past         history, comparisons, the evolution of stances, and blame
    tracker.explaining   why the articles of a story are together
    tracker.beginning    a first run, and the feeds it may start with
    tracker.subscribing  add, remove, import and export feeds
    tracker.correcting   merge, split, move, pin, mute, undo
    tracker.searching    what search feeds are asked
    tracker.following    stories that the user follows, and those that they define by terms
    tracker.telling      notices of stories that the user follows
    tracker.overview     what moved, on a page, and the counts of a status line
    tracker.marking      what the user has read
    tracker.muting       what the rules of feeds.yaml hide
    tracker.pages        the whole text of an article, from its page
    tracker.saving       whole stories out to files, and in from them
    tracker.keeping      retention, and the health of the database
    tracker.reader       what was read and marked, from and for another machine

They live in rooms, of which each imports only from those named before it: `common`, `views` (what is
shown), `feeds`, `dossiers`, `acts` (what the user does to stories), `copies` (out of the database whole, and
back), `rounds` (polling and its stages). `tools`, `typed_lines` and `telling` stand by themselves.

Clock, network, parser, clusterer, engine and sandbox come in from outside (`Tools`). They are given
as factories, so that an operation loads only what it uses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.core.acts.correcting import Correcting
from tracker.core.acts.following import Following
from tracker.core.acts.marking import Marking
from tracker.core.copies.keeping import Keeping
from tracker.core.copies.read_state import Reader
from tracker.core.copies.saving import Saving
from tracker.core.dossiers.writing import Writing
from tracker.core.feeds.beginning import Beginning
from tracker.core.feeds.subscribing import Subscribing
from tracker.core.rounds.muting import Muting
from tracker.core.rounds.pages import Pages
from tracker.core.rounds.polling import Polling
from tracker.core.rounds.searching import Searching
from tracker.core.telling import Telling
from tracker.core.tools import Tools
from tracker.core.views.asking import Asking
from tracker.core.views.explaining import Explaining
from tracker.core.views.finding import Finding
from tracker.core.views.listing import Listing
from tracker.core.views.overview import Overview
from tracker.core.views.past import Past
from tracker.core.views.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from tracker.core.telling import Herald
    from tracker.store import Store

__all__ = ["Tools", "Tracker"]


class Tracker:
    """The operations on one database and one feeds.yaml; safe to use from several threads.

    `searches_a_day` is how often stories may ask search feeds in any 24 hours; with `searches_unasked`
    every followed story does that was not told otherwise.
    """

    def __init__(  # noqa: PLR0913 - what comes in from outside, the settings by name
        self,
        store: Store,
        feeds: Path,
        now: Callable[[], datetime],
        tools: Tools,
        *,
        searches_a_day: int = 0,
        searches_unasked: bool = False,
        herald: Herald | None = None,
    ) -> None:
        self.store = store
        self.now = now
        self._feeds = feeds
        self._tools = tools
        self.writing = Writing(store, now, tools)
        self._show()
        self.telling = Telling(store, now, herald)
        self._poll(searches_a_day, unasked=searches_unasked)
        self._act()
        self.keeping = Keeping(store, now)
        self.saving = Saving(store, now)

    def _show(self) -> None:
        """Make what shows."""
        store, now = self.store, self.now
        self.finding = Finding(store, self._feeds, now)
        self.reading = Reading(store, now, self.writing, self.finding)
        self.asking = Asking(store, self._tools, self.writing, self.reading)
        self.listing = Listing(self.reading)
        self.past = Past(store, self.reading)
        self.explaining = Explaining(store, self.reading)
        self.overview = Overview(store, self._feeds, now)

    def _poll(self, searches_a_day: int, *, unasked: bool) -> None:
        """Make the round of polling, and its stages that are operations of their own."""
        outside = self.store, self._feeds, self.now, self._tools
        self.muting = Muting(self.store, self._feeds)
        self.searching = Searching(*outside, self.muting, daily=searches_a_day, unasked=unasked)
        self.pages = Pages(*outside)
        self.reader = Reader(self.store, self.now)
        self.polling = Polling(
            *outside,
            muting=self.muting,
            searching=self.searching,
            pages=self.pages,
            writing=self.writing,
            telling=self.telling,
            reader=self.reader,
        )

    def _act(self) -> None:
        """Make what changes subscriptions and stories."""
        store, now = self.store, self.now
        self.beginning = Beginning(store, self._feeds, now)
        self.subscribing = Subscribing(store, self._feeds, now, self._tools)
        self.following = Following(store, now, self.writing, self.reading)
        self.marking = Marking(store, now, self.reading)
        self.correcting = Correcting(
            store,
            now,
            self.writing,
            self.reading,
            self.subscribing,
            following=self.following,
            marking=self.marking,
        )

    def close(self) -> None:
        """Let go of the database, the network and the parsing processes."""
        self._tools.close()
        self.store.close()
