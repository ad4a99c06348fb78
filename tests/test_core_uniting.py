"""Stories that turn out to be one: united by tracker, with a reason, unless the user ruled otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.library import COAST, LONE, Newsroom
from tests.wreck import AGROUND, ASHORE, BLAMED, INQUIRY, tell
from tracker.cluster.online import OnlineClusterer
from tracker.cluster.second import Reunion
from tracker.errors import NotFoundError, StoppedError, UsageError
from tracker.render import labels
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.model import Progress

# The stories of the wreck, in the order in which they began.
SHIP, PASSENGERS = "ferry-halma-aground-off-skarn-island", "passengers-brought-ashore"


def homes(room: Newsroom) -> dict[str, int | None]:
    """Return the story's number of each article by the first word of its title."""
    return {row.article.title.split()[0]: row.article.story for row in room.tracker.reading.articles()}


def number(room: Newsroom, word: str) -> int:
    return next(
        row.article.id for row in room.tracker.reading.articles() if row.article.title.startswith(word)
    )


@pytest.fixture
def parted(newsroom: Newsroom) -> Newsroom:
    """The wreck in two articles, each a story of its own."""
    assert tell(newsroom, AGROUND, ASHORE) == 0
    assert homes(newsroom) == {"Ferry": 1, "Passengers": 2}
    return newsroom


@pytest.fixture
def united(parted: Newsroom) -> Newsroom:
    """The wreck in three articles, the third of which made two stories one."""
    assert tell(parted, BLAMED) == 1
    return parted


class Seer(OnlineClusterer):
    """Takes stories for one that a test names, however different they are."""

    seen: tuple[tuple[int, int], ...] = ()

    def second_look(self) -> list[Reunion]:
        super().second_look()
        found, Seer.seen = Seer.seen, ()
        return [Reunion(story, into, 0.9, 0.5) for story, into in found]


@pytest.fixture
def seer(newsroom: Newsroom) -> Iterator[Newsroom]:
    """Three stories of one article each, and a clusterer that takes for one what it is told to."""
    newsroom.tools.new_clusterer = Seer
    tell(newsroom, AGROUND, *LONE)
    yield newsroom
    Seer.seen = ()


def see(room: Newsroom, *pairs: tuple[int, int]) -> int:
    Seer.seen = pairs
    return room.poll(hours=1).united


def test_two_lone_stories_are_made_one_when_a_third_article_shows_that_they_are(united: Newsroom) -> None:
    assert homes(united) == {"Ferry": 1, "Passengers": 1, "Captain": 1}
    (story,) = united.tracker.reading.stories(Filter())
    assert (story.slug, story.items) == (SHIP, 3)


def test_two_grown_stories_are_made_one_by_a_later_article(newsroom: Newsroom) -> None:
    stranded = (COAST, ASHORE[1], ASHORE[2].replace("the stranded Halma", "a stranded ship"))
    assert tell(newsroom, AGROUND, stranded, BLAMED) == 0
    assert homes(newsroom) == {"Ferry": 1, "Passengers": 2, "Captain": 1}
    assert tell(newsroom, INQUIRY) == 1
    assert set(homes(newsroom).values()) == {1}


def test_the_older_slug_goes_on_and_the_other_leads_to_it(united: Newsroom) -> None:
    assert united.tracker.reading.story(PASSENGERS).slug == SHIP
    assert united.tracker.reading.story("2").number == 1


def test_the_history_says_that_tracker_found_two_stories_to_be_one(united: Newsroom) -> None:
    newest = united.tracker.past.history(1)[0]
    assert (newest.reason, newest.items) == ("united", 3)
    assert labels.reason(newest.reason) == "tracker found two stories to be one"


def test_an_article_that_came_with_its_story_says_so_with_score_threshold_and_terms(united: Newsroom) -> None:
    ((_, placement),) = united.tracker.reading.placements(1, number(united, "Passengers"))
    assert placement.reason == "united"
    assert placement.score >= placement.threshold > 0
    assert "Ivo Lund" in [term.term for term in placement.terms]
    kept = united.tracker.store.unions.of(2)
    assert kept is not None
    assert (kept.score, kept.threshold, kept.members) == (placement.score, placement.threshold, (2,))
    assert kept.terms


