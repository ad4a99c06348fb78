"""What the versions of a story tell together: history, comparisons, evolution, blame."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.model import Comparison, HistoryRow, Slice

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.core.views.reading import Reading
    from tracker.model import Course, Standing, Version
    from tracker.store import Store


class Past:
    """Looks back over the versions of a story; writes nothing but a lone article's first one.

    The numbers of versions may have gaps: `tracker gc --thin` drops some.
    """

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store = store
        self._reading = reading

    def versions(self, ref: str | int) -> list[Version]:
        """Return every version of a story, first to newest."""
        return self._store.versions.all(self._reading.story(ref).number)

    def beside(self, ref: str | int, number: int, by: int) -> int | None:
        """Return the number of the version before another (`by` -1) or after it (1); None where none is."""
        return self._store.versions.beside(self._reading.story(ref).number, number, by)

    def history(self, ref: str | int) -> list[HistoryRow]:
        """Return every version of a story with what changed in it, newest first."""
        return list(self.page(ref).items)

    def page(self, ref: str | int, below: int | None = None, limit: int | None = None) -> Slice[HistoryRow]:
        """Return the versions of a story before one by number, newest first; at most `limit`."""
        story = self._reading.story(ref).number
        # One more, with which the last one is compared.
        versions = self._store.versions.below(story, below, None if limit is None else limit + 1)
        ends = limit is None or len(versions) <= limit
        rows = [_row(version, before) for version, before in pairwise([*versions, *([None] if ends else [])])]
        return Slice(rows, starts=below is None, ends=ends)

    def compare(self, ref: str | int, before: int | None = None, after: int | None = None) -> Comparison:
        """Compare two versions; by default what the user last read with the newest.

        A story that was never read is compared from the version before the newest. `before`
        alone is compared with the newest.
        """
        from tracker.diff import changed_figures, diff, visible

        story = self._reading.story(ref)
        new = self._reading.version(story.number, after)
        if before is None:
            before = self._last_read(story.number, story.read, self._reading.version(story.number))
        old = self._reading.version(story.number, before)
        changes = visible(diff(old.dossier, new.dossier))
        figures = changed_figures(old.dossier, new.dossier)
        return Comparison(story.slug, new.dossier.title, old.number, new.number, changes, figures)

    def until(self, ref: str | int, number: int | None = None, at: datetime | None = None) -> list[Version]:
        """Return the versions of a story, oldest first, up to one by number or as known at a moment.

        Raises NotFoundError where there is no such version.
        """
        last = self._reading.version(ref, number, at)
        versions = self._store.versions.all(last.story)
        return [version for version in versions if version.number <= last.number] or [last]

    def blame(self, versions: list[Version]) -> tuple[Standing, ...]:
        """Trace each sentence of the last of these versions: since when it stands, and on what."""
        from tracker.diff.blame import blame

        return blame(versions)

    def courses(self, versions: list[Version]) -> tuple[Course, ...]:
        """Tell how the stance of each actor moved through these versions."""
        from tracker.diff.courses import courses

        return courses(versions)

    def _last_read(self, story: int, read: int, newest: Version) -> int:
        """Return the version that the user last read, or the one before the newest where none was."""
        if read:
            known = self._store.versions.known(story, read)
            return known.number if known is not None else newest.number
        return self._store.versions.beside(story, newest.number, -1) or max(newest.number, 1)


def _row(version: Version | None, before: Version | None) -> HistoryRow:
    """Describe a version by what changed since the one before it."""
    from tracker.diff import told

    assert version is not None, "only the last of a list is none"
    return HistoryRow(
        version.number,
        version.written_at,
        version.items,
        version.engine,
        version.reason,
        told(before.dossier, version.dossier) if before else (),
        before.number if before else 0,
    )
