"""Stories that the user defines by terms: what joins them, what stays, and how it all comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import START, FakeClock
from tests.library import COAST, INLAND, LONE, WIRE, Newsroom
from tracker import subscriptions
from tracker.core import Tracker
from tracker.core.common.defining import LONGEST, MOST_TERMS, Matcher, define
from tracker.core.common.matching import Matching
from tracker.errors import NotFoundError, UsageError
from tracker.model import Article, Entry, Placement, Subscription
from tracker.reactive import address, seeking
from tracker.rules import searched
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

BRIDGE, BREAD, SNOW = 1, 2, 3
STRIKE = (
    (
        WIRE,
        "Crane drivers walk out at Selm docks",
        "A dock strike began in Selm when crane drivers walked out.",
    ),
    (
        COAST,
        "Selm docks stand still",
        "The dock strike in Selm goes on, and crane drivers want 4 crowns more.",
    ),
    (
        INLAND,
        "Crane drivers of Selm go back",
        "The crane drivers of Selm took the offer and went back to work.",
    ),
)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """The bridge in three articles, and two lone ones."""
    newsroom.run_bridge(3)
    return newsroom


def test_a_story_is_found_by_the_name_that_the_user_gave_it(room: Newsroom) -> None:
    number = room.tracker.following.follow("橋", ["bridge"]).number
    assert room.tracker.reading.story("橋").number == number
    assert room.tracker.following.unfollow("橋").number == number
    with pytest.raises(NotFoundError, match="follow “橋” no more"):
        room.tracker.reading.story("橋")


def test_a_story_that_was_merged_into_a_followed_one_comes_back_with_its_own_reasons(room: Newsroom) -> None:
    before = room.tracker.reading.placements(BREAD)
    number = room.tracker.following.follow("Weather", ["snow"]).number
    room.tracker.correcting.merge(number, BREAD)
    room.tracker.following.unfollow("Weather")
    assert room.tracker.reading.placements(BREAD) == before


def home(room: Newsroom) -> dict[int, int | None]:
    """Return the story of each article."""
    return {row.article.id: row.article.story for row in room.tracker.reading.articles()}


def placements(room: Newsroom) -> list[Placement]:
    return room.tracker.store.stories.placements(sorted(home(room)))


def listed(room: Newsroom) -> dict[str, int]:
    """Return the slugs of the list with their counts, in its order."""
    return {story.slug: story.items for story in room.tracker.reading.stories(Filter())}


def titles(room: Newsroom) -> dict[int, str]:
    return {row.article.id: row.article.title for row in room.tracker.reading.articles()}


def members(room: Newsroom, ref: str) -> list[str]:
    return sorted(row.article.title for row in room.tracker.reading.articles(ref))


def matches(
    article: str, *terms: str, excluded: tuple[str, ...] = (), every: bool = False
) -> tuple[str, ...]:
    definition = define("Any", terms, excluded, every=every)
    return Matcher(definition).matched(searched(article, "The body tells of a harbour master."))


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("Dock strike in Selm", ["dock strike"]),
        ("DOCK\n STRIKE", ["Dock Strike"]),
        ("Docks shut", ["dock*"]),
        ("Anything", ["harbour"]),
        ("Anything", ["nothing", "harbour master"]),
        ("東京の港で火事", ["東京の港"]),
        ("Élise Marn wins", ["élise marn"]),
        ("Songs of The Who", ["The Who"]),
        ("C++ and more", ["“harbour”"]),
    ],
)
def test_a_term_is_found_as_the_rules_of_the_feeds_find_words(title: str, terms: list[str]) -> None:
    assert matches(title, *terms)


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("Docks shut", ["dock"]),
        ("Strike at the dock", ["dock strike"]),
        ("News of the old", ["old the body"]),
        ("Harbours", ["harbours master"]),
        ("a.b", ["a?b.*x"]),
    ],
)
def test_a_term_is_not_found_in_parts_of_words_nor_across_title_and_text(
    title: str, terms: list[str]
) -> None:
    assert matches(title, *terms) == ()


def test_all_asks_for_every_term_and_a_term_left_out_keeps_an_article_out() -> None:
    assert matches("Dock strike", "dock", "harbour", every=True) == ("dock", "harbour")
    assert matches("Dock strike", "dock", "quay", every=True) == ()
    assert matches("Dock strike", "dock", excluded=("strike",)) == ()
    assert matches("Dock strike", "dock", excluded=("bowling",)) == ("dock",)


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (["*"], "no letter"),
        ([""], "no letter"),
        ([" “” "], "no letter"),
        (["\x1b[31m"], "no letter"),
        (["a"], "too short"),
        (["港"], "too short"),
        (["a*"], "too short"),
        (["un*"], "too wide"),
        (["no* in*"], "too wide"),
        (["The"], "too wide"),
        (["and*"], "too wide"),
        (["in"], "too wide"),
        (['"of the"'], "too wide"),
        (["as in the"], "too wide"),
        (["x" * (LONGEST + 1)], "too long"),
        ([f"word{number}" for number in range(MOST_TERMS + 1)], "200 terms"),
    ],
)
def test_terms_that_fit_everything_or_nothing_are_refused_with_a_sentence(
    room: Newsroom, terms: list[str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        room.tracker.following.follow("Docks", terms)
    assert "docks" not in listed(room)


def test_a_term_both_wanted_and_not_is_refused() -> None:
    with pytest.raises(UsageError, match="wanted and not wanted"):
        define("Docks", ["Dock"], ["Dock"], every=False)


@pytest.mark.parametrize("name", ["", " ", "\x07", "17", "17!", "—", "n" * (LONGEST + 1)])
def test_a_name_that_names_nothing_is_refused(room: Newsroom, name: str) -> None:
    with pytest.raises(UsageError):
        room.tracker.following.follow(name, ["seaweed"])


def test_two_hundred_terms_are_held_against_a_hostile_text_and_it_ends() -> None:
    terms = [f"harbour master {number}* of selm" for number in range(MOST_TERMS)]
    matcher = Matcher(define("Docks", terms, every=False))
    assert matcher.matched(searched("harbour " * 20_000, "master 1" * 20_000)) == ()


def test_what_is_stored_and_matches_joins_at_once_and_is_told_of_in_a_version(room: Newsroom) -> None:
    story = room.tracker.following.follow("Coast food", ["seaweed", "apple blossom"])
    assert (story.slug, story.title, story.items, story.version) == ("coast-food", "Coast food", 2, 1)
    assert story.followed
    assert members(room, "coast-food") == sorted(title for _, title, _ in LONE)
    version = room.tracker.reading.version("coast-food")
    assert (version.dossier.title, version.reason) == ("Coast food", "follow")


def test_a_story_of_one_article_has_its_version_and_stands_among_running_stories(room: Newsroom) -> None:
    story = room.tracker.following.follow("Bread", ["seaweed"])
    assert (story.items, story.version) == (1, 1)
    assert [each.slug for each in room.tracker.reading.stories(Filter(lone=False))][-1] == "bread"
    assert "bread" not in [each.slug for each in room.tracker.reading.stories(Filter(lone=True))]
    running, _, lone = room.tracker.reading.counts()
    assert (running, lone) == (2, 1)


def test_each_article_says_by_which_terms_it_is_there(room: Newsroom) -> None:
    room.tracker.following.follow("Coast food", ["rye", "seaweed", "quay strike"])
    ((_, placement),) = room.tracker.reading.placements("coast-food")
    assert placement.reason == "follows"
    assert [(term.term, term.weight) for term in placement.terms] == [("rye", 0.5), ("seaweed", 0.5)]
    assert placement.score >= placement.threshold


def test_a_story_that_loses_an_article_says_so_in_its_next_version(room: Newsroom) -> None:
    before = room.tracker.reading.version(BRIDGE)
    room.tracker.following.follow("Commerce", ["chamber of commerce"])
    after = room.tracker.reading.version(BRIDGE)
    assert (after.number, after.reason, after.items) == (before.number + 1, "follow", before.items - 1)


def test_what_the_user_has_read_is_no_news_by_their_own_act(room: Newsroom) -> None:
    room.tracker.reading.mark_read(room.tracker.reading.version(BRIDGE))
    room.tracker.following.follow("Commerce", ["chamber of commerce"])
    assert not room.tracker.reading.story(BRIDGE).unread
    assert room.tracker.reading.story("commerce").unread
    room.tracker.following.unfollow("commerce")
    assert not room.tracker.reading.story(BRIDGE).unread


def test_a_story_that_loses_all_leaves_the_list_and_its_name_tells_where_they_are(room: Newsroom) -> None:
    gone = room.tracker.reading.story(BREAD).slug
    room.tracker.following.follow("Bread", ["seaweed"])
    assert gone not in listed(room)
    with pytest.raises(NotFoundError, match=f"All articles of {gone} are in bread"):
        room.tracker.reading.story(gone)
    room.tracker.following.unfollow("Bread")
    assert room.tracker.reading.story(gone).items == 1


def test_a_followed_story_that_has_lost_all_counts_no_source(room: Newsroom) -> None:
    assert room.tracker.following.follow("Bridge", ["bridge"]).independent == 3
    story = room.tracker.following.follow("Bridge", ["volcano"])
    assert (story.items, story.independent) == (0, 0)


def test_a_story_with_no_match_is_listed_and_shown_empty_and_fills_by_itself(room: Newsroom) -> None:
    told: list[str] = []
    story = room.tracker.following.follow("Selm docks", ["dock strike"], tell=told.append)
    assert told == ["Nothing matches yet; what comes will join it."]
    assert (story.items, story.version, story.unread) == (0, 0, False)
    assert listed(room)["selm-docks"] == 0
    assert room.tracker.reading.version("selm-docks").number == 0
    assert room.tracker.past.history("selm-docks") == []
    assert room.tracker.reading.placements("selm-docks") == []
    assert "selm-docks" not in [each.slug for each in room.tracker.reading.stories(Filter(unread=True))]
    room.publish(*STRIKE[0])
    summary = room.poll()
    assert [(version.story, version.version) for version in summary.versions] == [("selm-docks", 1)]
    assert room.tracker.reading.version("selm-docks").dossier.title == "Selm docks"


def test_articles_older_than_the_clusterers_memory_stay(room: Newsroom) -> None:
    room.clock.forward(days=61)
    assert room.tracker.following.follow("Coast food", ["seaweed"]).items == 0


def test_pinned_articles_stay_where_they_are(room: Newsroom) -> None:
    store = room.tracker.store
    (bread,) = store.follows.members(BREAD)
    store.rulings.pin([bread], BREAD, room.clock())
    told: list[str] = []
    assert room.tracker.following.follow("Coast food", ["seaweed", "blossom"], tell=told.append).items == 1
    assert told == ["1 that match stay where they are: you pinned them, or follow their stories."]
    assert home(room)[bread] == BREAD


def test_articles_of_a_story_that_is_followed_stay(room: Newsroom) -> None:
    room.tracker.following.follow("Bread", ["seaweed"])
    room.tracker.following.follow(str(SNOW))
    told: list[str] = []
    assert room.tracker.following.follow("Coast food", ["rye", "blossom"], tell=told.append).items == 0
    assert told[0].startswith("2 that match stay")


def test_what_comes_and_matches_joins_before_the_clusterer_is_asked(room: Newsroom) -> None:
    room.tracker.following.follow("Steel", ["new steel"])
    room.run_bridge_step(3)
    assert members(room, "steel") == ["Orrin bridge in Velmouth will reopen on 3 July"]
    ((_, placement),) = room.tracker.reading.placements("steel")
    assert (placement.reason, [term.term for term in placement.terms]) == ("follows", ["new steel"])


def test_like_goes_with_like_though_it_has_none_of_the_terms(room: Newsroom) -> None:
    room.tracker.following.follow("Selm docks", ["dock strike"])
    for entry in STRIKE:
        room.publish(*entry)
        room.poll(hours=6)
    assert len(members(room, "selm-docks")) == 3
    reasons = [placement.reason for _, placement in room.tracker.reading.placements("selm-docks")]
    assert reasons == ["follows", "follows", "clustered"]


def test_a_term_left_out_keeps_out_also_what_is_like_the_story(room: Newsroom) -> None:
    room.tracker.following.follow("Selm docks", ["dock strike"], excluded=["the offer"])
    for entry in STRIKE:
        room.publish(*entry)
        room.poll(hours=6)
    assert STRIKE[2][1] not in members(room, "selm-docks")


def test_of_two_stories_that_an_article_matches_the_older_gets_it(room: Newsroom) -> None:
    room.tracker.following.follow("Strikes", ["dock strike"])
    room.clock.forward(hours=1)
    room.tracker.following.follow("Selm", ["selm"])
    room.publish(*STRIKE[0])
    room.poll()
    assert (listed(room)["strikes"], listed(room)["selm"]) == (1, 0)


def test_an_article_that_a_rule_hides_joins_nothing(room: Newsroom) -> None:
    room.tracker.following.follow("Selm", ["selm"])
    room.feeds.write_text(room.feeds.read_text() + "mute: [crane drivers]\n")
    room.publish(*STRIKE[0])
    room.poll()
    assert listed(room)["selm"] == 0


def test_a_revision_that_matches_or_matches_no_more_changes_nothing(room: Newsroom) -> None:
    room.tracker.following.follow("Bread", ["seaweed"])
    room.entries[COAST][-1] = Entry(LONE[0][1], "https://coast.example/2", "urn:2", "It was a cake.")
    room.entries[INLAND][-1] = Entry(LONE[1][1], "https://inland.example/4", "urn:4", "Snow on seaweed.")
    before = home(room)
    room.network.pages.clear()
    room.serve()
    for url in room.entries:
        room.network.serve(url, rss(room.entries[url]), etag='"edited"')
    room.poll()
    assert home(room) == before


def test_unfollow_gives_back_what_was_taken_and_what_came_new_waits_for_the_next_round(
    room: Newsroom,
) -> None:
    before, reasons = home(room), placements(room)
    room.tracker.following.follow("Mixed", ["seaweed", "chamber of commerce", "dock strike"])
    room.publish(*STRIKE[0])
    room.poll()
    assert len(members(room, "mixed")) == 3
    told: list[str] = []
    story = room.tracker.following.unfollow("mixed", tell=told.append)
    assert (story.items, story.followed) == (0, False)
    assert told == [
        "Articles that went back to their stories: 2.",
        "Articles that came new and wait for the next `tracker poll` to be placed: 1.",
    ]
    assert {article: story for article, story in home(room).items() if article in before} == before
    assert [placement for placement in placements(room) if placement.article in before] == reasons
    assert room.tracker.reading.version(BRIDGE).reason == "unfollow"
    room.poll()
    assert "crane-drivers-walk-out-at-selm-docks" in listed(room)
    assert "mixed" not in listed(room)


def test_the_name_of_a_story_that_is_unfollowed_says_so(room: Newsroom) -> None:
    room.tracker.following.follow("Bread", ["seaweed"])
    room.tracker.following.unfollow("bread")
    with pytest.raises(NotFoundError, match="You follow “Bread” no more"):
        room.tracker.reading.story("bread")


def test_a_name_followed_again_is_the_same_story_and_its_history_goes_on(room: Newsroom) -> None:
    first = room.tracker.following.follow("Bread", ["seaweed"])
    room.tracker.following.unfollow("bread")
    again = room.tracker.following.follow("bread", ["rye"])
    assert (again.number, again.title, again.items) == (first.number, "Bread", 1)
    assert again.definition is not None
    assert again.definition.terms == ("rye",)


def test_a_story_goes_back_into_the_one_that_its_home_was_merged_into(room: Newsroom) -> None:
    room.tracker.following.follow("Commerce", ["chamber of commerce"])
    room.tracker.correcting.merge(str(SNOW), str(BRIDGE))
    room.tracker.following.unfollow("commerce")
    assert set(home(room).values()) == {SNOW, BREAD}


def test_other_terms_take_the_place_of_the_first(room: Newsroom) -> None:
    before = home(room)
    room.tracker.following.follow("Coast food", ["seaweed"])
    story = room.tracker.following.follow("coast food", ["apple blossom"])
    assert story.items == 1
    assert members(room, "coast-food") == [LONE[1][1]]
    assert [home(room)[article] for article, was in before.items() if was == BREAD] == [BREAD]
    room.tracker.correcting.undo()
    assert members(room, "coast-food") == [LONE[0][1]]
    definition = room.tracker.reading.story("coast-food").definition
    assert definition is not None
    assert definition.terms == ("seaweed",)
    room.tracker.correcting.undo()
    assert home(room) == before


def test_the_name_of_a_story_that_is_there_is_refused(room: Newsroom) -> None:
    slug = room.tracker.reading.story(BREAD).slug
    with pytest.raises(UsageError, match=f"leads to the story {slug} already"):
        room.tracker.following.follow(slug.replace("-", " "), ["rye"])


class Interrupted(FakeClock):
    """Lets something else happen when it is first asked for the time."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self._waiting = [meanwhile]

    def __call__(self) -> datetime:
        while self._waiting:
            self._waiting.pop()()
        return super().__call__()


