"""Stories in a folder: our files alone, and in a git repository a commit a version."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import feedparser
import pytest

from tracker.cli.folder import save_folder
from tracker.cli.repository import Repository
from tracker.cli.saving import Choice, Wanted, write
from tracker.cli.session import Session
from tracker.cli.stamp import Stamp, read_stamp, stamped
from tracker.errors import TrackerError, UsageError
from tracker.store import Filter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.library import Newsroom

SLUG = "orrin-bridge-closed-after-crack-found"
NAME = f"{SLUG}.md"


@pytest.fixture
def told(newsroom: Newsroom) -> Newsroom:
    newsroom.run_bridge(3)
    return newsroom


class Git:
    """A repository of a user who has hooks that forbid everything and a file in work."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self("init", "-q", "-b", "main")
        self("config", "user.name", "Ana Ruiz")
        self("config", "user.email", "ana@example.org")

    def __call__(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    def log(self, form: str = "%s") -> list[str]:
        return self("log", "--reverse", f"--format={form}").splitlines()

    def refuse_everything(self) -> None:
        """Let every hook leave a mark and fail."""
        hooks = self.folder / ".git" / "hooks"
        hooks.mkdir(exist_ok=True)
        for name in (
            "pre-commit",
            "commit-msg",
            "prepare-commit-msg",
            "post-commit",
            "reference-transaction",
            "post-index-change",
            "post-rewrite",
            "fsmonitor",
        ):
            (hooks / name).write_text(f"#!/bin/sh\ntouch '{self.folder}/HOOK-{name}'\nexit 1\n")
            (hooks / name).chmod(0o755)
        self("config", "core.fsmonitor", str(hooks / "fsmonitor"))
        self("config", "commit.gpgSign", "true")
        self("config", "gpg.program", str(hooks / "pre-commit"))


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    (tmp_path / "repository").mkdir()
    return Git(tmp_path / "repository")


def save(room: Newsroom, folder: Path, form: str = "md", *, commit: bool = True, code: int = 0) -> None:
    chosen = tuple(Choice(story) for story in room.tracker.saving.every())
    done = save_folder(Session(), room.tracker, Wanted(chosen, form, "stories"), folder, commit=commit)
    assert done == code


def go_on(room: Newsroom, step: int = 3) -> None:
    room.run_bridge_step(step)


# ---------------------------------------------------------------- a plain folder


@pytest.mark.parametrize("form", ["md", "html", "json", "atom"])
def test_a_folder_gets_a_file_a_story_and_the_same_once_more(
    told: Newsroom, tmp_path: Path, form: str
) -> None:
    folder = tmp_path / "notes" / "news"
    save(told, folder, form)
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{SLUG}.{form}"} | ({"index.html"} if form == "html" else set())
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    save(told, folder, form)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    go_on(told)
    text = (folder / f"{SLUG}.{form}").read_text()
    save(told, folder, form)
    assert (folder / f"{SLUG}.{form}").read_text() != text


def test_the_mark_at_the_end_of_a_file_is_part_of_no_format(told: Newsroom, tmp_path: Path) -> None:
    for form in ("atom", "html"):
        save(told, tmp_path / "out", form)
    parsed = feedparser.parse(str(tmp_path / "out" / f"{SLUG}.atom"))
    assert not parsed.bozo
    assert (tmp_path / "out" / f"{SLUG}.html").read_text().splitlines()[-1].startswith("<!-- tracker: orrin")
    assert f'<a href="{SLUG}.html">' in (tmp_path / "out" / "index.html").read_text()


@pytest.mark.parametrize(
    "content",
    [b"my own notes\n", b"", b"\xff\xfe", b'{\n  "format": 1, "mine": true}\n', b"<!-- tracker: x v1 -->\n"],
)
@pytest.mark.parametrize("form", ["md", "json", "html"])
def test_a_file_that_is_not_ours_is_left_alone(
    told: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, form: str
) -> None:
    path = tmp_path / f"{SLUG}.{form}"
    path.write_bytes(content)
    save(told, tmp_path, form, code=4)
    assert path.read_bytes() == content
    assert f"{path} is not as tracker wrote it: it was left as it is." in capsys.readouterr().err


def test_a_file_into_which_somebody_wrote_is_theirs(told: Newsroom, tmp_path: Path) -> None:
    save(told, tmp_path)
    path = tmp_path / NAME
    theirs = path.read_text().replace("## What", "My note.\n\n## What")
    path.write_text(theirs)
    go_on(told)
    save(told, tmp_path, code=4)
    assert path.read_text() == theirs
    path.rename(tmp_path / "kept.md")
    save(told, tmp_path)
    assert path.exists()


def test_a_file_whose_story_goes_on_in_another_is_named(
    told: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "notes"
    lone = told.tracker.reading.stories(Filter(lone=True))[0]
    told.tracker.reading.version(lone.number)
    save(told, folder)
    assert "goes on in" not in capsys.readouterr().err
    told.tracker.correcting.merge(SLUG, lone.slug)
    save(told, folder)
    assert f"{lone.slug}.md stays as it was: its story goes on in {SLUG}." in capsys.readouterr().err


def test_a_link_in_the_folder_leads_nowhere(told: Newsroom, tmp_path: Path) -> None:
    save(told, tmp_path / "first")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).symlink_to(tmp_path / "first" / NAME)
    before = (tmp_path / "first" / NAME).read_bytes()
    go_on(told)
    save(told, tmp_path / "out", code=4)
    assert (tmp_path / "first" / NAME).read_bytes() == before
    assert (tmp_path / "out" / NAME).is_symlink()


def test_a_folder_that_is_a_file_is_refused(told: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="is a file, not a folder"):
        save(told, tmp_path / "file")


def test_a_stamp_is_of_its_text_alone_whatever_the_ends_of_lines() -> None:
    data = stamped("# Title\n\nText\n", "orrin", 4)
    assert read_stamp(data) == Stamp("orrin", 4)
    assert read_stamp(data.replace(b"\n", b"\r\n")) == Stamp("orrin", 4)
    assert read_stamp(data.replace(b"Text", b"Test")) is None
    assert read_stamp(data + b"more\n") is None
    assert read_stamp(b"") is None


# ---------------------------------------------------------------- a git repository


def test_each_version_is_a_commit_at_its_time_that_says_what_changed(told: Newsroom, git: Git) -> None:
    save(told, git.folder)
    versions = told.tracker.past.versions("orrin")
    assert len(versions) > 1
    assert git.log() == [f"{version.dossier.title} · v{version.number}" for version in versions]
    assert git.log("%at") == [str(int(version.written_at.timestamp())) for version in versions]
    assert set(git.log("%an <%ae> %cn")) == {"Ana Ruiz <ana@example.org> Ana Ruiz"}
    accounts = [line for line in git.log("%b") if line]
    rows = told.tracker.past.history("orrin")[::-1]
    assert accounts == ["new articles", *(" · ".join(row.changes) for row in rows[1:])]
    assert git("status", "--porcelain") == ""
    assert git("log", "-p", "--", NAME).count("\n+- ") >= len(versions)
    assert git("fsck", "--strict") == ""


def test_saved_again_only_new_versions_are_added(told: Newsroom, git: Git) -> None:
    save(told, git.folder)
    tip = git("rev-parse", "HEAD")
    save(told, git.folder)
    assert git("rev-parse", "HEAD") == tip
    go_on(told)
    save(told, git.folder)
    assert git("rev-parse", "HEAD^") == tip
    assert len(git.log()) == told.tracker.reading.story("orrin").version
    assert git("status", "--porcelain") == ""


def test_the_work_of_the_user_in_the_repository_stays_as_it_is(told: Newsroom, git: Git) -> None:
    for name in ("staged.txt", "changed.txt", "deleted.txt"):
        (git.folder / name).write_text("first\n")
    git("add", ".")
    git("commit", "-q", "-m", "Mine")
    (git.folder / "staged.txt").write_text("second\n")
    git("add", "staged.txt")
    (git.folder / "changed.txt").write_text("second\n")
    (git.folder / "deleted.txt").unlink()
    (git.folder / "new.md").write_text("mine\n")
    before = git("status", "--porcelain")
    save(told, git.folder / "news")
    assert git("status", "--porcelain") == before
    assert git("log", "-1", "--format=", "--name-only").split() == [f"news/{NAME}"]
    assert git("show", "HEAD:staged.txt") == "first\n"


def test_no_hook_runs_and_nothing_is_signed(told: Newsroom, git: Git) -> None:
    git.refuse_everything()
    save(told, git.folder)
    assert not list(git.folder.glob("HOOK-*"))
    assert set(git.log("%G?")) == {"N"}


@pytest.mark.parametrize("name", ["$(touch HOOK)", "a\nb", "--upload-pack=x", 'say "so" \\ now', "ä ö", "-c"])
def test_a_folder_of_any_name_is_a_folder(told: Newsroom, git: Git, name: str) -> None:
    save(told, git.folder / name)
    assert (git.folder / name / NAME).is_file()
    assert git("status", "--porcelain") == ""
    assert git("show", f"HEAD:{name}/{NAME}") == (git.folder / name / NAME).read_text()
    assert not (git.folder / "HOOK").exists()


def test_a_title_that_would_be_a_command_or_a_commit_is_words_in_the_log(told: Newsroom, git: Git) -> None:
    (last,) = told.tracker.past.versions("orrin")[-1:]
    evil = "$(touch HOOK)`id`; from refs/heads/x\ncommit refs/heads/evil\ndata 3\n\x1b[2Jend"
    dossier = replace(last.dossier, title=evil)
    told.tracker.store.versions.add(replace(last, number=last.number + 1, dossier=dossier))
    save(told, git.folder)
    wanted = f"$(touch HOOK)`id`; from refs/heads/x commit refs/heads/evil data 3 end · v{last.number + 1}"
    assert git.log()[-1] == wanted
    assert git("branch", "--format=%(refname:short)").split() == ["main"]
    assert not list(git.folder.rglob("HOOK"))


def test_a_file_that_was_written_and_not_committed_is_committed_the_next_time(
    told: Newsroom, git: Git
) -> None:
    save(told, git.folder, commit=False)
    assert git("status", "--porcelain").startswith("?? ")
    save(told, git.folder)
    assert len(git.log()) == told.tracker.reading.story("orrin").version
    assert git("status", "--porcelain") == ""


def test_an_index_that_a_killed_run_left_behind_follows_the_next_time(told: Newsroom, git: Git) -> None:
    save(told, git.folder)
    old = git("rev-parse", f"HEAD^:{NAME}").strip()
    git("update-index", "--cacheinfo", f"100644,{old},{NAME}")
    assert git("status", "--porcelain") != ""
    save(told, git.folder)
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize("where", ["work tree", "index", "commit"])
def test_a_file_that_the_user_wrote_into_is_theirs_in_git_too(told: Newsroom, git: Git, where: str) -> None:
    save(told, git.folder)
    path = git.folder / NAME
    ours = path.read_text()
    path.write_text("My note.\n" + ours)
    if where != "work tree":
        git("add", NAME)
    if where == "index":
        path.write_text(ours)
    if where == "commit":
        git("commit", "-q", "-m", "Mine")
    tip, status = git("rev-parse", "HEAD"), git("status", "--porcelain")
    go_on(told)
    save(told, git.folder, code=4)
    assert (git("rev-parse", "HEAD"), git("status", "--porcelain")) == (tip, status)


def test_where_nothing_can_be_committed_the_files_are_written_and_the_reason_is_said(
    told: Newsroom, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    (git.folder / "mine.txt").write_text("mine\n")
    git("add", ".")
    git("commit", "-q", "-m", "Mine")
    git("checkout", "-q", "--detach")
    save(told, git.folder)
    assert "Nothing is committed: the repository is on no branch." in capsys.readouterr().err
    git("checkout", "-q", "main")
    (git.folder / ".gitignore").write_text("/news/\n")
    save(told, git.folder / "news")
    assert "Nothing is committed: the repository ignores this folder." in capsys.readouterr().err
    (git.folder / ".git" / "MERGE_HEAD").write_text(git("rev-parse", "HEAD"))
    save(told, git.folder / "other")
    assert "Nothing is committed: a merge is under way in the repository." in capsys.readouterr().err
    assert git.log() == ["Mine"]


def test_a_lock_that_another_git_holds_is_told_and_nothing_is_lost(told: Newsroom, git: Git) -> None:
    (git.folder / ".git" / "index.lock").touch()
    with pytest.raises(
        TrackerError, match=r"All is committed, but git’s index could not follow: .*index\.lock"
    ):
        save(told, git.folder)
    (git.folder / ".git" / "index.lock").unlink()
    save(told, git.folder)
    assert git("status", "--porcelain") == ""
    assert len(git.log()) == told.tracker.reading.story("orrin").version


def test_a_user_without_a_name_commits_as_tracker(
    told: Newsroom, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("config", "--unset", "user.name")
    git("config", "--unset", "user.email")
    git("config", "user.useConfigOnly", "true")
    save(told, git.folder)
    assert set(git.log("%an <%ae>")) == {"tracker <tracker@tracker.invalid>"}
    # From a hook of another repository, the folder's own is meant all the same.
    monkeypatch.setenv("GIT_DIR", "/nonexistent")
    assert isinstance(Repository.around(git.folder), Repository)


# ---------------------------------------------------------------- one file


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("old")
    path.chmod(0o600)
    write(path, "new")
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["story.md"]


def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(TrackerError, match="there is no folder"):
        write(tmp_path / "typo" / "story.md", "text")
    assert not (tmp_path / "typo").exists()


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    reading = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    write(fifo, "text")
    assert os.read(reading, 10) == b"text"
    os.close(reading)
    assert fifo.is_fifo()


KILLED = """
import os, signal, sys
from pathlib import Path
from tracker.cli.saving import write

def fsync(handle):
    os.kill(os.getpid(), signal.SIGKILL)

os.fsync = fsync
write(Path(sys.argv[1]), "new")
"""


def test_a_process_killed_while_it_writes_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text() == "old"
