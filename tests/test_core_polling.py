"""One round: what is stored, what a second round adds, what a failure stops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.fakes import START, InlineParser, InlineSandbox
from tests.library import BRIDGE, COAST, INLAND, WIRE, Newsroom
from tracker.cluster.online import OnlineClusterer
from tracker.core import Tools
from tracker.core.rounds.delivery import deliver
from tracker.core.rounds.polling import _interleaved
from tracker.dossier.extractive import ExtractiveEngine
from tracker.errors import BusyError, NotFoundError, StoppedError
from tracker.fetch import Response
from tracker.model import Claim, Entry, FeedState, Subscription
from tracker.store import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.dossier import Cited
    from tracker.model import Dossier, Progress


LIE = Claim("“The bridge will never open again,” said Mara Quill.", (1,))


class Liar(ExtractiveEngine):
    """Adds a quotation that nobody said."""

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        honest = super().build(articles, last, version)
        return replace(honest, what=(LIE, *honest.what))


class Stumbler(ExtractiveEngine):
    """Writes of no bridge."""

    def build(self, articles: Sequence[Cited], last: Dossier | None, version: int) -> Dossier:
        if "bridge" in articles[0].article.text:
            raise ZeroDivisionError
        return super().build(articles, last, version)


def without_ids(dossier: Dossier) -> Dossier:
    return replace(dossier, sources=tuple(replace(source, article=0) for source in dossier.sources))


def titles(room: Newsroom) -> list[str]:
    return sorted(row.article.title for row in room.tracker.reading.articles())


def test_a_round_fetches_groups_and_writes(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    running = newsroom.tracker.reading.stories(Filter(lone=False))
    assert [(story.items, story.version) for story in running] == [(2, 1)]
    assert newsroom.tracker.reading.counts() == (1, 1, 2)


def test_a_second_round_adds_nothing(newsroom: Newsroom) -> None:
    newsroom.run_bridge()
    before = newsroom.tracker.reading.articles()
    again = newsroom.poll()
    assert (again.new_articles, again.stories, again.versions, again.not_modified) == (0, 0, (), 3)
    newsroom.network.pages.clear()
    newsroom.serve()
    for page in newsroom.network.pages.values():
        assert page.status == 200
    assert newsroom.tracker.reading.articles() == before


def test_a_document_that_comes_whole_again_adds_nothing(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.poll()
    for url, page in newsroom.network.pages.items():
        newsroom.network.serve(url, page.body + b"<!-- served anew -->")  # type: ignore[union-attr]  # all are responses
    again = newsroom.poll()
    assert (again.new_articles, again.not_modified, again.failed) == (0, 0, 0)


def test_only_feeds_that_are_due_are_asked(newsroom: Newsroom) -> None:
    newsroom.poll()
    newsroom.network.asked.clear()
    assert newsroom.tracker.polling.round().feeds == 0
    assert newsroom.network.asked == []
    newsroom.clock.forward(days=2)
    assert newsroom.tracker.polling.round().feeds == 3


def test_feeds_that_are_named_are_asked_now_and_no_others(newsroom: Newsroom) -> None:
    newsroom.poll()
    newsroom.network.asked.clear()
    assert newsroom.tracker.polling.round(["coast daily"]).feeds == 1
    assert [url for url, _, _ in newsroom.network.asked] == [COAST]
    with pytest.raises(NotFoundError):
        newsroom.tracker.polling.round(["no such feed"])


def test_validators_go_back_byte_for_byte(newsroom: Newsroom) -> None:
    newsroom.poll()
    newsroom.network.asked.clear()
    newsroom.poll()
    assert {etag for _, etag, _ in newsroom.network.asked} == {'"0"'}


def test_a_feed_that_fails_is_told_in_words_and_stops_nothing(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.network.fail(INLAND, "the server did not answer within 30 s")
    summary = newsroom.poll()
    assert summary.failures == ((INLAND, "the server did not answer within 30 s"),)
    assert (summary.feeds, summary.failed, summary.new_articles) == (3, 1, 1)
    states = {feed.subscription.url: feed.state for feed in newsroom.tracker.subscribing.feeds()}
    assert states[INLAND].failures == 1
    assert states[INLAND].status == "the server did not answer within 30 s"


def test_no_validator_is_kept_of_a_document_that_could_not_be_read(newsroom: Newsroom) -> None:
    newsroom.network.serve(WIRE, "this is no feed at all", etag='"bad"')
    assert newsroom.poll().failed == 1
    newsroom.network.asked.clear()
    newsroom.poll()
    assert (WIRE, "", "") in newsroom.network.asked


def test_an_edited_article_is_a_revision_and_its_story_gets_a_version(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    title, text = BRIDGE[0][1], BRIDGE[0][2]
    old = next(entry for entry in newsroom.entries[WIRE] if entry.title == title)
    newsroom.entries[WIRE][newsroom.entries[WIRE].index(old)] = type(old)(
        old.title, old.url, old.guid, text.replace("4 metres", "5 metres"), published=old.published
    )
    newsroom.serve()
    newsroom.network.serve(WIRE, newsroom.network.pages[WIRE].body, etag='"edited"')  # type: ignore[union-attr]  # a response
    summary = newsroom.poll()
    assert summary.new_articles == 0
    (number,) = (row.article.id for row in newsroom.tracker.reading.articles() if row.article.title == title)
    assert len(newsroom.tracker.reading.article(number).revisions) == 2
    assert [version.version for version in summary.versions] == [2]
    assert newsroom.tracker.past.history(1)[0].reason == "revision"


def test_work_that_a_killed_round_left_is_taken_up_by_the_next(newsroom: Newsroom) -> None:
    class PulledPlugError(BaseException):
        pass

    def pull(_: object) -> None:
        raise PulledPlugError

    newsroom.publish(*BRIDGE[0])
    newsroom.publish(*BRIDGE[1])
    newsroom.clock.forward(hours=1)
    with pytest.raises(PulledPlugError):
        newsroom.tracker.polling.round(force=True, progress=pull)
    summary = newsroom.poll()
    assert titles(newsroom) == sorted([BRIDGE[0][1], BRIDGE[1][1]])
    assert [version.version for version in summary.versions] == [1]
    assert newsroom.tracker.store.stories.owed() == []


def test_a_round_beside_another_says_who_polls(newsroom: Newsroom) -> None:
    with (
        newsroom.tracker.store.ingesting.held("tracker watch", newsroom.clock()),
        pytest.raises(BusyError, match="tracker watch"),
    ):
        newsroom.poll()


def test_the_same_feeds_in_the_same_order_give_the_same_dossiers(tmp_path: Path) -> None:
    dossiers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        room = Newsroom(tmp_path / name)
        room.run_bridge()
        versions = room.tracker.past.versions(1)
        # An article's id says in what order the servers answered, and no reader sees it.
        dossiers.append([without_ids(version.dossier) for version in versions])
        room.close()
    assert dossiers[0] == dossiers[1]


def test_a_round_that_is_stopped_keeps_no_failure_of_what_it_cut_off(newsroom: Newsroom) -> None:
    newsroom.publish(*BRIDGE[0])
    newsroom.tracker.polling.stop()
    with pytest.raises(StoppedError):
        newsroom.poll()
    states = [feed.state for feed in newsroom.tracker.subscribing.feeds()]
    assert [state.status for state in states] == ["never polled"] * 3


def test_what_an_engine_makes_up_is_dropped_and_counted_before_it_is_stored(newsroom: Newsroom) -> None:
    newsroom.tools.engine = Liar()
    newsroom.run_bridge(2)
    (version,) = newsroom.tracker.past.versions(1)
    assert version.dossier.what
    assert LIE not in version.dossier.what
    assert version.dossier.dropped >= 1


def test_a_story_that_cant_be_written_up_is_told_stays_due_and_stops_no_other(newsroom: Newsroom) -> None:
    newsroom.tools.engine = Stumbler()
    newsroom.publish(*BRIDGE[0])
    newsroom.publish(WIRE, "Cannery burns down", "The cannery of Solm burned down on Sunday night.")
    newsroom.publish(COAST, "Cannery of Solm burns down", "The cannery of Solm burned down, the guard said.")
    newsroom.publish(*BRIDGE[1])
    summary = newsroom.poll()
    assert [fault for fault in summary.faults if "ZeroDivisionError" in fault]
    assert [version.version for version in summary.versions] == [1]
    assert len(newsroom.tracker.store.stories.owed()) == 1
    newsroom.tools.engine = ExtractiveEngine()
    assert len(newsroom.poll().versions) == 1


class RestingSandbox(InlineSandbox):
    """Counts how often it was let go."""

    rests = 0

    def rest(self) -> None:
        self.rests += 1


def test_what_reads_documents_is_let_go_before_stories_are_written(newsroom: Newsroom) -> None:
    sandbox, rests = RestingSandbox(), dict[str, int]()

    def note(progress: Progress) -> None:
        rests[progress.stage] = sandbox.rests

    newsroom.tools.sandbox = sandbox
    newsroom.publish(*BRIDGE[0])
    newsroom.publish(*BRIDGE[1])
    newsroom.tracker.polling.round(progress=note)
    assert (rests["fetch"], rests["cluster"], rests["dossier"]) == (0, 1, 2)


def test_the_first_feed_of_every_host_comes_before_the_second_of_any() -> None:
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1"]
    order = _interleaved((Subscription(url), FeedState(url)) for url in urls)
    assert [state.url for _, state in order] == [urls[0], urls[2], urls[1]]


def test_a_delivery_that_waits_to_be_stored_holds_no_body(newsroom: Newsroom) -> None:
    newsroom.network.serve(WIRE, rss([Entry("Fog", "http://wire.example/fog")]))
    tools = Tools(lambda: newsroom.network, InlineParser, OnlineClusterer, ExtractiveEngine, InlineSandbox)
    delivery = deliver(tools, FeedState(WIRE), START)
    assert isinstance(delivery.answer, Response)
    assert (delivery.kind, delivery.answer.body) == ("new", b"")
    assert delivery.size == len(rss([Entry("Fog", "http://wire.example/fog")]))
