"""The body of an answer, inflated in bounded steps: a bomb costs no more than the cap."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# gzip with its header, as zlib wants to be told (zlib manual, inflateInit2).
_GZIP = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
# A gzip file may be several joined (RFC 1952, 2.2). Real answers are one; a million tiny
# ones would cost minutes.
_MEMBERS = 100


class BodyError(Exception):
    """A body that can't be taken; the message is a sentence for the user."""


def read_body(chunks: Iterable[bytes], encoding: str, cap: int) -> bytes:
    """Join the chunks of a body, inflating gzip; BodyError beyond `cap` bytes, before or after."""
    coding = encoding.strip().lower()
    if coding in {"", "identity"}:
        return _plain(chunks, cap)
    if coding not in {"gzip", "x-gzip"}:
        raise BodyError(f"the server sent an encoding nobody asked for: {coding[:40]}")
    try:
        return _inflated(chunks, cap)
    except zlib.error:
        raise BodyError("the answer is not the gzip that it says it is") from None


def _plain(chunks: Iterable[bytes], cap: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > cap:
            raise _too_big(cap)
    return bytes(body)


def _inflated(chunks: Iterable[bytes], cap: int) -> bytes:
    body = bytearray()
    raw = members = 0
    member = zlib.decompressobj(_GZIP)
    for chunk in chunks:
        data, raw = chunk, raw + len(chunk)
        while data:
            if member.eof:
                if not _MAGIC.startswith(data[:2]) or members >= _MEMBERS:
                    break  # what follows the end is padding, by the habit of all browsers
                member, members = zlib.decompressobj(_GZIP), members + 1
            # One byte more than allowed is enough to know that it is too much.
            body += member.decompress(data, cap + 1 - len(body))
            if len(body) > cap or raw > cap:
                raise _too_big(cap)
            data = member.unconsumed_tail or member.unused_data
    if raw and not member.eof:
        raise BodyError("the answer was cut off")
    return bytes(body)


def _too_big(cap: int) -> BodyError:
    return BodyError(f"the answer is bigger than {cap / 2**20:.3g} MB")
