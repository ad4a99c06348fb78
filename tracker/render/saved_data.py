"""Whole stories → the data of `tracker save --format json`, which `tracker import` takes back.

Of one story it has what `tracker show --json` has, and beside it all versions and articles; of
several, such a document each under `stories`. What the user did with a story is not in it: it
reads as one that nobody has opened, pinned or defined.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from tracker.model import FORMAT
from tracker.render.data import safe, show_data
from tracker.render.dossier_data import source
from tracker.render.labels import iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.model import Revision, SavedArticle, SavedStory, Story, Version
    from tracker.render.dossier_data import Data

# What of a dossier stands beside its sections.
_BESIDE = frozenset({"title", "dropped", "sources", "account"})


def saved_data(newest: Version, story: Story, whole: SavedStory) -> Data:
    """Give the document of one story."""
    return {"format": FORMAT, **_story(newest, story, whole)}


def all_saved_data(stories: Sequence[tuple[Version, Story, SavedStory]]) -> Data:
    """Give one document of several stories."""
    return {"format": FORMAT, "stories": [_story(*each) for each in stories]}


def _story(newest: Version, story: Story, whole: SavedStory) -> Data:
    unopened = replace(story, unread=True, changes=(), read=0, pinned=False, definition=None)
    return show_data(newest, unopened) | safe(
        {
            "created": iso(whole.created),
            "slugs": list(whole.slugs),
            "versions": [_version(version) for version in whole.versions],
            "articles": [_article(article) for article in whole.articles],
        }
    )


def _version(version: Version) -> Data:
    """Give a version with every field of its dossier, those too that a page does not show."""
    dossier = msgspec.to_builtins(version.dossier)
    return {
        "version": version.number,
        "written_at": iso(version.written_at),
        "engine": version.engine,
        "reason": version.reason,
        "items": version.items,
        "dropped": version.dossier.dropped,
        "title": version.dossier.title,
        "account": dossier["account"] if version.dossier.account.model else None,
        "sections": {name: section for name, section in dossier.items() if name not in _BESIDE},
        "sources": [source(each) for each in version.dossier.sources],
    }


def _article(article: SavedArticle) -> Data:
    return {
        "number": article.number,
        "member": article.member,
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": iso(article.published),
        "fetched": iso(article.fetched),
        "author": article.author,
        "guid": article.guid,
        "via": article.via,
        "page": article.page,
        "feeds": list(article.feeds),
        "enclosures": [
            {"url": file.url, "type": file.type, "bytes": file.length or None} for file in article.enclosures
        ],
        "text": article.text,
        # The only text of most articles is that above.
        "revisions": [] if _is_plain(article) else [_revision(text) for text in article.texts],
    }


def _is_plain(article: SavedArticle) -> bool:
    first = article.texts[0]
    return len(article.texts) == 1 and (first.number, first.source, first.seen) == (
        1,
        "feed",
        article.fetched,
    )


def _revision(text: Revision) -> Data:
    return {
        "number": text.number,
        "seen": iso(text.seen),
        "source": text.source,
        "title": text.title,
        "text": text.text,
    }
