"""The ways to a command: the `:` line, the palette, and the page of keys that is searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import Key

from tests.interface import Interface, opened
from tests.library import WIRE, Newsroom
from tracker.core.typed_lines import KEPT, TypedLines
from tracker.screens.commands import COMMANDS, DIALOG_PLACES, NEWSBOAT, PLACES, keymap, keys_of, works
from tracker.screens.dialog_commands import DIALOGS
from tracker.screens.fuzzy import nearest, ranked
from tracker.screens.manual import Manual
from tracker.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def rows(interface: Interface) -> list[str]:
    """Return the names in the list of completions, the taken one with its bar."""
    shown = [line for line in interface.text.splitlines() if line.strip()]
    rule = max(place for place, line in enumerate(shown) if line.startswith("────"))
    return [line[1:28].strip() for line in shown[rule + 1 : -1]]


def line(interface: Interface) -> str:
    return interface.text.splitlines()[-1].strip()


# ---------------------------------------------------------------- the line


async def test_tab_goes_round_the_completions_and_right_takes_the_one_that_is_shown(
    newsroom: Newsroom,
) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("colon", "p", "o")
        assert rows(interface)[:2] == ["poll", "poll-all"]
        await interface.press("tab", "tab")
        assert line(interface) == ":poll-all"
        await interface.press("shift+tab")
        assert line(interface) == ":poll"
        await interface.press("shift+tab")
        assert line(interface).startswith(":po")
        await interface.press("escape", "colon", "f", "e", "right", "enter")
        assert interface.screen == "FeedsScreen"


async def test_arguments_are_completed_with_stories_themes_feeds_and_sections(newsroom: Newsroom) -> None:
    newsroom.run_bridge(2)
    slug = newsroom.tracker.reading.named("bridge", 1)[0].slug
    async with opened(newsroom.tracker) as interface:
        await interface.press("colon")
        await interface.type("history orrin")
        assert slug[:20] in rows(interface)[0]
        await interface.press("tab", "enter")
        assert interface.screen == "HistoryScreen"
        await interface.press("colon")
        await interface.type("theme pap")
        await interface.press("tab", "enter")
        assert interface.app.theme == "paper"
        await interface.press("colon")
        await interface.type("remove wire")
        await interface.press("tab")
        assert line(interface) == f":remove {WIRE}"
        await interface.press("enter")
        assert "Unsubscribed (U undoes it) from" in interface.status
        await interface.press("U", "q", "enter", "apostrophe")
        await interface.type("time")
        await interface.press("tab")
        assert line(interface) == ":jump Timeline"


async def test_older_lines_are_recalled_by_how_they_begin_and_kept_over_restarts(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    for typed in ("theme paper", "feeds", "theme ink"):
        TypedLines(tmp_path / "typed.txt").keep(typed)
    async with opened(newsroom.tracker, typed=TypedLines(tmp_path / "typed.txt")) as interface:
        await interface.press("colon", "up")
        assert line(interface) == ":theme ink"
        await interface.press("up", "up", "up")
        assert line(interface) == ":theme paper"
        await interface.press("escape", "colon", "t", "up", "up")
        assert line(interface) == ":theme paper"
        await interface.press("down", "down")
        assert line(interface).startswith(":t")
        await interface.press("up", "up", "enter")
        assert interface.app.theme == "paper"
    assert list(TypedLines(tmp_path / "typed.txt").recall()) == ["feeds", "theme ink", "theme paper"]


def test_the_lines_that_are_kept_are_few_clean_and_the_users_own(tmp_path: Path) -> None:
    lines = TypedLines(tmp_path / "below" / "typed.txt")
    for number in range(KEPT + 5):
        lines.keep(f"search {number}\x1b]52;c;eA==\x07")
    assert len(lines.recall()) == KEPT
    assert lines.recall()[-1] == f"search {KEPT + 4}"
    assert (tmp_path / "below" / "typed.txt").stat().st_mode & 0o077 == 0


def test_lines_that_can_not_be_kept_last_as_long_as_the_session(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    lines = TypedLines(tmp_path / "file" / "typed.txt")
    lines.keep("feeds")
    assert list(lines.recall()) == ["feeds"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("histroy", "No command and no story is called “histroy”. Did you mean history?"),
        ("merge", "merge works"),
        ("split", "split works on the page on why and an article, not here."),
        ("poll now", "poll takes nothing after it."),
        ("theme plaid", "There is no theme plaid here."),
        ("history zeppelin", "There is no story “zeppelin”."),
        ("why", "Name a story after it: why STORY"),
    ],
)
async def test_what_can_not_be_done_is_told_in_place_and_may_be_mended(
    newsroom: Newsroom, typed: str, told: str
) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("F", "colon")
        await interface.type(typed)
        await interface.press("enter")
        assert interface.screen == "LineScreen"
        assert told in interface.text
        await interface.press("backspace")
        assert told not in interface.text


async def test_what_is_typed_reaches_no_shell(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with opened(newsroom.tracker) as interface:
        for typed in ("!touch made", "$(touch made)", "search $(touch made)", "; touch made"):
            await interface.press("colon")
            await interface.type(typed)
            await interface.press("enter", "escape", "escape")
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(("opens", "screen"), [("colon", "LineScreen"), ("ctrl+p", "PaletteScreen")])
async def test_what_is_typed_while_the_dialog_opens_is_not_lost(
    newsroom: Newsroom, opens: str, screen: str
) -> None:
    async with opened(newsroom.tracker) as interface:
        for key in (opens, *"feeds"):
            interface.app.post_message(Key(key, key if len(key) == 1 else None))
        await interface.press("f12")
        assert interface.screen == screen
        await interface.press("enter")
        assert interface.screen == "FeedsScreen"


# ---------------------------------------------------------------- the palette


async def test_the_palette_shows_keys_as_they_are_set_and_says_all_of_what_it_is_on(
    newsroom: Newsroom,
) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker, Settings(keys=(("history", "ctrl+y"),))) as interface:
        await interface.press("ctrl+p")
        await interface.type("hist")
        assert "ctrl+y" in interface.text
        assert "List the versions and why each was written." in interface.text
        await interface.press("enter")
        assert interface.screen == "HistoryScreen"


@pytest.mark.parametrize(
    ("typed", "screen"), [("orrin brid", "StoryScreen"), ("harbour wire", "FeedsScreen"), ("pal paper", "")]
)
async def test_the_palette_finds_stories_feeds_and_themes(
    newsroom: Newsroom, typed: str, screen: str
) -> None:
    newsroom.run_bridge(2)
    async with opened(newsroom.tracker) as interface:
        await interface.press("ctrl+p")
        await interface.type(typed if screen else "theme paper")
        await interface.press("enter")
        assert interface.screen == (screen or "HomeScreen")
        assert screen or interface.app.theme == "paper"


async def test_a_palette_that_finds_nothing_says_so(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker) as interface:
        await interface.press("ctrl+p")
        await interface.type("zzzz")
        assert "Nothing fits these words." in interface.text
        await interface.press("enter", "escape")
        assert interface.screen == "HomeScreen"


# ---------------------------------------------------------------- the page of keys


async def test_typing_narrows_the_page_of_keys_by_key_name_and_sentence(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker, size=(100, 60)) as interface:
        await interface.press("question_mark", "slash")
        await interface.type("unsubscribe")
        assert "remove" in interface.text
        assert "Move down." not in interface.text
        await interface.press("escape")
        assert "Move down." in interface.text
        await interface.press("d")
        first = next(row for row in interface.text.splitlines() if " diff " in row)
        assert interface.text.index(first) < interface.text.index(" down ")
        await interface.press("backspace", "q")
        assert interface.screen == "HomeScreen"


async def test_the_page_of_keys_says_how_keys_are_changed(newsroom: Newsroom) -> None:
    async with opened(newsroom.tracker, Settings(key_preset="newsboat"), size=(100, 60)) as interface:
        await interface.press("colon")
        await interface.type("help newsboat")
        await interface.press("enter")
        assert "gives newsboat's keys (as now)." in interface.text
        await interface.press("escape")
        await interface.type("config")
        assert "config.toml, under [keys]" in interface.text


def test_what_works_on_a_screen_stands_before_what_does_not() -> None:
    shown = [row.text for row in Manual(("feeds", "list"), {}).lines()]
    elsewhere = shown.index("Elsewhere")
    for each in COMMANDS:
        place = next(
            at for at, row in enumerate(shown) if f" {each.typed} " in f" {row}" and each.help in row
        )
        assert (place < elsewhere) == works(each, ("feeds", "list"))


# ---------------------------------------------------------------- the table


def test_every_dialog_is_a_place_whose_keys_are_looked_through() -> None:
    assert {place[0] for place in DIALOG_PLACES} == set(DIALOGS)
    known = {scope for place in (*PLACES, *DIALOG_PLACES) for scope in place} | {"app"}
    assert {scope for each in COMMANDS for scope in each.scopes} <= known


@pytest.mark.parametrize("place", [*({*place, "app"} for place in PLACES), *map(set, DIALOG_PLACES)])
def test_newsboats_keys_mean_one_thing_in_each_place_but_where_the_table_means_two(place: set[str]) -> None:
    changed = keymap(Settings(key_preset="newsboat"))
    here = [each for each in COMMANDS if place & set(each.scopes)]
    for one in here:
        for other in here:
            if one.id < other.id and {one.id, other.id} & set(NEWSBOAT):
                shared = set(keys_of(one, changed).split()) & set(keys_of(other, changed).split())
                assert shared <= set(one.keys) & set(other.keys), (one.id, other.id)


def test_a_word_with_a_slip_finds_what_is_spelt_most_like_it() -> None:
    assert nearest("tmeline", ["What", "Timeline", "Tensions"]) == 1
    assert nearest("qqqq", ["What", "Timeline"]) is None
    found = ranked("pa", ["poll all", "palette", "paper"], lambda each: (each,))
    assert found == ["paper", "palette", "poll all"]
