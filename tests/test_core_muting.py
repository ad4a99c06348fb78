"""Rules over what is stored: hidden, told why, left out everywhere, and taken back without loss."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import rss
from tests.library import BRIDGE, COAST, INLAND, LONE, START, WIRE, Newsroom
from tracker.core.rounds.muting import BATCH, Muting
from tracker.errors import NotFoundError, StoppedError
from tracker.model import Entry, Limits, Subscription
from tracker.render.article import article_page
from tracker.render.terminal import to_plain
from tracker.store import Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.model import ArticleRow, Story

SLUG = "orrin-bridge-closed-after-crack-found"
# A rule each, of which any may be there at once: words of some articles, of all, of none; feeds.
MUTES = (
    "horoscope",
    "crack",
    '"snow*"',
    "{words: [chamber of commerce], feeds: [Coast Daily]}",
    "{feeds: [Inland Echo]}",
    "orrin",
)
ONLYS = ("{words: [bridge], feeds: [Harbour Wire]}", "{feeds: [Coast Daily, Harbour Wire]}", "velmouth")


# The matter of the bridge, told in four articles, and two other matters; by title, since the
# order in which feeds answer gives out the ids.
CLOSED, COST, LONGER, REOPEN = (title for _, title, _ in BRIDGE)
BAKER, SNOW = (title for _, title, _ in LONE)
ALL = sorted((CLOSED, COST, LONGER, REOPEN, BAKER, SNOW))


def section(name: str, rules: list[str]) -> str:
    return f"{name}:\n" + "".join(f"  - {rule}\n" for rule in rules) if rules else ""


class Ruled:
    """A newsroom whose feeds.yaml takes rules, and is as it was without them."""

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self.reading = newsroom.tracker.reading
        self.past = newsroom.tracker.past
        self._base = newsroom.feeds.read_text()

    def rule(self, mute: list[str] | None = None, only: list[str] | None = None) -> None:
        text = self._base + section("mute", mute or []) + section("only", only or [])
        self.newsroom.feeds.write_text(text)
        self.newsroom.poll()

    def shown(self) -> list[str]:
        return sorted(row.article.title for row in self.reading.articles())

    def hidden(self) -> dict[str, str]:
        return {row.article.title: row.article.muted for row in self.reading.articles(hidden=True)}

    def number(self, title: str) -> int:
        rows = (*self.reading.articles(), *self.reading.articles(hidden=True))
        return next(row.article.id for row in rows if row.article.title == title)

    def stories(self) -> dict[str, int]:
        return {story.slug: story.items for story in self.reading.stories(Filter())}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which the matter of the bridge has run, and was read."""
    folder = tmp_path_factory.mktemp("told")
    newsroom = Newsroom(folder)
    newsroom.run_bridge()
    newsroom.tracker.reading.mark_read(newsroom.tracker.reading.version(SLUG))
    newsroom.close()
    return folder


@pytest.fixture
def ruled(told: Path, tmp_path: Path) -> Iterator[Ruled]:
    ruled = again(told, tmp_path)
    yield ruled
    ruled.newsroom.close()


def again(told: Path, folder: Path) -> Ruled:
    shutil.copytree(told, folder, dirs_exist_ok=True)
    newsroom = Newsroom(folder)
    newsroom.clock.forward(days=30)
    return Ruled(newsroom)


# ---------------------------------------------------------------- hidden


def test_a_muted_word_hides_an_article_everywhere_but_by_its_number(ruled: Ruled) -> None:
    ruled.rule(["longer than thought"])

    assert ruled.hidden() == {LONGER: "mute: longer than thought"}
    assert LONGER not in ruled.shown()
    assert ruled.stories()[SLUG] == 3
    assert not ruled.newsroom.tracker.finding.find('"longer than thought"').hits
    assert LONGER not in {article.title for article, _ in ruled.reading.placements(SLUG)}
    story = ruled.reading.story(SLUG)
    assert story.independent == 3
    assert sum(story.coverage) == 3
    page = to_plain(article_page(ruled.reading.article(ruled.number(LONGER))))
    assert "Hidden by your rules: mute: longer than thought\n" in page


def test_the_story_gets_a_version_without_what_is_hidden_and_the_old_ones_stay(ruled: Ruled) -> None:
    before = ruled.past.versions(SLUG)

    ruled.rule(["longer than thought"])

    versions = ruled.past.versions(SLUG)
    assert versions[:-1] == before
    assert versions[-1].reason == "rules"
    assert [source.number for source in versions[-1].dossier.sources] == [1, 2, 4]
    assert [source.number for source in before[-1].dossier.sources] == [1, 2, 3, 4]


