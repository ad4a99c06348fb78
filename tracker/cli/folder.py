"""Stories in a folder, a file each; Markdown in a git repository with a commit a version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.cli.repository import Commit, Repository, Standing
from tracker.cli.saving import document, versions_of, write
from tracker.cli.stamp import read_stamp, stamped
from tracker.errors import TrackerError, UsageError
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tracker.cli.saving import Wanted
    from tracker.cli.session import Session
    from tracker.core import Tracker
    from tracker.model import Story, Version

PARTLY = 4
# What a file name may be made of besides a slug; the page that leads to all others is one of these.
_INDEX = "index"
_ENDINGS = {"md": ".md", "html": ".html", "json": ".json", "atom": ".atom"}
# The longest title in the log: a line of `git log --oneline` on a wide terminal.
_TITLE = 100


@dataclass(frozen=True, slots=True)
class _Owed:
    """A version that the repository has not; `before` is the number of the one before it, 0 for none."""

    story: Story
    number: int
    before: int
    moment: datetime


@dataclass(slots=True)
class _Work:
    """What was done and is to be done: files written and left alone, versions to be committed."""

    folder: Path
    written: int = 0
    left: list[str] = field(default_factory=list)
    owed: list[_Owed] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)

    def put(self, name: str, story: Story | None, content: bytes) -> None:
        """Write a file, unless it is that already or is not ours."""
        held = _held(self.folder / name, story)
        if held:
            self.left.append(held)
        elif _bytes(self.folder / name) != content:
            write(self.folder / name, content.decode())
            self.written += 1


def save_folder(session: Session, tracker: Tracker, wanted: Wanted, folder: Path, *, commit: bool) -> int:
    """Bring the files of a folder up to date; what is not ours there, or was changed, is left alone.

    Returns 0, or 4 where something was left alone.
    """
    _make(folder)
    work = _Work(folder)
    repository = Repository.around(folder) if commit and wanted.form == "md" else ""
    if isinstance(repository, Repository):
        _save_in_git(work, tracker, wanted, repository)
    else:
        if repository:
            session.talk(f"Nothing is committed: {repository}.")
        _save(work, tracker, wanted)
    for sentence in (*work.left, *_led_elsewhere(folder, tracker, wanted)):
        session.talk(sentence)
    session.talk(_account(wanted, work, committed=isinstance(repository, Repository)))
    return PARTLY if work.left else 0


def _led_elsewhere(folder: Path, tracker: Tracker, wanted: Wanted) -> Iterator[str]:
    """Say which files of ours hold a story that goes on in another: they are never brought up to date."""
    for path in sorted(folder.glob(f"*{_ENDINGS[wanted.form]}")):
        stamp = read_stamp(_bytes(path) or b"") if path.is_file() else None
        home = tracker.reading.heir(stamp.slug) if stamp is not None else None
        if home is not None:
            yield f"{path.name} stays as it was: its story goes on in {home}."


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{folder} is a file, not a folder.", "Name a folder with -o.") from None
    except OSError as error:
        raise TrackerError(f"{folder} can't be made: {error.strerror}.") from error


def _save(work: _Work, tracker: Tracker, wanted: Wanted) -> None:
    """Write the files of a folder that is in no repository, or of a format that is not committed."""
    names: list[tuple[str, Story]] = []
    for choice in wanted.stories:
        story, name = choice.story, _name(choice.story, wanted.form)
        text = document(tracker, choice, wanted.form)
        work.put(
            name, story, text.encode() if wanted.form == "json" else stamped(text, story.slug, story.version)
        )
        names.append((name, story))
    if wanted.form == "html":
        from tracker.render.html import index_html

        work.put(f"{_INDEX}.html", None, stamped(index_html(names), _INDEX, 0))


def _save_in_git(work: _Work, tracker: Tracker, wanted: Wanted, repository: Repository) -> None:
    """Write the newest version of each story, and commit all that the repository has not.

    Files first: a process that is killed leaves ours, which the next run commits.
    """
    standings = repository.standings()
    for choice in wanted.stories:
        story, name = choice.story, _name(choice.story, "md")
        standing = standings.get(name, Standing())
        held = _held(work.folder / name, story) or _held_in_git(name, story, standing)
        if held:
            work.left.append(held)
            continue
        if _version_in(_bytes(work.folder / name)) < story.version:
            work.put(name, story, _markdown(versions_of(tracker, choice)[-1], story))
        work.owed += _owed(tracker, story, _version_in(standing.committed))
        work.ours.append(name)
    work.owed.sort(key=lambda owed: owed.moment)
    if work.owed:
        repository.commit((_commit(tracker, owed) for owed in work.owed), tracker.now())
    repository.settle(work.ours)


def _owed(tracker: Tracker, story: Story, done: int) -> list[_Owed]:
    moments = tracker.store.saved.moments(story.number)
    numbers = [0, *(number for number, _ in moments)]
    befores = zip(numbers, moments, strict=False)
    return [_Owed(story, number, before, at) for before, (number, at) in befores if number > done]


def _commit(tracker: Tracker, owed: _Owed) -> Commit:
    versions, number = tracker.store.versions, owed.story.number
    version, before = versions.get(number, owed.number), versions.get(number, owed.before)
    assert version is not None, "a version that was listed is there"
    name, message = _name(owed.story, "md"), _message(before, version, owed.story)
    return Commit(name, _markdown(version, owed.story), version.written_at, message)


def _markdown(version: Version, story: Story) -> bytes:
    from tracker.render.markdown import version_markdown

    return stamped(version_markdown(version, story), story.slug, version.number)


def _message(before: Version | None, version: Version, story: Story) -> str:
    """Say in the log what a version is, and what changed in it."""
    from tracker.diff import told
    from tracker.render import labels

    changes = told(before.dossier, version.dossier) if before else ()
    title = line(version.dossier.title or story.title, _TITLE)
    account = line(" · ".join(changes)) or labels.reason(version.reason)
    return f"{title} · v{version.number}\n\n{account}\n"


def _held(path: Path, story: Story | None) -> str:
    """Say why a file in the folder is not to be written; "" if it is absent or ours."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return f"{path} is not a plain file: it was left as it is."
    data = _bytes(path)
    if data is None or _is_ours(data, story):
        return ""
    return f"{path} is not as tracker wrote it: it was left as it is. Move it away to have it written anew."


