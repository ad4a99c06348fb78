"""`tracker follow` and `unfollow`, run as processes of their own on a real server and database."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE, LONE
from tests.shell import Shell
from tracker.model import Entry
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = ("--now", "2026-05-04T09:00Z")
LATER = ("--now", "2026-05-05T09:00Z")
FERRY = ("", "Ferry runs aground at Marn", "The night ferry ran aground off Marn; tugs are on their way.")
BREAD = "baker-wins-prize-for-seaweed-bread"


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Path:
    """A data folder with two articles of the bridge and two lone ones."""
    shell = Shell(tmp_path_factory.mktemp("polled") / "data")
    publish(site, [*BRIDGE[:2], *LONE])
    shell.run("add", site.url("/feed.xml"), *NOW)
    return shell.folder


@pytest.fixture
def shell(tmp_path: Path, polled: Path) -> Shell:
    """A copy of that folder, to change as a test likes."""
    made = Shell(tmp_path / "data")
    shutil.copytree(polled, made.folder, dirs_exist_ok=True)
    return made


def publish(site: Site, articles: list[tuple[str, str, str]]) -> None:
    entries = [
        Entry(title, site.url(f"/{number}"), f"urn:{number}", text)
        for number, (_, title, text) in enumerate(articles)
    ]
    site.serve("/feed.xml", rss(entries[::-1], title="Harbour Wire"), etag=f'"{len(articles)}"')


def told(shell: Shell, *words: str, code: int = 0) -> str:
    """Run a command that prints nothing but talk, and return that."""
    done = shell.done(*words)
    assert (done.returncode, done.stdout) == (code, ""), (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr


def test_a_followed_story_takes_what_matches_and_gives_it_back(shell: Shell, site: Site) -> None:
    talk = told(shell, "follow", "Coast food", "seaweed", "apple blossom", "ferry", *NOW)
    assert talk == (
        "coast-food follows seaweed, “apple blossom”, ferry: 2 articles, v1. `tracker undo` takes it back.\n"
    )
    publish(site, [*BRIDGE[:2], *LONE, FERRY])
    shell.run("poll", "--force", *LATER)
    (story,) = [each for each in shell.json("stories") if each["slug"] == "coast-food"]
    assert (story["items"], story["version"], story["title"]) == (3, 2, "Coast food")
    assert story["follows"] == {
        "terms": ["seaweed", "apple blossom", "ferry"],
        "not": [],
        "all": False,
        "search": False,
    }
    talk = told(shell, "unfollow", "coast-food", *LATER)
    assert talk.splitlines() == [
        "Articles that went back to their stories: 2.",
        "Articles that came new and wait for the next `tracker poll` to be placed: 1.",
        "coast-food is not followed any more. `tracker undo` takes it back.",
    ]
    assert BREAD in [each["slug"] for each in shell.json("stories")]
    assert "You follow “Coast food” no more" in told(shell, "show", "coast-food", code=3)
    shell.run("poll", *LATER)
    assert "ferry-runs-aground-at-marn" in [each["slug"] for each in shell.json("stories")]


def test_the_page_says_by_which_terms_a_story_is_defined(shell: Shell) -> None:
    told(shell, "follow", "Food", "seaweed", "--not", "fish", "--not", "sea food", "--all", *NOW)
    assert "Follows: seaweed, not fish, not “sea food”" in shell.run("show", "food")
    told(shell, "follow", "Food", "rye", "seaweed", "--all", *NOW)
    assert "Follows: rye and seaweed" in shell.run("show", "food")
    assert "rye" in shell.run("why", "food")


def test_a_story_without_articles_can_be_looked_at_from_all_sides(shell: Shell) -> None:
    talk = told(shell, "follow", "Quay", "quay strike", *NOW)
    assert talk.startswith(
        "Nothing matches yet; what comes will join it.\nquay follows “quay strike”: 0 articles"
    )
    page = shell.run("show", "quay", *NOW)
    assert "Quay" in page
    assert "Follows: “quay strike”" in page
    assert "Nothing matches yet" in page
    shown = shell.json("show", "quay")
    assert (shown["version"], shown["items"], shown["story"]["items"]) == (0, 0, 0)
    assert "Quay" in shell.run("stories", *NOW)
    assert shell.json("history", "quay") == []
    assert shell.json("articles", "--story", "quay") == []
    shell.run("why", "quay")
    shell.run("show", "quay", "--markdown")
    shell.run("save", "quay", "--format", "atom")
    assert "has no version 1" in told(shell, "diff", "quay", code=3)


def test_a_story_that_is_there_is_followed_and_unfollowed_as_it_is(shell: Shell) -> None:
    assert told(shell, "follow", BREAD, *NOW).startswith(f"{BREAD} is followed: 1 article, v1.")
    shell.run("follow", BREAD, *NOW, code=2)
    assert told(shell, "unfollow", BREAD).startswith(f"{BREAD} is not followed any more.")
    assert told(shell, "undo") == "Undone: unfollowed “Baker wins prize for seaweed bread”.\n"
    assert told(shell, "undo") == "Undone: followed “Baker wins prize for seaweed bread”.\n"


def test_undo_takes_follow_and_unfollow_back(shell: Shell) -> None:
    before = shell.json("stories")
    told(shell, "follow", "Food", "seaweed", *NOW)
    followed = shell.json("articles")
    told(shell, "unfollow", "food", *NOW)
    told(shell, "undo", *NOW)
    assert shell.json("articles") == followed
    told(shell, "undo", *NOW)
    after = shell.json("stories")
    assert [(each["slug"], each["items"]) for each in after] == [
        (each["slug"], each["items"]) for each in before
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Food", "*"], "no letter"),
        (["Food", ""], "no letter"),
        (["Food", "of"], "too wide"),
        (["Food", "x"], "too short"),
        ([BREAD, "rye"], "leads to the story"),
        (["7", "rye"], "number of a story"),
        ([BREAD, "--all"], "Without a TERM"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(shell: Shell, words: list[str], said: str) -> None:
    talk = told(shell, "follow", *words, code=2)
    assert said in talk
    assert len(talk.splitlines()) == 1


def test_a_name_that_nothing_bears_is_not_found(shell: Shell) -> None:
    assert "There is no story “Nowhere”" in told(shell, "follow", "Nowhere", code=3)
    assert "There is no story “Nowhere”" in told(shell, "unfollow", "Nowhere", code=3)


def test_search_says_what_is_to_be_set_and_does_the_rest(shell: Shell) -> None:
    talk = told(shell, "follow", "Food", "seaweed", "--search", *NOW)
    assert "1 article, v1" in talk
    assert talk.splitlines()[-1] == (
        "Nothing is searched yet: that takes an address with {query} under search in feeds.yaml."
    )


def test_a_story_seeks_its_own_articles_in_a_search_feed(shell: Shell, site: Site) -> None:
    with (shell.folder / "feeds.yaml").open("a") as feeds:
        feeds.write(f"search:\n  - {site.url('/find')}?q={{query}}\n")
    found = Entry("Seaweed feeds cows", "https://farm.example/1", "s1", "Cows of Marn eat seaweed now.")
    site.serve("/find?q=seaweed", rss([found]))
    talk = told(shell, "follow", "Food", "seaweed", "--search", *NOW)
    assert "Nothing is searched" not in talk
    shell.run("poll", "--force", *LATER)
    titles = [each["title"] for each in shell.json("articles", "--story", "food")]
    assert titles == ["Seaweed feeds cows", LONE[0][1]] or titles == [LONE[0][1], "Seaweed feeds cows"]


def test_help_says_what_a_term_is(shell: Shell) -> None:
    text = " ".join(shell.run("follow", "--help").split())
    assert "A TERM is a word or a name, in any case, or a phrase in quotes" in text
    assert "--not TERM" in text
