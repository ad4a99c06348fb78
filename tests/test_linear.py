"""The interface in lines: what one types, and what one hears."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import select
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from tests.library import COAST, INLAND, WIRE, Newsroom
from tests.talk import Talk
from tracker import linear
from tracker.errors import TrackerError
from tracker.linear import converse
from tracker.linear.commands import OTHERWISE, OWN, find, parted, within
from tracker.linear.console import Console, on_streams
from tracker.linear.editing import completer
from tracker.linear.everywhere import Everywhere
from tracker.linear.text import Piece, Text
from tracker.linear.view import View
from tracker.render.words import heard, sentences
from tracker.screens.commands import COMMANDS
from tracker.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.model import Story

# Signs that a voice reads out by their names, and what moves a cursor or colours.
NOISE = re.compile(r"[•●○◆★✦⚑→↔━┃│▁-█·✗✓]|\x1b|\v|\t")

# Matters that have nothing in common.
MATTERS = (
    "Heron nests upon post office",
    "Clockmaker retires at ninety",
    "Ferry loses anchor",
    "Cheese rolls into canal",
    "Poet paints tram",
    "Glacier reveals boot",
    "Chess tournament ends drawn",
    "Volcano wakes gently",
    "Opera cancels elephant",
    "Librarian finds map",
    "Satellite photographs whale",
    "Beekeeper wins lawsuit",
    "Tunnel floods overnight",
    "Mathematician proves conjecture",
    "Sculptor melts cannon",
    "Goalkeeper breaks thumb",
    "Parliament bans fireworks",
    "Astronomer names asteroid",
    "Violin returns home",
    "Plumber discovers mosaic",
    "Vineyard survives hail",
    "Cyclist crosses desert",
)


@pytest.fixture
def bridge(newsroom: Newsroom) -> Newsroom:
    """A newsroom in which the matter of the bridge has run its course, with two lone articles."""
    newsroom.run_bridge()
    return newsroom


def talk(room: Newsroom, *typed: str, size: tuple[int, int] = (0, 0)) -> Talk:
    return Talk(room.tracker, *typed, size=size)


def bridge_story(room: Newsroom) -> Story:
    return room.tracker.reading.story("orrin")


# ---------------------------------------------------------------------- the list


def test_the_list_gives_each_story_a_number_its_state_and_its_size_in_words(bridge: Newsroom) -> None:
    said = talk(bridge).text
    assert "Stories: 1 story, 1 unread, 2 lone." in said
    line = next(line for line in said.splitlines() if line.startswith("1. "))
    assert "Orrin bridge" in line
    assert "Unread" in line
    assert re.search(r"Version \d, 4 articles, \d independent, ", line)


def test_a_filter_is_a_word_and_says_what_is_listed(bridge: Newsroom) -> None:
    said = talk(bridge, "lone", "unread", "u", "l")
    assert "Lone articles: " in said.after(1)
    assert "1. " in said.after(1)
    assert "seaweed bread" in said.after(1)
    assert "Lone articles, unread only" in said.after(2)
    assert "Lone articles: " in said.after(3)
    assert said.after(4).startswith("Stories: ")


def test_a_list_that_goes_on_is_read_on_and_its_numbers_go_on_too(newsroom: Newsroom) -> None:
    for number, matter in enumerate(MATTERS):
        newsroom.publish(WIRE, matter, f"{matter}, on day {number}.")
    newsroom.poll()
    said = talk(newsroom, "lone", "", "22", "23")
    assert "20. " in said.after(1)
    assert "21. " in said.after(2)
    assert MATTERS[0] in said.after(3)
    assert "no source 23" in said.after(4)


def test_an_act_on_a_story_of_the_list_takes_its_number_and_can_be_undone(bridge: Newsroom) -> None:
    said = talk(bridge, "follow 1", "f1", "mute 1", "undo", "pin 1", "toggle-read 1", "N 1", "A", "U")
    assert said.after(1).startswith("Following (undo takes it back): ")
    assert said.after(2).startswith("Not following")
    assert said.after(3).startswith("Muted (undo takes it back): ")
    assert said.after(4).startswith("Undone: muted")
    assert said.after(5).startswith("Pinned as it is (undo takes it back)")
    assert said.after(6).startswith("Marked read (undo")
    assert said.after(7).startswith("Marked unread (undo")
    assert said.after(8).startswith("Marked 1 story read (undo")
    assert said.after(9).startswith("Undone: ")
    assert bridge_story(bridge).pinned


def test_states_that_the_user_set_are_words_of_the_row(bridge: Newsroom) -> None:
    said = talk(bridge, "follow 1", "pin 1", "mute 1", "muted")
    line = next(line for line in said.last.splitlines() if line.startswith("1. "))
    for state in ("Followed.", "Pinned.", "Muted."):
        assert state in line


def test_the_only_story_of_a_list_needs_no_number_and_several_do(bridge: Newsroom) -> None:
    said = talk(bridge, "follow", "lone", "follow", "follow 9", "follow two")
    assert said.after(1).startswith("Following (undo takes it back): ")
    assert said.after(3) == "Type a number after it, as in follow 1."
    assert said.after(4) == "There is no number 9: they go from 1 to 2."
    assert said.after(5) == "Type a number after it, as in follow 1."


# ---------------------------------------------------------------------- a story


def test_a_story_is_read_section_by_section_and_its_sources_are_its_numbers(bridge: Newsroom) -> None:
    said = talk(bridge, "1", "sources", "1", "back", "4")
    page = said.after(1)
    for heading in ("What", "Open questions", "Timeline", "Perspectives", "Sources"):
        assert f"\n{heading}\n" in page
    assert re.search(r"^1\. Orrin bridge closed after crack found\. Harbour Wire, ", page, re.MULTILINE)
    assert said.after(2).startswith("Sources\n1. ")
    assert said.after(3).startswith("Orrin bridge closed after crack found\n")
    assert said.after(4) == "Back to story."
    assert said.after(5).startswith("Orrin bridge in Velmouth will reopen")


def test_opening_a_story_marks_it_read_and_says_what_moved_since(bridge: Newsroom) -> None:
    tracker = bridge.tracker
    tracker.reading.mark_read(tracker.reading.version("orrin", 2))
    said = talk(bridge, "1")
    assert "Since you last read: " in said.last
    assert "(new)" in said.last
    assert not bridge_story(bridge).unread


def test_versions_are_turned_and_the_ends_are_said(bridge: Newsroom) -> None:
    newest = bridge_story(bridge).version
    said = talk(bridge, "1", "[", "older", "]", "newer", "newer")
    assert f"Version {newest - 1}, " in said.after(2)
    assert f"Version {newest}, " in said.after(5 if newest > 2 else 4)
    assert said.last == "This is the newest version."


def test_a_section_is_printed_by_its_name_its_key_or_by_going_to_the_next(bridge: Newsroom) -> None:
    said = talk(bridge, "1", "timeline", "'open", "g", "n", "sections", "N", size=(80, 12))
    assert said.after(2).startswith("Timeline\n")
    assert "Perspectives" not in said.after(2)
    assert said.after(3).startswith("Open questions\n")
    assert said.after(5).startswith("What\n")
    assert said.after(6).startswith("What, Why it matters, Open questions, ")


def test_what_is_new_is_found_from_place_to_place(bridge: Newsroom) -> None:
    tracker = bridge.tracker
    tracker.reading.mark_read(tracker.reading.version("orrin", 2))
    said = talk(bridge, "1", "top", "next-news", size=(80, 8))
    assert "(new)" in said.last.splitlines()[0] + said.last.splitlines()[1]


def test_the_diff_tells_in_words_what_was_added_dropped_and_changed(bridge: Newsroom) -> None:
    said = talk(bridge, "diff 1", "back", "1", "diff 1 2", "older", "diff x", "section what")
    assert "Version " in said.after(1)
    assert re.search(r"^(added|dropped|reworded|answered|shifted): ", said.after(1), re.MULTILINE)
    assert "Version 1 to version 2" in said.after(4)
    assert said.after(5) == "Nothing comes before the first version."


def test_history_lists_versions_by_their_own_numbers(bridge: Newsroom) -> None:
    said = talk(bridge, "1", "h", "diff 2", "back", "1", "back", "99", "mark 1 2")
    assert re.search(r"^Version 1\. The beginning\. ", said.after(2), re.MULTILINE)
    assert "Version 1 to version 2" in said.after(3)
    assert "\nVersion 1, " in said.after(5)
    assert said.after(7) == "There is no version 99 here."
    assert "Version 1 to version 2" in said.after(8)


def test_evolution_and_blame_are_read_and_open_sources(bridge: Newsroom) -> None:
    said = talk(bridge, "evolution 1", "1", "back", "q", "blame 1", "99")
    assert re.search(r"^Mara Quill: version \d new", said.after(1), re.MULTILINE)
    assert said.after(2).startswith("Orrin bridge closed")
    assert re.search(r"^since version \d, ", said.after(5), re.MULTILINE)
    assert said.after(6) == "There is no source 99 here."
    assert [prompt for prompt in said.prompts if prompt == "evolution: "]


def test_why_names_articles_by_their_numbers_and_corrects_them(bridge: Newsroom) -> None:
    story = bridge_story(bridge)
    article = bridge.tracker.reading.articles(story.slug)[0].article.id
    said = talk(bridge, "why 1", f"pin {article}", f"pin {article}", f"split {article}", "undo", f"{article}")
    assert "held together by " in said.after(1)
    assert re.search(rf"^{article}\. ", said.after(1), re.MULTILINE)
    assert said.after(2).startswith("Pinned here (undo takes it back): ")
    assert said.after(3).startswith("No longer pinned")
    assert said.after(4).startswith("Split off (undo takes it back): ")
    assert said.after(5).startswith("Undone: split")
    assert "Appears in " in said.after(6)


def test_merging_and_moving_ask_for_the_other_story_by_words_and_by_number(bridge: Newsroom) -> None:
    said = talk(bridge, "1", "merge snow", "undo", "merge", "a", "9", "merge", "", "1", "move", "snow")
    assert said.after(2).startswith("Merged (undo takes it back) into: ")
    assert said.after(3).startswith("Undone: merged")
    assert said.prompts[4] == "Merge which story into this one? "
    assert said.after(5).startswith("1. ")
    assert said.after(6) == "Nothing was merged."
    assert said.after(8) == "Nothing was merged."
    assert said.last.startswith("Moved (undo takes it back) to: ")


def test_a_story_of_ones_own_is_followed_by_terms(bridge: Newsroom) -> None:
    said = talk(bridge, "follow-terms", "Orchards: snow, apple", "T", "nonsense")
    assert "Write name: term" in said.after(1)
    assert said.after(2).startswith("Following (undo takes it back): Orchards")
    assert said.after(4).startswith("Write it as name: term")


# ---------------------------------------------------------------------- articles, search, feeds


def test_an_article_numbers_what_leads_on(bridge: Newsroom) -> None:
    said = talk(bridge, "1", "1", "1", "2", "back", "copy", "browser", "7")
    assert re.search(r"^1\. https?://", said.after(2), re.MULTILINE)
    assert re.search(r"^2\. Appears in ", said.after(2), re.MULTILINE)
    assert said.after(3).startswith("Opened http")
    assert "\nWhat\n" in said.after(4)
    assert said.after(6).startswith("http")
    assert said.opened[0] == said.opened[1]
    assert said.last == "There is no link 7 here."


def test_search_takes_its_words_behind_the_command_or_asks_for_them(bridge: Newsroom) -> None:
    said = talk(bridge, "search seaweed", "1", "back", "/", "zebra", "search", "")
    assert re.search(r"^1\. Article: Baker wins prize", said.after(1), re.MULTILINE)
    assert said.after(2).startswith("Baker wins prize")
    assert said.prompts[4] == "Search for: "
    assert said.after(5).startswith("Nothing found.")
    assert said.last == "Nothing was searched."


def test_a_search_in_vain_says_what_to_try_and_offers_no_number(bridge: Newsroom) -> None:
    said = talk(bridge, "search zebra since:7d", "search zebra fleet:x", "search orrin is:story")
    assert said.after(1) == "Nothing found. A longer time, or fewer words?"
    assert "There is no fleet:" in said.after(2)
    assert "left out or taken for words" in said.after(2)
    assert said.after(3).startswith("1 story for orrin is:story:")
    assert said.after(3).endswith("Type a number to open what was found.")


def test_a_number_too_large_is_told_as_it_was_typed(bridge: Newsroom) -> None:
    assert talk(bridge, "12345678901").last == "There is no number 12345678901: they go from 1 to 1."


def test_feeds_tell_their_health_in_sentences_and_can_be_removed_and_added(bridge: Newsroom) -> None:
    said = talk(bridge, "feeds", "1", "remove 1", "undo", "add " + COAST, "r 2", "add", "")
    assert re.search(r"^1\. Harbour Wire\. Ok", said.after(1), re.MULTILINE)
    assert said.after(2).startswith(WIRE)
    assert said.after(3) == f"Unsubscribed (undo takes it back) from {WIRE}"
    assert said.after(4).startswith("Undone: removed the feed")
    assert "is subscribed already" in said.after(5)
    assert "1 feed polled" in said.after(6)
    assert said.last == "Nothing was added."


def test_a_failing_feed_is_said_to_be_in_trouble(newsroom: Newsroom) -> None:
    newsroom.network.fail(INLAND, "HTTP 500")
    newsroom.poll()
    said = talk(newsroom, "feeds")
    assert "3 feeds, 1 in trouble:" in said.last
    assert "In trouble." in said.last


# ---------------------------------------------------------------------- polling


def test_a_poll_tells_how_it_goes_in_sentences(newsroom: Newsroom) -> None:
    newsroom.publish(WIRE, "A heron moves into the post office", "It stands behind the counter.")
    said = talk(newsroom, "poll-all", "wait", "again")
    assert "Fetching 3 of 3." in said.after(1)
    assert said.after(1).splitlines()[-1].startswith("3 feeds polled, 1 new article, ")
    assert said.after(2) == "No poll is waited for."


def test_news_of_the_background_comes_before_a_prompt_and_never_inside_a_line(newsroom: Newsroom) -> None:
    newsroom.publish(WIRE, "A heron moves into the post office", "It stands behind the counter.")
    # What was asked for waits for the round that began by itself.
    said = Talk(newsroom.tracker, "poll-all", "again", poll=True)
    assert "3 feeds polled, 1 new article" in said.text
    assert not any("polled" in prompt for prompt in said.prompts)


def test_a_round_that_fails_is_a_sentence(newsroom: Newsroom) -> None:
    newsroom.feeds.write_text("- [broken")
    said = talk(newsroom, "poll")
    assert "feeds.yaml" in said.last
    assert "Traceback" not in said.text


# ---------------------------------------------------------------------- the first run


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom whose user has not subscribed to anything."""
    room = Newsroom(tmp_path)
    room.feeds.unlink()
    yield room
    room.close()


