"""A call of every public method of the store: what a test holds against a database in trouble.

`CASES` is by table and method; a method without a call here fails `tests/test_store_troubled.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.library import COAST, WIRE
from tracker.model import Definition, Entry, Revision, SavedStory, SharedTerm
from tracker.query import parse
from tracker.reactive.phrasing import Query
from tracker.store import Bounds, Filter, Origin, Store
from tracker.store.follows import Standing, Taken
from tracker.store.model_use import Taken as Spent
from tracker.store.pictures import Touched
from tracker.store.searches import Answer
from tracker.store.unions import Union

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tracker.model import Article, FeedState, Placement, SavedArticle, Version

Case = Callable[[Store, "Known"], object]

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=400)
ENTRY = Entry("Weir opened", "https://wire.example/weir", "urn:weir", "The weir was opened." * 40)
ORIGIN = Origin(WIRE, "Harbour Wire")
ABOUT = Query("q1", "orrin bridge reopening")
STATE = '{"slug": "elsewhere", "title": "Elsewhere", "read_at": null, "articles": []}'
ASKED = parse("bridge", NOW)


@dataclass(frozen=True, slots=True)
class Known:
    """What a caller of the store has in hand, read while the database was well.

    `stranger` is an article that the running story does not cite, `copy` a file to write.
    """

    state: FeedState
    article: Article
    version: Version
    placement: Placement
    saved: SavedArticle
    stranger: int
    copy: Path

    @property
    def story(self) -> SavedStory:
        """The running story as a file carries it."""
        versions = (self.version,)
        return SavedStory(
            self.version.story, "weir", ("weir",), NOW, versions, (replace(self.saved, number=1),)
        )


def known(store: Store, copy: Path) -> Known:
    """Read what the calls need from a database that is well: one on which `prepare` was run."""
    state = store.feeds.states([WIRE])[WIRE]
    article, version, saved = store.articles.get(1), store.versions.newest(1), store.saved.article(1, 1, 1)
    (placement,) = store.stories.placements([1])
    assert article is not None
    assert version is not None
    assert saved is not None
    stranger = store.articles.listed(store.shelf.stories(Filter(lone=True))[0].number, 1)[0].id
    return Known(state, article, version, placement, saved, stranger, copy)


def prepare(store: Store) -> None:
    """Put a row into every table that a poll of a small newsroom leaves empty."""
    lone = store.shelf.stories(Filter(lone=True))[0].number
    with store.write():
        store.hosts.close("wire.example", LATER)
        store.analyses.save("reader", [(1, b"read")])
        store.notes.save("reader", [(1, b"noted")])
        store.follows.save(Definition(1, "The bridge", ("orrin",)), NOW)
        store.follows.hold(2, Taken(1, lone))
        store.shelf.mark(1, followed=True, muted=False)
        store.shelf.mark_read(1, 1, NOW)
        store.notices.owe(_version(store))
        store.searches.finish(store.searches.begin(1, ABOUT, WIRE, NOW), 1, Answer(body_hash="x"))
        store.operations.log("follow", "followed", {"story": 1, "followed": False}, NOW)
        store.rulings.pin([1], 1, NOW)
        store.rulings.keep_apart(1, lone, NOW)
        store.read_state.see(["u:wire.example/1"], NOW, NOW)
        store.read_state.wait_for("elsewhere", STATE, NOW, NOW)
        store.read_state.marked(1, "followed", NOW)
        store.digests.wrote(NOW, followed=False)
        store.model_use.finish(store.model_use.begin(1, Spent(1, 900, 90, 0.0), NOW), 800, 80, 0.1)
        store.model_use.remember(b"asked", "answered", Spent(1, 800, 80, 0.1), NOW)
        store.upkeep.remember("backed_up", "2026-05-04T12:00:00Z here")
        store.unions.add(Union(lone, 1, 0.9, 0.5, (SharedTerm("bridge", 0.5),), (1,), ()), NOW)
        last = store.articles.insert(ENTRY, "wire.example/weir", ORIGIN, NOW)
        store.dropped.bury([last])


def _version(store: Store) -> Version:
    version = store.versions.newest(1)
    assert version is not None
    return version


def _within(manager: AbstractContextManager[object]) -> None:
    with manager:
        pass


def _all(rows: Iterator[object]) -> list[object]:
    return list(rows)


BOUNDS = Bounds(9, NOW - timedelta(days=90), NOW - timedelta(days=900), 9, 9)

CASES: dict[str, Case] = {
    "feeds.is_any_known": lambda s, _: s.feeds.is_any_known(),
    "feeds.move": lambda s, _: s.feeds.move(WIRE, f"{WIRE}/new", "moved"),
    "feeds.moving": lambda s, _: s.feeds.moving(),
    "feeds.save": lambda s, k: s.feeds.save(replace(k.state, etag="other" * 2000)),
    "feeds.states": lambda s, _: s.feeds.states([WIRE]),
    "hosts.close": lambda s, _: s.hosts.close("coast.example", LATER),
    "hosts.closed": lambda s, _: s.hosts.closed(NOW),
    "hosts.sweep": lambda s, _: s.hosts.sweep(LATER + timedelta(days=1)),
    "articles.add_revision": lambda s, _: s.articles.add_revision(1, "Other", "Words " * 2000, "feed", NOW),
    "articles.attach": lambda s, _: s.articles.attach([1], COAST, NOW),
    "articles.feeds_of": lambda s, _: s.articles.feeds_of(1),
    "articles.get": lambda s, _: s.articles.get(1),
    "articles.insert": lambda s, _: s.articles.insert(ENTRY, "wire.example/weir", ORIGIN, NOW),
    "articles.insert_all": lambda s, _: s.articles.insert_all([(ENTRY, "wire.example/weir")], ORIGIN, NOW),
    "articles.known": lambda s, _: s.articles.known(WIRE, ["wire.example/1"], 9),
    "articles.listed": lambda s, _: s.articles.listed(None, 9),
    "articles.of_story": lambda s, _: s.articles.of_story(1),
    "articles.own": lambda s, _: s.articles.own(1),
    "articles.publish_times": lambda s, _: s.articles.publish_times(WIRE),
    "articles.revise": lambda s, _: s.articles.revise(1, ENTRY, "wire.example/weir", NOW),
    "articles.revisions": lambda s, _: s.articles.revisions(1),
    "articles.story_of": lambda s, _: s.articles.story_of(1),
    "articles.waiting": lambda s, _: s.articles.waiting(9),
    "dropped.bury": lambda s, _: s.dropped.bury([2]),
    "dropped.count": lambda s, _: s.dropped.count(),
    "dropped.forget": lambda s, _: s.dropped.forget(),
    "dropped.known": lambda s, _: s.dropped.known(WIRE, ["wire.example/weir"], 9),
    "dropped.offered": lambda s, _: s.dropped.offered([1], NOW),
    "notes.articles": lambda s, _: s.notes.articles([1, 2]),
    "notes.count": lambda s, _: s.notes.count(),
    "notes.homes": lambda s, _: s.notes.homes(BOUNDS),
    "notes.keep_only": lambda s, _: s.notes.keep_only([2]),
    "notes.of": lambda s, _: s.notes.of(1),
    "notes.save": lambda s, _: s.notes.save("reader", [(2, b"noted" * 2000)]),
    "notes.saved": lambda s, _: _all(s.notes.saved("reader", [1, 2])),
    "notes.unread": lambda s, _: s.notes.unread("reader", [1, 2]),
    "analyses.count": lambda s, _: s.analyses.count(),
    "analyses.of": lambda s, _: s.analyses.of("reader", [1]),
    "analyses.save": lambda s, _: s.analyses.save("reader", [(2, b"read" * 2000)]),
    "pages.due": lambda s, _: s.pages.due(
        words=9, signs=9, always=("wire.example",), never=("x",), limit=9, now=NOW
    ),
    "pages.keep": lambda s, _: s.pages.keep(1, "The whole text. " * 400, "taken", NOW),
    "pages.neighbours": lambda s, _: s.pages.neighbours("wire.example", 1, 9),
    "pages.put_off": lambda s, _: s.pages.put_off(1, "nobody answered", 1, LATER),
    "pages.tries": lambda s, _: s.pages.tries(1),
    "stories.also_called": lambda s, _: s.stories.also_called(1, "weir"),
    "stories.assign": lambda s, _: s.stories.assign([2], 1),
    "stories.called": lambda s, _: s.stories.called(1),
    "stories.citations": lambda s, _: s.stories.citations(1),
    "stories.create": lambda s, _: s.stories.create("Weir " * 1000, "weir", NOW),
    "stories.explain": lambda s, k: s.stories.explain(replace(k.placement, reason="other")),
    "stories.look": lambda s, _: s.stories.look(1),
    "stories.look_again": lambda s, _: s.stories.look_again(1, "Weir", NOW, 2),
    "stories.merge_into": lambda s, _: s.stories.merge_into(2, 1),
    "stories.names": lambda s, _: s.stories.names(),
    "stories.not_called": lambda s, _: s.stories.not_called(1, "weir"),
    "stories.owe": lambda s, _: s.stories.owe(1, "revision"),
    "stories.owe_what_is_left": lambda s, _: s.stories.owe_what_is_left(1, "rules"),
    "stories.owed": lambda s, _: s.stories.owed(),
    "stories.placements": lambda s, _: s.stories.placements([1, 2]),
    "stories.recount": lambda s, _: s.stories.recount(1),
    "stories.release": lambda s, _: s.stories.release([2]),
    "stories.resolve": lambda s, _: s.stories.resolve("orrin"),
    "stories.settle": lambda s, _: s.stories.settle(1, 0, 1),
    "stories.today": lambda s, _: s.stories.today([1, 2]),
    "follows.active": lambda s, _: s.follows.active(),
    "follows.end": lambda s, _: s.follows.end(1, NOW),
    "follows.free": lambda s, _: s.follows.free([1, 2]),
    "follows.hold": lambda s, k: s.follows.hold(3, Taken(1, 2, k.placement)),
    "follows.is_ended": lambda s, _: s.follows.is_ended(1),
    "follows.joined_in": lambda s, _: s.follows.joined_in(1),
    "follows.leads": lambda s, _: s.follows.leads("weir"),
    "follows.members": lambda s, _: s.follows.members(1),
    "follows.merged_homes": lambda s, _: s.follows.merged_homes(1),
    "follows.named": lambda s, _: s.follows.named("The bridge"),
    "follows.of": lambda s, _: s.follows.of(1),
    "follows.pin": lambda s, _: s.follows.pin(1, (True, [(2, "2026-05-04T12:00:00Z")])),
    "follows.pins": lambda s, _: s.follows.pins(1),
    "follows.resume": lambda s, _: s.follows.resume(1),
    "follows.save": lambda s, _: s.follows.save(Definition(2, "Weir", ("weir" * 2000,)), NOW),
    "follows.stand": lambda s, k: s.follows.stand(Standing(2, 1, replace(k.placement, article=2), Taken(1))),
    "follows.standings": lambda s, _: s.follows.standings([1, 2]),
    "follows.taker": lambda s, _: s.follows.taker(2),
    "follows.texts": lambda s, _: _all(s.follows.texts(NOW - timedelta(days=900), 0)),
    "muting.begin": lambda s, _: s.muting.begin("rules"),
    "muting.count": lambda s, _: s.muting.count(),
    "muting.decide": lambda s, _: s.muting.decide(2, "mute: weir"),
    "muting.digest": lambda s, _: s.muting.digest(),
    "muting.hidden": lambda s, _: s.muting.hidden(9),
    "muting.hides_all": lambda s, _: s.muting.hides_all(1),
    "muting.judged": lambda s, _: s.muting.judged("text", 1),
    "muting.titles": lambda s, _: s.muting.titles(),
    "muting.unjudged": lambda s, _: s.muting.unjudged("feed", 9),
    "names.beginning": lambda s, _: s.names.beginning("orr", 9),
    "shelf.counts": lambda s, _: s.shelf.counts(),
    "shelf.followed": lambda s, _: s.shelf.followed(),
    "shelf.mark": lambda s, _: s.shelf.mark(2, followed=True, pinned=True),
    "shelf.mark_read": lambda s, _: s.shelf.mark_read(2, 1, NOW),
    "shelf.seek": lambda s, _: s.shelf.seek(2, search=True),
    "shelf.stories": lambda s, _: s.shelf.stories(Filter(query="bridge"), [1, 2]),
    "shelf.story": lambda s, _: s.shelf.story(1),
    "versions.add": lambda s, k: s.versions.add(replace(k.version, number=k.version.number + 1)),
    "versions.all": lambda s, _: s.versions.all(1),
    "versions.at": lambda s, _: s.versions.at(1, LATER),
    "versions.below": lambda s, _: s.versions.below(1, None, 9),
    "versions.beside": lambda s, _: s.versions.beside(1, 1, 1),
    "versions.get": lambda s, _: s.versions.get(1, 1),
    "versions.known": lambda s, _: s.versions.known(1, 1),
    "versions.newest": lambda s, _: s.versions.newest(1),
    "saved.add": lambda s, k: s.saved.add(k.saved, "wire.example/weir"),
    "saved.add_texts": lambda s, _: _in_one(
        s, lambda: s.saved.add_texts(1, [Revision(9, "Weir", "Opened. " * 900, NOW)])
    ),
    "saved.article": lambda s, _: s.saved.article(1, 1, 1),
    "saved.begin": lambda s, k: s.saved.begin(k.story, "weir"),
    "saved.moments": lambda s, _: s.saved.moments(1),
    "saved.named": lambda s, _: s.saved.named("weir"),
    "saved.names": lambda s, _: s.saved.names(1),
    "saved.newest": lambda s, _: s.saved.newest(),
    "saved.place": lambda s, k: s.saved.place(k.stranger, 1, 99, member=True),
    "saved.same": lambda s, k: s.saved.same(k.saved, "wire.example/1", 9),
    "saved.tell_of_page": lambda s, _: s.saved.tell_of_page(1, "taken"),
    "search.find": lambda s, _: s.search.find(ASKED, 9),
    "search.stories": lambda s, _: s.search.stories(ASKED),
    "searches.begin": lambda s, _: s.searches.begin(1, Query("q1", "weir " * 1000), WIRE, NOW),
    "searches.count_since": lambda s, _: s.searches.count_since(NOW - timedelta(days=1)),
    "searches.finish": lambda s, _: s.searches.finish(1, 2, Answer(etag="x" * 6000)),
    "searches.last_answer": lambda s, _: s.searches.last_answer(1, WIRE, ABOUT.words, NOW - timedelta(1)),
    "searches.newest": lambda s, _: s.searches.newest(9),
    "searches.of_story": lambda s, _: s.searches.of_story(1),
    "searches.past": lambda s, _: s.searches.past(1),
    "searches.take_back": lambda s, _: s.searches.take_back(1),
    "notices.is_any_owed": lambda s, _: s.notices.is_any_owed(),
    "notices.owe": lambda s, k: s.notices.owe(replace(k.version, number=k.version.number + 1)),
    "notices.take": lambda s, _: s.notices.take(LATER),
    "digests.came": lambda s, _: s.digests.came(NOW - timedelta(days=900)),
    "digests.counts": lambda s, _: s.digests.counts(),
    "digests.last": lambda s, _: s.digests.last(followed=False),
    "digests.moved": lambda s, _: s.digests.moved(NOW - timedelta(days=900), LATER),
    "digests.newest": lambda s, _: s.digests.newest(),
    "digests.wrote": lambda s, _: s.digests.wrote(LATER, followed=True),
    "operations.ending": lambda s, _: s.operations.ending(1),
    "operations.last": lambda s, _: s.operations.last(),
    "operations.log": lambda s, _: s.operations.log("merge", "merged", {"to": "weir" * 2000}, NOW),
    "operations.mark_undone": lambda s, _: s.operations.mark_undone(1, NOW),
    "operations.mark_undone_by_hand": lambda s, _: s.operations.mark_undone_by_hand("follow", 1, NOW),
    "pictures.put_back": lambda s, _: s.pictures.put_back(
        Touched("pins", {"article": 2, "story": 1, "at": "2026-05-04T12:00:00Z"}, None)
    ),
    "pictures.put_read_mark": lambda s, _: s.pictures.put_read_mark(1, None),
    "pictures.read_mark": lambda s, _: s.pictures.read_mark(1),
    "pictures.take": lambda s, _: s.pictures.take([1, 2], [1, 2]),
    "rulings.former": lambda s, _: s.rulings.former("orrin", 1),
    "rulings.former_slugs": lambda s, _: s.rulings.former_slugs(1),
    "rulings.held": lambda s, _: s.rulings.held([1, 2]),
    "rulings.is_defined": lambda s, _: s.rulings.is_defined(1),
    "rulings.keep_apart": lambda s, _: s.rulings.keep_apart(1, 99, NOW),
    "rulings.let_together": lambda s, _: s.rulings.let_together(1, 2),
    "rulings.objection": lambda s, _: s.rulings.objection(1, 2),
    "rulings.pin": lambda s, _: s.rulings.pin([2], 1, NOW),
    "rulings.pinned": lambda s, _: s.rulings.pinned([1, 2]),
    "rulings.settle_pins": lambda s, _: s.rulings.settle_pins([1, 2]),
    "rulings.take_no_more": lambda s, _: s.rulings.take_no_more([2]),
    "rulings.unpin": lambda s, _: s.rulings.unpin([1]),
    "unions.add": lambda s, k: s.unions.add(Union(2, 1, 0.9, 0.5, (), (1,), (k.placement,)), NOW),
    "unions.of": lambda s, _: s.unions.of(2),
    "unions.take_back": lambda s, _: s.unions.take_back(2, NOW),
    "ingesting.held": lambda s, _: _within(s.ingesting.held("tracker poll", NOW)),
    "ingesting.holder": lambda s, _: s.ingesting.holder(),
    "watching.held": lambda s, _: _within(s.watching.held("tracker watch", NOW)),
    "watching.holder": lambda s, _: s.watching.holder(),
    "pulse.beat": lambda s, _: s.pulse.beat(),
    "pulse.of_others": lambda s, _: s.pulse.of_others(),
    "read_state.articles": lambda s, _: s.read_state.articles([1, 2]),
    "read_state.awaited": lambda s, _: s.read_state.awaited(),
    "read_state.marked": lambda s, _: s.read_state.marked(1, "muted", NOW),
    "read_state.members": lambda s, _: s.read_state.members(1),
    "read_state.ruled": lambda s, _: s.read_state.ruled(1),
    "read_state.see": lambda s, _: s.read_state.see(["g:weir"], NOW, NOW),
    "read_state.seen": lambda s, _: s.read_state.seen(["u:wire.example/1"]),
    "read_state.stories": lambda s, _: s.read_state.stories(),
    "read_state.stories_with": lambda s, _: s.read_state.stories_with(["wire.example/1"], [(WIRE, "urn:1")]),
    "read_state.times": lambda s, _: s.read_state.times(),
    "read_state.unread": lambda s, _: s.read_state.unread(),
    "read_state.wait_for": lambda s, _: s.read_state.wait_for("weir", "x" * 9000, NOW, NOW),
    "read_state.wait_no_more": lambda s, _: s.read_state.wait_no_more("elsewhere"),
    "retention.count": lambda s, _: s.retention.count("analyses", LATER),
    "retention.drop": lambda s, _: s.retention.drop([1, 2, 3, 4, 5], LATER),
    "retention.lone": lambda s, _: s.retention.lone(LATER),
    "retention.sweep": lambda s, _: s.retention.sweep("analyses", LATER, LATER),
    "model_use.begin": lambda s, _: s.model_use.begin(1, Spent(1, 900, 90, 0.0), NOW),
    "model_use.finish": lambda s, _: s.model_use.finish(1, 800, 80, 0.1),
    "model_use.in_a_day": lambda s, _: s.model_use.in_a_day(NOW),
    "model_use.of_story": lambda s, _: s.model_use.of_story(1),
    "model_use.oldest": lambda s, _: s.model_use.oldest(NOW),
    "model_use.remember": lambda s, _: s.model_use.remember(b"weir", "x" * 9000, Spent(1, 9, 9), NOW),
    "model_use.replies": lambda s, _: s.model_use.replies(),
    "model_use.reply": lambda s, _: s.model_use.reply(b"asked"),
    "upkeep.compact": lambda s, _: s.upkeep.compact(),
    "upkeep.complaint_of": lambda s, _: s.upkeep.complaint_of(s.path),
    "upkeep.complaints": lambda s, _: s.upkeep.complaints(),
    "upkeep.copy_to": lambda s, k: s.upkeep.copy_to(k.copy),
    "upkeep.free": lambda s, _: s.upkeep.free(),
    "upkeep.mend": lambda s, _: s.upkeep.mend(),
    "upkeep.remember": lambda s, _: s.upkeep.remember("weir", "x" * 9000),
    "upkeep.remembered": lambda s, _: s.upkeep.remembered("backed_up"),
    "upkeep.shorten_log": lambda s, _: s.upkeep.shorten_log(),
    "upkeep.size": lambda s, _: s.upkeep.size(),
    "upkeep.used": lambda s, _: s.upkeep.used(),
}


def _in_one(store: Store, work: Callable[[], object]) -> None:
    """Do what wants to stand in the caller's transaction."""
    with store.write():
        work()


def methods(store: Store) -> set[str]:
    """Name every public method of every table of a store, as `CASES` does."""
    return {
        f"{table}.{name}"
        for table, rows in vars(store).items()
        if not table.startswith("_") and type(rows).__module__.startswith("tracker.store.")
        for name in dir(type(rows))
        if not name.startswith("_") and callable(getattr(type(rows), name))
    }
