"""A story that is there seeks its own sources: processes of their own, and a search engine on loopback."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE, LONE
from tests.seekers import SearchSite
from tests.shell import Shell
from tracker.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLUG = "orrin-bridge-closed-after-crack-found"
DAYS = [("--now", f"2026-05-{day:02}T09:00Z") for day in range(4, 31)]
ANSWER = Entry(BRIDGE[3][1], "https://quay.example/orrin", "a1", BRIDGE[3][2])
SPAM = [
    Entry(
        "Orrin bridge Velmouth closed", "https://spam.example/1", "s1", "Orrin bridge Velmouth closed. " * 50
    ),
    Entry("Sponsored: bridges of Velmouth by boat", "https://spam.example/2", "s2", BRIDGE[0][2]),
    Entry(
        "Chess club wins the cup", "https://spam.example/3", "s3", "The club of Marn won after a long final."
    ),
    Entry("\u009b31m]52;c;aGk= [/b]", "javascript:alert(1)", "s4", BRIDGE[0][2]),
]


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two articles of the bridge, which ask when it opens, and two lone ones."""
    shell = Shell(tmp_path_factory.mktemp("polled") / "data")
    with SearchSite() as site:
        entries = [
            Entry(title, f"https://x.example/{n}", f"urn:{n}", text)
            for n, (_, title, text) in enumerate([*BRIDGE[:2], *LONE])
        ]
        site.serve("/feed.xml", rss(entries))
        shell.run("add", site.url("/feed.xml"), *DAYS[0])
        # Of a feed that is gone no poll speaks.
        shell.run("remove", site.url("/feed.xml"), *DAYS[0])
    return shell.folder


@pytest.fixture
def engine() -> Iterator[SearchSite]:
    with SearchSite([ANSWER], SPAM) as running:
        yield running


@pytest.fixture
def shell(tmp_path: Path, polled: Path, engine: SearchSite) -> Shell:
    made = Shell(tmp_path / "data")
    shutil.copytree(polled, made.folder, dirs_exist_ok=True)
    with (made.folder / "feeds.yaml").open("a") as feeds:
        feeds.write(f"search:\n  - url: {engine.template}\n    title: Lamp\n")
    return made


def test_nothing_leaves_the_machine_until_the_user_says_so(shell: Shell, engine: SearchSite) -> None:
    shell.run("follow", SLUG, *DAYS[1])
    shell.run("poll", *DAYS[2])
    assert engine.requests == []
    assert shell.run("searches").strip() == "No searches."


def test_where_feeds_yaml_can_not_be_read_nothing_is_followed(shell: Shell) -> None:
    (shell.folder / "feeds.yaml").write_text("search: {a: 1}\n")
    assert shell.run("follow", SLUG, "--search", *DAYS[1], code=2) == ""
    assert '"slug"' not in shell.run("save", "--followed", "--format", "json")


def test_a_followed_story_finds_the_answer_to_its_question(shell: Shell, engine: SearchSite) -> None:
    told = shell.done("follow", SLUG, "--search", *DAYS[1]).stderr
    assert "A few words of it go to Lamp: at most 20 searches a day" in told
    planned = shell.json("searches", "--next", *DAYS[2])["searches"]
    assert engine.requests == []
    for day in DAYS[2:9]:
        shell.run("poll", *day)
    assert engine.words()[: len(planned)] == [each["words"] for each in planned]
    page = shell.json("show", SLUG, *DAYS[9])
    (source,) = (each for each in page["sources"] if each["via"])
    assert (source["via"], source["title"], source["outlet"]) == (
        f"reactive:{SLUG}",
        ANSWER.title,
        "quay.example",
    )
    (question,) = (each for each in page["sections"]["open_questions"] if "reopen" in each["text"])
    assert (question["state"], question["answered_by"]) == ("answered", [source["number"]])
    asked = shell.json("searches", SLUG)["searches"]
    assert page["terms_searched"]["hits"] + (question["searched"] or {"hits": 0})["hits"] == 1
    assert sum(each["hits"] for each in asked) == 1
    assert {each["title"] for each in page["sources"]} == {BRIDGE[0][1], BRIDGE[1][1], ANSWER.title}
    assert len(shell.json("articles")) == 5


def test_the_page_says_how_a_question_was_searched_for(shell: Shell, engine: SearchSite) -> None:
    engine.entries.clear()
    shell.run("follow", SLUG, "--search", *DAYS[1])
    for day in DAYS[2:9]:
        shell.run("poll", *day)
    page = " ".join(shell.run("show", SLUG, "--section", "open-questions").split())
    assert re.search(r"open since v1 · searched 3 times, last on 2026-05-\d\d, 0 hits", page)
    assert "Key terms · searched 3 times" in page
    assert "searched 3 times" in shell.run("show", SLUG)
    assert shell.json("show", SLUG)["version"] == 1


def test_the_record_says_what_was_asked_of_whom(shell: Shell, engine: SearchSite) -> None:
    shell.run("follow", SLUG, "--search", *DAYS[1])
    shell.run("poll", *DAYS[2])
    record = shell.json("searches", SLUG, *DAYS[2])
    assert (record["left"], record["daily_budget"]) == (18, 20)
    assert [each["words"] for each in reversed(record["searches"])] == engine.words()
    assert {each["url"].partition("?")[0] for each in record["searches"]} == {engine.url("/find")}
    text = shell.run("searches", *DAYS[3])
    assert all(words in text for words in engine.words())
    assert "→ 127.0.0.1" in text
    assert "key terms" in text


def test_a_search_carries_nothing_but_its_words(shell: Shell, engine: SearchSite) -> None:
    shell.run("follow", SLUG, "--search", *DAYS[1])
    shell.run("poll", *DAYS[2])
    for request in engine.requests:
        assert not {"cookie", "referer", "from", "accept-language"} & request.headers.keys()
        assert request.headers["user-agent"].startswith("tracker/")
        assert re.fullmatch(r"/find\?q=[\w%-]+", request.path)


def test_searching_ends_when_the_user_says_so_or_the_budget_does(shell: Shell, engine: SearchSite) -> None:
    shell.run("follow", SLUG, "--search", *DAYS[1])
    shell.run("follow", SLUG, "--no-search", *DAYS[1])
    shell.run("poll", *DAYS[2])
    assert engine.requests == []
    shell.run("undo", *DAYS[2])
    with (shell.folder / "config.toml").open("a") as config:
        config.write("[search]\ndaily_budget = 1\n")
    for _ in range(3):
        shell.run("poll", *DAYS[2])
    assert len(engine.requests) == 1


def test_a_setting_lets_all_followed_stories_search(shell: Shell, engine: SearchSite) -> None:
    with (shell.folder / "config.toml").open("a") as config:
        config.write("[search]\nautomatic = true\n")
    shell.run("follow", SLUG, *DAYS[1])
    shell.run("poll", *DAYS[2])
    assert len(engine.requests) == 2