def interrupted(room: Newsroom, meanwhile: Callable[[], object]) -> Tracker:
    """Return a tracker in another process, which `meanwhile` comes before."""
    store = Store(room.feeds.parent / "tracker.db")
    return Tracker(store, room.feeds, Interrupted(meanwhile), room.tools)


def test_a_name_that_another_process_follows_meanwhile_is_still_one_story(room: Newsroom) -> None:
    late = interrupted(room, lambda: room.tracker.following.follow("Bridge", ["bridge"]))
    story = late.following.follow("Bridge", ["bridge", "snow"])
    assert (story.slug, story.items) == ("bridge", 4)
    assert [each.name for each in late.store.follows.active()] == ["Bridge"]
    late.close()


def test_a_follow_that_another_process_has_undone_is_not_undone_again(room: Newsroom) -> None:
    room.tracker.following.follow("Bridge", ["bridge"])
    stale = room.tracker.store.operations.last()
    assert stale is not None
    room.tracker.correcting.undo()
    room.tracker.following.follow("Bridge", ["bridge"])
    assert not room.tracker.following.undo(stale)
    assert room.tracker.reading.story("bridge").items == 3


def test_undo_of_follow_restores_every_article_and_reason(room: Newsroom) -> None:
    before, reasons, stories = home(room), placements(room), listed(room)
    room.tracker.following.follow("Mixed", ["seaweed", "chamber of commerce"])
    assert room.tracker.correcting.undo() == "Undone: followed “Mixed”."
    assert (home(room), placements(room), listed(room)) == (before, reasons, stories)
    room.publish(WIRE, "Seaweed again", "More seaweed for bread is grown at the coast of Marn.")
    room.poll()
    assert "mixed" not in listed(room)


