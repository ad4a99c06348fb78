"""The files that come with an entry: enclosures (RSS, Atom), Media RSS, attachments (JSON Feed)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.model import Enclosure
from tracker.parse.entries import first_link
from tracker.parse.keys import parts, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A podcast has one, a gallery a few.
MOST_ENCLOSURES = 10
# Bytes; what claims to be larger than ten terabytes is nonsense.
LARGEST = 10**13
_TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9.+*-]{1,80}")
# The player that YouTube's feeds still name; nothing has played it since 2020.
_DEAD = frozenset({"application/x-shockwave-flash"})


class Named(NamedTuple):
    """A file as a feed names it, raw: address, media type, bytes."""

    url: str
    type: str = ""
    length: str = ""


def enclosures(base: str, files: Iterable[Named]) -> tuple[Enclosure, ...]:
    """Return the first files that have an http address, each address once."""
    found: dict[str, Enclosure] = {}
    for file in files:
        kind = file.type.strip().lower()
        url = first_link(base, file.url) if kind not in _DEAD else ""
        if url and url not in found:
            found[url] = Enclosure(url, kind if _TYPE.fullmatch(kind) else "", _length(file.length))
            if len(found) == MOST_ENCLOSURES:
                break
    return tuple(found.values())


def named(raw: Mapping[str, object]) -> list[Named]:
    """List the files of an entry as feedparser has it; a thumbnail only where nothing else is."""
    found = [
        Named(text(link, "href"), text(link, "type"), text(link, "length"))
        for link in parts(raw, "links")
        if text(link, "rel") == "enclosure"
    ]
    found += [
        Named(text(file, "url"), _media_type(file), text(file, "filesize"))
        for file in parts(raw, "media_content")
    ]
    if all(file.type in _DEAD for file in found):
        found += [Named(text(file, "url"), "image/*") for file in parts(raw, "media_thumbnail")]
    return found


def _media_type(file: Mapping[str, object]) -> str:
    medium = text(file, "medium")
    return text(file, "type") or (f"{medium}/*" if medium in {"image", "audio", "video"} else "")


def _length(digits: str) -> int:
    digits = digits.strip()
    good = digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST))
    return int(digits) if good and int(digits) <= LARGEST else 0