def test_a_title_that_a_hidden_article_gave_is_given_up_and_comes_back(ruled: Ruled) -> None:
    assert "count the cost" in ruled.reading.story(SLUG).title
    ruled.rule(["count the cost"])
    assert "count the cost" not in ruled.reading.story(SLUG).title
    ruled.rule()
    assert "count the cost" in ruled.reading.story(SLUG).title


def test_a_story_that_is_hidden_whole_is_gone_from_the_lists_and_says_why(ruled: Ruled) -> None:
    counts = ruled.reading.counts()
    ruled.rule(["orrin"])

    assert SLUG not in ruled.stories()
    assert ruled.reading.counts() == (counts[0] - 1, counts[1], counts[2])
    assert not ruled.newsroom.tracker.finding.find("orrin").hits
    with pytest.raises(NotFoundError, match="Your rules hide every article") as caught:
        ruled.reading.story(SLUG)
    assert "--muted" in caught.value.hint
    assert len(ruled.reading.articles(SLUG, hidden=True)) == 4
    assert ruled.reading.article(ruled.number(LONGER)).story is None


def test_it_comes_back_with_its_name_number_versions_citations_and_read(ruled: Ruled) -> None:
    before = ruled.reading.story(SLUG), ruled.past.versions(SLUG), rows(ruled)
    ruled.rule(["orrin"])
    ruled.rule()
    assert (ruled.reading.story(SLUG), ruled.past.versions(SLUG), rows(ruled)) == before
    assert not before[0].unread


def test_what_the_users_own_rules_change_is_no_news_to_him(ruled: Ruled) -> None:
    ruled.rule(["longer than thought"])
    assert not ruled.reading.story(SLUG).unread


def test_a_feed_of_the_file_has_words_of_its_own(ruled: Ruled) -> None:
    path = ruled.newsroom.feeds
    path.write_text(path.read_text().replace("title: Inland Echo", "title: Inland Echo\n      mute: [snow]"))
    ruled.newsroom.poll()
    assert ruled.hidden() == {SNOW: "mute: snow (Inland Echo)"}


def test_only_hides_all_else(ruled: Ruled) -> None:
    ruled.rule(only=["{words: [seaweed, July], feeds: [Coast Daily, Harbour Wire]}"])
    assert ruled.hidden() == dict.fromkeys((CLOSED, COST), "only: seaweed, July (Coast Daily, Harbour Wire)")


def test_rules_are_told_as_they_are_now(ruled: Ruled) -> None:
    ruled.rule(["crack"])
    ruled.rule(['"crack*"'])
    assert set(ruled.hidden().values()) == {"mute: crack*"}


# ---------------------------------------------------------------- as articles come


def test_a_new_article_that_is_muted_joins_no_story_until_it_is_shown(ruled: Ruled) -> None:
    ruled.rule(["tugboat"])
    ruled.newsroom.publish(COAST, "Tugboat race", "Nine tugboats and one small tugboat raced in the bay.")
    ruled.newsroom.poll()
    assert ruled.reading.article(ruled.number("Tugboat race")).story is None
    assert "tugboat-race" not in ruled.stories()

    ruled.rule()

    assert "tugboat-race" in ruled.stories()
    assert ruled.hidden() == {}


def test_a_revision_is_judged_again(ruled: Ruled) -> None:
    ruled.rule(["tugboat"])
    ruled.newsroom.publish(COAST, "Boat race", "Nine boats raced in the bay on Sunday.")
    ruled.newsroom.poll()
    new = ruled.number("Boat race")
    revised = ruled.newsroom.entries[COAST].pop()
    for title, shown in (("Tugboat race", False), ("Boat race again", True)):
        ruled.newsroom.entries[COAST] = [Entry(title, revised.url, revised.guid, revised.text)]
        body = rss(ruled.newsroom.entries[COAST], title="Coast Daily")
        ruled.newsroom.network.serve(COAST, body, etag=title)
        ruled.newsroom.poll()
        assert ruled.number(title) == new
        assert (title in ruled.shown(), title in ruled.hidden()) == (shown, not shown)