def test_undo_of_unfollow_restores_every_article_and_reason(room: Newsroom) -> None:
    room.tracker.following.follow("Mixed", ["seaweed", "chamber of commerce", "dock strike"])
    for entry in STRIKE:
        room.publish(*entry)
        room.poll(hours=6)
    before, reasons = home(room), placements(room)
    room.tracker.following.unfollow("mixed")
    room.poll()
    assert home(room) != before
    assert room.tracker.correcting.undo() == "Undone: unfollowed “Mixed”."
    assert (home(room), placements(room)) == (before, reasons)
    room.tracker.following.unfollow("mixed")
    assert {BRIDGE, BREAD, None} <= set(home(room).values())


def test_a_story_that_is_there_is_followed_as_it_is_and_undo_stops_that(room: Newsroom) -> None:
    articles = home(room)
    story = room.tracker.following.follow(str(BREAD))
    assert (story.followed, story.version, story.definition) == (True, 1, None)
    room.tracker.correcting.undo()
    assert not room.tracker.reading.story(BREAD).followed
    room.tracker.following.follow(str(BREAD))
    assert not room.tracker.following.unfollow(str(BREAD)).followed
    room.tracker.correcting.undo()
    assert room.tracker.reading.story(BREAD).followed
    assert home(room) == articles


