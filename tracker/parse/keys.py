"""What stands under a key of a feed's dict, whatever the feed put there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def value(raw: object, key: str) -> Any:  # noqa: ANN401  whatever a feed's dict holds
    """Return what stands under a key, or None."""
    # dict.get, since feedparser's own falls back from one key to another, with warnings.
    return dict.get(raw, key) if isinstance(raw, dict) else None


def text(raw: object, key: str) -> str:
    """Return the text under a key, "" if there is none or another kind of value."""
    found = value(raw, key)
    return found if isinstance(found, str) else ""


def parts(raw: object, key: str) -> list[Mapping[str, Any]]:
    """Return the dicts in the list under a key."""
    found = value(raw, key)
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []
