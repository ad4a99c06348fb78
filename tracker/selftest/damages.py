"""What can go wrong with a body on its way, or be done to it on purpose: one function each."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

# What a mutant gets somewhere inside it.
FRAGMENTS = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"&#xD800;",
    b"&#55357;&#56832;",
    b"&#0;",
    b"&#99999999999;",
    b"&nosuch;",
    b"&",
    b"<",
    b">",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<?php echo 1 ?>",
    b"<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    b"<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>",
    b"&x;&a;&b;",
    b"<a xmlns='http://www.w3.org/1999/xhtml' onclick='x()'>",
    b"<item><title>" * 30,
    b"<entry><content type='xhtml'><div>",
    b"</channel>",
    b"</item>",
    b"<author>" + b"x" * 3000,
    b"<author>" + b"(" * 500 + b"</author>",
    b"<pubDate>9999999999999999999</pubDate>",
    b"<updated>-1-13-45T99:99:99+99:99</updated>",
    b"<link>javascript:alert(1)</link>",
    b"<link href='http://[::1' rel='alternate'/>",
    b"<guid isPermaLink='true'>\x1b]52;c;eA==\x07</guid>",
    b"<title>&#27;]0;owned&#7;&#x9b;31m</title>",
    b"<enclosure url='file:///etc/passwd' length='-9' type='../../x'/>",
    b"<media:group><media:content url='' fileSize='1e99'>",
    b"<content:encoded><![CDATA[" + b"<div>" * 200,
    b" xml:base='http://[x'",
    b" " + b" ".join(b"a%d='%d'" % (n, n) for n in range(300)),
    b"<skipHours><hour>99</hour></skipHours><ttl>-1</ttl>",
    b'"items": [[[[[[',
    b'"\\ud800"',
    b"1e999",
    "\u202e\u2066\U000e0041".encode(),
)
# Of the wrapped ones so many are compressed, the others laid into a page.
HALF = 0.5
_TAG = re.compile(rb"</?([A-Za-z:]+)")
_CODECS = (b"utf-16", b"utf-7", b"idna", b"zlib", b"martian", b"ascii", b"shift_jis", b"\xff", b"utf-8-sig")


def _place(random: Random, body: bytes) -> int:
    return random.randrange(len(body) + 1)


def flip(random: Random, body: bytes) -> bytes:
    """Flip up to five bits."""
    found = bytearray(body)
    for _ in range(random.randrange(1, 6)):
        if found:
            found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def truncate(random: Random, body: bytes) -> bytes:
    """Cut the end off."""
    return body[: _place(random, body)]


def behead(random: Random, body: bytes) -> bytes:
    """Cut the beginning off."""
    return body[min(_place(random, body), 200) :]


def insert(random: Random, body: bytes) -> bytes:
    """Put something bad in."""
    at = _place(random, body)
    return body[:at] + random.choice(FRAGMENTS) + body[at:]


def remove(random: Random, body: bytes) -> bytes:
    """Take a stretch out."""
    at = _place(random, body)
    return body[:at] + body[at + random.randrange(1, 60) :]


def repeat(random: Random, body: bytes) -> bytes:
    """Repeat a stretch up to twenty times."""
    at = _place(random, body)
    return body[:at] + body[at : at + 200] * random.randrange(2, 20) + body[at:]


def swap_tags(random: Random, body: bytes) -> bytes:
    """Give one tag the name of another."""
    names = _TAG.findall(body)
    if not names:
        return body
    old, new = random.choice(names), random.choice(names)
    return body.replace(b"<" + old, b"<" + new, random.randrange(1, 4))


def shuffle(random: Random, body: bytes) -> bytes:
    """Put the pieces between brackets in another order."""
    pieces = body.split(b"<")
    random.shuffle(pieces)
    return b"<".join(pieces)


def relabel(random: Random, body: bytes) -> bytes:
    """Declare another encoding."""
    return re.sub(rb'encoding="[^"]*"', b'encoding="' + random.choice(_CODECS) + b'"', body, count=1)


def recode(random: Random, body: bytes) -> bytes:
    """Write the body in another encoding than it says."""
    text = body.decode("utf-8", errors="replace")
    return text.encode(
        random.choice(("utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp500")), errors="replace"
    )


def strew(random: Random, body: bytes) -> bytes:
    """Put a NUL behind every so many bytes."""
    step = random.randrange(1, 50)
    return b"\0".join(body[at : at + step] for at in range(0, len(body), step))


def wrap(random: Random, body: bytes) -> bytes:
    """Compress the body, or lay it into a web page."""
    if random.random() < HALF:
        return gzip.compress(body, mtime=0)
    return b"<!DOCTYPE html><html><head><title>x</title></head><body>" + body + b"</body></html>"


def nest(random: Random, body: bytes) -> bytes:
    """Lay a stretch into many elements."""
    at, deep = _place(random, body), random.randrange(2, 300)
    return body[:at] + b"<div>" * deep + body[at : at + 50] + b"</div>" * deep + body[at + 50 :]


DAMAGES: tuple[Callable[[Random, bytes], bytes], ...] = (
    flip,
    flip,
    truncate,
    behead,
    insert,
    insert,
    insert,
    remove,
    repeat,
    swap_tags,
    shuffle,
    relabel,
    recode,
    strew,
    wrap,
    nest,
)