def test_an_act_that_moves_no_article_makes_no_version(room: Newsroom) -> None:
    room.tracker.following.follow("Bread", ["seaweed"])
    room.tracker.following.follow("Bread", ["seaweed", "rye"], search=True)
    room.tracker.following.follow("Bread", search=False)
    room.tracker.following.follow(str(BRIDGE))
    for _ in range(3):
        room.tracker.correcting.undo()
    assert len(room.tracker.past.history("bread")) == 1
    assert len(room.tracker.past.history(BRIDGE)) == 2


def test_what_was_pinned_in_a_story_is_pinned_again_when_unfollow_is_undone(room: Newsroom) -> None:
    room.tracker.following.follow("Food", ["seaweed", "blossom"])
    pinned = [article for article, title in titles(room).items() if "Baker" in title]
    room.tracker.correcting.pin("food", pinned)
    room.tracker.correcting.pin("food")
    room.tracker.following.unfollow("food")
    assert room.tracker.store.rulings.pinned(pinned) == set()
    room.tracker.correcting.undo()
    assert room.tracker.store.rulings.pinned(pinned) == set(pinned)
    assert room.tracker.reading.story("food").pinned


def test_a_story_merged_into_a_followed_one_has_its_own_life_again_when_that_ends(room: Newsroom) -> None:
    before, slug = home(room), room.tracker.reading.story(SNOW).slug
    room.tracker.following.follow("Bread", ["seaweed"])
    room.tracker.correcting.merge("bread", str(SNOW))
    merged = home(room)
    room.tracker.following.unfollow("bread")
    assert home(room) == before
    assert room.tracker.reading.story(slug).items == 1
    room.tracker.correcting.undo()
    assert home(room) == merged
    assert room.tracker.reading.story(slug).slug == "bread"


