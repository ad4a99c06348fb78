"""`tracker save` and `tracker import` of stories, as a user types them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.library import BRIDGE, LONE, Newsroom
from tests.shell import Shell

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-05-20")
SLUG = "orrin-bridge-closed-after-crack-found"
QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with the bridge in two versions, followed, and a lone article in one."""
    shell = Shell(tmp_path_factory.mktemp("saving") / "data")
    room = Newsroom(shell.folder)
    for article in (*BRIDGE[:2], *LONE):
        room.publish(*article)
    room.poll(days=1)
    room.publish(*BRIDGE[2])
    room.poll(days=2)
    room.tracker.reading.version("baker")
    room.tracker.store.shelf.mark(1, followed=True)
    room.close()
    return shell


def told(shell: Shell, *words: str, code: int = 0) -> str:
    done = shell.done(*words, **QUIET)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode == code, done.stderr
    return done.stderr


def test_all_and_followed_stories_are_one_document_of_json_or_atom(shell: Shell) -> None:
    every = json.loads(shell.run("save", "--all", "--format", "json"))
    assert [story["story"]["slug"] for story in every["stories"]] == [
        SLUG,
        "baker-wins-prize-for-seaweed-bread",
    ]
    followed = json.loads(shell.run("save", "--followed", "--format", "json"))
    assert [story["story"]["slug"] for story in followed["stories"]] == [SLUG]
    two = json.loads(shell.run("save", "baker", "orrin", "--format", "json"))
    assert [story["story"]["slug"] for story in two["stories"]] == [
        "baker-wins-prize-for-seaweed-bread",
        SLUG,
    ]
    assert shell.run("save", "--all", "--format", "atom").count("<entry>") == 3
    assert shell.run("save", "--followed", "--format", "atom").count("<entry>") == 2
    (one,) = json.loads(shell.run("save", "orrin", "orrin", "--format", "json"))["stories"]
    assert one["story"]["slug"] == SLUG


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("save",), "Name a story, or say --all or --followed."),
        (("save", "--all", "--followed"), "Name a story, or say --all or --followed."),
        (("save", "orrin", "--all"), "Name a story, or say --all or --followed."),
        (("save", "--all"), "Several stories as Markdown are a file each. Name a folder with -o."),
        (("save", "--all", "--format", "html"), "Several stories as HTML are a file each."),
    ],
)
def test_what_makes_no_sense_is_told(shell: Shell, words: tuple[str, ...], complaint: str) -> None:
    assert complaint in told(shell, *words, code=2)


def test_a_story_that_is_not_there_is_not_found_and_nothing_is_written(shell: Shell, tmp_path: Path) -> None:
    told(shell, "save", "orrin", "nothing-of-the-kind", "-o", f"{tmp_path}/news/", code=3)
    assert not (tmp_path / "news").exists()


def test_a_path_is_a_file_or_a_folder_by_what_it_says(shell: Shell, tmp_path: Path) -> None:
    told(shell, "save", "orrin", "-o", str(tmp_path / "story.md"))
    assert (tmp_path / "story.md").read_text().startswith("# ")
    assert told(shell, "save", "orrin", "-o", f"{tmp_path}/news/") == (
        f"Saved 1 story in {tmp_path}/news: 1 file written.\n"
    )
    told(shell, "save", "--all", "-o", str(tmp_path / "all"))
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        "baker-wins-prize-for-seaweed-bread.md",
        f"{SLUG}.md",
    ]
    told(shell, "save", "--all", "--format", "json", "-o", str(tmp_path / "all.json"))
    assert (tmp_path / "all.json").is_file()
    assert "there is no folder" in told(shell, "save", "orrin", "-o", f"{tmp_path}/typo/x.md", code=1)


def test_stories_cross_to_another_machine_and_back(shell: Shell, tmp_path: Path) -> None:
    path, again = tmp_path / "all.json", tmp_path / "again.json"
    told(shell, "save", "--all", "--format", "json", "-o", str(path))
    other = Shell(tmp_path / "other")
    assert told(other, "import", str(path), *NOW).splitlines() == [
        f"{SLUG} came with 2 versions.",
        "baker-wins-prize-for-seaweed-bread came with 1 version.",
    ]
    told(other, "save", "--all", "--format", "json", "-o", str(again))
    assert again.read_bytes() == path.read_bytes()
    assert "is here already, up to v2: nothing was changed." in told(other, "import", str(path))
    assert other.run("show", "orrin", *NOW)
    assert other.run("why", "orrin")
    assert "It came with a story that you imported" in other.run("why", "orrin")
    told(other, "merge", "orrin", "baker", *NOW)
    told(other, "undo", *NOW)


def test_a_story_whose_articles_are_elsewhere_here_is_refused_with_its_exit_code(
    shell: Shell, tmp_path: Path
) -> None:
    path = tmp_path / "all.json"
    told(shell, "save", "--all", "--format", "json", "-o", str(path))
    other = Shell(tmp_path / "other")
    room = Newsroom(other.folder)
    for article in BRIDGE[:3]:
        room.publish(*article)
    room.poll(days=4)
    room.close()
    assert "has gone another way here than in the file: it was left as it is." in told(
        other, "import", str(path), code=4
    )
    assert len(other.json("articles")) == 4


def test_a_story_without_an_article_is_saved_as_the_blank_page_that_it_is(
    shell: Shell, tmp_path: Path
) -> None:
    other = Shell(tmp_path / "other")
    told(other, "follow", "Quay", "quay strike", *NOW)
    for form in ("md", "json", "atom", "html"):
        assert "Quay" in other.run("save", "quay", "--format", form, *NOW)
    other.run("save", "quay", "--format", "json", "-o", str(tmp_path / "quay.json"), *NOW)
    assert "there is no version yet" in told(shell, "import", str(tmp_path / "quay.json"), code=2)


def test_a_file_that_is_no_story_is_refused_by_its_place(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text(shell.run("save", "orrin", "--format", "json")[:3000])
    other = Shell(tmp_path / "other")
    complaint = told(other, "import", str(path), code=2)
    assert complaint.startswith(f"tracker: {path}, line ")
    assert complaint.endswith("Nothing was imported.\n")
    assert other.json("articles") == []