def test_citation_numbers_of_the_story_that_goes_on_stay(united: Newsroom) -> None:
    rows = {row.source: row.article.title for row in united.tracker.reading.articles("1")}
    assert [rows[source].split()[0] for source in sorted(filter(None, rows))] == [
        "Ferry",
        "Captain",
        "Passengers",
    ]


def test_what_comes_later_joins_the_story_that_goes_on(united: Newsroom) -> None:
    tell(united, INQUIRY)
    assert set(homes(united).values()) == {1}


def test_a_union_leaves_the_clusterer_as_one_that_is_told_anew(united: Newsroom) -> None:
    memory = united.tracker.polling._memory
    article = united.tracker.store.articles.get(number(united, "Captain"))
    assert article is not None
    held = memory.clusterer().place(article, ())
    memory._clusterer = None
    assert memory.clusterer().place(article, ()).story == held.story == 1


def test_the_story_that_began_first_goes_on_whichever_the_clusterer_names(seer: Newsroom) -> None:
    assert see(seer, (1, 3)) == 1
    assert sorted(filter(None, homes(seer).values())) == [1, 1, 2]


def test_a_chain_of_unions_in_one_look_ends_in_the_oldest(seer: Newsroom) -> None:
    assert see(seer, (3, 2), (2, 1)) == 2
    assert set(homes(seer).values()) == {1}
    assert seer.tracker.reading.story("late-snow").number == 1


def test_what_the_user_follows_is_followed_on(seer: Newsroom) -> None:
    seer.tracker.correcting.follow("baker", followed=True)
    see(seer, (2, 1))
    assert seer.tracker.reading.story(1).followed


def test_an_article_that_a_rule_hides_goes_on_with_its_story(seer: Newsroom) -> None:
    seer.publish(COAST, "Baker wins prize for seaweed bread again", LONE[0][2])
    seer.poll()
    seer.feeds.write_text(f"{seer.feeds.read_text()}mute:\n  - again\n")
    assert see(seer, (2, 1)) == 1
    hidden = [row.article for row in seer.tracker.reading.articles(hidden=True) if row.article.muted]
    assert [article.story for article in hidden] == [1]


def test_a_story_that_went_on_in_another_has_no_articles_left(united: Newsroom) -> None:
    ended, heir = united.tracker.store.shelf.story(2), united.tracker.store.shelf.story(1)
    assert ended is not None
    assert heir is not None
    assert (ended.items, heir.items) == (0, 3)


def test_a_pinned_story_is_united_in_neither_direction(seer: Newsroom) -> None:
    seer.tracker.correcting.pin("2")
    assert see(seer, (2, 1), (3, 2)) == 0
    seer.tracker.correcting.unpin("2")
    assert see(seer, (2, 1), (3, 2)) == 1


def test_a_pinned_article_keeps_its_story_from_going_on_in_another_but_not_from_growing(
    seer: Newsroom,
) -> None:
    seer.tracker.correcting.pin("2", [number(seer, "Baker")])
    assert see(seer, (2, 1)) == 0
    assert see(seer, (3, 2)) == 1
    assert homes(seer)["Late"] == 2


def test_a_muted_story_is_not_mixed_with_one_that_is_shown(seer: Newsroom) -> None:
    seer.tracker.correcting.mute(2, muted=True)
    assert see(seer, (2, 1)) == 0
    seer.tracker.correcting.mute(1, muted=True)
    assert see(seer, (2, 1)) == 1


def test_a_story_that_the_user_defines_is_not_united(seer: Newsroom) -> None:
    defined = seer.tracker.following.follow("Loaves", ["bread"])
    assert see(seer, (defined.number, 1), (3, defined.number)) == 0


def test_a_story_that_is_gone_meanwhile_is_passed_over(seer: Newsroom) -> None:
    assert see(seer, (2, 1), (2, 1)) == 1
    assert see(seer, (2, 1), (99, 1)) == 0


def test_a_round_that_is_stopped_leaves_whole_unions_only(seer: Newsroom) -> None:
    Seer.seen = ((2, 1), (3, 1))

    def stop(progress: Progress) -> None:
        if progress.what.startswith("stories"):
            seer.tracker.polling.stop()

    with pytest.raises(StoppedError):
        seer.tracker.polling.round(force=True, progress=stop)
    assert sorted(filter(None, homes(seer).values())) == [1, 1, 3]
    assert seer.tracker.reading.story(1).items == 2


