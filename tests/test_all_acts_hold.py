"""Whatever is done in turn, by the user, the world and retention, the database says one thing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.examples import examples
from tests.test_core_correcting import ACTS, act, assert_restored, rows
from tests.test_corrections_hold import PICK, Rulings
from tracker.errors import NotFoundError, UsageError
from tracker.model import Limits
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable


class Everything(Rulings):
    """Adds to the rulings what is read, dropped, rebuilt, saved and taken in, and acts undone at once."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[tuple[int, int], tuple[object, ...]] = {}

    # What the user does.

    @rule(some=st.sets(PICK, min_size=1, max_size=3), off=st.booleans())
    def read(self, some: set[int], *, off: bool) -> None:
        marking = self.room.tracker.marking
        stories = sorted({self._shown(which) for which in some} - {0})
        self._does(lambda: (marking.unread if off else marking.read)(stories))
        for story in stories:
            found = self.room.tracker.reading.story(story)
            # Of a story that has nothing yet there is nothing to be read.
            assert found.unread == off or not found.items, found

    @rule()
    def read_all(self) -> None:
        self._does(lambda: self.room.tracker.marking.read_all(Filter()))
        assert self.room.tracker.reading.stories(Filter(unread=True)) == []

    @rule(which=PICK)
    def open_a_story(self, which: int) -> None:
        reading, story = self.room.tracker.reading, self._shown(which)
        if story:
            reading.mark_read(reading.version(story))
            assert not reading.story(story).unread

    @rule(which=PICK)
    def rebuild(self, which: int) -> None:
        story, writing = self._shown(which), self.room.tracker.writing
        if not story:
            return
        writing.rebuild(story)
        assert writing.rebuild(story) is None, "with nothing new there is nothing to say"

    @rule(days=st.sampled_from([0, 1, 30, 400]), size=st.sampled_from([0, 1, 10**9]), thin=st.booleans())
    def old_articles_are_dropped(self, days: int, size: int, *, thin: bool) -> None:
        keeping = self.room.tracker.keeping
        cited = set(self._rows("select story, number, article from citations"))
        keeping.collect(Limits(days=days, size=size, thin=thin))
        gone = {article for (article,) in self._rows("select article from citations")}
        gone -= {article for (article,) in self._rows("select id from articles")}
        assert not gone, "a cited article is gone"
        kept = set(self._rows("select story, number, article from citations"))
        self.cited = {key: article for key, article in self.cited.items() if (*key, article) in kept}
        assert kept <= cited
        assert keeping.complaints() == []

    @rule(which=PICK)
    def save_and_take_in(self, which: int) -> None:
        saving, story = self.room.tracker.saving, self._shown(which)
        if not story or not self.room.tracker.reading.story(story).version:
            return
        before = rows(self.room)
        (taken,) = saving.take([saving.story(story)])
        assert taken.fate == "known", taken
        assert rows(self.room) == before

    @rule()
    def carry_over_what_was_read_to_oneself(self) -> None:
        reader, before = self.room.tracker.reader, rows(self.room)
        reader.take_in(reader.state())
        once = rows(self.room)
        # Read becomes what has nothing that was not seen elsewhere, and nothing else changes.
        reading = {story for story, _ in before.pop("reads")} - {story for story, _ in once["reads"]}
        assert not reading
        assert {table: found for table, found in once.items() if table != "reads"} == before
        reader.take_in(reader.state())
        assert rows(self.room) == once

    @rule(each=ACTS)
    def an_act_is_undone_at_once(self, each: tuple[str, int, int]) -> None:
        operations = self.room.tracker.store.operations
        state, last = rows(self.room), operations.last()
        with suppress(UsageError, NotFoundError):
            act(self.room, *each)
        if operations.last() == last:
            assert rows(self.room) == state, "what is refused leaves something behind"
            return
        self.room.tracker.correcting.undo()
        assert_restored(state, rows(self.room))
        assert operations.last() == last

    # What holds.

    @invariant()
    def a_version_stays_as_it_was_written(self) -> None:
        now = {(story, number): tuple(rest) for story, number, *rest in self._rows("select * from versions")}
        thinned = set(self._rows("select story, number from thinned"))
        for key, was in self.versions.items():
            assert now.get(key) == was or key in thinned, key
        self.versions |= now

    @invariant()
    def the_list_is_that_of_the_stories(self) -> None:
        columns = "story, kind, muted, unread, rank"
        assert set(self._rows(f"select {columns} from shelf")) == set(
            self._rows(f"select {columns} from shelved")
        )

    @invariant()
    def every_text_can_be_found(self) -> None:
        assert self.room.tracker.keeping.complaints() == []
        # A word that is in one revision only is found in it.
        for article, revision, title in self._rows(
            "select a.id, r.id, r.title from articles a join revisions r on r.id = a.newest"
        ):
            phrase = " ".join(f'"{word}"' for word in title.replace('"', " ").split())
            found = self._found(phrase)
            assert revision in found, (article, title)

    def _shown(self, which: int) -> int:
        """Return a story that has an article which no rule hides; 0 where there is none."""
        stories = [story.number for story in self.room.tracker.reading.stories(Filter(muted=True))]
        return stories[which % len(stories)] if stories else 0

    def _found(self, phrase: str) -> Iterable[int]:
        rows = self.room.tracker.store._connections.rows(
            "select rowid from revisions_fts where revisions_fts match ?", (phrase,)
        )
        return {row[0] for row in rows}


Everything.TestCase.settings = settings(
    max_examples=examples(10),
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
TestAllActs = Everything.TestCase
