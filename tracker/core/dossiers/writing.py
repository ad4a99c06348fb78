"""The dossier stage: stories whose articles changed get their next version."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.dossier import Cited
from tracker.errors import NotFoundError, StoppedError, StoreError
from tracker.model import Dossier, NewVersion, Progress, Version
from tracker.store.stories import CORRECTIONS
from tracker.text.words import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from tracker.core.tools import Tools
    from tracker.dossier import Engine
    from tracker.model import Story
    from tracker.store import Store

log = logging.getLogger(__name__)

# Reasons of versions that came by themselves: of what users do, they need not be told.
_NEWS = frozenset({"articles", "revision", "page", "united"})
# Reasons that say nothing of the world: who had read the story has read it still.
_NO_NEWS = frozenset({"rules", "rebuild", "engine"})
# Reasons by which articles come back that an earlier version had, or go that it had not.
_TAKEN_BACK = frozenset({"rules", "undo", "unfollow"})


@dataclass(frozen=True, slots=True)
class Written:
    """The new versions of a round, what went wrong in words, and how many stories wait for the next one."""

    versions: tuple[NewVersion, ...] = ()
    faults: tuple[str, ...] = ()
    waiting: int = 0


class Writing:
    """Builds dossiers, has every one checked, and stores those that say something else."""

    def __init__(self, store: Store, now: Callable[[], datetime], tools: Tools) -> None:
        self._store = store
        self._now = now
        self._tools = tools

    def write_owed(
        self, progress: Callable[[Progress], None], stopped: Callable[[], bool] = lambda: False
    ) -> Written:
        """Write every dossier that is due, until `stopped` says so.

        One story that can't be written up stays due and stops no other.
        """
        written, faults = list[NewVersion](), list[str]()
        owed = self._store.stories.owed()
        for done, (number, reason, touches) in enumerate(owed):
            try:
                _go_on(stopped)
                progress(Progress("dossier", done, len(owed)))
                with self._tools.overseer.work(self._heard(number, progress, done, len(owed)), stopped):
                    version = self._write(self._tools.engine, number, reason, touches)
            except StoppedError:
                if not stopped():
                    raise
                return Written(tuple(written), tuple(faults), len(owed) - done)
            except StoreError:
                raise
            except Exception as error:
                # The border at which a fault in one dossier becomes a value: it is told and
                # logged, and the round goes on with the next story.
                log.exception("story %d can't be written up", number)
                faults.append(f"story {number} could not be written up: {error!r}")
                continue
            if version is not None:
                slug = self._slug(number)
                written.append(NewVersion(slug, version.number, version.dossier.title))
        return Written(tuple(written), tuple(faults))

    def _heard(
        self, number: int, progress: Callable[[Progress], None], done: int, total: int
    ) -> Callable[[str, int, int], None]:
        """Return what passes on, in the words of a round, how far one dossier is."""

        def heard(section: str, sections: int, of: int) -> None:
            told = f"{section.replace('_', ' ')}, {sections + 1} of {of}, of {self._slug(number)}"
            progress(Progress("dossier", done, total, told))

        return heard

    def write(self, number: int, reason: str, touches: int, base: int | None = None) -> Version | None:
        """Write one story's next version for a user who waits; None where nothing new is to be said.

        It carries on version `base` (0: none), or the newest one where that is None. What puts a story
        right is a version of its own though it say the same.
        """
        return self._write(self._tools.offhand, number, reason, touches, base)

    def _write(
        self, engine: Engine, number: int, reason: str, touches: int, base: int | None = None
    ) -> Version | None:
        last = self._store.versions.newest(number)
        version = self._next(engine, number, reason, last, base)
        lone = last is None and version is not None and self._is_lone(version)
        notes = _notes(engine)
        with self._store.write():
            self._store.analyses.save(*notes)
            if not self._store.stories.settle(number, touches, last.number if last else 0):
                return None
            if (
                lone
                or version is None
                or (
                    last is not None
                    and reason not in CORRECTIONS
                    and says_the_same(last.dossier, version.dossier)
                )
            ):
                return None
            self._store.versions.add(version)
            if reason in _NEWS:
                self._store.notices.owe(version)
            if reason in _NO_NEWS:
                self._keep_read(number, last, version)
            # The slug is the story's for life; under its new title it can be found as well.
            self._store.stories.also_called(number, slug(version.dossier.title))
        return version

    def rebuild(
        self,
        number: int,
        progress: Callable[[Progress], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Version | None:
        """Write a story up anew; None where that says nothing else, so that nothing is stored.

        What still holds keeps its words. The reason says whether another engine wrote it than before.
        Raises StoppedError where `stopped` says so; the next round goes on with the story then.
        """
        last = self._store.versions.newest(number)
        other = last is not None and last.engine != self._tools.engine.name
        self._store.stories.owe(number, "engine" if other else "rebuild")
        owed = {story: (reason, touches) for story, reason, touches in self._store.stories.owed()}
        if number not in owed:
            return None
        with self._tools.overseer.work(self._heard(number, progress, 0, 1), stopped):
            return self._write(self._tools.engine, number, *owed[number])

    def first(self, number: int) -> Version:
        """Return the newest version of a story; a lone article gets its first one.

        Where the database can't be written to, the version is returned all the same.
        """
        newest = self._store.versions.newest(number)
        if newest is not None:
            return newest
        version = self._next(self._tools.offhand, number, "first", None)
        if version is None:
            raise NotFoundError(f"Story {number} has no articles any more.", "Its articles moved elsewhere.")
        try:
            notes = _notes(self._tools.offhand)
            with self._store.write():
                self._store.analyses.save(*notes)
                self._store.versions.add(version)
        except StoreError:
            log.warning("the first version of story %d can't be kept", number)
        return version

    def blank(self, story: Story) -> Version:
        """Return the page of a story that has no article yet: number 0, never stored."""
        return Version(
            story.number, 0, story.created, self._tools.engine.name, "", Dossier(title=story.title)
        )

    def _next(
        self, engine: Engine, number: int, reason: str, last: Version | None, carried: int | None = None
    ) -> Version | None:
        cited = self.sources(number)
        if not cited:
            return None
        from tracker.dossier.check import check

        ordinal = last.number + 1 if last else 1
        base = last
        if carried is not None:
            base = self._store.versions.get(number, carried)
        elif reason in _TAKEN_BACK:
            base = self._same_sources(number, cited) or last
        self.recall(cited, engine)
        draft = engine.build(cited, base.dossier if base else None, ordinal)
        dossier = check(draft, cited)
        definition = self._store.follows.of(number)
        if definition is not None:
            # The user gave it its name, which is in no source.
            dossier = replace(dossier, title=definition.name)
        return Version(number, ordinal, self._now(), engine.name, reason, dossier)

    def sources(self, number: int) -> list[Cited]:
        """Return the articles of a story under their citation numbers, in the order of these."""
        numbers = self._store.stories.citations(number)
        members = self._store.articles.of_story(number)
        return sorted((Cited(numbers[a.id], a) for a in members), key=lambda item: item.number)

    def recall(self, cited: Sequence[Cited], engine: Engine | None = None) -> None:
        """Tell an engine (None: that of the rounds) what was noted on articles that it would have to read."""
        memory = (engine or self._tools.engine).memory
        lacking = memory.lacking(cited) if memory else ()
        if memory and lacking:
            notes = self._store.analyses.of(memory.reader, [item.article.id for item in lacking])
            memory.learn((item, notes[item.article.id]) for item in lacking if item.article.id in notes)

    def _is_lone(self, version: Version) -> bool:
        """Tell whether a first version is not yet wanted: of one article, in a story nobody defined."""
        lone = version.items < 2 and version.reason != "first"  # noqa: PLR2004 - two make a story
        return lone and self._store.follows.of(version.story) is None

    def _same_sources(self, number: int, cited: Sequence[Cited]) -> Version | None:
        """Return the newest version with just these sources: what is taken back leads to it again."""
        numbers = [item.number for item in cited]
        versions = reversed(self._store.versions.all(number))
        return next((v for v in versions if sorted(s.number for s in v.dossier.sources) == numbers), None)

    def _keep_read(self, number: int, last: Version | None, version: Version) -> None:
        """Let a story stay read: what the user's own rules hide, or other words of ours, are no news."""
        story = self._store.shelf.story(number)
        if story is not None and last is not None and story.read == last.number:
            self._store.shelf.mark_read(number, version.number, version.written_at)

    def _slug(self, number: int) -> str:
        story = self._store.shelf.story(number)
        return story.slug if story else str(number)


def _go_on(stopped: Callable[[], bool]) -> None:
    """Raise StoppedError where no more is to be written."""
    if stopped():
        raise StoppedError("Writing was stopped.", "The next round goes on from here.")


def _notes(engine: Engine) -> tuple[str, list[tuple[int, bytes]]]:
    """Return what an engine has read since the last time, by article, and under which name."""
    memory = engine.memory
    notes = [(item.article.id, note) for item, note in memory.notes()] if memory else []
    return memory.reader if memory and notes else "", notes


def says_the_same(before: Dossier, after: Dossier) -> bool:
    """Tell whether a reader would see no difference between two dossiers."""
    from tracker.diff import diff, visible

    return not tuple(visible(diff(before, after)))
