"""What `tracker save` writes: one story or several, in each format, and how it gets to the disk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.errors import ConfigError, TrackerError

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.core import Tracker
    from tracker.model import Story, Version


@dataclass(frozen=True, slots=True)
class Choice:
    """A story to be saved. `blank` is the page of one that has no version to read, None: it has."""

    story: Story
    blank: Version | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be saved, and in which format. `name`: what several stories are called together."""

    stories: tuple[Choice, ...]
    form: str
    name: str = ""


def versions_of(tracker: Tracker, choice: Choice) -> list[Version]:
    """Return the versions of a story, first to newest; of one without an article, its blank page."""
    stored = tracker.store.versions.all(choice.story.number)
    return stored or ([choice.blank] if choice.blank else [])


def document(tracker: Tracker, choice: Choice, form: str) -> str:
    """Render one story."""
    story, versions = choice.story, versions_of(tracker, choice)
    if form == "json":
        from tracker.render.saved_data import saved_data

        return _json(saved_data(versions[-1], story, tracker.saving.story(story.number)))
    if form == "md":
        from tracker.render.markdown import version_markdown

        return version_markdown(versions[-1], story)
    if form == "html":
        from tracker.render.html import story_html

        return story_html(story, versions[-1], [each for each in versions if each.number])
    from tracker.render.atom import story_atom

    return story_atom(story, [each for each in versions if each.number])


def documents(tracker: Tracker, wanted: Wanted) -> str:
    """Render several stories as one document, JSON or Atom."""
    found = [(choice.story, versions_of(tracker, choice)) for choice in wanted.stories]
    if wanted.form == "json":
        from tracker.render.saved_data import all_saved_data

        wholes = [(versions[-1], story, tracker.saving.story(story.number)) for story, versions in found]
        return _json(all_saved_data(wholes))
    from tracker.render.atom import stories_atom

    feeds = [(story, [each for each in versions if each.number]) for story, versions in found]
    title = {"stories": "All stories", "followed": "Followed stories"}.get(wanted.name, "Stories")
    return stories_atom(wanted.name, title, feeds, tracker.now())


def write(path: Path, text: str) -> None:
    """Write a file whole or not at all; a device or a pipe is written to as it is.

    Raises TrackerError with the reason; a file that was there is then as it was.
    """
    from tracker.subscriptions import disk

    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        if not path.absolute().parent.is_dir():
            raise TrackerError(f"{path} can't be written: there is no folder {path.absolute().parent}.")
        disk.write(path, text.encode())
    except OSError as error:
        raise TrackerError(f"{path} can't be written: {error.strerror}.") from error
    except ConfigError as error:
        raise TrackerError(error.message, error.hint) from error


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
