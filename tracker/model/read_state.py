"""What the user has read and marked, as it goes from machine to machine by file.

A story has another number and another name there, so it is known by its articles: these by their
address, or by their feed and guid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - msgspec reads the annotation

# What stands in the file as `format`, and the first number of its shape.
READ_STATE, READ_STATE_VERSION = "tracker read state", 1


@dataclass(frozen=True, slots=True)
class SeenArticle:
    """An article of a story. `seen`: it is a source of the version that the user has read."""

    url: str
    feed: str
    guid: str
    title: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """Whether the user follows or hides a story, and since when it is so; None: nobody knows."""

    value: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryState:
    """What the user did with one story. `slug` and `title` are its names where it was done."""

    slug: str
    title: str
    read_at: datetime | None
    articles: tuple[SeenArticle, ...]
    followed: Marked | None = None
    muted: Marked | None = None


@dataclass(frozen=True, slots=True)
class ReadState:
    """What the user did with all stories of one machine, by `written_at`."""

    format: str
    format_version: int
    written_at: datetime
    stories: tuple[StoryState, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import changed: stories that are read now, marks that changed, stories still awaited."""

    read: int = 0
    followed: int = 0
    muted: int = 0
    waiting: int = 0
