"""The form of a saved story: what must be there, and of which kind; msgspec holds a file against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta

# Whole numbers beyond these are in no column of the database, and no counter comes there.
MOST = 2**31

Count = Annotated[int, Meta(ge=0, le=MOST)]
Number = Annotated[int, Meta(ge=1, le=MOST)]
Moment = Annotated[datetime, Meta(tz=True)]
Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", max_length=80)]


@dataclass(frozen=True, slots=True)
class RawSource:
    """A numbered source of a version."""

    number: Number
    title: str
    outlet: str
    url: str
    published: Moment
    via: str = ""
    copy_of: Number | None = None


@dataclass(frozen=True, slots=True)
class RawVersion:
    """A version; `sections` and the `account` of a model are checked when they become a dossier."""

    version: Number
    written_at: Moment
    engine: str
    reason: str
    dropped: Count
    title: str
    sections: dict[str, Any]
    sources: list[RawSource]
    account: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file that came with an article."""

    url: str
    type: str = ""
    bytes: Count | None = None


@dataclass(frozen=True, slots=True)
class RawRevision:
    """One text of an article."""

    number: Number
    seen: Moment
    source: Literal["feed", "page"]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article; without `revisions`, its `text` is the only one."""

    number: Number
    member: bool
    title: str
    outlet: str
    url: str
    published: Moment
    fetched: Moment
    author: str
    guid: str
    via: str
    page: str
    feeds: list[str]
    enclosures: list[RawFile]
    text: str
    revisions: list[RawRevision]


@dataclass(frozen=True, slots=True)
class RawName:
    """What of a story's row is read: the rest follows from its versions."""

    slug: Slug
    number: Number


@dataclass(frozen=True, slots=True)
class RawStory:
    """A story as it stands in a file."""

    story: RawName
    created: Moment
    slugs: list[Slug]
    versions: list[RawVersion]
    articles: list[RawArticle]
