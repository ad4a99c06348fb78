"""The score server: a web server on loopback whose paths play characters, and that judges its callers.

Each feed is a path (`/name`, further hops `/name/2`) that one character answers. Every request
is logged with the virtual time it came at; `score` reads the log and lists what broke the
rules of polling politely. After the "feed reader score" idea of Rachel Kroll (2024), in our
own terms; the figures are those of this project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Self

from tracker.selftest.inline import START, FakeClock
from tracker.selftest.servers import Site

if TYPE_CHECKING:
    from tracker.selftest.servers import Handler

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
REDIRECTS = frozenset({301, 302, 308})
# Seconds that the measuring itself may be off by: the pause is kept in floats.
SLACK = timedelta(milliseconds=5)
# A due time is rounded up to a whole second, and a host's pauses come on top.
LATE = timedelta(minutes=2)

CHECKS = (
    "unconditional",  # no validator came though the feed had given one
    "altered",  # a validator came that isn't the last one, byte for byte
    "bogus",  # a validator came that this feed never gave, or only with rubbish
    "cookies",
    "early",  # before max-age, ttl, Retry-After, or an hour
    "late",  # after more than a day, though nothing asked for that
    "skipped hour",
    "closed host",  # any feed of a host that said 429
    "gone",  # after the second answer 410
    "crowding",  # two requests at a time, or within a second, at one host
    "nameless",  # no User-Agent with a version and an address
)


class VirtualTime(FakeClock):
    """One time for wall clock, pauses and deadlines; it passes by sleeping and by being moved."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.forward(seconds=seconds)

    def monotonic(self) -> float:
        """Return the seconds on a clock that is never set."""
        return self.moment.timestamp()


@dataclass(frozen=True)
class Visit:
    """What a character is told of a request: the how-manieth at this path, when, and with what."""

    number: int
    at: datetime
    path: str
    etag: str
    modified: str


@dataclass(frozen=True)
class Reply:
    """One answer, and what it asks of the caller.

    `wait`: the feed is to be left alone so long; `closes`: its whole host. `readable`: the
    body is a feed, so that its validators may be kept. `skips`: hours and days not to come.
    """

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    etag: str = ""
    modified: str = ""
    wait: timedelta = timedelta(0)
    closes: bool = False
    readable: bool = True
    skips: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


Character = Callable[[Visit], Reply]
# Writes to the connection itself, once the reply is logged.
Trick = Callable[["Handler", VirtualTime], None]


@dataclass(frozen=True)
class Logged:
    """One request with its answer; `begins` is False where it followed a redirect."""

    feed: str
    host: str
    at: datetime
    headers: dict[str, str]
    reply: Reply
    begins: bool


@dataclass
class Board:
    """Several hosts, their feeds, and the log of all requests."""

    clock: VirtualTime = field(default_factory=VirtualTime)
    log: list[Logged] = field(default_factory=list)
    sites: dict[str, Site] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    lasting: set[str] = field(default_factory=set)
    _polled: dict[str, int] = field(default_factory=dict)
    _last: dict[str, Logged] = field(default_factory=dict)
    _visits: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for site in self.sites.values():
            site.close()

    def play(
        self, name: str, character: Character, *, host: str = "a", hops: int = 1, trick: Trick | None = None
    ) -> str:
        """Let a character answer under a name; `hops` paths of a chain of redirects are its own."""
        site = self.sites.get(host) or self.sites.setdefault(host, Site())
        for path in (f"/{name}", *(f"/{name}/{hop}" for hop in range(2, hops + 1))):
            site.do(path, lambda handler: self._answer(handler, name, host, character, trick))
        self.feeds[name] = site.url(f"/{name}")
        if name != "gone":
            self.lasting.add(name)
        return self.feeds[name]

    def polls(self, feed: str) -> list[Logged]:
        """Return the requests that began a poll: not those that followed a redirect."""
        return [entry for entry in self.log if entry.feed == feed and entry.begins]

    def fewest(self) -> int:
        """Return how often the feed was polled that was polled least, of those that go on for ever."""
        return min(self._polled.get(feed, 0) for feed in self.lasting)

    def score(self) -> dict[str, list[str]]:
        """Return for each check what broke it, a sentence each."""
        faults: dict[str, list[str]] = {check: [] for check in CHECKS}
        for feed in self.feeds:
            _judge_validators(feed, [entry for entry in self.log if entry.feed == feed], faults)
            _judge_times(feed, self.log, faults)
        for host, site in self.sites.items():
            _judge_host(host, [entry for entry in self.log if entry.host == host], faults)
            if site.busiest > 1:
                faults["crowding"].append(f"{host}: {site.busiest} requests at a time")
        for entry in self.log:
            if "cookie" in entry.headers:
                faults["cookies"].append(f"{entry.feed}: {entry.headers['cookie']}")
            agent = entry.headers.get("user-agent", "")
            if "/" not in agent or "http" not in agent:
                faults["nameless"].append(f"{entry.feed}: {agent!r}")
        return faults

    def _answer(
        self, handler: Handler, name: str, host: str, character: Character, trick: Trick | None
    ) -> None:
        headers = {key.lower(): value for key, value in handler.headers.items()}
        with self._lock:
            self._visits[handler.path] = self._visits.get(handler.path, 0) + 1
            sent = headers.get("if-none-match", ""), headers.get("if-modified-since", "")
            visit = Visit(self._visits[handler.path], self.clock(), handler.path, *sent)
            reply = character(visit)
            last = self._last.get(name)
            begins = last is None or last.reply.status not in REDIRECTS
            self._last[name] = Logged(name, host, visit.at, headers, reply, begins)
            self._polled[name] = self._polled.get(name, 0) + begins
            self.log.append(self._last[name])
        if trick is not None:
            trick(handler, self.clock)
        else:
            _write(handler, reply, visit.at)


