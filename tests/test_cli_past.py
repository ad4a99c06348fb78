"""What was, on the command line: evolution, blame, differences since a moment, and read marks."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from tests.builders import rss
from tests.library import BRIDGE
from tests.shell import Shell
from tracker.model import Entry
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from pathlib import Path

BRIDGES = "orrin"
DAYS = ("2026-05-04T09:00Z", "2026-05-08T09:00Z", "2026-05-12T09:00Z")
NOW = ("--now", "2026-05-13T09:00Z")


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the bridge in three versions, four days apart."""
    shell = Shell(tmp_path_factory.mktemp("past") / "data")
    with Site() as site:
        for number, day in enumerate(DAYS, 2):
            entries = [
                Entry(title, site.url(f"/{place}"), f"urn:{place}", text)
                for place, (_, title, text) in enumerate(BRIDGE[:number])
            ]
            site.serve("/wire.xml", rss(entries[::-1], title="Harbour Wire"), etag=f'"{number}"')
            shell.run(*(("add", site.url("/wire.xml")) if number == 2 else ("poll",)), "--now", day)
    return shell.folder


@pytest.fixture
def shell(tmp_path: Path, polled: Path) -> Shell:
    made = Shell(tmp_path / "data")
    shutil.copytree(polled, made.folder, dirs_exist_ok=True)
    return made


def test_the_evolution_of_stances_is_a_table_and_each_move_has_its_source(shell: Shell) -> None:
    text = shell.run("show", BRIDGES, "--section", "perspectives", "--evolution", *NOW)
    heading = next(line for line in text.splitlines() if "v1" in line)
    assert heading.split() == ["v1", "v2", "v3"]
    assert "Tobin Asher" in text
    assert "Harbour Wire" in text


def test_the_evolution_as_json_gives_moves_with_sources(shell: Shell) -> None:
    found = shell.json("show", BRIDGES, "--evolution", "--json", *NOW)
    course = next(each for each in found["evolution"] if each["actor"] == "Tobin Asher")
    assert course["moves"][0]["kind"] == "new"
    assert {source["number"] for source in course["moves"][0]["sources"]} == set(
        course["moves"][0]["stance"]["citations"]
    )


def test_the_evolution_up_to_a_version_knows_nothing_later(shell: Shell) -> None:
    found = shell.json("show", BRIDGES, "--evolution", "--version", "1", "--json", *NOW)
    assert {move["version"] for course in found["evolution"] for move in course["moves"]} == {1}


@pytest.mark.parametrize("words", [("--markdown",), ("--section", "what")])
def test_an_evolution_is_of_perspectives_alone(shell: Shell, words: tuple[str, ...]) -> None:
    shell.run("show", BRIDGES, "--evolution", *words, code=2)


def test_blame_tells_since_when_and_from_whom_each_sentence_stands(shell: Shell) -> None:
    text = shell.run("blame", BRIDGES, *NOW)
    assert "since v1, 2026-05-04" in text
    assert "since v3, 2026-05-12" in text
    assert "from [1] Harbour Wire" in text


def test_blame_as_json_covers_every_sentence_that_the_dossier_shows(shell: Shell) -> None:
    shown = shell.json("show", BRIDGES, "--json", *NOW)["sections"]
    found = shell.json("blame", BRIDGES, "--json", *NOW)
    texts = {each["text"] for each in found["sentences"]}
    assert {claim["text"] for claim in shown["what"]} <= texts
    assert {event["text"] for event in shown["timeline"]} <= texts
    numbers = {source["number"] for source in found["sources"]}
    assert all(each["source"] in numbers and 1 <= each["since"] <= 3 for each in found["sentences"])


def test_blame_of_one_section_and_of_an_older_version(shell: Shell) -> None:
    found = shell.json("blame", BRIDGES, "--section", "what", "--at", DAYS[0], "--json", *NOW)
    assert {each["section"] for each in found["sentences"]} == {"what"}
    assert found["version"] == 1
    shell.run("blame", BRIDGES, "--at", DAYS[0], "--version", "1", code=2)
    shell.run("blame", "nothing", code=3)


def test_a_difference_since_a_moment_is_from_the_version_known_then(shell: Shell) -> None:
    found = shell.json("diff", BRIDGES, "--since", "2026-05-09", "--json", *NOW)
    assert (found["from"], found["to"]) == (2, 3)
    shell.run("diff", BRIDGES, "1", "--since", "2026-05-09", code=2)
    shell.run("diff", BRIDGES, "--since", "2026-05-01", code=3)


def test_the_json_of_a_difference_follows_its_published_schema(shell: Shell) -> None:
    schema = json.loads(shell.run("diff", "--schema"))
    Draft202012Validator.check_schema(schema)
    found = shell.json("diff", BRIDGES, "1", "3", "--json", *NOW)
    assert found["changes"]
    Draft202012Validator(schema).validate(found)
    assert not Draft202012Validator(schema).is_valid(found | {"changes": [{"section": "what"}]})


