"""A story → an Atom feed with an entry a version (RFC 4287)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tracker.render import labels
from tracker.render.html import body_html
from tracker.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.model import Story, Version

# The naming authority of our tag: addresses (RFC 4151): a name that nobody can own (RFC 2606).
_AUTHORITY = "tracker.invalid"


def story_atom(story: Story, versions: Sequence[Version], changes: Mapping[int, Sequence[str]]) -> str:
    """Write the feed of a story, newest version first; `changes` has the short texts by number.

    Ids are `tag:` addresses made of the story's day and slug and the version's number, so
    that a feed written again has the same ids.
    """
    newest_first = sorted(versions, key=lambda version: version.number, reverse=True)
    updated = newest_first[0].written_at if newest_first else story.updated
    entries = (_entry(story, version, changes.get(version.number, ())) for version in newest_first)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"  <id>{_tag(story)}</id>",
            f"  <title>{_text(story.title)}</title>",
            f"  <updated>{labels.iso(updated)}</updated>",
            "  <author><name>tracker</name></author>",
            "  <generator>tracker</generator>",
            *entries,
            "</feed>\n",
        )
    )


def _entry(story: Story, version: Version, changes: Sequence[str]) -> str:
    told = " · ".join(changes) or labels.reason(version.reason)
    title = version.dossier.title or story.title
    return "\n".join(
        (
            "  <entry>",
            f"    <id>{_tag(story)}/v{version.number}</id>",
            f"    <title>{_text(f'{title} · v{version.number}')}</title>",
            f"    <updated>{labels.iso(version.written_at)}</updated>",
            f"    <published>{labels.iso(version.written_at)}</published>",
            f"    <summary>{_text(told)}</summary>",
            f'    <content type="html">{_text(body_html(version, linked=False))}</content>',
            "  </entry>",
        )
    )


def _tag(story: Story) -> str:
    return f"tag:{_AUTHORITY},{labels.day(story.created)}:{_text(story.slug)}"


def _text(text: str) -> str:
    return escape(clean.clean(text), quote=True)