def test_a_first_run_offers_three_ways_by_number(fresh: Newsroom) -> None:
    said = talk(fresh, "9", "3", "2", "")
    for number in (1, 2, 3):
        assert f"\n{number}. " in said.heard[0]
    assert said.after(1) == "Type 1, 2 or 3."
    assert said.after(2) == "Back from the demo."
    assert said.prompts[3].startswith("Address of a feed")
    assert said.last == "Nothing was added."
    assert not fresh.feeds.exists()


def test_a_feed_added_in_a_first_run_leads_to_the_stories(fresh: Newsroom) -> None:
    fresh.publish(WIRE, "A heron moves into the post office", "It stands behind the counter.")
    said = talk(fresh, f"add {WIRE}", "lone", "back")
    assert "Subscribed to " in said.after(1)
    assert "Stories: " in said.after(1)
    assert "heron" in said.after(2)
    assert len(said.prompts) == 3


def test_the_bundled_feeds_are_subscribed_to_when_the_first_way_is_chosen(fresh: Newsroom) -> None:
    said = talk(fresh, "1")
    assert re.search(r"Subscribed to \d+ feeds\.", said.last)
    assert fresh.feeds.exists()


# ---------------------------------------------------------------------- what is typed


def test_a_line_is_parted_into_a_word_and_the_rest() -> None:
    assert parted("follow 3") == ("follow", "3")
    assert parted("f3") == ("f", "3")
    assert parted("[2") == ("[", "2")
    assert parted(":diff 2 4") == ("diff", "2 4")
    assert parted("/harbour strike") == ("search", "harbour strike")
    assert parted("'time") == ("jump", "time")
    assert parted("  ") == ("", "")