def test_a_brief_difference_is_one_line_and_none_where_nothing_changed(shell: Shell) -> None:
    assert len(shell.run("diff", BRIDGES, "1", "3", "--brief", *NOW).splitlines()) == 1
    assert shell.run("diff", BRIDGES, "3", "3", "--brief", *NOW) == ""
    shell.run("diff", BRIDGES, "1", "3", "--brief", "--json", code=2)


def test_side_by_side_keeps_to_its_width(shell: Shell) -> None:
    text = shell.run("diff", BRIDGES, "1", "3", "-y", "-W", "120", *NOW)
    rows = text.splitlines()
    assert any(" │ " in row for row in rows)
    assert max(map(len, rows)) <= 120
    shell.run("diff", BRIDGES, "-y", "-W", "3", code=2)


def test_stories_are_marked_read_and_unread_and_each_act_is_undone(shell: Shell) -> None:
    def unread() -> list[str]:
        return [story["slug"] for story in shell.json("stories", "--unread", "--json", *NOW)]

    (slug,) = unread()
    shell.run("read", BRIDGES)
    assert unread() == []
    shell.run("undo")
    assert unread() == [slug]
    shell.run("read", "--all")
    assert unread() == []
    shell.run("unread", BRIDGES)
    assert unread() == [slug]
    # Only what the newest version changed is news again.
    assert shell.json("diff", BRIDGES, "--json", *NOW)["from"] == 2
    shell.run("undo")
    assert unread() == []


def test_where_all_is_read_the_list_of_unread_stories_does_not_say_that_there_are_none(shell: Shell) -> None:
    shell.run("read", "--all")
    done = shell.done("stories", "--unread", *NOW)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "No story passes; `tracker stories` lists all.\n"


def test_a_lone_article_is_marked_read_without_being_opened(shell: Shell) -> None:
    with Site() as site:
        entry = Entry(
            "A seal in the town hall of Marn", site.url("/seal"), "", "It came in at noon and left at one."
        )
        site.serve("/coast.xml", rss([entry], title="Coast Daily"))
        shell.run("add", site.url("/coast.xml"), *NOW)
    lone = {story["slug"] for story in shell.json("stories", "--unread", "--json", *NOW)} - {"orrin"}
    slug = next(each for each in lone if "seal" in each)
    shell.run("read", slug)
    assert slug not in {story["slug"] for story in shell.json("stories", "--unread", "--json", *NOW)}
    shell.run("unread", slug)
    assert slug in {story["slug"] for story in shell.json("stories", "--unread", "--json", *NOW)}


def test_reading_names_stories_or_all_of_them(shell: Shell) -> None:
    shell.run("read", code=2)
    shell.run("read", BRIDGES, "--all", code=2)
    shell.run("read", BRIDGES, "nothing", code=3)
    assert len(shell.json("stories", "--unread", "--json", *NOW)) == 1


def test_a_rebuild_with_nothing_new_makes_no_version(shell: Shell) -> None:
    assert "0 have a new version" in shell.done("rebuild", BRIDGES, *NOW).stderr
    assert "0 have a new version" in shell.done("rebuild", "--all", *NOW).stderr
    assert len(shell.json("history", BRIDGES, "--json", *NOW)) == 3
    shell.run("rebuild", code=2)


def test_versions_may_be_written_as_history_writes_them(shell: Shell) -> None:
    assert shell.run("diff", BRIDGES, "v1", "v3", *NOW) == shell.run("diff", BRIDGES, "1", "3", *NOW)
    shell.run("show", BRIDGES, "--version", "vv3", code=2)


def test_blame_of_what_cites_nothing_says_so(shell: Shell) -> None:
    assert "cites nothing" in shell.done("blame", BRIDGES, "--section", "sources").stderr


def test_a_story_is_never_saved_over_the_database(shell: Shell) -> None:
    done = shell.done("save", BRIDGES, "--format", "json", "-o", str(shell.folder / "tracker.db"))
    assert done.returncode == 2
    assert "own file" in done.stderr
    assert shell.json("history", BRIDGES, "--json", *NOW)


def test_a_digest_of_what_is_followed_leaves_the_other_where_it_was(shell: Shell) -> None:
    shell.run("digest", "--followed", "--now", "2026-05-12T10:00Z")
    assert shell.json("digest", "--json", "--now", "2026-05-12T11:00Z")["since"].startswith("2026-05-11T11")


def test_a_digest_of_an_earlier_moment_takes_no_later_one_back(shell: Shell) -> None:
    shell.run("digest", "--now", "2026-05-12T10:00Z")
    earlier = shell.json("digest", "--json", "--now", "2026-05-08T10:00Z")
    assert earlier["since"] < earlier["until"]
    assert shell.json("digest", "--json", "--now", "2026-05-13T10:00Z")["since"].startswith("2026-05-12T10")
