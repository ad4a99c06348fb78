"""The line on which a story is asked, and the answer with its citations."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from tests.interface import Interface, opened, settled
from tracker.core.typed_lines import TypedLines
from tracker.dossier.asking.extractive import ExtractiveAnswerer
from tracker.errors import StoppedError
from tracker.screens.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.library import Newsroom
    from tracker.dossier import Cited
    from tracker.llm.ports import Oversight
    from tracker.model import Answer

SIZES = ((80, 24), (120, 40), (200, 50))
# Looks for what a worker shows, each after a moment; it comes with the first few.
PAUSES = 2_000
ASKED = "When will the bridge reopen?"
REOPENS = "The Orrin bridge in Velmouth will reopen on 3 July"


class SlowAnswerer(ExtractiveAnswerer):
    """A model that works until it is let go on, or nobody waits for it any more."""

    name = "llm small-one"
    waits = True

    def __init__(self, oversight: Oversight | None, go_on: Event) -> None:
        super().__init__()
        self._oversight = oversight
        self._go_on = go_on

    def answer(self, question: str, articles: Sequence[Cited]) -> Answer:
        while not self._go_on.wait(0.01):
            if self._oversight is not None and self._oversight.stopped:
                raise StoppedError("The question was left unanswered.")
        return super().answer(question, articles)


@pytest.fixture
def bridge(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge()
    return newsroom


def line(interface: Interface) -> str:
    return interface.app.screen.query_one("#question", Input).value


def page(interface: Interface) -> Page:
    return interface.app.screen.query_one("#page", Page)


async def ask(interface: Interface, question: str) -> None:
    await interface.press("i")
    await interface.type(question)
    await interface.press("enter")


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_is_answered_under_its_line_with_sources(
    bridge: Newsroom, size: tuple[int, int]
) -> None:
    async with opened(bridge.tracker, size=size) as interface:
        await interface.press("enter")
        await ask(interface, ASKED)
        assert interface.screen == "QuestionScreen"
        assert REOPENS in interface.text
        assert "Sources" in interface.text
        assert "questions" in interface.where
        assert line(interface) == ASKED


async def test_a_citation_of_the_answer_opens_its_source(bridge: Newsroom) -> None:
    async with opened(bridge.tracker) as interface:
        await ask(interface, ASKED)
        await interface.press("tab")
        assert "[4] Orrin bridge in Velmouth will reopen on 3 July" in interface.status
        await interface.press("enter")
        assert interface.screen == "ArticleScreen"
        await interface.press("q", "4", "enter")
        assert interface.screen == "ArticleScreen"


async def test_what_nothing_speaks_of_is_said_plainly_and_the_line_keeps_the_keys(bridge: Newsroom) -> None:
    async with opened(bridge.tracker) as interface:
        await ask(interface, "Who is the bishop?")
        assert "Nothing in the 4 articles speaks of this. None of them has “bishop”." in interface.text
        assert interface.app.screen.query_one("#question", Input).has_focus


async def test_earlier_questions_are_recalled_and_kept_among_the_typed_lines(bridge: Newsroom) -> None:
    typed = TypedLines()
    async with opened(bridge.tracker, typed=typed) as interface:
        await ask(interface, "Who is Tobin Asher?")
        await interface.press("i")
        await interface.press("ctrl+u")
        await interface.type(ASKED)
        await interface.press("enter", "q", "i", "up")
        assert line(interface) == ASKED
        await interface.press("up")
        assert line(interface) == "Who is Tobin Asher?"
        await interface.press("down", "down")
        assert line(interface) == ""
        await interface.type("Who")
        await interface.press("up")
        assert line(interface) == "Who is Tobin Asher?"
    assert list(typed.recall())[-2:] == ["ask Who is Tobin Asher?", f"ask {ASKED}"]


async def test_a_question_can_be_asked_on_the_line_of_commands(bridge: Newsroom) -> None:
    async with opened(bridge.tracker) as interface:
        await interface.press("enter", "colon")
        await interface.type(f"ask {ASKED}")
        await interface.press("enter")
        assert interface.screen == "QuestionScreen"
        assert REOPENS in interface.text
        await interface.press("colon")
        await interface.type("ask Who is Tobin Asher?")
        await interface.press("enter")
        assert line(interface) == "Who is Tobin Asher?"
        assert "heads the chamber" in interface.text


async def test_the_palette_offers_to_ask(bridge: Newsroom) -> None:
    async with opened(bridge.tracker) as interface:
        await interface.press("enter", "ctrl+p")
        await interface.type("ask a question")
        await interface.press("enter")
        assert interface.screen == "QuestionScreen"


async def test_while_a_model_works_the_sentences_stand_there_and_a_key_stops_it(bridge: Newsroom) -> None:
    bridge.tools.answerer = lambda oversight: SlowAnswerer(oversight, Event())
    async with opened(bridge.tracker) as interface:
        await interface.pilot.press("i", *ASKED.replace("?", ""), "enter")
        await _until(interface, "reads 4 articles")
        assert "small-one reads 4 articles; ctrl+g stops it." in interface.text
        await interface.pilot.press("ctrl+g")
        await settled(interface.pilot)
        assert "Stopped: these are the articles’ own sentences." in interface.status
        assert REOPENS in interface.text
        assert "ctrl+g stops it" not in interface.text
        await interface.press("ctrl+g")
        assert "Nothing is being waited for." in interface.status


async def test_a_models_answer_takes_the_place_of_the_sentences(bridge: Newsroom) -> None:
    go_on = Event()
    bridge.tools.answerer = lambda oversight: SlowAnswerer(oversight, go_on)
    async with opened(bridge.tracker) as interface:
        await interface.pilot.press("i", *ASKED.replace("?", ""), "enter")
        await _until(interface, "reads 4 articles")
        go_on.set()
        await settled(interface.pilot)
        assert "reads 4 articles" not in interface.text
        assert REOPENS in interface.text
        assert page(interface).has_focus


async def test_who_leaves_or_asks_something_else_lets_no_model_work_on(bridge: Newsroom) -> None:
    waiting: list[Oversight | None] = []

    def slow(oversight: Oversight | None) -> SlowAnswerer:
        waiting.append(oversight)
        return SlowAnswerer(oversight, Event())

    bridge.tools.answerer = slow
    async with opened(bridge.tracker) as interface:
        await interface.pilot.press("i", *ASKED.replace("?", ""), "enter")
        await _until(interface, "reads 4 articles")
        await interface.pilot.press(*" now", "enter")
        await _until(interface, "now")
        await interface.pilot.press("escape")
        await settled(interface.pilot)
        assert interface.screen == "HomeScreen"
    asked = [oversight for oversight in waiting if oversight is not None]
    assert asked
    assert all(oversight.stopped for oversight in asked)


@pytest.mark.parametrize("asked", ["[/b]", "[@click=app.quit]quit[/]", "$t", "]52;c;eA==", "%s {0}"])
async def test_a_question_is_shown_as_it_was_typed(bridge: Newsroom, asked: str) -> None:
    async with opened(bridge.tracker) as interface:
        await ask(interface, f"{asked} Tobin Asher")
        assert f"{asked} Tobin Asher" in interface.text
        assert interface.screen == "QuestionScreen"


async def test_what_is_no_question_is_said(bridge: Newsroom) -> None:
    async with opened(bridge.tracker) as interface:
        await ask(interface, "???")
        assert "A question needs words." in interface.text


async def _until(interface: Interface, words: str) -> None:
    """Wait for what a worker shows while another one works on."""
    for _ in range(PAUSES):
        if words in interface.text:
            return
        await interface.pilot.pause(0.01)
    raise AssertionError(f"{words} never came: {interface.text}")
