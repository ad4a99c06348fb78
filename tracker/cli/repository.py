"""The git repository around a folder: what it has of our files, and commits of them alone.

Commits are written by `git fast-import`, which touches neither the index nor the files of the
work tree: what the user has changed or staged stays as it is. No hook runs, nothing is signed,
nothing asks on the terminal.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

# Seconds: a thousand commits take three.
_PATIENCE = 300
# Settings that would run a program, whoever wrote them into the repository.
_QUIET = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.alternateRefsCommand", ""),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
)
# What names another repository than that of the folder: set where tracker runs from a hook.
_ELSEWHERE = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_CONFIG_PARAMETERS",
)
_NOBODY = b"tracker <tracker@tracker.invalid>"
_UNDER_WAY = {"MERGE_HEAD": "a merge", "CHERRY_PICK_HEAD": "a cherry-pick", "REVERT_HEAD": "a revert"}


@dataclass(frozen=True, slots=True)
class Commit:
    """One file as it is from a moment on, and what the log says of it."""

    name: str
    content: bytes
    moment: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A file in the last commit and in the index; None: it is not there."""

    committed: bytes | None = None
    staged: bytes | None = None


class Repository:
    """The repository that a folder is in, on a branch."""

    def __init__(self, folder: Path, branch: bytes, prefix: bytes) -> None:
        self._folder = folder
        self._branch = branch
        self._prefix = prefix

    @classmethod
    def around(cls, folder: Path) -> Repository | str:
        """Find the repository; else say why nothing can be committed, "" where there is none."""
        try:
            inside = _git(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix")
        except FileNotFoundError:
            return ""
        if inside.returncode or not inside.stdout.startswith(b"true\n"):
            reason = _reason(inside)
            return "" if "not a git repository" in reason or not inside.returncode else reason
        # A name of any characters stands between the first and the last end of line.
        prefix = inside.stdout.removeprefix(b"true\n").removesuffix(b"\n")
        branch = _git(folder, "symbolic-ref", "-q", "HEAD")
        if branch.returncode:
            return "the repository is on no branch"
        for head, what in _UNDER_WAY.items():
            if not _git(folder, "rev-parse", "-q", "--verify", head).returncode:
                return f"{what} is under way in the repository"
        if not _git(folder, "check-ignore", "-q", "story.md").returncode:
            return "the repository ignores this folder"
        return cls(folder, branch.stdout.rstrip(b"\n"), prefix)

    def standings(self) -> dict[str, Standing]:
        """Return the Markdown files of the folder that are committed or staged."""
        committed, staged = self._committed(), self._staged()
        contents = self._contents({*committed.values(), *staged.values()})
        return {
            name: Standing(contents.get(committed.get(name, "")), contents.get(staged.get(name, "")))
            for name in {*committed, *staged}
        }

    def commit(self, commits: Iterable[Commit], now: datetime) -> None:
        """Write commits in this order on top of the branch. Raises TrackerError; then none is there."""
        with tempfile.TemporaryFile() as stream:
            stream.write(b"feature done\n")
            for part in self._stream(commits, now):
                stream.write(part)
            stream.write(b"done\n")
            stream.seek(0)
            done = _git(self._folder, "fast-import", "--quiet", "--done", "--date-format=raw", given=stream)
        if done.returncode:
            raise TrackerError(f"The files are written, but git could not commit them: {_reason(done)}.")

    def _stream(self, commits: Iterable[Commit], now: datetime) -> Iterator[bytes]:
        """Yield commits in the language of git-fast-import(1)."""
        author, committer = self._identity("AUTHOR"), self._identity("COMMITTER")
        tip = _git(self._folder, "rev-parse", "-q", "--verify", "HEAD^{commit}").stdout.strip()
        for place, each in enumerate(commits):
            yield b"commit %s\n" % self._branch
            yield b"author %s %d +0000\n" % (author, each.moment.timestamp())
            yield b"committer %s %d +0000\n" % (committer, now.timestamp())
            yield _data(each.message.encode())
            yield b"from %s\n" % tip if tip and not place else b""
            yield b"M 100644 inline %s\n" % _quoted(self._prefix + each.name.encode())
            yield _data(each.content)

    def settle(self, names: Iterable[str]) -> None:
        """Let the index know files as the last commit has them, or they would show as taken back."""
        committed, staged = self._committed(), self._staged()
        lines = [
            b"100644 %s\t%s\0" % (committed[name].encode(), self._prefix + name.encode())
            for name in names
            if name in committed and committed[name] != staged.get(name)
        ]
        if lines:
            done = _git(self._folder, "update-index", "-z", "--index-info", given=b"".join(lines))
            if done.returncode:
                raise TrackerError(f"All is committed, but git’s index could not follow: {_reason(done)}.")

    def _committed(self) -> dict[str, str]:
        """Return the object of each Markdown file of the folder in the last commit."""
        tree = b"HEAD:" + self._prefix.removesuffix(b"/")
        listed = _git(self._folder, "ls-tree", "-z", "--full-tree", os.fsdecode(tree)).stdout
        rows = (row.split(b"\t", 1) for row in listed.split(b"\0") if row)
        return {
            name.decode("utf-8", "replace"): about.split()[2].decode()
            for about, name in rows
            if about.split()[1] == b"blob" and name.endswith(b".md")
        }

    def _staged(self) -> dict[str, str]:
        """Return the object of each Markdown file of the folder in the index."""
        listed = _git(self._folder, "ls-files", "-s", "-z", "--", ":(glob)*.md").stdout
        rows = (row.split(b"\t", 1) for row in listed.split(b"\0") if row)
        return {name.decode("utf-8", "replace"): about.split()[1].decode() for about, name in rows}

    def _contents(self, objects: Iterable[str]) -> Mapping[str, bytes]:
        wanted = sorted(objects)
        asked = "".join(f"{each}\n" for each in wanted).encode()
        given = _git(self._folder, "cat-file", "--batch", given=asked).stdout
        return dict(zip(wanted, _blobs(given), strict=False))

    def _identity(self, role: str) -> bytes:
        """Return the name and address that git would commit under."""
        found = _git(self._folder, "var", f"GIT_{role}_IDENT")
        parts = found.stdout.strip().rsplit(b" ", 2)
        return parts[0] if not found.returncode and len(parts) == 3 else _NOBODY  # noqa: PLR2004 - with time and zone


def _git(folder: Path, *words: str, given: bytes | IO[bytes] = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git with these words, no shell, no terminal and no hook; `given` is what it reads."""
    settings = [word for name, value in _QUIET for word in ("-c", f"{name}={value}")]
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        return subprocess.run(  # noqa: S603 - an argument list of our own words
            ["git", *settings, "-C", str(folder), *words],  # noqa: S607 - the git of the user's path
            input=given if isinstance(given, bytes) else None,
            stdin=None if isinstance(given, bytes) else given,
            capture_output=True,
            env=kept | {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"},
            start_new_session=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TrackerError(f"git {words[0]} did not answer for {_PATIENCE} s.") from None


def _blobs(given: bytes) -> Iterator[bytes]:
    """Yield the contents of an answer of `cat-file --batch`, b"" for what is missing."""
    at = 0
    while at < len(given):
        end = given.index(b"\n", at)
        about = given[at:end].split(b" ")
        size = int(about[2]) if about[-1] != b"missing" else -1
        yield given[end + 1 : end + 1 + max(size, 0)]
        at = end + 1 + size + 1


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: bytes) -> bytes:
    """Quote a path as fast-import reads it (git-fast-import(1), "<path>")."""
    inner = path.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + inner + b'"'


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    told = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return told[0].removeprefix("fatal: ").rstrip(".") if told else f"exit code {done.returncode}"
