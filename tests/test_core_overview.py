"""What moved since a moment, ranked and bounded; and how things stand, counted."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, COAST, INLAND, WIRE
from tracker.core.views.moves import moved
from tracker.errors import NotFoundError
from tracker.render.moves import digest_markdown

if TYPE_CHECKING:
    from tests.library import Newsroom

FERRY = (
    (
        WIRE,
        "Ferry line to Skarn ends in October",
        "The ferry line to Skarn will end in October, Odd Vik said.",
    ),
    (
        COAST,
        "Skarn loses its ferry line in October",
        "Skarn will lose its ferry line in October, Odd Vik said.",
    ),
    (
        INLAND,
        "Skarn ferry line sold to rival",
        "The Skarn ferry line was sold to a rival, Odd Vik said on Friday.",
    ),
)


def run_ferry(room: Newsroom, steps: slice) -> None:
    for article in FERRY[steps]:
        room.publish(*article)
    room.poll(hours=1)


def test_followed_stories_come_first_and_then_those_of_most_sources(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    run_ferry(newsroom, slice(0, 2))
    overview, since = newsroom.tracker.overview, newsroom.clock().replace(day=1)
    bridge, ferry = (move.story for move in overview.digest(since).moves)
    assert (bridge.independent > ferry.independent, ferry.slug.startswith("ferry")) == (True, True)
    newsroom.tracker.correcting.follow(ferry.number, followed=True)
    assert [move.story.number for move in overview.digest(since).moves] == [ferry.number, bridge.number]
    assert [move.story.number for move in overview.digest(since, followed=True).moves] == [ferry.number]
    digest = overview.digest(since, limit=1)
    assert (len(digest.moves), digest.more) == (1, 1)


def test_a_muted_story_and_lone_articles_are_in_no_digest(newsroom: Newsroom) -> None:
    newsroom.run_bridge(3)
    newsroom.tracker.correcting.mute(1, muted=True)
    assert newsroom.tracker.overview.digest(newsroom.clock().replace(day=1)).moves == ()


def test_a_new_story_is_told_with_what_it_says_and_its_sources(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    (move,) = newsroom.tracker.overview.digest().moves
    assert (move.before, move.version, move.changes) == (0, 1, ())
    assert move.what == newsroom.tracker.reading.version(1).dossier.what
    assert [source.title for source in move.sources] == [BRIDGE[0][1], BRIDGE[1][1]]


def test_where_a_version_was_thinned_out_the_one_before_takes_its_place(newsroom: Newsroom) -> None:
    newsroom.run_bridge(4)
    store = newsroom.tracker.store
    with store.write() as connection:
        connection.execute("insert into thinned values (1, 2, '')")  # type: ignore[attr-defined]  # SQLite's own
        connection.execute("delete from versions where story = 1 and number = 2")  # type: ignore[attr-defined]
    move = moved(store, 1, 2, 3)
    assert move is not None
    assert (move.before, move.version) == (1, 3)
    assert moved(store, 1, 1, 2) is None


def test_the_account_of_a_move_has_the_figures_as_the_history_has_them(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    for day, crowns in ((3, 40), (4, 55)):
        newsroom.publish(
            WIRE,
            f"Orrin bridge in Velmouth to cost {crowns} million crowns",
            f"The Orrin bridge in Velmouth would cost {crowns} million crowns, Mara Quill said on {day} May.",
        )
        newsroom.poll(days=1)
    move = moved(newsroom.tracker.store, 1, 2, 3)
    assert move is not None
    assert "40 million crowns → 55 million crowns" in move.changes
    assert move.changes == newsroom.tracker.past.history(1)[0].changes
    assert (
        digest_markdown(newsroom.tracker.overview.digest(newsroom.clock() - timedelta(hours=1))).count("→ 55")
        == 1
    )


def test_a_version_that_was_thinned_out_is_said_to_be_dropped(newsroom: Newsroom) -> None:
    newsroom.run_bridge(4)
    with newsroom.tracker.store.write() as connection:
        connection.execute("insert into thinned values (1, 2, '')")  # type: ignore[attr-defined]  # SQLite's own
        connection.execute("delete from versions where story = 1 and number = 2")  # type: ignore[attr-defined]
    with pytest.raises(NotFoundError, match="has no version 2") as raised:
        newsroom.tracker.reading.version(1, 2)
    assert "`tracker gc` dropped it" in str(raised.value)


def test_failing_feeds_and_who_polls_stand_in_the_status(newsroom: Newsroom) -> None:
    newsroom.network.fail(WIRE, "the server does not answer")
    newsroom.poll()
    store, overview = newsroom.tracker.store, newsroom.tracker.overview
    assert (overview.status().feeds, overview.status().failing, overview.status().busy) == (3, 1, "")
    with (
        store.ingesting.held("tracker poll", newsroom.clock()),
        store.watching.held("tracker watch", newsroom.clock()),
    ):
        status = overview.status()
    assert (status.busy, status.watched) == ("tracker poll", True)
