"""A fast server of thousands of invented feeds, in a process of its own.

Every feed has a loopback address of its own, so that manners of one request a host hold
without slowing anything; Linux answers on all of 127.0.0.0/8. A feed is at
`http://127.a.b.c:PORT/NUMBER`, and the page of an entry below that. With each edition every
tenth feed has a new entry.
"""

from __future__ import annotations

import asyncio
import random
import socket
import time
from dataclasses import dataclass
from email.utils import formatdate
from itertools import product
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

ENTRIES = 10
# Of a hundred entries so many tell of one of the matters of the day, the others of their own.
SHARED = 25
# A matter is told by about so many entries.
TOLD = 5
# The share of words of the language; the others are of the entry alone, as names and rare words are.
COMMON = 0.85
# Seconds between two entries of one feed: it publishes every five hours.
RHYTHM = 5 * 3600

_SYLLABLES, _WORDS, _JOINS = map(
    str.split,
    (
        """vel mor tan rik sol wen dar lim ost bra kel nim fau gor hest iva jul pem quor zan bel cor
    dun ek fel gra hul ix jan kor lun mav nor olt pra rus sta tor urd vik""",
        """council bridge harbour vote report school hospital mayor budget strike water road train court
    inquiry price market company workers union storm flood fire police museum festival team match season
    contract energy plant power station forest farm harvest tax law minister border island ferry airport
    flight passengers delay repair tunnel building tenants housing planning permit protest petition
    archive library theatre concert record sales exports factory engine battery satellite launch research
    study patients vaccine clinic nurses shortage winter summer""",
        "after before while because although since until and but",
    ),
)


# A language: the words above are its most usual ones.
_LANGUAGE = [*_WORDS, *("".join(parts) for parts in product(_SYLLABLES, repeat=2))]


def address(number: int) -> str:
    """Give a feed's own loopback address: 250 to a row, so that none ends in 0 or 255."""
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


@dataclass(slots=True)
class _Writer:
    """Writes entries of invented matters; the same seed writes the same."""

    feeds: int
    entries: int
    port: int
    now: float

    def document(self, number: int, edition: int) -> bytes:
        """Write a feed as it stands in one edition."""
        fresh = [edition] if edition and number % 10 == edition % 10 else []
        items = "".join(self._item(number, self.entries + each) for each in fresh)
        items += "".join(self._item(number, each) for each in reversed(range(self.entries)))
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>Outlet {number}</title><link>http://outlet{number}.example/</link>{items}</channel></rss>"
        ).encode()

    def _item(self, number: int, entry: int) -> str:
        rng = random.Random(number * 1000 + entry)
        title, text = self._told(self._matter(number, entry, rng), rng)
        published = self.now - RHYTHM * max(self.entries - entry, 0) - rng.randrange(RHYTHM // 2) - 60
        return (
            f"<item><title>{title}</title><link>{self.site(number)}/{entry}</link>"
            f'<guid isPermaLink="false">{number}-{entry}</guid><description>{text}</description>'
            f"<pubDate>{formatdate(published)}</pubDate></item>"
        )

    def page(self, number: int, entry: int) -> bytes:
        """Write the page of an entry, which tells more than the feed."""
        rng = random.Random(number * 1000 + entry)
        title, text = self._told(self._matter(number, entry, rng), rng)
        more = "".join(f"<p>{_sentence(rng, title.split()[0])}</p>" for _ in range(12))
        body = f"<article><h1>{title}</h1><p>{text}</p>{more}</article>"
        return f"<!doctype html><html><title>{title}</title><body>{body}</body></html>".encode()

    def site(self, number: int) -> str:
        """Give the address that an outlet's pages are below."""
        return f"http://{address(number)}:{self.port}/{number}"

    def _matter(self, number: int, entry: int, rng: random.Random) -> int:
        """Choose what an entry is about: one of the matters of the day, or one of its own."""
        matters = max(self.feeds * self.entries * SHARED // 100 // TOLD, 1)
        return rng.randrange(matters) if rng.randrange(100) < SHARED else matters + number * 1000 + entry

    def _told(self, matter: int, rng: random.Random) -> tuple[str, str]:
        """Tell of a matter, in an outlet's own words: names and subject are the matter's.

        Some words are rare, as in the news: what is rare tells one matter from another.
        """
        own = random.Random(matter)
        place, person, other = (_name(own).title() for _ in range(3))
        subject = [_word(own), _word(own), *(_name(own) for _ in range(6))]
        figure = own.randrange(20, 900)
        lines = [
            f"The {subject[2]} in {place} was about the {subject[3]}, {person} {_name(own).title()} said.",
            f"“The {subject[4]} of {place} needs {figure} more {subject[5]}s,” said {person}.",
            f"{other} of the {subject[6]} {subject[1]} rejects that the {_name(rng)} was closed.",
        ]
        lines += [_sentence(rng, rng.choice(subject)) for _ in range(rng.randrange(2, 6))]
        return f"{place} {subject[2]} {_word(rng)} over {subject[3]} {subject[0]}", " ".join(lines)


def _word(rng: random.Random) -> str:
    """Choose a word of the language, the usual ones far more often than the others."""
    return _LANGUAGE[int(len(_LANGUAGE) * rng.random() ** 3)]


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(3, 5)))


