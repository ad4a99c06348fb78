"""The last line of a file in a folder that tracker fills: whose it is, and that nobody changed it.

    <!-- tracker: orrin-bridge v4 3f9a… -->

A comment in Markdown, HTML and XML alike. The digest is of all that stands before it, so that
a file into which somebody wrote is theirs from then on.
"""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple

_LINE = re.compile(rb"<!-- tracker: ([a-z0-9-]+) v(\d{1,9}) ([0-9a-f]{16}) -->\n?\Z")


class Stamp(NamedTuple):
    """The story and version that a file holds."""

    slug: str
    version: int


def stamped(text: str, slug: str, version: int) -> bytes:
    """Put the stamp under a text."""
    # A blank line, so that Markdown takes it for no part of what stands before.
    body = f"{text}\n".encode()
    return body + f"<!-- tracker: {slug} v{version} {_digest(body)} -->\n".encode()


def read_stamp(data: bytes) -> Stamp | None:
    """Read the stamp of a file that is as tracker wrote it; None for any other file.

    Line ends may be those of another system: git changes them where the user wants that.
    """
    data = data.replace(b"\r\n", b"\n")
    found = _LINE.search(data, max(0, len(data) - 200))
    if found is None or found[3].decode() != _digest(data[: found.start()]):
        return None
    return Stamp(found[1].decode(), int(found[2]))


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]
