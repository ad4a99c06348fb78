"""All SQL of tracker: rows become the dataclasses of `model` here, and nowhere else.

    store = Store(path)
    with store.write():            # all of it, or nothing
        store.articles.insert(…)
        store.feeds.save(…)

A file for each duty: `feeds`, `hosts` (which want to be left alone), `articles`, `stories` (membership),
`notes` (the clusterer's memory), `analyses` (what dossiers are written from), `follows` (those the user
defines), `muting` (what rules hide), `model_use` (what a language model took, and answered), `names` (for
who types the beginning of one), `shelf` (the list as the user sees it; `filters`: its pages), `versions`,
`saved` (whole stories out and in), `search` (full text; `search_*`: its steps), `searches` (what search
feeds were asked), `arrivals` (new articles, many at a time), `pages` (those of articles), `notices` (what
the user is told), `digests` (what moved), `operations` (undo), `pictures` (what an act changed), `rulings`
(what the user decided for good), `unions` (stories that tracker itself made one), `lock` (one process
ingests, one watches), `pulse` (has anything changed), `read_state` (from machine to machine), `dropped`
(known again, not kept), `retention` (what may go), `upkeep` (integrity, size, copies). Below them:
`connection` (transactions), `trouble` (errors in words), `times`, `statements`; and for files that are not
open: `health` (what can be said of one), `takeover` (one in the place of another).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store.analyses import AnalysisTable
from tracker.store.arrivals import Origin
from tracker.store.articles import ArticleTable
from tracker.store.connection import Connections
from tracker.store.digests import DigestTable
from tracker.store.dropped import DroppedTable
from tracker.store.feeds import FeedTable
from tracker.store.filters import END, Filter
from tracker.store.follows import FollowTable
from tracker.store.hosts import HostTable
from tracker.store.lock import ProcessLock
from tracker.store.model_use import ModelTable
from tracker.store.muting import MutingTable
from tracker.store.names import NameTable
from tracker.store.notes import Bounds, Home, NoteTable
from tracker.store.notices import NoticeTable
from tracker.store.operations import OperationTable
from tracker.store.pages import PageTable
from tracker.store.pictures import PictureTable
from tracker.store.pulse import Pulse
from tracker.store.read_state import ReadStateTable
from tracker.store.retention import RetentionTable
from tracker.store.rulings import RulingTable
from tracker.store.saved import SavedTable
from tracker.store.search import Search
from tracker.store.searches import SearchTable
from tracker.store.shelf import Shelf
from tracker.store.stories import StoryTable
from tracker.store.unions import UnionTable
from tracker.store.upkeep import Upkeep
from tracker.store.versions import VersionTable

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

__all__ = ["END", "Bounds", "Filter", "Home", "Origin", "Store"]


class Store:
    """One database file. Any thread may use it; each has a connection of its own.

    Raises StoreError where the file is newer than this tracker, damaged, or not writable; with
    `reading`, in which nothing is changed, where it is missing or older too.
    """

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self._connections = Connections(path, reading=reading)
        self.path = path
        self.feeds = FeedTable(self._connections)
        self.hosts = HostTable(self._connections)
        self.articles = ArticleTable(self._connections)
        self.dropped = DroppedTable(self._connections)
        self.notes = NoteTable(self._connections)
        self.analyses = AnalysisTable(self._connections)
        self.pages = PageTable(self._connections, self.articles)
        self.stories = StoryTable(self._connections)
        self.follows = FollowTable(self._connections, self.stories)
        self.muting = MutingTable(self._connections)
        self.model_use = ModelTable(self._connections)
        self.names = NameTable(self._connections)
        self.shelf = Shelf(self._connections)
        self.versions = VersionTable(self._connections)
        self.saved = SavedTable(self._connections, self.articles)
        self.search = Search(self._connections)
        self.searches = SearchTable(self._connections)
        self.notices = NoticeTable(self._connections)
        self.digests = DigestTable(self._connections)
        self.operations = OperationTable(self._connections)
        self.pictures = PictureTable(self._connections)
        self.rulings = RulingTable(self._connections)
        self.unions = UnionTable(self._connections)
        self.ingesting = ProcessLock(self._connections, "ingest")
        self.watching = ProcessLock(self._connections, "watch")
        self.pulse = Pulse(self._connections)
        self.read_state = ReadStateTable(self._connections)
        self.retention = RetentionTable(self._connections, self.dropped)
        self.upkeep = Upkeep(self._connections)

    def write(self) -> AbstractContextManager[object]:
        """Hold the write lock until the block ends, and commit all of it or nothing."""
        return self._connections.write()

    @property
    def reading(self) -> bool:
        """Tell whether it was opened for reading only."""
        return self._connections.reading

    def close(self) -> None:
        """Close every thread's connection."""
        self._connections.close()