def _held_in_git(name: str, story: Story, standing: Standing) -> str:
    for data, where in ((standing.committed, "in the last commit"), (standing.staged, "as it is staged")):
        if data is not None and not _is_ours(data, story):
            return f"{name} is not as tracker wrote it {where}: it was left as it is."
    return ""


def _is_ours(data: bytes, story: Story | None) -> bool:
    slug = story.slug if story else _INDEX
    if story is not None and data.startswith(b'{\n  "format": '):
        return f'\n    "slug": "{slug}",\n'.encode() in data[:400]
    stamp = read_stamp(data)
    return stamp is not None and stamp.slug == slug


def _version_in(data: bytes | None) -> int:
    stamp = read_stamp(data) if data is not None else None
    return stamp.version if stamp else 0


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TrackerError(f"{path} can't be read: {error.strerror}.") from error


def _name(story: Story, form: str) -> str:
    """Name a story's file by its slug, which has small letters, digits and hyphens alone."""
    # The page that leads to the others has this name; no slug begins with an underscore.
    slug = f"_{story.slug}" if story.slug == _INDEX and form == "html" else story.slug
    return f"{slug}{_ENDINGS[form]}"


def _account(wanted: Wanted, work: _Work, *, committed: bool) -> str:
    def counted(number: int, one: str, many: str) -> str:
        return f"{number} {one if number == 1 else many}"

    stories, files = counted(len(wanted.stories), "story", "stories"), counted(work.written, "file", "files")
    commits = f", {counted(len(work.owed), 'version', 'versions')} committed" if committed else ""
    return f"Saved {stories} in {work.folder}: {files} written{commits}."
