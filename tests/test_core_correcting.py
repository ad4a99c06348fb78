"""Merge, split, mute, remove, and undo: each remembered, each reversible."""

from __future__ import annotations

import pytest

from tests.library import COAST, Newsroom
from tracker.errors import NotFoundError, UsageError
from tracker.store import Filter


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge()
    return newsroom


def membership(room: Newsroom) -> dict[int, int | None]:
    return {row.article.id: row.article.story for row in room.tracker.reading.articles()}


def members(room: Newsroom, *sources: int) -> list[int]:
    """Return the ids of the articles that bear these numbers in the story of the bridge."""
    return [row.article.id for row in room.tracker.reading.articles("1") if row.source in sources]


def lone(room: Newsroom) -> str:
    return room.tracker.reading.stories(Filter(lone=True))[0].slug


def test_merged_articles_get_new_numbers_and_the_version_says_why(told: Newsroom) -> None:
    gone = lone(told)
    kept = told.tracker.correcting.merge("1", gone)
    assert kept.items == 5
    newest = told.tracker.reading.history(1)[0]
    assert (newest.reason, newest.items) == ("merge", 5)
    assert [source.number for source in told.tracker.reading.version(1).dossier.sources] == [1, 2, 3, 4, 5]
    assert told.tracker.reading.story(gone).number == 1


def test_undo_of_a_merge_restores_every_article_and_name(told: Newsroom) -> None:
    before, gone = membership(told), lone(told)
    reasons = told.tracker.reading.why(1)
    told.tracker.correcting.merge("1", gone)
    assert gone in told.tracker.correcting.undo()
    assert membership(told) == before
    assert told.tracker.reading.story(gone).slug == gone
    assert told.tracker.reading.why(1) == reasons
    assert told.tracker.reading.history(1)[0].reason == "undo"


def test_a_split_leaves_numbers_behind_that_are_never_reused(told: Newsroom) -> None:
    new = told.tracker.correcting.split("1", members(told, 2))
    assert new.items == 1
    assert [source.number for source in told.tracker.reading.version(1).dossier.sources] == [1, 3, 4]
    told.run_bridge_step(0)
    numbers = [source.number for source in told.tracker.reading.version(1).dossier.sources]
    assert 2 not in numbers


def test_undo_of_a_split_restores_the_story(told: Newsroom) -> None:
    before = membership(told)
    new = told.tracker.correcting.split("1", members(told, 2, 3))
    told.tracker.correcting.undo()
    assert membership(told) == before
    assert [source.number for source in told.tracker.reading.version(1).dossier.sources] == [1, 2, 3, 4]
    assert told.tracker.reading.story(new.slug).number == 1


def test_a_split_that_leaves_nothing_or_names_a_stranger_is_refused(told: Newsroom) -> None:
    before = membership(told)
    with pytest.raises(UsageError):
        told.tracker.correcting.split("1", members(told, 1, 2, 3, 4))
    with pytest.raises(NotFoundError, match="99"):
        told.tracker.correcting.split("1", [99])
    with pytest.raises(UsageError):
        told.tracker.correcting.merge("1", "1")
    assert membership(told) == before


def test_a_muted_story_leaves_the_list_and_undo_brings_it_back(told: Newsroom) -> None:
    told.tracker.correcting.mute(1, muted=True)
    assert told.tracker.reading.stories(Filter(lone=False)) == []
    told.tracker.correcting.undo()
    assert len(told.tracker.reading.stories(Filter(lone=False))) == 1


def test_a_removed_feed_comes_back_with_undo_and_its_articles_never_left(told: Newsroom) -> None:
    before = told.feeds.read_text()
    articles = membership(told)
    assert told.tracker.correcting.remove_feed("Coast Daily") == COAST
    assert COAST not in told.feeds.read_text()
    assert membership(told) == articles
    told.tracker.correcting.undo()
    assert told.feeds.read_text() == before


def test_undo_goes_back_act_by_act_until_nothing_is_left(told: Newsroom) -> None:
    before = membership(told)
    told.tracker.correcting.split("1", members(told, 2))
    told.tracker.correcting.split("1", members(told, 3))
    told.tracker.correcting.undo()
    told.tracker.correcting.undo()
    assert membership(told) == before
    with pytest.raises(NotFoundError, match="nothing to undo"):
        told.tracker.correcting.undo()


def test_undo_passes_over_a_mute_that_was_taken_back_by_hand(told: Newsroom) -> None:
    told.tracker.correcting.mute(1, muted=True)
    told.tracker.correcting.mute(1, muted=False)
    with pytest.raises(NotFoundError, match="nothing to undo"):
        told.tracker.correcting.undo()