def test_a_command_is_found_by_key_by_name_and_by_the_beginning_of_one() -> None:
    def named(word: str, *scopes: str) -> str:
        found = find(word, scopes, {})
        return found.id if found is not None else ""

    assert named("r", "feeds", "list") == "poll_feed"
    assert named("r", "home", "list") == "poll"
    assert named("N", "home", "list") == "toggle_read"
    assert named("N", "story", "page") == "previous_section"
    assert named("evol", "story", "page") == "evolution"
    assert named("Read-All", "home") == "read_all"
    assert named("?") == "help"
    assert named("exit") == "quit"
    assert named("e", "home") == ""


def test_keys_that_the_user_changed_are_those_that_are_typed(bridge: Newsroom) -> None:
    said = Talk(bridge.tracker, "Z 1", "follow 1", settings=Settings(keys=(("follow", "Z"),)))
    assert said.after(1).startswith("Following")
    assert said.after(2).startswith("Not following")


def _views(kind: type[View] = View) -> Iterator[type[View]]:
    for each in kind.__subclasses__():
        if each.SCOPES:
            yield each
        yield from _views(each)


def test_every_command_of_the_table_does_something_in_every_view_that_it_is_for() -> None:
    for module in pkgutil.iter_modules(linear.__path__, "tracker.linear."):
        importlib.import_module(module.name)
    done = {"more", "all", "quit", "back", "leave"}
    lacking = [
        f"{view.__name__} {command.id}"
        for view in set(_views())
        for command in within(view.SCOPES)
        if command.id not in {*done, *OTHERWISE}
        and not hasattr(view, f"do_{command.id}")
        and not hasattr(Everywhere, f"do_{command.id}")
    ]
    assert sorted(lacking) == []
    shown = {
        "home",
        "story",
        "diff",
        "history",
        "feeds",
        "search",
        "article",
        "question",
        "why",
        "welcome",
        "list",
        "page",
    }
    assert {scope for view in _views() for scope in view.SCOPES} == shown


