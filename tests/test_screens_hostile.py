"""Nothing a feed can say acts through the interface: no escape reaches the terminal, no markup acts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.interface import opened
from tests.library import BRIDGE, COAST, WIRE, Newsroom
from tracker.screens.browser import open_in_browser
from tracker.selftest.hostile import MARKUP, PAYLOADS

if TYPE_CHECKING:
    from collections.abc import Iterable

# Every screen, from the story list on and back to it; escape never quits.
WALK = (
    ("enter", "tab", "G", "escape"),
    ("d", "s", "escape"),
    ("h", "escape"),
    ("p", "escape"),
    ("w", "tab", "enter", "escape", "escape"),
    ("enter", "1", "enter", "tab", "escape", "escape"),
    ("l", "j", "enter", "escape", "l"),
    ("i", *"who", "enter", "tab", "enter", "escape", "escape"),
    ("F", "enter", "escape", "escape"),
    ("slash", *"bef", "down", "enter", "escape", "escape"),
    ("f", "m", "U"),
)
# What may not be among the text of a screen: C0 but the line's end, DEL, C1.
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def told(newsroom: Newsroom, texts: Iterable[str]) -> None:
    """Let feeds say these texts in titles and bodies of one story, in lone articles and feed titles."""
    said = " ".join(texts)
    for number, (feed, title, body) in enumerate(BRIDGE):
        newsroom.publish(feed, f"{title} {said}", f"{said} {body} {said}")
        newsroom.publish(COAST, f"{said} {number}", f"before {said} {_words(number)}")
        newsroom.poll(days=1)


def _words(number: int) -> str:
    return " ".join(f"own{number}word{place}" for place in range(20))


@pytest.mark.parametrize("size", [(80, 24), (160, 40)])
async def test_no_payload_reaches_the_terminal_on_any_screen(
    newsroom: Newsroom, size: tuple[int, int]
) -> None:
    # What XML can't carry is put in as the characters that a feed's text has after parsing.
    told(newsroom, (_in_xml(text) for text in PAYLOADS.values()))
    newsroom.network.fail(WIRE, _in_xml("".join(PAYLOADS.values())))
    newsroom.poll()
    async with opened(newsroom.tracker, size=size) as interface:
        for keys in WALK:
            for key in keys:
                await interface.press(key)
                assert not _CONTROLS.search(interface.text), keys
                assert "\x1b" not in interface.app.export_screenshot()


def _in_xml(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text).replace("\n", " ")


async def test_markup_does_nothing_on_any_screen(newsroom: Newsroom) -> None:
    told(newsroom, MARKUP.values())
    newsroom.network.fail(WIRE, " ".join(MARKUP.values()))
    newsroom.poll()
    async with opened(newsroom.tracker, size=(140, 40)) as interface:
        for keys in WALK:
            await interface.press(*keys)
            assert interface.app.is_running
        assert interface.screen == "HomeScreen"


async def test_a_click_on_any_row_of_markup_does_nothing_but_choose_it(newsroom: Newsroom) -> None:
    for number, markup in enumerate(MARKUP.values()):
        newsroom.publish(COAST, f"{markup} {_words(number)}", f"{markup} {_words(number)}")
    newsroom.poll()
    async with opened(newsroom.tracker, size=(140, 50)) as interface:
        await interface.press("l")
        for row in range(2, 40, 3):
            await interface.pilot.click("#stories", offset=(6, row))
            await interface.press("f12")
            assert interface.screen == "HomeScreen"
            assert interface.app.is_running


async def test_a_title_of_markup_is_drawn_sign_for_sign(newsroom: Newsroom) -> None:
    title = "[@click=app.quit]Press[/] [b]here[/b] [/ [$x"
    newsroom.publish(WIRE, title, "Text that stands alone.")
    newsroom.poll()
    async with opened(newsroom.tracker, size=(140, 40)) as interface:
        await interface.press("l")
        assert title in interface.text
        await interface.press("enter")
        assert title in interface.text


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "javascript:alert(1)", "--help", "http://", "https://a b", "ftp://x.example/"],
)
def test_what_is_no_web_address_is_not_handed_to_a_browser(url: str) -> None:
    from tracker.errors import TrackerError

    with pytest.raises(TrackerError, match="no web address"):
        open_in_browser(url)


async def test_an_article_without_an_address_opens_nothing(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("o")
        assert all(url.startswith("https://") for url in interface.browser.opened)
