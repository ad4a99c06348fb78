"""Stories → an Atom feed with an entry a version (RFC 4287)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tracker.diff import told
from tracker.render import labels
from tracker.render.html import web_citing
from tracker.render.html_sections import Body
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.model import Story, Version

# The naming authority of our tag: addresses (RFC 4151): a name that nobody can own (RFC 2606).
_AUTHORITY = "tracker.invalid"
# The day of the ids of feeds that are of no one story: no more than a part of their name.
_DAY = "2026-01-01"


def story_atom(story: Story, versions: Sequence[Version]) -> str:
    """Write the feed of a story, newest version first.

    Ids are `tag:` addresses made of the story's day and slug and the version's number, so
    that a feed written again has the same ids.
    """
    return _feed(_tag(story), story.title, _entries(story, versions), story.updated)


def stories_atom(
    name: str, title: str, stories: Sequence[tuple[Story, Sequence[Version]]], now: datetime
) -> str:
    """Write one feed of several stories, newest version first; entries have the ids of the stories' feeds.

    `name` makes the feed's id; `now` is when it was updated if it has no entry.
    """
    entries = [entry for story, versions in stories for entry in _entries(story, versions)]
    return _feed(f"tag:{_AUTHORITY},{_DAY}:{_text(name)}", title, entries, now)


def _feed(name: str, title: str, entries: Iterable[tuple[datetime, str]], otherwise: datetime) -> str:
    newest_first = sorted(entries, key=lambda entry: entry[0], reverse=True)
    updated = newest_first[0][0] if newest_first else otherwise
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
            f"  <id>{name}</id>",
            f"  <title>{_text(title)}</title>",
            f"  <updated>{labels.iso(updated)}</updated>",
            "  <author><name>tracker</name></author>",
            "  <generator>tracker</generator>",
            *(entry for _, entry in newest_first),
            "</feed>\n",
        )
    )


def _entries(story: Story, versions: Sequence[Version]) -> list[tuple[datetime, str]]:
    """Give each version's entry with its moment, the newest first."""
    pairs = zip([None, *versions], versions, strict=False)
    return [(version.written_at, _entry(story, before, version)) for before, version in pairs][::-1]


def _entry(story: Story, before: Version | None, version: Version) -> str:
    changes = told(before.dossier, version.dossier) if before else ()
    summary = " · ".join(changes) or labels.reason(version.reason)
    title = version.dossier.title or story.title
    content = "\n".join(Body(version, web_citing(version), level=3, prefix=None).sections())
    return "\n".join(
        (
            "  <entry>",
            f"    <id>{_tag(story)}/v{version.number}</id>",
            f"    <title>{_text(f'{title} · v{version.number}')}</title>",
            f"    <updated>{labels.iso(version.written_at)}</updated>",
            f"    <published>{labels.iso(version.written_at)}</published>",
            f'    <category term="{_text(story.slug)}" label="{_text(story.title)}"/>',
            f"    <summary>{_text(summary)}</summary>",
            f'    <content type="html">{_text(content)}</content>',
            "  </entry>",
        )
    )


def _tag(story: Story) -> str:
    return f"tag:{_AUTHORITY},{labels.day(story.created)}:{_text(story.slug)}"


def _text(text: str) -> str:
    return escape(clean.clean(text), quote=True)