def test_our_own_commands_take_no_name_of_the_table() -> None:
    assert not {command.id for command in OWN} & {command.id for command in COMMANDS}


def test_help_says_what_can_be_typed_here_and_finds_by_a_word(bridge: Newsroom) -> None:
    said = talk(bridge, "?", "help merge", "1", "help", "help zebra", "history", "layout")
    assert "\nfollow, or f: " in said.after(1)
    assert "\nolder, or [" not in said.after(1)
    assert said.after(2).startswith("merge, or +: ")
    assert "\nolder, or [: " in said.after(4)
    assert "zebra" in said.after(5)
    assert said.after(7) == "layout does nothing in history. help says what does."


def test_a_name_that_is_no_command_opens_the_story_of_that_name(bridge: Newsroom) -> None:
    said = talk(bridge, "orrin", "zebra crossing", "x")
    assert "\nWhat\n" in said.after(1)
    assert said.after(2).startswith("No command and no story is called “zebra crossing”.")
    assert said.after(3) == "x does nothing in story. help says what does."


def test_the_end_of_input_and_the_word_quit_leave_and_back_leads_to_the_list(bridge: Newsroom) -> None:
    assert len(talk(bridge).prompts) == 1
    assert len(talk(bridge, "quit", "1").prompts) == 1
    said = talk(bridge, "1", "h", "back", "q", "q", "1")
    assert said.prompts == ["stories: ", "story: ", "history: ", "story: ", "stories: "]