def test_an_article_that_another_feed_carries_too_is_shown(ruled: Ruled) -> None:
    ruled.rule(["{feeds: [Coast Daily]}"])
    assert COST in ruled.hidden()
    ruled.newsroom.tracker.store.articles.attach([ruled.number(COST)], WIRE, START)
    ruled.newsroom.poll()
    assert COST in ruled.shown()
    ruled.rule(["{feeds: [Coast Daily, Harbour Wire]}"])
    assert COST in ruled.hidden()


def test_merging_takes_hidden_articles_along(ruled: Ruled) -> None:
    ruled.rule(["seaweed"])
    ruled.rule(["longer than thought"])
    ruled.newsroom.tracker.correcting.merge("baker", SLUG)
    ruled.rule()
    assert ruled.stories()["baker-wins-prize-for-seaweed-bread"] == 5
    ruled.newsroom.tracker.correcting.undo()
    assert ruled.stories()[SLUG] == 4


def test_retention_drops_no_story_of_which_a_part_is_hidden(ruled: Ruled) -> None:
    store = ruled.newsroom.tracker.store
    number = store.stories.create("Two", "two", START)
    ids = [
        store.articles.insert(Entry(title), "", Origin("https://old.example/", "Old"), START)
        for title in ("One thing", "Another thing")
    ]
    store.stories.assign(ids, number)
    store.stories.recount(number)
    ruled.rule(["another"])
    ruled.newsroom.clock.forward(days=900)
    carried(store, "https://old.example/")

    ruled.newsroom.tracker.keeping.collect(Limits(days=100))

    assert "Another thing" in ruled.hidden()
    ruled.rule()
    assert ruled.stories()["two"] == 2


def carried(store: Store, feed: str) -> None:
    """Let a feed carry something newer, so that what it carried before is not carried any more."""
    from datetime import timedelta

    store.articles.insert(Entry("Newer"), "", Origin(feed, "Old"), START + timedelta(days=900))


def test_retention_drops_hidden_articles_like_others_and_new_ones_are_still_judged(ruled: Ruled) -> None:
    ruled.rule(["{feeds: ['https://old.example/']}", "tugboat"])
    store = ruled.newsroom.tracker.store
    origin = Origin("https://old.example/", "Old")
    store.articles.insert(Entry("Old tugboat"), "", origin, START)
    ruled.newsroom.poll()
    assert "Old tugboat" in ruled.hidden()
    ruled.newsroom.clock.forward(days=900)
    carried(store, "https://old.example/")

    ruled.newsroom.tracker.keeping.collect(Limits(days=100))

    assert "Old tugboat" not in ruled.hidden()
    ruled.newsroom.publish(COAST, "Tugboat race", "Nine tugboats and one small tugboat.")
    ruled.newsroom.poll()
    assert "Tugboat race" in ruled.hidden()


# ---------------------------------------------------------------- taken back without loss


def rows(ruled: Ruled) -> list[tuple[int, str, int | None]]:
    def row(each: ArticleRow) -> tuple[int, str, int | None]:
        return each.article.id, each.story, each.source

    return [row(each) for each in ruled.reading.articles()]


def state(ruled: Ruled) -> object:
    """Give all that a reader is shown, but for the numbers of versions."""

    def seen(story: Story) -> tuple[object, ...]:
        return (
            story.number, story.slug, story.title, story.items, story.independent, story.updated,
            story.unread, story.coverage, story.outlets, story.changes,
        )  # fmt: skip

    stories = ruled.reading.stories(Filter())
    dossiers = [ruled.reading.version(story.number).dossier for story in stories if story.version]
    hits = [(hit.kind, hit.number) for hit in ruled.newsroom.tracker.finding.find("crack").hits]
    return [seen(story) for story in stories], dossiers, rows(ruled), ruled.reading.counts(), hits


RULES = st.tuples(
    st.lists(st.sampled_from(MUTES), max_size=2, unique=True),
    st.lists(st.sampled_from(ONLYS), max_size=1, unique=True),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RULES, min_size=1, max_size=4))
def test_rules_in_any_order_taken_back_leave_no_trace(
    told: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], list[str]]]
) -> None:
    ruled = again(told, tmp_path_factory.mktemp("ruled"))
    before = state(ruled)
    for mute, only in steps:
        ruled.rule(mute, only)
        hidden = ruled.hidden()
        assert sorted([*hidden, *ruled.shown()]) == ALL
        for story in ruled.reading.stories(Filter()):
            assert story.items == len(ruled.reading.articles(story.slug))
    ruled.rule()
    assert state(ruled) == before
    ruled.newsroom.close()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RULES, min_size=4, max_size=4))