def _write(handler: Handler, reply: Reply, at: datetime) -> None:
    handler.send_response_only(reply.status)
    validators = (("ETag", reply.etag), ("Last-Modified", reply.modified))
    given = tuple(pair for pair in validators if pair[1])
    fixed = (("Date", http_date(at)), ("Content-Length", str(len(reply.body))), ("Connection", "close"))
    for name, value in (*fixed, *given, *reply.headers):
        handler.send_header(name, value)
    # The caller may come again as soon as it has the last byte.
    handler.finish_counting()
    handler.end_headers()
    handler.wfile.write(reply.body)


def _judge_validators(feed: str, asked: list[Logged], faults: dict[str, list[str]]) -> None:
    """Follow what the feed gave and what came back; at a redirect both belong to the whole chain."""
    given = {"if-none-match": set[str](), "if-modified-since": set[str]()}
    last = dict.fromkeys(given, "")
    for entry in asked:
        sent = {name: entry.headers.get(name, "") for name in given}
        if any(last.values()) and not any(sent.values()):
            faults["unconditional"].append(f"{feed} at {entry.at}")
        for name, value in sent.items():
            if value and value not in given[name]:
                faults["bogus"].append(f"{feed}: {name}: {value!a}")
            elif any(sent.values()) and value != last[name]:
                faults["altered"].append(f"{feed}: {name}: {value!a} for {last[name]!a}")
        reply = entry.reply
        if reply.status in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} and reply.readable:
            for name, value in (("if-none-match", reply.etag), ("if-modified-since", reply.modified)):
                # RFC 9111, 3.2: what a 304 leaves out stands as it was.
                last[name] = value or (last[name] if reply.status == HTTPStatus.NOT_MODIFIED else "")
                given[name].add(value)


def _judge_times(feed: str, log: list[Logged], faults: dict[str, list[str]]) -> None:
    """Look at the time between two polls of one feed, and at the hours they came in."""
    asked = [entry for entry in log if entry.feed == feed]
    polls = [entry for entry in asked if entry.begins]
    # Of the requests of one poll it is the last, behind all redirects, whose answer counts.
    ends = [entry for entry in asked if entry.reply.status not in REDIRECTS]
    skips = next((entry.reply.skips for entry in asked if any(entry.reply.skips)), None)
    closings = [entry for entry in log if entry.reply.closes]
    for (before, entry), end in zip(pairwise(polls), ends, strict=False):
        gap, wish = entry.at - before.at, end.reply.wait
        if gap < max(HOUR, wish) - SLACK:
            faults["early"].append(f"{feed} after {gap}, asked to wait {wish}")
        if skips and (entry.at.hour in skips[0] or entry.at.weekday() in skips[1]):
            faults["skipped hour"].append(f"{feed} at {entry.at:%a %H:%M}")
        if not skips and entry.at > _latest(before.host, before.at + max(DAY, wish), closings) + LATE:
            faults["late"].append(f"{feed} after {gap}, asked to wait {wish}")
    gone = [entry.at for entry in polls if entry.reply.status == HTTPStatus.GONE]
    # Believed at the second answer in about a day; one that is asked sooner is asked early.
    faults["gone"] += [f"{feed} at {entry.at}" for entry in polls if gone[1:] and entry.at > gone[1]]


def _latest(host: str, due: datetime, closings: list[Logged]) -> datetime:
    """Put a due time off for as long as its host is closed."""
    for entry in closings:
        if entry.host == host and entry.at <= due:
            due = max(due, entry.at + entry.reply.wait)
    return due


def _judge_host(host: str, asked: list[Logged], faults: dict[str, list[str]]) -> None:
    """Look at all that came to one host: while it was closed, and too close together."""
    closed_until = START
    for before, entry in pairwise([None, *asked]):
        assert entry is not None
        if entry.at < closed_until - SLACK:
            faults["closed host"].append(f"{entry.feed} at {entry.at}, closed until {closed_until}")
        if before is not None and entry.at - before.at < timedelta(seconds=1) - SLACK:
            faults["crowding"].append(f"{host}: {before.feed} and {entry.feed} at {entry.at}")
        if entry.reply.closes:
            closed_until = max(closed_until, entry.at + entry.reply.wait)


def http_date(moment: datetime) -> str:
    """Write a moment as HTTP does (RFC 9110, 5.6.7)."""
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)
