"""The command line as a contract: verbs, flags, exit codes, JSON; run as a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from tests.builders import rss
from tests.library import BRIDGE, LONE
from tests.shell import Shell
from tests.wreck import AGROUND, ASHORE, BLAMED
from tracker.cli import VERBS
from tracker.cli.verb_demo import _see_that_any_came
from tracker.errors import TrackerError
from tracker.model import Entry, PollSummary
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = "2026-05-04T09:00Z"
MODIFIED = "Mon, 04 May 2026 08:00:00 GMT"


class Newsstand(Shell):
    """A shell beside one server that has two feeds."""

    def __init__(self, folder: Path, site: Site) -> None:
        super().__init__(folder)
        self.site = site

    def serve(self, articles: int) -> None:
        """Publish the first articles of the bridge on one feed, all lone ones on the other."""
        entries = [
            Entry(title, self.site.url(f"/wire/{number}"), f"urn:{number}", text)
            for number, (_, title, text) in enumerate(BRIDGE[:articles])
        ]
        lone = [Entry(title, f"https://coast.example/{title[:5]}", "", text) for _, title, text in LONE]
        self.site.serve("/wire.xml", rss(entries[::-1], title="Harbour Wire"), etag=f'"{articles}"')
        self.site.serve("/coast.xml", rss(lone, title="Coast Daily"), modified=MODIFIED)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def shell(tmp_path: Path, site: Site) -> Newsstand:
    site.routes.clear()
    site.requests.clear()
    return Newsstand(tmp_path / "data", site)


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory, site: Site) -> Path:
    """A data folder with the bridge in three articles, polled twice, four days apart."""
    shell = Newsstand(tmp_path_factory.mktemp("polled") / "data", site)
    shell.serve(2)
    shell.run("add", shell.site.url("/wire.xml"), "--now", NOW)
    shell.run("add", shell.site.url("/coast.xml"), "--tag", "coast", "--now", NOW)
    shell.serve(3)
    shell.run("poll", "--now", "2026-05-08T09:00Z")
    return shell.folder


@pytest.fixture
def told(shell: Newsstand, polled: Path) -> Newsstand:
    """A copy of the polled folder, to change as a test likes."""
    shutil.copytree(polled, shell.folder, dirs_exist_ok=True)
    shell.serve(3)
    return shell


def test_version_and_help_name_every_verb(shell: Newsstand) -> None:
    assert shell.run("--version").startswith("tracker ")
    text = shell.run("--help")
    assert all(verb in text for verb in VERBS)
    for verb in VERBS:
        assert shell.run(verb, "--help").startswith("Usage: tracker")


def test_the_list_of_verbs_cuts_no_sentence_off(shell: Newsstand) -> None:
    assert "..." not in shell.run("--help").partition("Commands:")[2]


def test_add_subscribes_and_fetches_at_once(shell: Newsstand) -> None:
    shell.serve(2)
    done = shell.done("add", shell.site.url("/wire.xml"), "--title", "The Wire", "--tag", "local")
    assert done.returncode == 0
    assert len(shell.json("articles")) == 2
    (feed,) = shell.json("feeds")
    assert (feed["title"], feed["tags"]) == ("The Wire", ["local"])


def test_add_of_what_is_subscribed_gives_it_another_title(told: Newsstand) -> None:
    done = told.done("add", told.site.url("/wire.xml"), "--title", "Harbour News")
    assert done.returncode == 0
    assert "subscribed already" in done.stderr
    assert [feed["title"] for feed in told.json("feeds")] == ["Harbour News", "Coast Daily"]


def test_add_of_a_page_finds_its_feed(shell: Newsstand) -> None:
    shell.serve(1)
    head = '<link rel="alternate" type="application/rss+xml" href="/wire.xml">'
    page = f"<html><head>{head}</head><body>Hello</body></html>"
    shell.site.serve("/", page, headers={"Content-Type": "text/html"})
    shell.run("add", shell.site.url("/"))
    assert [feed["url"] for feed in shell.json("feeds")] == [shell.site.url("/wire.xml")]


def test_add_of_what_is_no_feed_changes_nothing(shell: Newsstand) -> None:
    done = shell.done("add", shell.site.url("/nothing"))
    assert done.returncode == 1
    assert "404" in done.stderr
    assert not (shell.folder / "feeds.yaml").exists()
    shell.run("add", "ftp://example.org/feed", code=2)


def test_a_loopback_address_is_refused_unless_it_is_allowed(shell: Newsstand) -> None:
    shell.serve(1)
    done = shell.done("add", shell.site.url("/wire.xml"), TRACKER_ALLOW_PRIVATE="")
    assert done.returncode == 1
    assert "private" in done.stderr
    assert shell.site.requests == []


def test_poll_prints_the_promised_summary_and_a_second_one_adds_nothing(told: Newsstand) -> None:
    summary = told.json("poll", "--force", "--now", "2026-05-08T09:00Z")
    assert summary["feeds"] == 2
    assert summary["failed"] == summary["new_articles"] == summary["stories"] == 0
    assert summary["not_modified"] == 2
    assert summary["versions"] == []
    assert told.json("poll", "--now", "2026-05-08T09:00Z")["feeds"] == 0


def test_a_feed_that_fails_is_told_and_the_exit_code_says_partly(told: Newsstand) -> None:
    del told.site.routes["/coast.xml"]
    done = told.done("poll", "--force", "--json")
    assert done.returncode == 4
    assert "404" in done.stderr
    assert json.loads(done.stdout)["failed"] == 1


STUMBLING = """
import sys
from tracker.cli import run
from tracker.dossier.extractive import ExtractiveEngine

