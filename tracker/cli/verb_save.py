"""`tracker save`: stories as files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli import completing
from tracker.cli.options import Verb
from tracker.cli.saving import Choice, Wanted, document, documents, write
from tracker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.session import Session
    from tracker.core import Tracker


@click.command(cls=Verb)
@click.argument("stories", nargs=-1, metavar="[STORY]...", shell_complete=completing.stories)
@click.option("--all", "every", is_flag=True, help="All stories that have a version and are not muted.")
@click.option("--followed", is_flag=True, help="Of these, the ones that you follow.")
@click.option(
    "--format", "form", type=click.Choice(["md", "json", "atom", "html"]), default="md", show_default=True
)
@click.option("-o", "--output", metavar="PATH", help="A file, or a folder: it gets a file a story.")
@click.option("--no-commit", is_flag=True, help="Commit nothing, though the folder is in a git repository.")
@click.pass_obj
def verb(
    session: Session,
    stories: tuple[str, ...],
    *,
    every: bool,
    followed: bool,
    form: str,
    output: str | None,
    no_commit: bool,
) -> int:
    """Save STORY as Markdown, JSON, HTML, or Atom (an entry a version), to stdout unless -o.

    JSON and Atom of several stories are one document; Markdown and HTML are a file a story, in
    the folder that -o names (one that is there, or with a / at its end). Markdown in a folder
    of a git repository gets a commit a version: `git log -p` tells the story. Saved again, only
    new versions are added. `tracker import` takes the JSON back.
    """
    if sum([bool(stories), every, followed]) != 1:
        raise UsageError("Name a story, or say --all or --followed.")
    with session.tracker() as tracker:
        chosen = _chosen(tracker, stories, followed=followed)
        named = "stories" if every else "followed" if followed else "+".join(one.story.slug for one in chosen)
        wanted = Wanted(tuple(chosen), form, named if len(stories) != 1 else "")
        if output is not None and _is_folder(output, wanted):
            from tracker.cli.folder import save_folder

            return save_folder(session, tracker, wanted, Path(output), commit=not no_commit)
        return _save_one(session, tracker, wanted, output)


def _chosen(tracker: Tracker, refs: Sequence[str], *, followed: bool) -> list[Choice]:
    """Return what is to be saved; a story named by the user gets its first version if it has none."""
    if not refs:
        return [Choice(story) for story in tracker.saving.every(followed=followed)]
    newest = {version.story: version for version in map(tracker.reading.version, refs)}
    return [Choice(tracker.reading.story(number), version) for number, version in newest.items()]


def _is_folder(output: str, wanted: Wanted) -> bool:
    if Path(output).is_dir() or output.endswith(os.sep):
        return True
    return bool(wanted.name) and wanted.form in {"md", "html"}


def _save_one(session: Session, tracker: Tracker, wanted: Wanted, output: str | None) -> int:
    """Write one document to stdout or a file."""
    if wanted.name and wanted.form in {"md", "html"}:
        kind = "Markdown" if wanted.form == "md" else "HTML"
        raise UsageError(f"Several stories as {kind} are a file each.", "Name a folder with -o.")
    text = documents(tracker, wanted) if wanted.name else document(tracker, wanted.stories[0], wanted.form)
    if output is None:
        session.document(text)
        return 0
    path, own = Path(output), (tracker.store.path, session.paths.feeds, session.paths.config)
    if path.exists() and any(each.exists() and path.samefile(each) for each in own):
        raise UsageError(f"{output} is tracker's own file.", "Name another.")
    write(path, text)
    session.talk(f"Saved {output}")
    return 0
