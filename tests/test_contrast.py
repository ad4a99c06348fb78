"""Every role can be read in our own themes, on every ground it stands on (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.interface import Interface, opened
from tracker.render.lines import ROLES, Role
from tracker.screens.themes import OURS
from tracker.screens.widgets.paper import Paper
from tracker.screens.widgets.rows import Rows
from tracker.settings import Settings

if TYPE_CHECKING:
    from rich.style import Style

    from tests.library import Newsroom

TEXT, SIGN, HAIRLINE = 4.5, 3.0, 1.5
# Lines that part columns say nothing by themselves: the guidelines ask nothing of them, and
# louder ones would be a grid. What is drawn of signs alone may be fainter than words.
LEAST: dict[Role, float] = {"rule": HAIRLINE}


def luminance(red: int, green: int, blue: int) -> float:
    """The relative luminance of sRGB, as WCAG defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (red / 255, green / 255, blue / 255)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(style: Style) -> float:
    assert style.color is not None
    assert style.bgcolor is not None
    light, dark = sorted(
        (luminance(*color.get_truecolor()) for color in (style.color, style.bgcolor)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


def faint(interface: Interface) -> set[str]:
    """Name each role with the paper and ground on which it is too faint, and its contrast."""
    found = set()
    for paper in interface.app.screen.query(Paper):
        for role in ROLES:
            for ground in ((), ("paper--cursor",)) if isinstance(paper, Rows) else ((),):
                ratio = contrast(paper.look(role, ground))
                if ratio < LEAST.get(role, TEXT):
                    where = " ".join((paper.id or "", *ground))
                    found.add(f"{role or 'text'} on {where}: {ratio:.1f}")
    return found


@pytest.mark.parametrize("theme", [theme.name for theme in OURS])
async def test_every_role_can_be_read_on_every_ground(newsroom: Newsroom, theme: str) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, Settings(theme=theme), size=(160, 40)) as interface:
        found = faint(interface)
        for key in ("enter", "colon", "escape", "question_mark"):
            await interface.press(key)
            found |= faint(interface)
        assert not found, ", ".join(sorted(found))


@pytest.mark.parametrize("theme", [theme.name for theme in OURS])
async def test_a_selected_citation_stands_out_from_its_line(newsroom: Newsroom, theme: str) -> None:
    newsroom.run_bridge()
    async with opened(newsroom.tracker, Settings(theme=theme)) as interface:
        await interface.press("enter")
        page = interface.app.screen.query_one("#page", Paper)
        assert contrast(page.look("", ("paper--target",))) >= TEXT
        assert contrast(page.look("", ("paper--selection",))) >= TEXT
        selected, ground = (page.look("", states).bgcolor for states in (("paper--target",), ()))
        assert selected is not None
        assert ground is not None
        pair = sorted((luminance(*color.get_truecolor()) for color in (selected, ground)), reverse=True)
        assert (pair[0] + 0.05) / (pair[1] + 0.05) >= SIGN