def stumble(*_):
    raise ZeroDivisionError

ExtractiveEngine.build = stumble
sys.exit(run(sys.argv[1:]))
"""


def test_a_dossier_that_can_not_be_written_is_told_and_the_exit_code_says_partly(told: Newsstand) -> None:
    told.serve(4)
    words = [sys.executable, "-c", STUMBLING, "--data", str(told.folder), "poll", "--force", "--json"]
    env = os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.1"}
    done = subprocess.run(words, capture_output=True, text=True, env=env, check=False)
    assert "ZeroDivisionError" in done.stderr
    assert (json.loads(done.stdout)["failed"], done.returncode) == (0, 4)


def test_stories_lists_running_ones_first_with_the_promised_keys(told: Newsstand) -> None:
    stories = told.json("stories")
    first = stories[0]
    assert set(first) >= {
        "slug", "number", "title", "version", "items", "independent", "updated", "unread", "changes",
    }  # fmt: skip
    assert (first["items"], first["version"], first["unread"]) == (3, 2, True)
    assert [story["items"] for story in stories[1:]] == [1, 1]
    assert len(told.json("stories", "--limit", "1")) == 1
    assert [story["items"] for story in told.json("stories", "--query", "seaweed")] == [1]
    assert len(told.json("stories", "--since", "2026-05-08")) == 1
    assert told.run("stories").count("\n") == 3


def test_an_option_takes_a_time_as_a_search_does(told: Newsstand) -> None:
    for since in ("1d", "yesterday", "2026-05-08"):
        assert len(told.json("stories", "--now", "2026-05-09T00:00Z", "--since", since)) == 1, since
    done = told.done("stories", "--since", "fortnight")
    assert done.returncode == 2
    assert "“fortnight” is not a time. Write it as 2026-05-23T04:11Z, 7d" in done.stderr


def test_that_there_is_no_story_is_said_once(shell: Newsstand) -> None:
    for words in ((), ("stories",)):
        done = shell.done(*words)
        assert (done.stdout + done.stderr).count("No stor") == 1
        assert "`tracker poll` fetches your feeds" in done.stderr


def test_show_has_all_sections_and_every_claim_stands_in_its_sources(told: Newsstand) -> None:
    page = told.json("show", "orrin")
    assert set(page) >= {
        "story", "version", "written_at", "engine", "reason", "items", "dropped", "sections", "sources",
    }  # fmt: skip
    assert set(page["sections"]) == {
        "what", "why_it_matters", "key_points", "open_questions", "narrative", "timeline", "perspectives",
        "tensions",
    }  # fmt: skip
    numbers = {source["number"] for source in page["sources"]}
    claims = [
        *page["sections"]["what"],
        *page["sections"]["key_points"],
        *chain(*page["sections"]["narrative"]),
    ]
    assert claims
    assert all(claim["citations"] and set(claim["citations"]) <= numbers for claim in claims)
    assert page["sections"]["open_questions"][0]["state"] == "open"


def test_show_by_version_time_and_section(told: Newsstand) -> None:
    assert told.json("show", "orrin", "--version", "1")["items"] == 2
    assert told.json("show", "orrin", "--at", "2026-05-05")["version"] == 1
    assert list(told.json("show", "orrin", "--section", "what")["sections"]) == ["what"]
    assert "Narrative" not in told.run("show", "orrin", "--section", "what")
    assert told.run("show", "orrin", "--markdown").startswith("# ")
    assert told.run("show", "orrin", "--markdown", "--section", "sources").count("## ") == 1
    told.run("show", "orrin", "--version", "9", code=3)
    told.run("show", "orrin", "--section", "nonsense", code=2)
    told.run("show", "nothing-like-it", code=3)


def test_showing_a_story_marks_it_read_and_json_does_not(told: Newsstand) -> None:
    told.json("show", "orrin")
    assert told.json("stories")[0]["unread"]
    told.run("show", "orrin")
    assert not told.json("stories")[0]["unread"]
    assert [story["items"] for story in told.json("stories", "--unread")] == [1, 1]
    told.serve(4)
    told.run("poll", "--force", "--now", "2026-05-10T09:00Z")
    story = told.json("stories")[0]
    assert story["unread"]
    assert "+1 source" in story["changes"]


def test_history_and_diff_tell_what_changed(told: Newsstand) -> None:
    rows = told.json("history", "orrin")
    assert [row["version"] for row in rows] == [2, 1]
    assert rows[0]["reason"] == "articles"
    assert rows[0]["changes"]
    found = told.json("diff", "orrin", "1", "2")
    assert (found["from"], found["to"]) == (1, 2)
    assert all(set(change) >= {"section", "kind", "before", "after"} for change in found["changes"])
    assert {change["section"] for change in found["changes"]} >= {"sources"}
    only = told.json("diff", "orrin", "1", "2", "--section", "sources")
    assert {change["section"] for change in only["changes"]} == {"sources"}


def test_the_diff_of_a_story_that_is_read_says_so_and_what_to_type(told: Newsstand) -> None:
    told.run("show", "orrin")
    done = told.done("diff", "orrin")
    assert "Nothing changed" in done.stdout
    assert "You have read version 2, the newest." in done.stderr
    assert " v1` shows what it changed." in done.stderr


def test_diff_has_the_exit_codes_of_diff(told: Newsstand) -> None:
    told.run("diff", "orrin", "1", "2", "--exit-code", code=1)
    told.run("diff", "orrin", "2", "2", "--exit-code", code=0)
    for section, code in (("sources", 1), ("title", 0)):
        told.run("diff", "orrin", "1", "2", "--section", section, "--exit-code", code=code)
    told.run("diff", "orrin", "1", "2", code=0)
    assert told.json("diff", "orrin", "2", "2")["changes"] == []


def test_an_article_by_its_number_says_where_its_text_is_from(told: Newsstand) -> None:
    number = str(told.json("articles", "--story", "orrin")[-1]["id"])
    found = told.json("articles", number)
    assert found["page"] == "the page could not be fetched: 404 Not Found"
    assert [revision["text"] for revision in found["revisions"]] == [found["text"]]
    assert found["feeds"] == [told.site.url("/wire.xml")]
    shown = told.run("articles", number)
    assert "; this is the feed’s text." in shown
    assert found["text"][:40] in shown
    told.run("articles", "999", code=3)


def test_search_articles_and_why(told: Newsstand) -> None:
    assert [hit["kind"] for hit in told.json("search", "orrin", "bridge")] == ["story", *["article"] * 3]
    assert told.json("search", "zeppelin") == []
    assert [hit["outlet"] for hit in told.json("search", "outlet:coast is:article")] == ["Coast Daily"] * 2
    assert told.json("search", "is:story", "orrin bridge") == told.json("search", 'is:story "orrin bridge"')
    rows = told.json("articles", "--story", "orrin")
    assert set(rows[0]) >= {"id", "title", "outlet", "url", "published", "story", "source"}
    assert sorted(row["source"] for row in rows) == [1, 2, 3]
    assert "orrin" in told.run("why", "orrin", str(rows[0]["id"])).lower()


def test_a_search_that_finds_nothing_says_what_to_try_and_not_that_there_is_more(told: Newsstand) -> None:
    done = told.done("search", "zeppelin")
    assert done.stdout == "Nothing found.\n"
    assert done.stderr == "Fewer words, or the beginning of one?\n"
    done = told.done("search", "orrin", "--limit", "2")
    assert done.stderr == "The newest 1 story · 1 article; --limit N shows more, a further word fewer.\n"


def test_what_a_query_says_in_vain_is_told_and_the_rest_is_searched(told: Newsstand) -> None:
    done = told.done("search", "fleet:orrin", "since:soon", "--json", "--", "-zeppelin")
    assert "There is no fleet: but outlet: actor:" in done.stderr
    assert "since:soon is no time; write 7d" in done.stderr
    assert json.loads(done.stdout) == told.json("search", "orrin -zeppelin")
    done = told.done("stories", "--query", "actor:quill until:soon", "--json")
    assert "until:soon is no time" in done.stderr
    assert [story["items"] for story in json.loads(done.stdout)] == [3]


def test_why_sums_up_the_story_and_tells_each_article_or_one_in_full(told: Newsstand) -> None:
    whole = told.run("why", "orrin")
    for words in (
        "3 articles over ",
        "held together by ",
        "weakest link ",
        "0.60 needed",
        "First of its kind",
    ):
        assert words in whole
    newest = str(told.json("articles", "--story", "orrin")[0]["id"])
    one = told.run("why", "orrin", newest)
    assert "More like this story than like any other" in one
    assert f"tracker pin 1 {newest} " in one
    assert len(told.json("why", "orrin")["articles"]) == 3
    (reason,) = told.json("why", "orrin", newest)["articles"]
    assert (reason["id"], reason["reason"], reason["pinned"]) == (int(newest), "clustered", False)
    assert any(term["name"] for term in reason["terms"])
    told.run("pin", "orrin", newest)
    assert told.json("why", "orrin", newest)["articles"][0]["pinned"]
    told.run("why", "orrin", "999", code=3)


def test_merge_split_and_undo(told: Newsstand) -> None:
    before = told.json("articles")
    told.run("merge", "orrin", "baker")
    assert told.json("show", "orrin")["reason"] == "merge"
    told.run("undo")
    assert told.json("articles") == before
    number = str(told.json("articles", "--story", "orrin")[0]["id"])
    told.run("split", "orrin", number)
    assert len(told.json("articles", "--story", "orrin")) == 2
    told.run("undo")
    assert told.json("articles") == before
    for _ in ("coast", "wire"):
        assert "added the feed" in told.done("undo").stderr
    told.run("undo", code=3)


def test_move_pin_and_unpin_tell_what_they_did_and_undo_takes_each_back(told: Newsstand) -> None:
    before = told.json("articles")
    numbers = [str(row["id"]) for row in told.json("articles", "--story", "orrin")]
    (alone,) = [str(row["id"]) for row in told.json("articles", "--story", "baker")]
    assert "orrin" not in told.done("move", "baker", *numbers[:2]).stderr
    assert len(told.json("articles", "--story", "baker")) == 3
    assert "Pinned: 1 article in baker" in told.done("pin", "baker", alone).stderr
    assert "Pinned: baker" in told.done("pin", "baker").stderr
    assert "No longer pinned: baker" in told.done("unpin", "baker").stderr
    assert "No longer pinned: 1 article in" in told.done("unpin", "baker", alone).stderr
    reasons = [row["reason"] for row in told.json("history", "baker")]
    assert reasons == ["unpin", "unpin", "pin", "pin", "move"]
    for _ in range(5):
        told.run("undo")
    assert told.json("articles") == before


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        ("pin orrin ALONE", "tracker move orrin", 3),
        ("move orrin 999", "There is no article 999", 3),
        ("move baker ALONE", "already", 2),
        ("unpin orrin", "is not pinned", 2),
        ("unpin baker ALONE", "Not pinned in baker", 2),
        ("split orrin baker", "made part of orrin", 3),
        ("split orrin ALONE baker", "ARTICLE", 2),
        ("move orrin first", "“first” is not a number from 1 up.", 2),
        ("why orrin ٠", "“٠” is not a number from 1 up.", 2),
        ("pin orrin 99999999999999999999", "is not a number from 1 up.", 2),
        ("unfollow orrin", "You do not follow orrin", 2),
        ("move orrin", "ARTICLE", 2),
    ],
)
def test_corrections_that_make_no_sense_are_refused_in_a_sentence(
    told: Newsstand, words: str, said: str, code: int
) -> None:
    before = told.json("articles")
    alone = str(told.json("articles", "--story", "baker")[0]["id"])
    done = told.done(*words.replace("ALONE", alone).split())
    assert (said in done.stderr, done.returncode) == (True, code), done.stderr
    assert told.json("articles") == before


def test_split_with_a_former_slug_takes_a_merge_back_for_good(told: Newsstand) -> None:
    slug = told.json("articles", "--story", "baker")[0]["story"]
    told.run("merge", "orrin", "baker")
    assert f"{slug} has 1 of the articles" in told.done("split", "orrin", "baker").stderr
    assert [row["story"] for row in told.json("articles", "--story", "baker")] == [slug]


def test_poll_tells_of_stories_that_turned_out_to_be_one(shell: Newsstand) -> None:
    entries = list[Entry]()
    shell.site.serve("/wire.xml", rss(entries, title="Harbour Wire"), etag='"0"')
    shell.run("add", shell.site.url("/wire.xml"), "--now", "2026-05-04T08:00Z")
    for hour, (_, title, text) in enumerate((AGROUND, ASHORE, BLAMED), start=1):
        entries.insert(0, Entry(title, shell.site.url(f"/wreck/{hour}"), f"urn:wreck:{hour}", text))
        shell.site.serve("/wire.xml", rss(entries, title="Harbour Wire"), etag=f'"{hour}"')
        done = shell.done("poll", "--force", "--json", "--now", f"2026-05-04T{9 + 3 * hour:02}:00Z")
        assert json.loads(done.stdout)["united"] == (hour == 3)
    assert "A story turned out to be part of an older one" in done.stderr
    (story,) = shell.json("stories")
    assert (story["slug"], story["items"]) == ("ferry-halma-aground-off-skarn-island", 3)
    assert shell.json("history", "ferry")[0]["reason"] == "united"
    assert "has 1 of the articles" in shell.done("split", "ferry", "passengers").stderr


@pytest.mark.parametrize(
    ("form", "start"), [("md", "# "), ("json", "{"), ("atom", "<?xml"), ("html", "<!doctype")]
)
def test_save_writes_every_format_to_stdout_or_a_file(told: Newsstand, form: str, start: str) -> None:
    text = told.run("save", "orrin", "--format", form)
    assert text.lower().startswith(start)
    path = told.folder / f"story.{form}"
    told.run("save", "orrin", "--format", form, "-o", str(path))
    assert path.read_text(encoding="utf-8").strip() == text.strip()


def test_remove_and_undo_import_and_export(told: Newsstand) -> None:
    opml = told.folder / "out.opml"
    opml.write_text(told.run("export", "--opml"), encoding="utf-8")
    told.run("remove", "Coast Daily")
    assert len(told.json("feeds")) == 1
    told.run("undo")
    assert len(told.json("feeds")) == 2
    other = Newsstand(told.folder / "other", told.site)
    other.run("import", str(opml))
    assert [feed["url"] for feed in other.json("feeds")] == [feed["url"] for feed in told.json("feeds")]
    urls = told.folder / "urls"
    urls.write_text('https://example.org/feed tag "~A title"\nexec:rm -rf /\n')
    done = other.done("import", str(urls))
    assert "exec" in done.stderr
    assert len(other.json("feeds")) == 3
    told.run("remove", "no such feed", code=3)


def test_an_export_of_a_feeds_file_that_is_no_text_is_told(shell: Newsstand) -> None:
    (shell.folder / "feeds.yaml").write_bytes(b"feeds:\n  - http://caf\xe9.example/\n")
    done = shell.done("export")
    assert done.returncode == 2
    assert "line 2: not UTF-8 text" in done.stderr


def test_a_feeds_file_that_was_lost_is_told_and_not_replaced(shell: Newsstand) -> None:
    path = shell.folder / "feeds.yaml"
    shell.serve(1)
    shell.run("add", shell.site.url("/wire.xml"))
    path.unlink()
    done = shell.done("feeds")
    assert (done.returncode, path.exists()) == (0, False)
    assert f"{path} is missing" in done.stderr
    path.symlink_to(shell.folder / "elsewhere" / "feeds.yaml")
    shell.done("feeds")
    assert not (shell.folder / "elsewhere").exists()


def test_a_first_run_starts_with_the_bundled_feeds(shell: Newsstand) -> None:
    assert len(shell.json("feeds")) > 35
    assert "#" in (shell.folder / "feeds.yaml").read_text()


def test_a_feeds_file_that_is_wrong_names_file_line_and_key_and_stays(shell: Newsstand) -> None:
    path = shell.folder / "feeds.yaml"
    path.write_text("feeds:\n  - url: https://example.org/feed\n    titel: Example\n")
    done = shell.done("poll")
    assert done.returncode == 2
    assert str(path) in done.stderr
    assert "3" in done.stderr
    assert "titel" in done.stderr
    path.write_text("feeds: [unclosed\n")
    assert shell.done("add", "https://example.org/x").returncode != 0
    assert path.read_text() == "feeds: [unclosed\n"


def test_a_config_that_is_wrong_is_named(shell: Newsstand) -> None:
    (shell.folder / "config.toml").write_text('engin = "extractive"\n')
    done = shell.done("stories")
    assert done.returncode == 2
    assert "engin" in done.stderr
    assert "config.toml" in done.stderr


def test_unknown_verbs_flags_and_times_are_usage_errors(shell: Newsstand) -> None:
    done = shell.done("storys")
    assert done.returncode == 2
    assert "stories" in done.stderr
    shell.run("stories", "--nope", code=2)
    shell.run("stories", "--now", "yesterday-ish", code=2)
    shell.run("poll", "--feeds", str(shell.folder / "missing.yaml"), code=2)


def test_a_second_poll_at_once_says_who_is_polling(told: Newsstand) -> None:
    script = (
        "import sys, pathlib, datetime\n"
        "from tracker.store import Store\n"
        "store = Store(pathlib.Path(sys.argv[1]))\n"
        "with store.ingesting.held('tracker watch', datetime.datetime.now(datetime.UTC)):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    database = told.folder / "tracker.db"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        done = told.done("poll", "--force")
        holder.communicate()
    assert done.returncode == 1
    assert "tracker watch (process" in done.stderr


def test_watch_polls_what_is_due_and_ends_cleanly_when_it_is_told_to(told: Newsstand) -> None:
    told.serve(4)
    command = [sys.executable, "-m", "tracker", "--data", str(told.folder), "watch", "--now", "2026-05-12"]
    env = os.environ | {"TRACKER_ALLOW_PRIVATE": "127.0.0.1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True) as watch:
        assert watch.stdout is not None
        first = watch.stdout.readline()
        watch.send_signal(signal.SIGTERM)
        assert watch.wait() == 0
    assert "2 feeds" in first
    assert len(told.json("articles", "--story", "orrin")) == 4


def test_plain_output_is_linear_and_colour_is_only_where_it_is_asked_for(told: Newsstand) -> None:
    assert "\x1b[" not in told.run("show", "orrin")
    assert "\x1b[" in told.run("--color", "always", "show", "orrin")
    plain = told.run("--plain", "stories")
    assert plain.isascii() or "▁" not in plain
    assert "unread" in plain


def test_doctor_dirs_and_gc(told: Newsstand) -> None:
    checks = {finding["what"]: finding["state"] for finding in told.json("doctor")}
    assert checks["database"] == checks["config"] == "ok"
    assert told.json("dirs")["database"] == str(told.folder / "tracker.db")
    told.run("gc", "--days", "1", "--now", "2027-05-04")
    assert len(told.json("articles")) == 3
    told.run("poll", "--force", "--now", "2027-05-05")
    assert len(told.json("articles")) == 3


def test_what_rules_hide_is_listed_with_the_rule_and_comes_back(told: Newsstand) -> None:
    feeds = told.folder / "feeds.yaml"
    before, articles = feeds.read_text(), told.json("articles")
    feeds.write_text(before + "mute:\n  - snow\n  - {words: [seaweed], feeds: [coast, Nobody]}\n")
    told.run("poll", "--now", "2026-05-09T09:00Z")

    hidden = {row["title"]: row["muted"] for row in told.json("articles", "--muted")}
    assert hidden == {
        "Late snow surprises apple growers": "mute: snow",
        "Baker wins prize for seaweed bread": "mute: seaweed (coast, Nobody)",
    }
    assert "mute: snow" in told.run("articles", "--muted")
    assert {row["muted"] for row in told.json("articles")} == {""}
    assert "snow" not in told.run("articles")
    rules = next(finding for finding in told.json("doctor") if finding["what"] == "rules")
    assert (rules["state"], "“Nobody”" in rules["account"]) == ("warn", True)

    feeds.write_text(before)
    told.run("poll", "--now", "2026-05-09T10:00Z")
    assert told.json("articles") == articles
    assert told.json("articles", "--muted") == []


def test_without_a_verb_and_a_terminal_the_story_list_is_printed(told: Newsstand) -> None:
    assert "Orrin bridge" in told.run()


def test_the_interface_is_not_loaded_for_a_listing(told: Newsstand) -> None:
    script = (
        "import sys\nfrom tracker.cli import run\n"
        f"code = run(['--data', {str(told.folder)!r}, *sys.argv[1:]])\n"
        "print(code, *sorted(sys.modules), file=sys.stderr)\n"
    )
    heavy = {"textual", "trafilatura", "numpy", "httpx2", "httpcore2", "feedparser", "lxml"}
    # What polls and corrects would take a listing as long to load as all else.
    heavy |= {"tracker.core.rounds.polling", "tracker.core.acts.correcting", "urllib.request", "asyncio"}
    for words in (
        ["--version"],
        ["stories"],
        ["show", "orrin"],
        ["diff", "orrin"],
        ["status"],
        ["digest"],
        ["listen", "orrin", "--text"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True
        )
        code, *loaded = done.stderr.splitlines()[-1].split()
        assert code == "0"
        assert not heavy & set(loaded), (words, heavy & set(loaded))


@pytest.mark.parametrize(
    "words",
    [
        ("--now", "0001-01-01T00:00+14:00", "stories"),
        ("stories", "--now", "9999-12-31T23:59-14:00"),
        ("show", "orrin", "--at", "9999-12-31"),
        ("diff", "orrin", "99999999999999999999"),
        ("articles", "--limit", "99999999999999999999"),
        ("stories", "--limit", "99999999999999999999"),
    ],
)
def test_times_and_numbers_beyond_reason_are_usage_errors(told: Newsstand, words: tuple[str, ...]) -> None:
    assert told.run(*words, code=2) == ""


def test_gc_of_more_days_than_the_calendar_has_drops_nothing(told: Newsstand) -> None:
    told.run("gc", "--days", "9999999999")
    assert len(told.json("articles")) == 5


def test_json_is_json_and_a_saved_page_utf_8_in_every_locale(told: Newsstand) -> None:
    accented = Entry("Café Ñandú serves 🦔", "https://wire.example/9", "urn:9", "A café opened on the quay.")
    told.site.serve("/coast.xml", rss([accented], title="Coast Daily"))
    told.run("poll", "--force", "--now", "2026-05-09T09:00Z")
    articles = json.loads(told.run("articles", "--json", PYTHONIOENCODING="ascii"))
    assert accented.title in {article["title"] for article in articles}
    assert (
        json.loads(told.run("save", "caf", "--format", "json", PYTHONIOENCODING="ascii"))["title"]
        == accented.title
    )


def test_a_reader_of_a_pipe_may_leave_early(told: Newsstand) -> None:
    nobody_reads, output = os.pipe()
    os.close(nobody_reads)
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "--data", str(told.folder), "articles"],
        stdout=output,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(output)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")  # noqa: PTH110
def test_output_that_cant_be_written_is_a_sentence(told: Newsstand) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "tracker", "--data", str(told.folder), "stories"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("tracker: The output can't be written")
    assert done.stderr.count("\n") == 1


def test_streams_that_the_shell_closed_are_no_error(told: Newsstand) -> None:
    command = f"{sys.executable} -m tracker --data {told.folder} stories <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0


def test_a_data_folder_that_can_only_be_read_is_shown(told: Newsstand) -> None:
    # The database itself refuses, as a folder of another user's would: root may write anywhere.
    outside = sqlite3.connect(told.folder / "tracker.db")
    for table in ("reads", "versions"):
        outside.execute(
            f"create trigger {table}_closed before insert on {table} begin "
            "select raise(abort, 'attempt to write a readonly database'); end"
        )
    outside.close()
    (told.folder / "tracker.log").mkdir()
    done = told.done("show", "orrin")
    assert done.returncode == 0
    assert "Orrin bridge" in done.stdout
    assert "Not marked as read" in done.stderr
    lone = next(story for story in told.json("stories") if story["version"] == 0)
    assert lone["title"] in told.run("show", lone["slug"])


def test_a_warning_makes_the_logs_folder_or_is_given_up(tmp_path: Path) -> None:
    script = (
        "import logging, os, sys\nfrom pathlib import Path\n"
        "from tracker import settings\nfrom tracker.cli.wiring import keep_log\n"
        "keep_log(settings.paths(None, None, os.environ), verbose=False)\n"
        "logging.getLogger('tracker.x').warning('hello')\n"
    )
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder should be")
    for state in (tmp_path / "new", taken):
        env = os.environ | {"XDG_STATE_HOME": str(state)}
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, check=True)
        assert done.stderr == b""
    assert "hello" in (tmp_path / "new" / "tracker" / "tracker.log").read_text()


@pytest.mark.parametrize(
    ("words", "environ", "colored"),
    [
        ((), {"TERM": "xterm"}, True),
        ((), {"TERM": "xterm", "NO_COLOR": ""}, True),
        ((), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
        (("--plain",), {"TERM": "xterm"}, False),
        (("--color", "never"), {"TERM": "xterm"}, False),
        (("--color", "always"), {"TERM": "dumb", "NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_is_coloured_unless_it_or_its_user_says_no(
    told: Newsstand, words: tuple[str, ...], environ: dict[str, str], *, colored: bool
) -> None:
    reading, terminal = os.openpty()
    command = [sys.executable, "-m", "tracker", "--data", str(told.folder), *words, "stories", "--limit", "1"]
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | environ
    subprocess.run(command, stdin=terminal, stdout=terminal, env=env, check=True)
    shown = os.read(reading, 10_000)
    os.close(terminal)
    os.close(reading)
    assert (b"\x1b[" in shown) is colored


def test_quiet_says_nothing_on_stderr_but_errors(told: Newsstand) -> None:
    assert told.done("stories", "--query", "nothinglikethis").stderr
    assert told.done("--quiet", "stories", "--query", "nothinglikethis").stderr == ""
    assert told.done("stories", "--query", "nothinglikethis", "-q").stderr == ""
    assert told.done("--quiet", "show", "nothinglikethis").stderr.startswith("tracker: ")


def test_the_demo_prints_the_stories_and_one_whole_dossier(shell: Newsstand) -> None:
    page = shell.run("demo")
    for heading in (
        "What",
        "Why it matters",
        "Key points",
        "Open questions",
        "Narrative",
        "Timeline",
        "Perspectives",
        "Tensions",
        "Sources",
    ):
        assert f"\n{heading}\n" in page
    stories = shell.json("stories")
    running = sorted((story["items"], story["version"]) for story in stories if story["items"] > 1)
    assert running == [(10, 4), (10, 4), (20, 4)]
    assert sum(story["items"] == 1 for story in stories) == 15


def test_a_demo_whose_own_feeds_cannot_be_reached_says_so_and_shows_nothing() -> None:
    _see_that_any_came(PollSummary(feeds=10, failed=9))
    reason = "the server can't be reached: network is unreachable"
    with pytest.raises(TrackerError, match=r"network is unreachable\. Is the loopback device on\?"):
        _see_that_any_came(PollSummary(feeds=10, failed=10, failures=(("http://127.0.0.1:1/", reason),)))


def test_a_second_demo_in_a_folder_takes_the_place_of_the_first_and_leaves_what_is_unread(
    shell: Newsstand,
) -> None:
    shell.done("demo")
    assert all(story["unread"] for story in shell.json("stories") if story["items"] > 1)
    assert "Here you read every story" not in shell.done("demo").stderr
    assert len(shell.json("feeds")) == 10
    assert all(story["unread"] for story in shell.json("stories") if story["items"] > 1)


def test_the_demo_asks_its_own_feeds_and_none_of_the_users(told: Newsstand) -> None:
    told.site.requests.clear()
    assert "Poll 4" in told.done("demo").stderr
    assert told.site.requests == []


def test_without_a_network_poll_says_so_once_and_not_for_every_feed(shell: Newsstand) -> None:
    feeds = "".join(f"  - https://outlet{number}.invalid/feed\n" for number in range(5))
    (shell.folder / "feeds.yaml").write_text(f"feeds:\n{feeds}")
    done = shell.done("poll")
    assert done.returncode == 4
    (told,) = done.stderr.splitlines()
    assert told.startswith("No network: none of 5 feeds could be reached. What is stored stays;")
    assert "5 feeds polled · 0 not modified · 5 failed" in done.stdout
    assert shell.json("poll", "--force", code=4)["offline"] is True
    assert "outlet3.invalid" in shell.done("poll", "--force", "--verbose").stderr