def test_an_interrupt_leaves_without_a_trace(bridge: Newsroom) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    told: list[str] = []
    console = Console(interrupted, told.append)
    converse(bridge.tracker, Settings(), console, browse=str, demo=str, poll=False)
    assert told[-1] == "\n"


def test_a_fault_is_one_sentence_and_the_prompt_comes_again(bridge: Newsroom) -> None:
    def refuse(_: str) -> str:
        raise TrackerError("No browser was found.", "copy prints the address.")

    output = StringIO()
    console = on_streams(StringIO("1\n1\nbrowser\nback\n"), output)
    converse(bridge.tracker, Settings(), console, browse=refuse, demo=str, poll=False)
    assert (
        "article: No browser was found. copy prints the address.\narticle: Back to story.\n"
        in output.getvalue()
    )


# ---------------------------------------------------------------------- how it is printed


def test_a_screenful_is_held_back_and_an_empty_line_reads_on(bridge: Newsroom) -> None:
    said = talk(bridge, "1", "", "more", "page-up", "all", "", "bottom", size=(60, 10))
    assert " more; an empty line or more reads on, all prints the" in said.after(1)
    for place in (1, 2, 3):
        assert len(said.after(place).splitlines()) <= 12
        assert max(map(len, said.after(place).splitlines())) < 60
    assert re.search(r"\n\d+ more\.$", said.after(2))
    assert said.after(4) in said.after(1) + said.after(2) or said.after(4).endswith(said.after(2)[-40:])
    assert said.after(6) == "That was all."
    assert "1. " in said.last or "4. " in said.last


