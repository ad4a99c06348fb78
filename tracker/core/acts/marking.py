"""What the user has read, marked by hand for one story or for many; undone like any act."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from tracker.core.views.reading import Reading
    from tracker.model import Operation, Story
    from tracker.store import Filter, Store

# The kind of these acts in the log.
READ = "read"


class Marking:
    """Marks stories read up to their newest version, or unread again; one act each time."""

    def __init__(self, store: Store, now: Callable[[], datetime], reading: Reading) -> None:
        self._store = store
        self._now = now
        self._reading = reading

    def read(self, refs: Sequence[str | int]) -> list[Story]:
        """Mark stories read; return those that were not. Raises NotFoundError before anything is marked."""
        return self._read([self._reading.story(ref) for ref in dict.fromkeys(refs)])

    def read_all(self, wanted: Filter) -> list[Story]:
        """Mark all read that a list would show, however long it is; return those that were not."""
        return self._read(self._store.shelf.stories(replace(wanted, unread=True, limit=0)))

    def unread(self, refs: Sequence[str | int]) -> list[Story]:
        """Let the newest version of stories be news again; return those that were read."""
        stories = [self._reading.story(ref) for ref in dict.fromkeys(refs)]
        read = [story for story in stories if not story.unread]
        versions = {story.number: self._before(story) for story in read}
        self._mark(read, versions, "unread")
        return read

    def undo(self, operation: Operation) -> bool:
        """Let the user have read what they had before; False where it is not the newest act any more."""
        marks = json.loads(operation.payload)["marks"]
        with self._store.write():
            if not self._store.operations.mark_undone(operation.id, self._now()):
                return False
            for story, mark in marks:
                self._store.pictures.put_read_mark(story, mark)
        return True

    def _read(self, stories: Sequence[Story]) -> list[Story]:
        unread = [story for story in stories if story.unread]
        self._mark(unread, {story.number: story.version for story in unread}, "read")
        return unread

    def _before(self, story: Story) -> int | None:
        """Return the version before the newest, None where there is none."""
        return self._store.versions.beside(story.number, story.version, -1)

    def _mark(self, stories: Sequence[Story], versions: Mapping[int, int | None], word: str) -> None:
        if not stories:
            return
        now, pictures = self._now(), self._store.pictures
        what = f"“{stories[0].title}”" if len(stories) == 1 else f"{len(stories)} stories"
        with self._store.write():
            marks = [(number, pictures.read_mark(number)) for number in versions]
            for number, version in versions.items():
                # Who has seen nothing of a story has no mark.
                pictures.put_read_mark(number, None)
                if version is not None:
                    self._store.shelf.mark_read(number, version, now)
            self._store.operations.log(READ, f"marked {what} {word}", {"marks": marks}, now)