def test_an_article_that_the_user_has_moved_out_does_not_come_back(room: Newsroom) -> None:
    room.tracker.following.follow("Food", ["seaweed", "blossom"])
    (bread,) = [article for article, title in titles(room).items() if "Baker" in title]
    room.tracker.correcting.move(str(BRIDGE), [bread])
    room.tracker.following.unfollow("food")
    assert home(room)[bread] == BRIDGE


def test_names_that_have_the_same_slug_are_not_the_same_name(room: Newsroom) -> None:
    room.tracker.following.follow("港 strike", ["ストライキ"])
    with pytest.raises(UsageError, match="leads to the story strike already"):
        room.tracker.following.follow("駅 strike", ["ストライキ"])


def test_what_goes_with_terms_is_refused_without_any(room: Newsroom) -> None:
    with pytest.raises(UsageError, match="Without a TERM"):
        room.tracker.following.follow(str(BREAD), excluded=["rye"])
    with pytest.raises(NotFoundError):
        room.tracker.following.follow("Nowhere")


def test_a_name_without_latin_letters_is_found_again(room: Newsroom) -> None:
    story = room.tracker.following.follow("港のストライキ", ["ストライキ"])
    assert room.tracker.following.follow("港のストライキ", ["波止場"]).number == story.number
    assert not room.tracker.following.unfollow("港のストライキ").followed