def test_no_view_prints_a_sign_that_is_made_for_the_eye(bridge: Newsroom) -> None:
    tracker = bridge.tracker
    tracker.reading.mark_read(tracker.reading.version("orrin", 2))
    article = tracker.reading.articles("orrin")[0].article.id
    said = talk(
        bridge,
        *("1", "diff 1 2", "q", "h", "q", "p", "q", "B", "q", "w", str(article), "q", "q", "q", "follow 1"),
        *("pin 1", "again", "feeds", "q", "/bridge", "q", "?", "poll-all", "again"),
    )
    assert [line for line in said.text.splitlines() if NOISE.search(line)] == []
    assert not re.search(r"\bv\d", said.text)


def test_hostile_text_reaches_the_terminal_as_words_only(newsroom: Newsroom) -> None:
    newsroom.publish(
        WIRE, "Sale \x1b]52;c;aGk=\x07 on \x1b[31mred\x1b[0m [/b] \u202eevil", "Text \x9b2J of it."
    )
    newsroom.poll()
    said = talk(newsroom, "lone", "1", "1", "search \x1b[31msale", "\x1b[2Jzebra")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said.text)
    assert "[/b]" in said.text


def test_texts_are_read_on_by_screens_sections_and_changes() -> None:
    text = Text([Piece("a", "one"), Piece("b"), Piece("c", "two", news=True), Piece("d"), Piece("e")])

    def shown(rows: int) -> str:
        return "".join(part.text for part in text.screen(rows, lambda _: 1))

    assert shown(2) == "ab"
    assert text.to_section(1)
    assert shown(2) == "cd"
    assert not text.to_section(1)
    assert text.back(3, lambda _: 1)
    assert shown(3) == "ab"
    assert text.to_news(1)
    assert shown(9) == "cde"
    assert (text.left, text.to_news(1)) == (0, False)
    text.to_top()
    # A heading goes with what it heads.
    assert shown(4) == "ab"


