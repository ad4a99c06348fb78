"""A story with all that is kept of it, as a file carries it from one tracker to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.model.articles import Enclosure, Revision
    from tracker.model.dossier import Version

# The form of the file. A tracker refuses what is newer than it knows.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class SavedArticle:
    """An article under its citation number. `member`: it is in the story now, not only cited by it.

    `texts` are its revisions, first to newest; `feeds` the addresses of the feeds that carried it,
    without what may be secret in them.
    """

    number: int
    member: bool
    url: str
    outlet: str
    published: datetime
    fetched: datetime
    author: str
    guid: str
    via: str
    page: str
    feeds: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]
    texts: tuple[Revision, ...]

    @property
    def title(self) -> str:
        """The title that the feed gave last."""
        return next((text.title for text in reversed(self.texts) if text.source == "feed"), "")

    @property
    def text(self) -> str:
        """The text as it is read: the whole one of the page where that was taken."""
        whole = next((text.text for text in reversed(self.texts) if text.source == "page"), None)
        return self.texts[-1].text if whole is None else whole


@dataclass(frozen=True, slots=True)
class SavedStory:
    """A story apart from what its user did with it: no read mark, no pin, no terms.

    `slugs` are all names that lead to it. `versions` stand first to newest; the article ids of
    their sources are those of the database that they are in, and of none in a file.
    """

    number: int
    slug: str
    slugs: tuple[str, ...]
    created: datetime
    versions: tuple[Version, ...]
    articles: tuple[SavedArticle, ...]
