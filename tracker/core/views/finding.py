"""What the user looks for: a query as it is typed, its tags looked up in feeds.yaml, and what it finds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.errors import ConfigError
from tracker.query import fold, parse
from tracker.query.completing import completed, names_like

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.model import Found, Query
    from tracker.query.completing import Offer
    from tracker.store import Store

# Hits that are shown, which nobody goes through: one adds a word.
MOST = 200
# Queries that are kept, and the name of the fact.
KEPT, PAST = 20, "queries"
# Dossiers in which names are looked for that begin as it was typed.
HEARD = 300

# Addresses of the feeds that a query wants, None for any, and of those that it refuses.
_Feeds = tuple[tuple[str, ...] | None, tuple[str, ...]]


class Finding:
    """Search as the interface, `tracker search` and `tracker stories --query` share it."""

    def __init__(self, store: Store, feeds: Path, now: Callable[[], datetime]) -> None:
        self._store = store
        self._feeds = feeds
        self._now = now
        self._tagged_at = (0, 0)
        self._tags_of: Mapping[str, tuple[str, ...]] = {}

    def read(self, text: str) -> Query:
        """Return what a query says, with a sentence for all in it that could not be understood.

        So too where it names an outlet, a tag or a person that nothing bears: fewer words find more then.
        """
        query = parse(text, self._now())
        return replace(query, complaints=(*query.complaints, *self._strangers(query)))

    def find(self, text: str, limit: int = MOST) -> Found:
        """Return what a query finds: stories, then articles, each newest first."""
        query = self.read(text)
        return self._store.search.find(query, limit, *self._tagged(query))

    def stories(self, text: str) -> list[int]:
        """Return the numbers of the stories that a query finds, by their dossiers or their articles."""
        query = parse(text, self._now())
        return self._store.search.stories(query, *self._tagged(query))

    def past(self) -> list[str]:
        """Return what was searched for before, the newest first."""
        return list(json.loads(self._store.upkeep.remembered(PAST) or "[]"))

    def remember(self, text: str) -> None:
        """Keep a query of which a hit was opened, for the next time; not where nothing may change."""
        typed = " ".join(text.split())
        if not typed or self._store.reading:
            return
        others = [each for each in self.past() if each != typed]
        self._store.upkeep.remember(PAST, json.dumps([typed, *others][:KEPT]))

    def complete(self, text: str, cursor: int) -> Offer:
        """Return what the word at the cursor may become: a field, or a value of the one it is in."""
        return completed(text, cursor, self._values)

    def _values(self, field: str, beginning: str) -> Sequence[str]:
        """Return names that a field may take, the likeliest first."""
        sources = self._store.search.sources
        if field == "outlet":
            return names_like(beginning, sources.outlets())
        if field == "tag":
            return names_like(beginning, sorted({tag for tags in self._tags().values() for tag in tags}))
        if field == "actor":
            return names_like(beginning, sources.actors(beginning, HEARD), common=True)
        return ()

    def _tagged(self, query: Query) -> _Feeds:
        if not (query.tags.any or query.tags.none):
            return None, ()
        tags = self._tags()
        wanted = _bearing(query.tags.any, tags) if query.tags.any else None
        return wanted, _bearing(query.tags.none, tags)

    def _tags(self) -> Mapping[str, tuple[str, ...]]:
        """Return the tags and the group of every feed; nothing where feeds.yaml can't be read.

        Read again when the file has changed: reading hundreds of feeds takes longer than a search.
        """
        try:
            state = self._feeds.stat()
            mark = state.st_mtime_ns, state.st_size
            if self._tagged_at != mark:
                subscribed = subscriptions.load(self._feeds)
                self._tags_of = {
                    each.url: tuple(filter(None, (*each.tags, each.group))) for each in subscribed
                }
                self._tagged_at = mark
        except (ConfigError, OSError):
            return {}
        return self._tags_of

    def _strangers(self, query: Query) -> tuple[str, ...]:
        """Name what a query asks for by a name that nothing bears."""
        told = []
        if query.outlets.any:
            known = [fold(name) for name in self._store.search.sources.outlets()]
            told += [_nobody("outlet", name) for name in query.outlets.any if not _in_any(name, known)]
        if query.tags.any:
            known = [fold(tag) for tags in self._tags().values() for tag in tags]
            told += [_nobody("tag", name) for name in query.tags.any if not _in_any(name, known)]
        return tuple(told)


def _bearing(wanted: Sequence[str], tags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the feeds that have a tag that begins like one of these."""
    parts = tuple(fold(each) for each in wanted)
    return tuple(url for url, those in tags.items() if any(fold(tag).startswith(parts) for tag in those))


def _in_any(name: str, known: Sequence[str]) -> bool:
    part = fold(name)
    return any(part in each for each in known)


def _nobody(field: str, name: str) -> str:
    return f"No {field} is called “{name}”; tab behind {field}: lists what there is."