def test_split_with_the_former_slug_gives_a_united_story_its_own_life_back(united: Newsroom) -> None:
    back = united.tracker.correcting.part("1", PASSENGERS)
    assert (back.number, back.slug.startswith(PASSENGERS), back.items) == (2, True, 1)
    assert homes(united) == {"Ferry": 1, "Passengers": 2, "Captain": 1}
    ((_, placement),) = united.tracker.reading.placements(2)
    assert placement.reason == "first of its kind"
    assert united.tracker.past.history(1)[0].reason == "split"


def test_a_union_that_was_taken_back_is_never_made_again(united: Newsroom) -> None:
    united.tracker.correcting.part("1", PASSENGERS)
    assert tell(united, INQUIRY) == 0
    restarted = Newsroom(united.feeds.parent)
    restarted.entries = united.entries
    restarted.serve()
    assert restarted.poll(hours=12).united == 0
    assert restarted.tracker.reading.story(PASSENGERS).number == 2
    restarted.close()


def test_undo_of_taking_a_union_back_makes_the_stories_one_again(united: Newsroom) -> None:
    before = united.tracker.reading.placements(1)
    united.tracker.correcting.part("1", PASSENGERS)
    assert "split" in united.tracker.correcting.undo()
    assert united.tracker.reading.placements(1) == before
    assert united.tracker.reading.story(PASSENGERS).number == 1
    assert united.tracker.correcting.part("1", PASSENGERS).number == 2


def test_undo_takes_back_what_the_user_did_not_what_tracker_did(united: Newsroom) -> None:
    with pytest.raises(NotFoundError, match="nothing to undo"):
        united.tracker.correcting.undo()


def test_what_came_to_a_story_that_was_taken_back_is_not_lost_by_the_undo(united: Newsroom) -> None:
    united.tracker.correcting.part("1", PASSENGERS)
    united.tracker.correcting.undo()
    united.tracker.correcting.part("1", PASSENGERS)
    united.publish(*LONE[0])
    united.poll(hours=1)
    store, late = united.tracker.store, number(united, "Baker")
    with store.write():
        store.stories.assign([late], 2)
        store.stories.recount(2)
    united.tracker.correcting.undo()
    assert united.tracker.reading.article(late).article.story == 1
    assert united.tracker.reading.story(1).items == 4


def test_a_story_that_the_user_merged_comes_back_by_its_slug_too(seer: Newsroom) -> None:
    seer.tracker.correcting.merge("1", "2")
    seer.tracker.correcting.merge("1", "3")
    assert seer.tracker.correcting.part("1", "baker").number == 2
    assert see(seer, (2, 1)) == 0
    for _ in range(3):
        seer.tracker.correcting.undo()
    assert sorted(filter(None, homes(seer).values())) == [1, 2, 3]


def test_of_a_chain_of_unions_each_part_comes_back_by_its_own_slug(seer: Newsroom) -> None:
    see(seer, (3, 2))
    see(seer, (2, 1))
    assert seer.tracker.correcting.part("1", "late-snow").number == 3
    assert seer.tracker.correcting.part("1", "baker").items == 1


def test_a_former_slug_that_is_none_is_refused_with_those_that_are(seer: Newsroom) -> None:
    part = seer.tracker.correcting.part
    with pytest.raises(NotFoundError, match="numbers of articles"):
        part("1", "baker")
    see(seer, (2, 1), (3, 1))
    with pytest.raises(NotFoundError, match="baker-wins"):
        part("1", "no-such-story")
    with pytest.raises(UsageError, match="fits several"):
        part("1", "")
    with pytest.raises(NotFoundError, match="made part"):
        part("1", SHIP)
    seer.tracker.correcting.split("1", [number(seer, "Baker")])
    with pytest.raises(NotFoundError, match="Nothing that came"):
        part("1", "baker-wins-prize-for-seaweed-bread")


def test_a_story_is_left_at_least_one_article_when_another_is_taken_back(seer: Newsroom) -> None:
    see(seer, (2, 1))
    seer.tracker.correcting.split("1", [number(seer, "Ferry")])
    with pytest.raises(UsageError, match="All that is in"):
        seer.tracker.correcting.part("1", "baker")
