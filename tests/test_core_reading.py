"""What a reader asks for: names, versions, comparisons, read marks, and why."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.fakes import START
from tracker.diff import apply, diff
from tracker.errors import NotFoundError, UsageError
from tracker.store import Filter
from tracker.text.words import slug

if TYPE_CHECKING:
    from tests.library import Newsroom


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge()
    return newsroom


def test_an_unknown_story_says_so_and_offers_the_nearest_names(told: Newsroom) -> None:
    with pytest.raises(NotFoundError) as error:
        told.tracker.reading.story("orin-brige")
    assert "orin-brige" in error.value.message
    assert "orrin-bridge" in error.value.hint


def test_a_story_is_offered_by_its_title_too_where_the_slug_is_older(told: Newsroom) -> None:
    story = told.tracker.reading.story(1)
    told.tracker.store._connections.connection.execute("update stories set title = 'Zeppelin over Quay'")
    with pytest.raises(NotFoundError) as error:
        told.tracker.reading.story("zeppelin-over-quey")
    assert story.slug in error.value.hint


@pytest.mark.parametrize("ref", ["", " ", "\udcff", "\x1b"])
def test_what_is_no_name_at_all_is_no_story(told: Newsroom, ref: str) -> None:
    with pytest.raises(NotFoundError):
        told.tracker.reading.story(ref)


def test_a_prefix_that_fits_several_stories_names_them(told: Newsroom) -> None:
    told.publish(
        "http://wire.example/feed", "Orrin choir sings at sea", "The choir sang for an hour on a boat."
    )
    told.poll(days=1)
    with pytest.raises(UsageError, match="orrin-choir"):
        told.tracker.reading.story("orrin")


def test_every_citation_of_every_version_is_among_its_sources(told: Newsroom) -> None:
    for version in told.tracker.past.versions(1):
        numbers = {source.number for source in version.dossier.sources}
        claims = [*version.dossier.what, *version.dossier.key_points]
        claims += [claim for paragraph in version.dossier.narrative for claim in paragraph]
        assert claims
        for claim in claims:
            assert set(claim.citations) <= numbers
            assert claim.citations


def test_a_number_is_the_same_article_in_every_version(told: Newsroom) -> None:
    named: dict[int, int] = {}
    for version in told.tracker.past.versions(1):
        for source in version.dossier.sources:
            assert named.setdefault(source.number, source.article) == source.article


def test_the_story_as_it_was_known_then(told: Newsroom) -> None:
    reading = told.tracker.reading
    first = reading.version(1, 1)
    assert reading.version(1, at=first.written_at + timedelta(hours=1)) == first
    with pytest.raises(NotFoundError, match="no version"):
        reading.version(1, at=START - timedelta(days=1))
    with pytest.raises(NotFoundError, match="no version 99"):
        reading.version(1, 99)


def test_reading_a_story_takes_its_mark_away_until_it_changes(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    reading = newsroom.tracker.reading
    reading.mark_read(reading.version(1))
    assert not reading.story(1).unread
    assert reading.stories(Filter(unread=True, lone=False)) == []
    newsroom.run_bridge_step(3)
    story = reading.story(1)
    assert story.unread
    assert "+1 source" in story.changes


def test_by_default_what_was_last_read_is_compared_with_the_newest(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    reading = newsroom.tracker.reading
    seen = reading.version(1)
    reading.mark_read(seen)
    past = newsroom.tracker.past
    assert past.compare(1).changes == ()
    newsroom.run_bridge_step(3)
    comparison = past.compare(1)
    assert (comparison.before, comparison.after) == (seen.number, seen.number + 1)
    assert comparison.changes


def test_the_changes_applied_to_a_version_give_the_next(told: Newsroom) -> None:
    versions = [version.dossier for version in told.tracker.past.versions(1)]
    for before, after in pairwise(versions):
        assert apply(before, diff(before, after)) == after
    assert all(diff(each, each) == () for each in versions)


def test_a_lone_article_gets_its_first_version_when_it_is_opened(told: Newsroom) -> None:
    (lone, *_) = told.tracker.reading.stories(Filter(lone=True))
    assert lone.version == 0
    version = told.tracker.reading.version(lone.slug)
    assert (version.number, version.reason, version.items) == (1, "first", 1)
    assert version.dossier.key_points
    assert told.tracker.reading.version(lone.slug) == version


def test_a_rebuild_with_nothing_new_makes_no_version(told: Newsroom) -> None:
    before = told.tracker.past.versions(1)
    told.tracker.store.stories.owe(1, "articles")
    assert told.poll().versions == ()
    assert told.tracker.past.versions(1) == before
    assert told.tracker.store.stories.owed() == []


def test_why_names_the_terms_that_brought_an_article_in(told: Newsroom) -> None:
    reasons = told.tracker.reading.placements(1)
    assert len(reasons) == 4
    article, placement = reasons[1]
    assert placement.article == article.id
    assert placement.score >= placement.threshold
    assert any("orrin" in term.term.lower() for term in placement.terms)
    with pytest.raises(NotFoundError, match="Article 99"):
        told.tracker.reading.placements(1, 99)


def test_search_finds_articles_and_stories(told: Newsroom) -> None:
    kinds = [hit.kind for hit in told.tracker.finding.find("orrin bridge").hits]
    assert kinds == ["story", *["article"] * 4]
    assert [story.number for story in told.tracker.reading.stories(Filter(query="seaweed"))] != [1]


def test_an_article_knows_its_story_its_number_and_the_claims_that_cite_it(told: Newsroom) -> None:
    first = told.tracker.reading.placements(1)[0][0]
    detail = told.tracker.reading.article(first.id)
    assert detail.story is not None
    assert detail.story.number == 1
    assert detail.source == 1
    assert detail.claims
    assert all(1 in claim.citations for claim in detail.claims)


def test_a_story_is_found_by_its_new_title_and_keeps_its_slug(told: Newsroom) -> None:
    story = told.tracker.reading.story(1)
    assert story.slug == "orrin-bridge-closed-after-crack-found"
    assert slug(story.title) != story.slug
    assert told.tracker.reading.story(slug(story.title)).number == 1