def test_nothing_that_came_while_rules_held_is_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[str], list[str]]]
) -> None:
    newsroom = Newsroom(tmp_path_factory.mktemp("coming"))
    ruled, cited = Ruled(newsroom), dict[tuple[int, int], int]()
    for step, (mute, only) in enumerate(steps):
        ruled.rule(mute, only)
        newsroom.run_bridge_step(step)
        for number in (1, 2, 3, 4, 5, 6):
            for article, source in newsroom.tracker.store.stories.citations(number).items():
                assert cited.setdefault((number, article), source) == source
    ruled.rule()
    assert ruled.shown() == ALL
    assert all(row.story and row.source for row in ruled.reading.articles())
    newsroom.close()


# ---------------------------------------------------------------- many articles, and killed between


def many(folder: Path) -> tuple[Store, Path]:
    store, feeds = Store(folder / "tracker.db"), folder / "feeds.yaml"
    with store.write():
        for number in range(BATCH + BATCH // 2):
            entry = Entry(f"Number {number}", text="odd" if number % 2 else "even")
            store.articles.insert(entry, f"a/{number}", Origin(WIRE, "Wire"), START)
    return store, feeds


def hidden(store: Store) -> set[str]:
    return {article.text for article in store.articles.listed(None, 10_000, hidden=True)}


def stopping(after: int) -> Callable[[], None]:
    calls = iter(range(after))

    def go_on() -> None:
        if next(calls, None) is None:
            raise StoppedError("Stopped.")

    return go_on


@pytest.mark.parametrize("then", ["mute: [odd]", "mute: [even]", "", "only: [odd]"])
def test_a_round_that_ends_midway_is_taken_up_whatever_the_rules_are_then(tmp_path: Path, then: str) -> None:
    store, feeds = many(tmp_path)
    muting = Muting(store, feeds)
    for text in ("mute: [even]", "mute: [odd]", "", "mute: [odd]"):
        feeds.write_text(text)
        with pytest.raises(StoppedError):
            muting.apply(lambda _: None, stopping(0))
    feeds.write_text(then)

    muting.apply(lambda _: None, lambda: None)

    wanted = {"mute: [odd]": {"odd"}, "": set[str]()}.get(then, {"even"})
    assert hidden(store) == wanted
    assert store.muting.count() == (BATCH + BATCH // 2) // 2 * bool(wanted)
    store.close()


def test_without_a_change_nothing_is_judged_twice(tmp_path: Path) -> None:
    store, feeds = many(tmp_path)
    feeds.write_text("mute: [odd]")
    judged = list[int]()
    muting = Muting(store, feeds)
    for _ in range(2):
        muting.apply(lambda progress: judged.append(progress.done), lambda: None)
    assert judged == [BATCH, BATCH + BATCH // 2]
    store.close()


def test_a_rule_that_hides_what_another_one_hid_makes_no_story_due(ruled: Ruled) -> None:
    ruled.rule(["longer than thought"])
    newsroom = ruled.newsroom
    newsroom.feeds.write_text(newsroom.feeds.read_text().replace("longer than thought", "longer than"))
    newsroom.tracker.muting.apply(lambda _: None, lambda: None)
    assert ruled.hidden() == {LONGER: "mute: longer than"}
    assert newsroom.tracker.store.stories.owed() == []


def test_names_that_no_feed_bears_are_told(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    text = newsroom.feeds.read_text() + "mute:\n  - feeds: [Harbour Wire, Nobody]\n"
    newsroom.feeds.write_text(text)
    assert newsroom.tracker.muting.strangers() == ("Nobody",)
    newsroom.poll()
    newsroom.close()


def test_an_own_title_of_a_feed_names_it_once_it_was_polled(tmp_path: Path) -> None:
    feeds = f"feeds: [{WIRE}, {COAST}, {INLAND}]\nmute:\n  - feeds: [Coast Daily]\n"
    (tmp_path / "feeds.yaml").write_text(feeds)
    newsroom = Newsroom(tmp_path)
    newsroom.run_bridge(2)
    assert {row.article.feed for row in newsroom.tracker.reading.articles(hidden=True)} == {COAST}
    assert Subscription(COAST) in [feed.subscription for feed in newsroom.tracker.subscribing.feeds()]
    newsroom.close()