def test_a_definition_rests_while_its_story_is_merged_into_another(room: Newsroom) -> None:
    room.tracker.following.follow("Selm", ["selm"])
    room.publish(*STRIKE[0])
    room.poll()
    room.tracker.correcting.merge(str(BRIDGE), "selm")
    room.publish(*STRIKE[1])
    room.poll()
    assert not Matching(room.tracker.store).hold(_article(STRIKE[2][1])).placement
    with pytest.raises(UsageError, match="leads to the story"):
        room.tracker.following.follow("Selm", ["crane"])


SEARCH = "https://lamp.example/rss?q={query}"


class SearchRoom(Newsroom):
    """A newsroom with a search feed."""

    def __init__(self, folder: Path, budget: int = 20) -> None:
        super().__init__(folder, searches_a_day=budget)
        subscriptions.add_all(self.feeds, [Subscription(SEARCH, "Lamp", search=True)])

    def asked(self) -> list[str]:
        return [url for url, _, _ in self.network.asked if url.startswith("https://lamp.example")]


@pytest.fixture
def seeker(tmp_path: Path) -> Iterator[SearchRoom]:
    made = SearchRoom(tmp_path)
    made.run_bridge(2)
    yield made
    made.close()


def test_a_story_that_searches_asks_for_its_terms_once_a_day(seeker: SearchRoom) -> None:
    seeker.tracker.following.follow("Selm", ["dock strike", "selm*"], search=True)
    wanted = address(SEARCH, '"dock strike" OR selm')
    seeker.network.serve(wanted, rss([]))
    assert [seeker.poll(hours=8).searches for _ in range(4)] == [1, 0, 0, 1]
    assert seeker.asked() == [wanted, wanted]


