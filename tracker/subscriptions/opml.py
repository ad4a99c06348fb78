"""OPML in and out. Source: OPML 2.0, http://opml.org/spec2.opml.

What OPML has no attribute for goes into attributes of a name space of our own, which the
specification allows, so that what goes out comes in the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.subscriptions.opml_reader import NAMESPACE, PREFIX, from_opml, plain_tags
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.model import Subscription

__all__ = ["from_opml", "to_opml"]


def to_opml(subscriptions: Iterable[Subscription], title: str, names: Mapping[str, str] | None = None) -> str:
    """Write OPML 2.0, a folder for each group in the order in which it first comes.

    `names` are what feeds call themselves, by address: a feed that the user gave no title
    goes out by it.
    """
    groups: dict[str, list[Subscription]] = {}
    for one in subscriptions:
        groups.setdefault(one.group, []).append(one)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:{PREFIX}="{NAMESPACE}">',
        f"  <head><title>{_element(title)}</title></head>",
        "  <body>",
    ]
    for group, members in groups.items():
        indent = "      " if group else "    "
        outlines = [indent + _outline(one, (names or {}).get(one.url, "")) for one in members]
        if group:
            name = _quoted(line(group))
            outlines = [f"    <outline text={name} title={name}>", *outlines, "    </outline>"]
        lines += outlines
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(one: Subscription, own_name: str) -> str:
    title = line(one.title)
    name = title or line(own_name) or one.url
    attributes = {"type": "rss", "text": name, "title": name, "xmlUrl": one.url}
    if one.tags:
        attributes["category"] = line(",".join(one.tags))
    attributes |= {f"{PREFIX}:{key}": value for key, value in _own(one, title, name).items()}
    return f"<outline {' '.join(f'{key}={_quoted(value)}' for key, value in attributes.items())}/>"


def _own(one: Subscription, title: str, name: str) -> dict[str, str]:
    """Return what other programs' attributes can't say; lists are set a word a line."""
    own = {} if title == ("" if name == one.url else name) else {"title": title}
    if plain_tags(",".join(one.tags)) != one.tags:
        own["tags"] = "\n".join(one.tags)
    if one.fulltext != "auto":
        own["fulltext"] = one.fulltext
    return own | {key: "\n".join(words) for key, words in (("mute", one.mute), ("only", one.only)) if words}


def _element(text: str) -> str:
    return line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    """Write the value of an attribute."""
    from xml.sax.saxutils import quoteattr  # loads all of urllib.request, which nothing here needs

    return quoteattr(value)
