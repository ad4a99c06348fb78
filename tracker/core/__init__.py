"""Every operation of tracker, with no screen, no network and no clock of its own.

    tracker = Tracker(store, feeds_file, now, tools)

Operations live in rooms, of which each imports only from those named before it: `common`, `views` (what is
shown), `feeds`, `dossiers`, `acts` (what the user does to stories), `copies` (out of the database whole, and
back), `rounds` (polling and its stages). `tools`, `typed_lines`, `telling` and `made_once` stand by
themselves.

Clock, network, parser, clusterer, engine and sandbox come in from outside (`Tools`). They are given
as factories, and operations are made when they are first asked for, so that a command loads only
what it uses.
"""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING

from tracker.core.made_once import made_once
from tracker.core.tools import Tools

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

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
    from tracker.core.telling import Herald, Telling
    from tracker.core.views.asking import Asking
    from tracker.core.views.explaining import Explaining
    from tracker.core.views.finding import Finding
    from tracker.core.views.listing import Listing
    from tracker.core.views.overview import Overview
    from tracker.core.views.past import Past
    from tracker.core.views.reading import Reading
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
        self.making = RLock()
        self._feeds = feeds
        self._tools = tools
        self._searches = searches_a_day, searches_unasked
        self._herald = herald

    @made_once
    def finding(self) -> Finding:
        """Search over stories and articles."""
        from tracker.core.views.finding import Finding

        return Finding(self.store, self._feeds, self.now)

    @made_once
    def reading(self) -> Reading:
        """Stories, versions, articles."""
        from tracker.core.views.reading import Reading

        return Reading(self.store, self.now, self.writing, self.finding)

    @made_once
    def asking(self) -> Asking:
        """Questions to a story, answered from its articles alone."""
        from tracker.core.views.asking import Asking

        return Asking(self.store, self._tools, self.writing, self.reading)

    @made_once
    def listing(self) -> Listing:
        """The story list a page at a time."""
        from tracker.core.views.listing import Listing

        return Listing(self.reading)

    @made_once
    def past(self) -> Past:
        """History, comparisons, the evolution of stances, and blame."""
        from tracker.core.views.past import Past

        return Past(self.store, self.reading)

    @made_once
    def explaining(self) -> Explaining:
        """Why the articles of a story are together."""
        from tracker.core.views.explaining import Explaining

        return Explaining(self.store, self.reading)

    @made_once
    def overview(self) -> Overview:
        """What moved, on a page, and the counts of a status line."""
        from tracker.core.views.overview import Overview

        return Overview(self.store, self._feeds, self.now)

    @made_once
    def beginning(self) -> Beginning:
        """A first run, and the feeds it may start with."""
        from tracker.core.feeds.beginning import Beginning

        return Beginning(self.store, self._feeds, self.now)

    @made_once
    def subscribing(self) -> Subscribing:
        """Add, remove, import and export feeds."""
        from tracker.core.feeds.subscribing import Subscribing

        return Subscribing(self.store, self._feeds, self.now, self._tools)

    @made_once
    def writing(self) -> Writing:
        """Dossiers: the versions that are due, first versions, and rebuilds."""
        from tracker.core.dossiers.writing import Writing

        return Writing(self.store, self.now, self._tools)

    @made_once
    def telling(self) -> Telling:
        """Notices of stories that the user follows."""
        from tracker.core.telling import Telling

        return Telling(self.store, self.now, self._herald)

    @made_once
    def following(self) -> Following:
        """Stories that the user follows, and those that they define by terms."""
        from tracker.core.acts.following import Following

        return Following(self.store, self.now, self.writing, self.reading)

    @made_once
    def marking(self) -> Marking:
        """What the user has read."""
        from tracker.core.acts.marking import Marking

        return Marking(self.store, self.now, self.reading)

    @made_once
    def correcting(self) -> Correcting:
        """Merge, split, move, pin, mute, undo."""
        from tracker.core.acts.correcting import Correcting

        return Correcting(
            self.store,
            self.now,
            self.writing,
            self.reading,
            self.subscribing,
            following=self.following,
            marking=self.marking,
        )

    @made_once
    def keeping(self) -> Keeping:
        """Retention, and the health of the database."""
        from tracker.core.copies.keeping import Keeping

        return Keeping(self.store, self.now)

    @made_once
    def saving(self) -> Saving:
        """Whole stories out to files, and in from them."""
        from tracker.core.copies.saving import Saving

        return Saving(self.store, self.now)

    @made_once
    def reader(self) -> Reader:
        """What was read and marked, from and for another machine."""
        from tracker.core.copies.read_state import Reader

        return Reader(self.store, self.now)

    @made_once
    def muting(self) -> Muting:
        """What the rules of feeds.yaml hide."""
        from tracker.core.rounds.muting import Muting

        return Muting(self.store, self._feeds)

    @made_once
    def pages(self) -> Pages:
        """The whole text of an article, from its page."""
        from tracker.core.rounds.pages import Pages

        return Pages(self.store, self._feeds, self.now, self._tools)

    @made_once
    def searching(self) -> Searching:
        """What search feeds are asked."""
        from tracker.core.rounds.searching import Searching

        daily, unasked = self._searches
        return Searching(
            self.store,
            self._feeds,
            self.now,
            self._tools,
            self.muting,
            daily=daily,
            unasked=unasked,
        )

    @made_once
    def polling(self) -> Polling:
        """One round: fetch, parse, store, cluster, unite, search, read pages, write dossiers."""
        from tracker.core.rounds.polling import Polling

        return Polling(
            self.store,
            self._feeds,
            self.now,
            self._tools,
            muting=self.muting,
            searching=self.searching,
            pages=self.pages,
            writing=self.writing,
            telling=self.telling,
            reader=self.reader,
        )

    def close(self) -> None:
        """Let go of the database, the network and the parsing processes."""
        self._tools.close()
        self.store.close()
