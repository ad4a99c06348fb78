"""What the user has read and marked, carried to a second machine by file.

What counts is not which version was read, as there every poll came at another time, but which articles
stood in it: a version is read whose every source the user has seen, here or there. So reading only
ever adds up. Of follow and mute, what the user said last holds. Importing twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from tracker.errors import TrackerError
from tracker.model import (
    READ_STATE,
    READ_STATE_VERSION,
    Marked,
    Merged,
    ReadState,
    SeenArticle,
    StoryState,
)
from tracker.text.addresses import is_home, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tracker.model import Version
    from tracker.store import Store
    from tracker.store.read_state import Known, Mark, StoryRow

# What is older was read on the other machine too, or never will be.
EXPORTED_DAYS = 400


class Reader:
    """Writes what is read here, and takes in what was read elsewhere."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._table = store.read_state
        self._now = now

    def state(self) -> ReadState:
        """Return what the user has read, follows and hides here."""
        times = self._table.times()
        found = (self._state_of(row, times) for row in self._table.stories())
        stories = tuple(state for state in found if state is not None)
        return ReadState(READ_STATE, READ_STATE_VERSION, _second(self._now()), stories)

    def take_in(self, state: ReadState) -> Merged:
        """Make one what was read elsewhere and here, all of it or nothing."""
        now, table = self._now(), self._table
        with self._store.write():
            for story in state.stories:
                seen = {mark for each in story.articles if each.seen for mark in _marks_of(each)}
                # A clock that runs ahead there is not to win for ever.
                table.see(seen, min(story.read_at or now, now), now)
            wanted = [story for story in state.stories if story.followed or story.muted]
            merged = self._carry_over(wanted)
            return replace(merged, read=self.settle())

    def settle(self) -> int:
        """Mark as read what has come since and was seen elsewhere; return how many stories that were."""
        with self._store.write():
            waiting = [msgspec.json.decode(state, type=StoryState) for _, state in self._table.awaited()]
            if waiting:
                self._carry_over(waiting)
            return sum(self._read_on(*story) for story in self._table.unread())

    def _read_on(self, story: int, newest: int, read: int) -> bool:
        """Mark the newest version as read of whose sources none is new to the user."""
        old = self._store.versions.get(story, read) if read else None
        here = set() if old is None else {source.article for source in old.dossier.sources}
        ruled = self._table.ruled(story)
        for number in range(newest, read, -1):
            version = self._store.versions.get(story, number)
            if version is not None and self._is_seen(version, here, ruled):
                self._store.shelf.mark_read(story, number, self._now())
                return True
        return False

    def _is_seen(self, version: Version, here: set[int], ruled: datetime | None) -> bool:
        """Tell whether the user saw all of a version, and did not say since then that it is unread."""
        articles = self._table.articles({source.article for source in version.dossier.sources} - here)
        seen = self._table.seen({mark for each in articles for mark in _marks(each)})
        if not articles or any(_telling_mark(each) not in seen for each in articles):
            return False
        return ruled is None or version.written_at > ruled or max(seen.values()) > ruled

    def _carry_over(self, stories: Iterable[StoryState]) -> Merged:
        """Follow and mute what was followed and muted elsewhere, where that is the newer word."""
        rows = {row.number: row for row in self._table.stories()}
        counts, times = Counter[str](), self._table.times()
        waiting = 0
        for story in stories:
            row = rows.get(self._found(story))
            if row is None:
                waiting += 1
                state = msgspec.json.encode(story).decode()
                self._table.wait_for(story.slug, state, _said(story) or self._now(), self._now())
                continue
            self._table.wait_no_more(story.slug)
            marks: tuple[tuple[Mark, Marked | None], ...] = (
                ("followed", story.followed),
                ("muted", story.muted),
            )
            for mark, there in marks:
                if there is not None and not row.defined:
                    counts[mark] += self._mark(row, mark, there, times.get((row.number, mark)))
        return Merged(followed=counts["followed"], muted=counts["muted"], waiting=waiting)

    def _mark(self, row: StoryRow, mark: Mark, there: Marked, said: datetime | None) -> bool:
        """Set a mark as it is there, if that was said later than what holds here; tell whether it changed."""
        now, value = self._now(), row.followed if mark == "followed" else row.muted
        if there.at is None:
            # Nobody knows when: then to follow or hide wins, where nothing was ever said here.
            if said is not None or not there.value:
                return False
        elif said is not None and there.at <= said:
            return False
        else:
            self._table.marked(row.number, mark, min(there.at, now))
        if value != there.value:
            followed = there.value if mark == "followed" else None
            muted = there.value if mark == "muted" else None
            self._store.shelf.mark(row.number, followed=followed, muted=muted)
        return value != there.value

    def _found(self, story: StoryState) -> int:
        """Return the story here that has the most of the articles of one there; 0 where none has any."""
        keys = [key for each in story.articles if (key := _address(each.url))]
        guids = [(each.feed, each.guid) for each in story.articles if each.guid and not _address(each.url)]
        counts = self._table.stories_with(keys, guids)
        return min(counts, key=lambda number: (-counts[number], number), default=0)

    def _state_of(self, row: StoryRow, times: dict[tuple[int, Mark], datetime]) -> StoryState | None:
        """Return what the user did with a story, None where that is nothing, or long ago."""
        followed = None if row.defined else _marked(row.followed, times.get((row.number, "followed")))
        muted = None if row.defined else _marked(row.muted, times.get((row.number, "muted")))
        read = row.read_at if row.read_at and (self._now() - row.read_at).days <= EXPORTED_DAYS else None
        if not (read or followed or muted):
            return None
        version = self._store.versions.get(row.number, row.read) if read else None
        seen = {source.article for source in version.dossier.sources} if version else set()
        # Also those that left the story since: they were seen.
        members = {each.id: each for each in (*self._table.members(row.number), *self._table.articles(seen))}
        articles = tuple(
            SeenArticle(each.url, each.feed, each.guid, each.title, each.id in seen)
            for each in sorted(members.values(), key=lambda one: one.id)
        )
        return StoryState(row.slug, row.title, read, articles, followed, muted)


