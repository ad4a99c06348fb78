"""Why a story's articles are together, put side by side from what was kept when each was placed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, COAST
from tracker.errors import NotFoundError
from tracker.model import Placement, SharedTerm

if TYPE_CHECKING:
    from tests.library import Newsroom
    from tracker.model import Reason


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    """A newsroom with the bridge told in four steps, and two lone articles."""
    newsroom.run_bridge()
    return newsroom


def reasons(newsroom: Newsroom, ref: int | str = 1) -> tuple[Reason, ...]:
    return newsroom.tracker.explaining.why(ref).reasons


def place(newsroom: Newsroom, number: int, **values: object) -> None:
    """Keep another reason for one article of the bridge, counted from 0."""
    was = reasons(newsroom)[number].placement
    newsroom.tracker.store.stories.explain(replace(was, **values))  # type: ignore[arg-type] # by name


def test_each_article_has_its_reason_oldest_first_with_its_number_in_the_story(told: Newsroom) -> None:
    explained = reasons(told)
    assert [reason.article.title for reason in explained] == [title for _, title, _ in BRIDGE]
    assert [reason.source for reason in explained] == [1, 2, 3, 4]
    assert [reason.placement.joined for reason in explained] == [False, True, True, True]


def test_the_ways_are_counted_and_the_span_is_from_the_first_to_the_last(told: Newsroom) -> None:
    explanation = told.tracker.explaining.why(1)
    assert explanation.ways == (("clustered", 3), ("first of its kind", 1))
    assert explanation.first == explanation.reasons[0].article.published
    assert explanation.last == explanation.reasons[-1].article.published


def test_terms_are_added_up_over_the_articles_that_joined_by_them(told: Newsroom) -> None:
    for number in range(1, 4):
        place(
            told, number, terms=(SharedTerm("ORRIN" if number == 1 else "Orrin", 0.25 * number, name=True),)
        )
    place(told, 0, terms=(SharedTerm("stranger", 0.9),))
    (term,) = told.tracker.explaining.why(1).terms
    assert (term.term, term.weight, term.articles, term.name) == ("Orrin", 1.5, 3, True)


def test_terms_that_an_article_shared_elsewhere_hold_nothing_together_here(told: Newsroom) -> None:
    for number in range(1, 4):
        place(told, number, reason="move by you")
    assert told.tracker.explaining.why(1).terms == ()


def test_the_weakest_link_joined_by_the_smallest_margin_and_nobody_confirmed_it(told: Newsroom) -> None:
    def weakest() -> str:
        found = told.tracker.explaining.why(1).weakest
        return found.article.title if found is not None else ""

    for number, score in ((1, 0.6), (2, 0.7), (3, 0.8)):
        place(told, number, score=score)
    assert weakest() == BRIDGE[1][1]
    told.tracker.correcting.pin(1, [reasons(told)[1].article.id])
    assert weakest() == BRIDGE[2][1]
    place(told, 2, reason="move by you")
    assert weakest() == BRIDGE[3][1]
    place(told, 3, reason="near copy")
    assert weakest() == ""


def test_a_runner_up_is_named_as_the_story_that_carries_it_on(told: Newsroom) -> None:
    bread, apples = (told.tracker.reading.story(name).number for name in ("baker", "late-snow"))
    place(told, 1, runner_up=bread, runner_up_score=0.2)
    assert reasons(told)[1].rival is not None
    told.tracker.correcting.merge(apples, bread)
    rival = reasons(told)[1].rival
    assert rival is not None
    assert (rival.number, rival.slug) == (apples, "late-snow-surprises-apple-growers")


def test_a_runner_up_that_is_the_story_itself_by_now_is_none(told: Newsroom) -> None:
    bread = told.tracker.reading.story("baker").number
    place(told, 1, runner_up=bread, runner_up_score=0.2)
    told.tracker.correcting.merge(1, bread)
    assert all(reason.rival is None for reason in reasons(told))


def test_an_article_that_came_late_but_is_older_is_told_as_earlier(told: Newsroom) -> None:
    first, second = (reason.article.published for reason in reasons(told)[:2])
    hours = (second - first).total_seconds() / 3600
    place(told, 0, story=1, score=0.9, gap_hours=hours)
    assert [reason.earlier for reason in reasons(told)] == [True, False, False, False]


def test_one_article_is_explained_alone_with_what_is_told_of_the_whole(told: Newsroom) -> None:
    asked = reasons(told)[2].article.id
    whole, one = told.tracker.explaining.why(1), told.tracker.explaining.why(1, asked)
    assert [reason.article.id for reason in one.reasons] == [asked]
    assert (one.terms, one.ways, one.weakest) == (whole.terms, whole.ways, whole.weakest)
    with pytest.raises(NotFoundError, match="Article 99"):
        told.tracker.explaining.why(1, 99)


def test_what_an_older_tracker_called_clustered_though_it_began_its_story_is_told_as_begun(
    told: Newsroom,
) -> None:
    place(told, 0, reason="clustered")
    assert told.tracker.explaining.why(1).ways == (("clustered", 3), ("first of its kind", 1))


def test_a_near_copy_counts_as_one(told: Newsroom) -> None:
    told.publish(COAST, BRIDGE[0][1], f"{BRIDGE[0][2]} Reported by our staff.")
    told.poll(hours=2)
    assert dict(told.tracker.explaining.why(1).ways)["near copy"] == 1


def test_names_are_kept_apart_from_words(told: Newsroom) -> None:
    terms = {term.term: term.name for reason in reasons(told)[1:] for term in reason.placement.terms}
    assert terms["Mara Quill"]
    assert not terms["crack"]


def test_terms_kept_before_names_were_told_apart_are_read_too(told: Newsroom) -> None:
    stories = told.tracker.store.stories
    placement = Placement(1, 1, 0.9, 0.5, (SharedTerm("bridge", 0.5), SharedTerm("Orrin", 0.4, name=True)))
    stories.explain(placement)
    assert stories.placements([1]) == [placement]


def test_stories_are_found_by_parts_of_words_or_their_number(told: Newsroom) -> None:
    def named(words: str) -> list[int]:
        return [story.number for story in told.tracker.reading.named(words, 10)]

    bread = told.tracker.reading.story("baker").number
    assert named("SEAWEED bread") == named("bak priz") == named(str(bread)) == [bread]
    assert named("bread apple") == named("100%") == []
    assert len(named("")) == 3
    assert named("bread " * 5000) == [bread]


def test_a_muted_story_can_be_named_too(told: Newsroom) -> None:
    told.tracker.correcting.mute("baker", muted=True)
    assert len(told.tracker.reading.named("bread", 10)) == 1


def test_a_story_knows_whether_it_is_pinned(told: Newsroom) -> None:
    assert not told.tracker.reading.story(1).pinned
    told.tracker.correcting.pin(1)
    assert told.tracker.reading.story(1).pinned
