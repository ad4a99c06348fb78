"""Subscriptions → lines of YAML that read back as what they were."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.model import Subscription

# Text that YAML 1.1 and 1.2 both read back as it stands; all else is quoted.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .,'’/&()+-]*[\w.')+])?")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def block(subscriptions: Iterable[Subscription], column: int, *, named: bool = False) -> list[str]:
    """Write list items with the dash at `column`; `named`: each says its group itself."""
    dash, indent = " " * column + "- ", " " * column + "  "
    lines = []
    for one in subscriptions:
        lines.append(f"{dash}url: {address(one.url)}")
        if one.title:
            lines.append(f"{indent}title: {scalar(one.title)}")
        if one.tags:
            lines.append(f"{indent}tags: [{', '.join(_tag(tag) for tag in one.tags)}]")
        if one.fulltext != "auto":
            lines.append(f"{indent}fulltext: {one.fulltext}")
        for key, words in (("mute", one.mute), ("only", one.only)):
            if words:
                lines.append(f"{indent}{key}: [{', '.join(map(_tag, words))}]")
        if named and one.group:
            lines.append(f"{indent}group: {scalar(one.group)}")
    return lines


def flow(one: Subscription, *, named: bool = False) -> str:
    """Write one item for a list in brackets; it is JSON."""
    fields: dict[str, object] = {"url": one.url}
    if one.title:
        fields["title"] = one.title
    if one.tags:
        fields["tags"] = list(one.tags)
    if one.fulltext != "auto":
        fields["fulltext"] = one.fulltext
    fields |= {key: list(words) for key, words in (("mute", one.mute), ("only", one.only)) if words}
    if named and one.group:
        fields["group"] = one.group
    return json.dumps(fields, ensure_ascii=False)


def scalar(text: str) -> str:
    """Write a text bare where that is safe, else in quotes."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else quoted(text)


def quoted(text: str) -> str:
    """Write a text in double quotes: JSON's are a subset of YAML's."""
    return json.dumps(text, ensure_ascii=False)


def address(url: str) -> str:
    """Write an address bare, unless it would end or begin as something else in YAML."""
    return quoted(url) if url.endswith(":") or url[:1] not in "hH" else url


def _tag(tag: str) -> str:
    return tag if re.fullmatch(r"[a-z][a-z-]*", tag) and tag not in _WORDS else quoted(tag)