def _sentence(rng: random.Random, subject: str) -> str:
    words = [_word(rng) if rng.random() < COMMON else _name(rng) for _ in range(rng.randrange(8, 16))]
    words.insert(4, rng.choice(_JOINS))
    return f"The {' '.join(words[:6])} of {subject} {' '.join(words[6:])}."


class _Feeds(asyncio.Protocol):
    """One connection: a request, an answer, good-bye."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert isinstance(self._transport, asyncio.Transport)
        self._transport.write(self._shelf.answer(data))
        self._transport.close()


class _Shelf:
    """All documents, ready to send, and when each was last asked for."""

    def __init__(self, feeds: int, entries: int, port: int, control: Connection) -> None:
        self._writer = _Writer(feeds, entries, port, time.time())
        self._feeds = feeds
        self._documents = [self._writer.document(number, 0) for number in range(feeds)]
        self._editions = [0] * feeds
        self._asked = list[tuple[int, float, bool]]()
        self._control = control

    def obey(self) -> None:
        """Publish an edition (a number), or tell what was asked for since the last time (None).

        Raises SystemExit where who measures is gone: nobody will ask any more.
        """
        try:
            wish = self._control.recv()
        except EOFError:
            raise SystemExit from None
        if wish is None:
            self._control.send(self._asked)
            self._asked = []
            return
        for number in range(wish % 10, self._feeds, 10):
            self._documents[number] = self._writer.document(number, wish)
            self._editions[number] = wish
        self._control.send(True)

    def answer(self, request: bytes) -> bytes:
        """Answer 200, or 304 to whoever has the edition."""
        path = request.split(b" ", 2)[1][1:].split(b"/")
        number = int(path[0])
        if len(path) > 1:
            return _found(self._writer.page(number, int(path[1])), b"text/html", b"")
        etag = f'"{number}-{self._editions[number]}"'.encode()
        modified = formatdate(self._writer.now + self._editions[number], usegmt=True).encode()
        fresh = etag in request or b"If-Modified-Since: " + modified in request
        self._asked.append((number, time.time(), fresh))
        validators = b"ETag: " + etag + b"\r\nLast-Modified: " + modified + b"\r\n"
        if fresh:
            return b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n" + validators + b"\r\n"
        return _found(self._documents[number], b"application/rss+xml", validators)


def _found(body: bytes, kind: bytes, more: bytes) -> bytes:
    length = str(len(body)).encode()
    head = b"Connection: close\r\nContent-Type: " + kind + b"\r\nContent-Length: " + length + b"\r\n"
    return b"HTTP/1.1 200 OK\r\n" + head + more + b"\r\n" + body


def _serve(feeds: int, entries: int, control: Connection) -> None:
    async def run() -> None:
        listening = socket.create_server(("0.0.0.0", 0), backlog=1024)
        shelf = _Shelf(feeds, entries, listening.getsockname()[1], control)
        loop = asyncio.get_running_loop()
        await loop.create_server(lambda: _Feeds(shelf), sock=listening)
        loop.add_reader(control.fileno(), shelf.obey)
        control.send(listening.getsockname()[1])
        await asyncio.Event().wait()

    asyncio.run(run())


class Loopback:
    """The server as its user sees it."""

    def __init__(self, feeds: int, entries: int = ENTRIES) -> None:
        context = get_context("spawn")
        self._control, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(feeds, entries, theirs), daemon=True
        )
        self._process.start()
        self.port: int = self._control.recv()
        self.urls = [f"http://{address(number)}:{self.port}/{number}" for number in range(feeds)]

    def publish(self, edition: int) -> None:
        """Put one new entry into every tenth feed."""
        self._control.send(edition)
        self._control.recv()

    def asked(self) -> list[tuple[int, float, bool]]:
        """Return (feed, time of day, not modified) of each request since the last call."""
        self._control.send(None)
        found: list[tuple[int, float, bool]] = self._control.recv()
        return found

    def close(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.join()
