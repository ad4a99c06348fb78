"""What the user rules holds for ever, whatever comes: polls, unions, other rulings, undoing, restarts."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.builders import rss
from tests.examples import examples
from tests.library import BRIDGE, LONE, NAMES, Newsroom
from tests.wreck import AGROUND, ASHORE, BLAMED, INQUIRY
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.second import Reunion
from tracker.core.common.memory import SPAN
from tracker.errors import NotFoundError, UsageError
from tracker.model import Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MATTERS = (*BRIDGE, *LONE, AGROUND, ASHORE, BLAMED, INQUIRY)
# Terms that the matters share across stories, one that none has, and what hides some of them.
NAMED = (("Bridge", "bridge"), ("Sea", "seaweed"), ("Ships", "ferry"), ("None", "volcano"))
HIDING = ("", "mute:\n  - radar\n", "mute:\n  - crack\n")

PICK = st.integers(0, 40)


class Rash(OnlineClusterer):
    """Takes any two stories for one that it is told to, beside those that it finds itself."""

    rash: ClassVar[list[tuple[int, int]]] = []

    def second_look(self) -> list[Reunion]:
        found = super().second_look()
        told, Rash.rash = Rash.rash, []
        return [*found, *(Reunion(story, into, 0.9, 0.5) for story, into in told if story != into)]


class Rulings(RuleBasedStateMachine):
    """Keeps by itself which articles were pinned and which stories parted, with a step back for each act."""

    @initialize()
    def open(self) -> None:
        self.folder = TemporaryDirectory()
        self.room = Newsroom(Path(self.folder.name))
        self.base = self.room.feeds.read_text()
        self.room.tools.new_clusterer = Rash
        self.apart: set[tuple[int, int]] = set()
        self.steps: dict[int, set[tuple[int, int]]] = {}
        self.cited: dict[tuple[int, int], int] = {}
        self.slugs: set[str] = set()
        self.edits = 0
        for article in MATTERS[:4]:
            self.room.publish(*article)
        self.poll(rash=None)

    def teardown(self) -> None:
        if hasattr(self, "room"):
            self.room.close()
            self.folder.cleanup()

    # What comes by itself.

    @rule(which=PICK, step=st.integers(1, 900))
    def an_article_comes(self, which: int, step: int) -> None:
        feed, title, text = MATTERS[which % len(MATTERS)]
        self.room.clock.forward(hours=step)
        self.room.publish(feed, title, f"{text} It is the {step}th hour.")

    @rule(which=PICK)
    def an_article_is_revised(self, which: int) -> None:
        feed = list(NAMES)[which % len(NAMES)]
        entries = self.room.entries[feed]
        if entries:
            first = entries[0]
            other = MATTERS[which % len(MATTERS)][2]
            entries[0] = type(first)(first.title, first.url, first.guid, other, published=first.published)
            # The tag that a newsroom gives counts the articles, and would say that nothing is new.
            self.edits += 1
            self.room.network.serve(feed, rss(entries, title=NAMES[feed]), etag=f'"edit {self.edits}"')

    @rule(rash=st.none() | st.tuples(PICK, PICK))
    def poll(self, rash: tuple[int, int] | None) -> None:
        living = [*self._living()]
        if rash and living:
            Rash.rash = [(living[rash[0] % len(living)], living[rash[1] % len(living)])]
        pinned, homes = self._pins(), self._homes()
        kept = {story for (story,) in self._rows("select story from marks where pinned")}
        self.room.poll(hours=2)
        Rash.rash = []
        after = self._homes()
        assert {article: after[article] for article in pinned} == pinned
        assert all(after[article] == story for article, story in homes.items() if story in kept)
        assert self.room.tracker.store.stories.owed() == []
        waiting = {article for article, story in after.items() if story is None}
        assert waiting <= self._hidden()
        self._memory_is_true()

    @rule()
    def tracker_is_started_anew(self) -> None:
        self.room.restart(Rash)

    @rule(which=st.sampled_from(HIDING))
    def rules_hide_articles(self, which: str) -> None:
        self.room.feeds.write_text(self.base + which)
        self.poll(rash=None)

    # What the user does.

    @rule(one=PICK, other=PICK)
    def merge(self, one: int, other: int) -> None:
        kept, gone = self._story(one), self._story(other)
        if self._does(lambda: self.room.tracker.correcting.merge(kept, gone)):
            self._let_together(kept)

    @rule(which=PICK, some=st.sets(PICK, min_size=1, max_size=3))
    def split(self, which: int, some: set[int]) -> None:
        story = self._story(which)
        members = self._members(story)
        new = list[Story]()
        if members and self._does(
            lambda: new.append(
                self.room.tracker.correcting.split(story, [members[each % len(members)] for each in some])
            )
        ):
            self.apart.add((story, new[0].number))

    @rule(which=PICK, name=PICK)
    def part(self, which: int, name: int) -> None:
        story = self._story(which)
        slugs = sorted(self.slugs)
        parted = list[Story]()
        if self._does(
            lambda: parted.append(self.room.tracker.correcting.part(story, slugs[name % len(slugs)]))
        ):
            self.apart.add((story, parted[0].number))

    @rule(which=PICK, some=st.sets(PICK, min_size=1, max_size=2))
    def move(self, which: int, some: set[int]) -> None:
        story, homes = self._story(which), self._homes()
        moving = [sorted(homes)[each % len(homes)] for each in some]
        left = {homes[each] for each in moving} - {story, None}
        if self._does(lambda: self.room.tracker.correcting.move(story, moving)):
            # A story that is left empty goes on in the other, as if the two were merged.
            self._let_together(story)
            living = set(self._living())
            self.apart |= {(story, each) for each in left & living if each is not None}

    @rule(which=PICK, member=st.none() | PICK, off=st.booleans())
    def pin(self, which: int, member: int | None, *, off: bool) -> None:
        story = self._story(which)
        members = self._members(story)
        articles = [members[member % len(members)]] if member is not None and members else []
        correcting = self.room.tracker.correcting
        self._does(lambda: (correcting.unpin if off else correcting.pin)(story, articles))

    @rule(which=PICK)
    def follow(self, which: int) -> None:
        name, term = NAMED[which % len(NAMED)]
        self._does(lambda: self.room.tracker.following.follow(name, [term]))

    @rule(which=PICK)
    def unfollow(self, which: int) -> None:
        name, _ = NAMED[which % len(NAMED)]
        self._does(lambda: self.room.tracker.following.unfollow(name))

    @rule(which=PICK, muted=st.booleans())
    def mute(self, which: int, *, muted: bool) -> None:
        story = self._story(which)
        self._does(lambda: self.room.tracker.correcting.mute(story, muted=muted))

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(times):
            last = self.room.tracker.store.operations.last()
            with suppress(NotFoundError):
                self.room.tracker.correcting.undo()
                assert last is not None
                self.apart = self.steps.pop(last.id)

    # What holds.

    @invariant()
    def every_article_is_in_a_living_story_or_waits(self) -> None:
        homes = {story for story in self._homes().values() if story is not None}
        assert homes <= set(self._living())

    @invariant()
    def what_the_user_parted_is_apart(self) -> None:
        heirs = self._heirs()
        for one, other in self.apart:
            assert heirs[one] != heirs[other], (one, other)

    @invariant()
    def a_citation_number_is_its_articles_for_ever(self) -> None:
        rows = self._rows("select story, number, article from citations")
        now = {(story, number): article for story, number, article in rows}
        assert all(now[key] == article for key, article in self.cited.items())
        assert max(Counter((story, article) for (story, _), article in now.items()).values()) == 1
        self.cited = now

    @invariant()
    def counters_are_those_of_the_members(self) -> None:
        shown = Counter(
            story for _, story, muted in self._rows("select id, story, muted from articles") if not muted
        )
        counted = dict(self._rows("select number, items from stories"))
        assert {story: items for story, items in counted.items() if items} == {
            story: items for story, items in shown.items() if story is not None
        }
        for story, version in self._rows("select number, version from stories"):
            numbers = [row[0] for row in self._rows(f"select number from versions where story = {story}")]
            assert sorted(numbers) == list(range(1, version + 1))

    @invariant()
    def every_name_leads_to_a_living_story_or_to_a_clear_message(self) -> None:
        self.slugs.update(slug for (slug,) in self._rows("select slug from slugs"))
        living = set(self._living())
        for slug in self.slugs:
            with suppress(NotFoundError, UsageError):
                assert self.room.tracker.reading.story(slug).number in living

    @invariant()
    def every_article_says_why_it_is_where_it_is(self) -> None:
        placed = dict(self._rows("select article, story from placements"))
        for article, story in self._homes().items():
            assert placed.get(article, story) in (None, story), (article, story, placed.get(article))

    # How it is now.

    def _does(self, act: Callable[[], object]) -> bool:
        """Let the user do something, and keep the way back; False where it was refused."""
        last = self.room.tracker.store.operations.last()
        before = set(self.apart)
        try:
            act()
        except (UsageError, NotFoundError):
            assert self.room.tracker.store.operations.last() == last
            return False
        done = self.room.tracker.store.operations.last()
        # What is shown again by hand takes its hiding off the record, wherever in it that stands.
        if done is None or done.id in self.steps:
            return False
        self.steps[done.id] = before
        return True

    def _let_together(self, story: int) -> None:
        """Forget that those are apart that the user has made one now."""
        heirs = self._heirs()
        self.apart = {(one, other) for one, other in self.apart if not heirs[one] == heirs[other] == story}

    def _rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return iter(map(tuple, self.room.tracker.store._connections.rows(sql)))

    def _homes(self) -> dict[int, int | None]:
        return dict(self._rows("select id, story from articles"))

    def _hidden(self) -> set[int]:
        return {article for (article,) in self._rows("select id from articles where muted <> ''")}

    def _heirs(self) -> dict[int, int]:
        into = dict(self._rows("select number, merged_into from stories"))

        def heir(story: int) -> int:
            return story if into[story] is None else heir(into[story])

        return {story: heir(story) for story in into}

    def _living(self) -> list[int]:
        return [story for (story,) in self._rows("select number from stories where merged_into is null")]

    def _story(self, which: int) -> int:
        homes = sorted({story for story in self._homes().values() if story is not None})
        return homes[which % len(homes)]

    def _members(self, story: int) -> list[int]:
        return [article for article, home in self._homes().items() if home == story]

    def _pins(self) -> dict[int, int]:
        return dict(self._rows("select article, story from pins"))

    def _memory_is_true(self) -> None:
        clusterer = self.room.tracker.polling._memory.clusterer()
        assert isinstance(clusterer, Rash)
        hidden = self._hidden()
        homes = {article: story for article, story in self._homes().items() if article not in hidden}
        told = clusterer._known.homes
        assert {article: homes[article] for article in told} == told
        since = (self.room.clock() - SPAN).isoformat()
        new = {article for article, at in self._rows("select id, published from articles") if str(at) > since}
        assert new & set(homes) <= set(self.room.tracker.polling._memory._homes)


Rulings.TestCase.settings = settings(
    max_examples=examples(20),
    stateful_step_count=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
TestWhatTheUserRules = Rulings.TestCase