def test_what_a_search_brings_joins_by_the_terms_and_nothing_else_is_kept(seeker: SearchRoom) -> None:
    seeker.tracker.following.follow("Selm", ["dock strike"], search=True)
    found = Entry(STRIKE[0][1], "https://quay.example/1", "q1", STRIKE[0][2], published=START)
    other = Entry("Chess cup", "https://quay.example/2", "q2", "A final of chess.", published=START)
    seeker.network.serve(address(SEARCH, '"dock strike"'), rss([found, other]))
    summary = seeker.poll()
    assert (summary.searches, summary.found) == (1, 1)
    ((article, placement),) = seeker.tracker.reading.placements("selm")
    assert (article.title, article.via, placement.reason) == (STRIKE[0][1], "reactive:selm", "follows")
    assert [(version.story, version.version) for version in summary.versions] == [("selm", 1)]
    seeker.tracker.following.unfollow("selm")
    assert home(seeker)[article.id] is None


def test_a_story_searches_only_when_it_was_told_to(seeker: SearchRoom) -> None:
    seeker.tracker.following.follow("Selm", ["dock strike"])
    assert seeker.poll().searches == 0
    seeker.tracker.following.follow("Selm", search=True)
    assert seeker.poll().searches == 1
    seeker.tracker.following.follow("Selm", ["dock strike", "crane drivers"])
    assert seeker.poll(days=2).searches == 1
    seeker.tracker.following.follow("Selm", search=False)
    assert seeker.poll(days=2).searches == 0


def test_the_budget_of_a_day_holds_for_terms_too(tmp_path: Path) -> None:
    room = SearchRoom(tmp_path, budget=1)
    for name in ("Selm", "Marn"):
        room.tracker.following.follow(name, [name], search=True)
    assert [room.poll(hours=1).searches for _ in range(3)] == [1, 0, 0]
    room.close()


def test_what_a_search_lacks_is_said_in_a_sentence(tmp_path: Path, room: Newsroom) -> None:
    assert "config.toml and an address with {query}" in room.tracker.searching.lack()
    (tmp_path / "other").mkdir()
    other = SearchRoom(tmp_path / "other")
    assert other.tracker.searching.lack() == ""
    other.close()


def test_many_terms_are_searched_a_few_at_a_time_in_turn() -> None:
    terms = [f"term{number}" for number in range(8)]
    anything = define("Any", terms, every=False)
    assert seeking(anything, 0).words == " OR ".join(terms[:6])
    assert seeking(anything, 1).words == "term6 OR term7"
    everything = define("All", ["two words", "dock*"], every=True)
    assert seeking(everything, 5).words == '"two words" dock'


def _article(title: str) -> Article:
    return Article(0, title, "", "", "", START, START)
