"""What a language model takes: caps over restarts, replies remembered, work that is left and goes on."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.ferry import FERRY
from tests.library import BRIDGE, INLAND, WIRE, Newsroom
from tests.llm_models import FakeModel
from tracker.core.dossiers.model_use import Caps, ModelUse
from tracker.llm.engine import LlmEngine
from tracker.llm.guards import Around
from tracker.llm.offhand import Offhand
from tracker.llm.ports import Message, Prompt, Reply, SpentError, Usage
from tracker.store import Store
from tracker.store.model_use import ModelTable, Taken

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.model import Progress

PROMPT = Prompt("Say it.", (Message("user", "What?"),), longest=30)
REPLY = Reply("That.", usage=Usage(100, 20, 0.25))
HARBOUR = (
    "Divers of the Sorrel harbour found a chest of coins under the old pier on Monday, the harbour said.",
    "The Sorrel harbour said on Tuesday that the chest of coins under the old pier held 412 coins.",
)


def use(newsroom: Newsroom, day: Caps | None = None, story: Caps | None = None) -> ModelUse:
    return ModelUse(newsroom.tracker.store, newsroom.clock, day or Caps(), story or Caps())


def employ(newsroom: Newsroom, model: FakeModel, day: Caps | None = None, story: Caps | None = None) -> None:
    """Let a model write in a newsroom, as the command line wires it."""
    purse = use(newsroom, day, story)
    around = Around(cache=purse, budget=purse, oversight=newsroom.tools.overseer)
    instead = Offhand(model.name)
    newsroom.tools.__dict__["engine"] = LlmEngine(model, around)
    newsroom.tools.__dict__["offhand"] = LlmEngine(instead, replace(around, budget=instead))


def publish_harbour(newsroom: Newsroom) -> None:
    for feed, text in zip((WIRE, INLAND), HARBOUR, strict=True):
        newsroom.publish(feed, f"Chest of coins in Sorrel harbour: {text[:20]}", text)


def taken(newsroom: Newsroom) -> Taken:
    return newsroom.tracker.store.model_use.in_a_day(newsroom.clock())


def why(newsroom: Newsroom, slug: str = "orrin") -> set[str]:
    account = newsroom.tracker.reading.version(slug).dossier.account
    return {section.replaced for section in account.sections if section.replaced}


def test_a_request_that_nobody_heard_the_end_of_is_paid_as_it_was_reserved(newsroom: Newsroom) -> None:
    store = newsroom.tracker.store
    priced = ModelUse(store, newsroom.clock, Caps(cost=1.0), Caps(), price=lambda *tokens: tokens[0] / 100)
    articles = newsroom.tracker.writing.sources(1) or FERRY
    priced.reserve(articles, Usage(60, 40))
    priced.reserve(articles, Usage(60, 40))
    assert taken(newsroom).cost == pytest.approx(1.2)
    with pytest.raises(SpentError, match="of a day"):
        priced.reserve(articles, Usage(60, 40))


def test_what_a_model_of_one_server_said_is_not_anothers_of_the_same_name(newsroom: Newsroom) -> None:
    one, other = (
        ModelUse(newsroom.tracker.store, newsroom.clock, Caps(), Caps(), server=place)
        for place in ("http://127.0.0.1:1/v1", "http://127.0.0.1:2/v1")
    )
    one.put("default", PROMPT, REPLY)
    assert one.get("default", PROMPT) is not None
    assert other.get("default", PROMPT) is None


@pytest.mark.parametrize(
    ("cap", "requests", "told"),
    [
        (Caps(requests=4), 4, "4 requests"),
        (Caps(tokens=300), 3, "300 tokens"),
        (Caps(cost=0.5), 2, "$0.50"),
    ],
)
def test_a_cap_of_a_day_holds_over_restarts_and_ends_with_the_day(
    newsroom: Newsroom, cap: Caps, requests: int, told: str
) -> None:
    model = FakeModel(usage=Usage(100, 20, 0.25))
    employ(newsroom, model, cap)
    newsroom.run_bridge_step(0)
    newsroom.run_bridge_step(1)
    assert len(model.asked) == requests
    assert any(
        f"The model had its {told} of a day, and is asked again after" in reason for reason in why(newsroom)
    )
    newsroom.restart()
    employ(newsroom, model, cap)
    publish_harbour(newsroom)
    newsroom.poll(hours=1)
    assert len(model.asked) == requests
    newsroom.publish(*BRIDGE[2])
    newsroom.poll(days=1)
    assert len(model.asked) > requests


def test_a_cap_of_a_story_leaves_other_stories_their_own(newsroom: Newsroom) -> None:
    model = FakeModel()
    employ(newsroom, model, story=Caps(requests=2))
    newsroom.run_bridge_step(0)
    newsroom.run_bridge_step(1)
    assert len(model.asked) == 2
    assert "The model had its 2 requests of this story." in why(newsroom)
    newsroom.run_bridge_step(2)
    assert len(model.asked) == 2
    publish_harbour(newsroom)
    newsroom.poll(days=1)
    assert len(model.asked) == 4


def test_a_request_of_a_killed_process_counts_as_it_was_reserved(newsroom: Newsroom) -> None:
    newsroom.run_bridge_step(0)
    use(newsroom).reserve(FERRY, Usage(900, 100))
    assert taken(newsroom) == Taken(1, 900, 100)
    with pytest.raises(SpentError, match="1,000 tokens of a day"):
        use(newsroom, Caps(tokens=1000)).reserve(FERRY, Usage(1, 1))


def test_what_a_request_took_in_truth_takes_the_place_of_what_it_might_have(newsroom: Newsroom) -> None:
    purse = use(newsroom)
    purse.settle(purse.reserve(FERRY, Usage(900, 100)), Usage(100, 20, 0.25))
    assert taken(newsroom) == Taken(1, 100, 20, 0.25)
    assert newsroom.tracker.store.model_use.of_story(0) == Taken(1, 100, 20, 0.25)


def test_many_at_once_take_no_more_than_the_cap(newsroom: Newsroom) -> None:
    purse = use(newsroom, Caps(requests=10))

    def ask(_: int) -> bool:
        try:
            purse.reserve(FERRY, Usage(1, 1))
        except SpentError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(ask, range(40))) == 10


def test_a_model_without_a_price_is_asked_once_where_its_cost_is_capped(newsroom: Newsroom) -> None:
    model = FakeModel(usage=Usage(100, 20, None))
    employ(newsroom, model, Caps(cost=1.0))
    newsroom.run_bridge_step(0)
    newsroom.run_bridge_step(1)
    assert len(model.asked) == 1
    assert any("price is not known" in reason for reason in why(newsroom))


def test_a_cost_that_is_capped_for_a_story_alone_wants_a_price_too(newsroom: Newsroom) -> None:
    purse = use(newsroom, story=Caps(cost=1.0))
    purse.settle(purse.reserve(FERRY, Usage(1, 1)), Usage(1, 1, None))
    with pytest.raises(SpentError, match="price is not known"):
        purse.reserve(FERRY, Usage(1, 1))


def test_a_cap_of_a_day_is_that_of_24_hours_and_no_second_more(newsroom: Newsroom) -> None:
    purse = use(newsroom, Caps(requests=1))
    purse.reserve(FERRY, Usage(1, 1))
    newsroom.clock.forward(hours=23, minutes=59, seconds=59)
    with pytest.raises(SpentError):
        purse.reserve(FERRY, Usage(1, 1))
    newsroom.clock.forward(seconds=1)
    assert purse.reserve(FERRY, Usage(1, 1))


def test_requests_that_are_days_old_are_forgotten_but_a_story_remembers_their_sum(newsroom: Newsroom) -> None:
    purse, table = use(newsroom), newsroom.tracker.store.model_use
    for _ in range(3):
        purse.settle(purse.reserve(FERRY, Usage(9, 9)), Usage(100, 20))
        newsroom.clock.forward(days=3)
    assert newsroom.tracker.store._connections.scalar("select count(*) from model_requests") == 1
    assert table.of_story(0) == Taken(3, 300, 60)


# ------------------------------------------------------------ replies


def test_nothing_is_paid_twice_over_restarts(newsroom: Newsroom) -> None:
    newsroom.run_bridge_step(0)
    newsroom.run_bridge_step(1)
    model = FakeModel()
    employ(newsroom, model)
    articles = FERRY
    first = newsroom.tools.engine.build(articles, None, 1)
    asked = len(model.asked)
    newsroom.restart()
    employ(newsroom, model)
    again = newsroom.tools.engine.build(articles, None, 1)
    assert len(model.asked) == asked > 0
    assert again.what == first.what
    assert taken(newsroom).requests == asked


def test_a_reply_is_remembered_for_just_its_model_and_prompt(newsroom: Newsroom) -> None:
    purse = use(newsroom)
    purse.put("small-one", PROMPT, REPLY)
    assert purse.get("small-one", PROMPT) == REPLY
    others = [replace(PROMPT, schema="{}"), replace(PROMPT, longest=31), replace(PROMPT, rules="Don't.")]
    assert [purse.get("small-one", other) for other in others] == [None] * 3
    assert purse.get("large-one", PROMPT) is None


def test_the_oldest_replies_give_way(newsroom: Newsroom) -> None:
    table = ModelTable(newsroom.tracker.store._connections, most=20)
    for number in range(50):
        table.remember(bytes([number]), "That.", Taken(), newsroom.clock() + timedelta(minutes=number))
    assert table.replies() <= 22
    assert table.reply(bytes([49])) == ("That.", Taken(1))
    assert table.reply(bytes([0])) is None


def test_a_database_that_cannot_be_written_sends_no_request_and_breaks_nothing(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.run_bridge_step(0)
    room.close()
    store = Store(tmp_path / "tracker.db", reading=True)
    purse = ModelUse(store, room.clock, Caps(), Caps())
    with pytest.raises(SpentError, match="can't be written down"):
        purse.reserve(FERRY, Usage(1, 1))
    purse.put("small-one", PROMPT, REPLY)
    purse.settle(1, Usage(1, 1))
    assert purse.get("small-one", PROMPT) is None
    store.close()


# ------------------------------------------------------------ who waits


def test_writing_that_is_left_goes_on_in_the_next_round_where_it_stopped(newsroom: Newsroom) -> None:
    model = FakeModel()
    employ(newsroom, model)
    newsroom.run_bridge_step(0)
    newsroom.publish(*BRIDGE[1])
    publish_harbour(newsroom)
    newsroom.clock.forward(days=1)
    told: list[str] = []

    def leave(found: Progress) -> None:
        if found.stage == "dossier" and found.what:
            told.append(found.what)
            if "key points" in found.what:
                newsroom.tracker.polling.leave_writing()

    summary = newsroom.tracker.polling.round(force=True, progress=leave)
    assert (len(summary.versions), summary.waiting) == (0, 2)
    assert told[0].startswith("what, 1 of 9, of ")
    asked = [json.dumps([turn.text for turn in prompt.turns]) for prompt in model.asked]
    summary = newsroom.poll()
    assert (len(summary.versions), summary.waiting) == (2, 0)
    later = [json.dumps([turn.text for turn in prompt.turns]) for prompt in model.asked[len(asked) :]]
    assert later
    assert not set(asked) & set(later)


def test_pages_that_are_opened_and_acts_of_the_user_wait_for_no_model(newsroom: Newsroom) -> None:
    model = FakeModel()
    employ(newsroom, model)
    newsroom.run_bridge_step(0)
    assert model.asked == []
    lone = newsroom.tracker.reading.version("baker")
    assert lone.engine == "llm small-one"
    assert why(newsroom, "baker") <= {"nobody waited for the model"}
    newsroom.run_bridge_step(1)
    worded = newsroom.tracker.reading.version("orrin")
    asked = len(model.asked)
    newsroom.tracker.correcting.merge("orrin", "late-snow")
    merged = newsroom.tracker.reading.version("orrin")
    assert len(model.asked) == asked > 0
    assert merged.number == worded.number + 1
    assert {claim.text for claim in worded.dossier.what} & {claim.text for claim in merged.dossier.what}


def test_a_rebuild_tells_how_far_it_is_and_can_be_ended(newsroom: Newsroom) -> None:
    newsroom.run_bridge_step(0)
    newsroom.run_bridge_step(1)
    employ(newsroom, FakeModel())
    number = newsroom.tracker.reading.story("orrin").number
    heard: list[Any] = []
    version = newsroom.tracker.writing.rebuild(number, heard.append)
    assert version is not None
    assert version.reason == "engine"
    assert [found.what.split(", ")[1] for found in heard] == [f"{n} of 9" for n in range(1, 10)]