def test_a_paragraph_that_is_taller_than_the_screen_is_printed_whole() -> None:
    text = Text([Piece("tall"), Piece("b")])
    assert [part.text for part in text.screen(2, lambda one: 9 if one == "tall" else 1)] == ["tall"]
    assert text.left == 1


def test_the_section_before_is_not_the_one_that_was_shown() -> None:
    text = Text([Piece("a", "one"), Piece("b", "two"), Piece("c")])
    assert text.to_section(1)
    assert [part.text for part in text.rest()] == ["b", "c"]
    assert text.to_section(-1)
    assert [part.text for part in text.rest()] == ["a", "b", "c"]
    assert not text.to_section(-1)


def test_words_take_the_place_of_signs() -> None:
    assert heard("v3 → v4 · +2 sources, A ↔ B, next in 3 h") == (
        "version 3 to version 4, 2 more sources, A against B, next in 3 hours"
    )
    assert sentences(("quiet for 3 days", "", "Why?", "“So.”")) == "Quiet for 3 days. Why? “So.”"


def test_completion_offers_commands_sections_and_slugs() -> None:
    complete = completer(lambda: ["history", "help", "harbour-strike", "follow"])
    assert [complete("h", place) for place in range(4)] == ["harbour-strike", "help", "history", None]


# ---------------------------------------------------------------------- on a terminal


def _until(terminal: int, wanted: str, shown: str = "") -> str:
    """Read from a terminal until it shows a text."""
    while wanted not in shown:
        ready, _, _ = select.select([terminal], [], [], 60)
        assert ready, f"nothing came after: {shown}"
        shown += os.read(terminal, 4096).decode()
    return shown


@contextmanager
def _terminal(folder: Path, *words: str, **environ: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run tracker in a pseudo-terminal, which must be left as it was; give the process and the other end."""
    termios = pytest.importorskip("termios")
    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    tracker = ["-m", "tracker", "--data", str(folder), "--now", "2026-05-10", *words]
    command = [sys.executable, *tracker]
    env = {name: value for name, value in os.environ.items() if name not in {"TERM", "NO_COLOR"}} | environ
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=env)
    try:
        yield process, master
        assert process.wait(60) == 0
        assert termios.tcgetattr(slave) == before
    finally:
        process.kill()
        process.wait()
        os.close(slave)
        os.close(master)


@pytest.mark.parametrize(
    ("words", "environ"), [((), {"TERM": "dumb"}), ((), {}), (("--plain",), {"TERM": "xterm-256color"})]
)
def test_on_a_terminal_it_opens_with_no_escape(
    tmp_path: Path, words: tuple[str, ...], environ: dict[str, str]
) -> None:
    room = Newsroom(tmp_path)
    room.run_bridge()
    room.close()
    with _terminal(tmp_path, *words, **environ) as (_, terminal):
        shown = _until(terminal, "stories: ")
        os.write(terminal, b"1\r")
        shown += _until(terminal, "story: ")
        os.write(terminal, b"timel\t\r")
        shown += _until(terminal, "Timeline")
        os.write(terminal, b"quit\r")
    assert "\x1b" not in shown
    assert "Orrin bridge" in shown


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_at_the_prompt_ends_it_in_order(tmp_path: Path, name: str) -> None:
    with _terminal(tmp_path, "--plain") as (process, terminal):
        _until(terminal, "welcome: ")
        process.send_signal(getattr(signal, name))


def test_ctrl_c_at_the_prompt_ends_it_and_one_that_readline_missed_is_pressed_again(tmp_path: Path) -> None:
    with _terminal(tmp_path, "--plain") as (process, terminal):
        _until(terminal, "welcome: ")
        for _ in range(5):
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
                break