def read(data: bytes, name: str) -> ReadState:
    """Read what `write` wrote. Raises TrackerError, with the name of the file, for anything else."""
    try:
        state = msgspec.json.decode(data, type=ReadState)
        aware = [state.written_at, *(time for story in state.stories for time in _times(story))]
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        what = f"{name} is no read state of tracker, or damaged."
        raise TrackerError(what, "Nothing was changed.") from error
    if state.format != READ_STATE or any(time.tzinfo is None for time in aware):
        raise TrackerError(f"{name} is no read state of tracker.", "Nothing was changed.")
    if state.format_version != READ_STATE_VERSION:
        raise TrackerError(f"{name} was written by a newer tracker.", "Update tracker; nothing was changed.")
    return state


def write(state: ReadState) -> bytes:
    """Write a state as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(state), indent=1) + b"\n"


def _times(story: StoryState) -> list[datetime]:
    marks = (story.followed, story.muted)
    return [time for time in (story.read_at, *(mark.at for mark in marks if mark)) if time is not None]


def _said(story: StoryState) -> datetime | None:
    return max(_times(story), default=None)


def _marked(value: bool, at: datetime | None) -> Marked | None:  # noqa: FBT001 - a column
    return Marked(value, at) if value or at is not None else None


def _second(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(microsecond=0)


def _address(url: str) -> str:
    """Return the normal form of an address, "" for one that names no article."""
    key = url_key(url) if url else ""
    return "" if is_home(key) else key


def _marks_of(article: SeenArticle) -> list[str]:
    return _written(_address(article.url), article.feed, article.guid, article.title)


def _marks(article: Known) -> list[str]:
    return _written(_address(article.url), article.feed, article.guid, article.title)


def _telling_mark(article: Known) -> str:
    """Return the mark that says which article it is, of those that `_marks` gives."""
    first, *others = _marks(article)
    # Of those that share an address, such as the entries of a live page, the title tells.
    return first if article.is_alone or not others else others[0]


def _written(key: str, feed: str, guid: str, title: str) -> list[str]:
    """Write what an article is known by: its address, alone and with the title; else feed and guid."""
    folded = " ".join(title.split()).casefold()
    if key:
        return [f"u:{key}", f"t:{key}\n{folded}"]
    return [f"g:{feed}\n{guid}"] if guid else [f"t:{feed}\n{folded}"]
