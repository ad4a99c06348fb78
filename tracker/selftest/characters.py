"""The characters of the score server: how a path answers, and the groups of hosts they make up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from tracker.model import Entry
from tracker.selftest.documents import rss
from tracker.selftest.inline import START
from tracker.selftest.scoring import DAY, HOUR, Board, Character, Reply, VirtualTime, Visit, http_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.selftest.servers import Handler


def document(at: datetime, number: int = 0, gap: timedelta = 30 * HOUR, extra: str = "") -> bytes:
    """Make a feed of five entries, `gap` apart, the newest from `at`; `number` makes them others."""
    entries = [
        Entry(
            f"Notice {number + 5 - n} of the harbour board",
            f"https://board.example/{number + 5 - n}",
            f"urn:board:{number + 5 - n}",
            f"The board of the harbour has put up its notice with the number {number + 5 - n}.",
            published=at - gap * n,
        )
        for n in range(5)
    ]
    return rss(entries, title="Harbour board", extra=extra)


STILL = document(START)


def steady(
    reply: Reply, *, etag: str = '"still"', modified: str = "", silent: tuple[str, ...] = ()
) -> Character:
    """Give one document for ever, 304 to who has it; a 304 leaves out the headers in `silent`."""
    whole = replace(reply, body=reply.body or STILL, etag=etag, modified=modified)

    def character(visit: Visit) -> Reply:
        if (etag and visit.etag == etag) or (not etag and modified and visit.modified == modified):
            headers = tuple(pair for pair in reply.headers if pair[0] not in silent)
            return replace(whole, status=304, body=b"", headers=headers)
        return whole

    return character


def new_each_time(visit: Visit) -> Reply:
    """Give a new document and a new ETag at every visit."""
    return Reply(body=document(visit.at, visit.number), etag=f'"{visit.number}"')


def new_date_each_time(visit: Visit) -> Reply:
    """Give the same entries in another document, with another ETag, at every visit."""
    date = f"<lastBuildDate>{http_date(visit.at)}</lastBuildDate>"
    return Reply(body=document(START, extra=date), etag=f'"date {visit.number}"')


def new_tag_each_time(visit: Visit) -> Reply:
    """Give the same document under another ETag at every visit."""
    return Reply(body=STILL, etag=f'"tag {visit.number}"')


def redirected(status: int, to: tuple[str, ...], end: Character) -> Character:
    """Send callers along paths until the last, where `end` answers."""

    def character(visit: Visit) -> Reply:
        hop = int(visit.path.rpartition("/")[2]) if visit.path.count("/") > 1 else 1
        return Reply(status, headers=(("Location", to[hop - 1]),)) if hop <= len(to) else end(visit)

    return character


def unreadable(every: int) -> Character:
    """Give a web page with validators at every so manieth visit, else a steady feed."""

    def character(visit: Visit) -> Reply:
        if visit.number % every == 0:
            page = b"<html><body>Please sign in to the harbour's network.</body></html>"
            return Reply(body=page, etag='"page"', modified=http_date(visit.at), readable=False)
        return steady(Reply(), modified="Mon, 04 May 2026 08:00:00 GMT")(visit)

    return character


def busy(
    status: int, retry_after: Callable[[datetime], str], wait: timedelta, *, every: int = 2
) -> Character:
    """Answer 429 or 503 at every so manieth visit, with a Retry-After ("": without)."""

    def character(visit: Visit) -> Reply:
        if visit.number % every:
            return steady(Reply())(visit)
        header = retry_after(visit.at)
        headers = (("Retry-After", header),) if header else ()
        return Reply(status, headers=headers, wait=wait, closes=status == HTTPStatus.TOO_MANY_REQUESTS)

    return character


def gone(_: Visit) -> Reply:
    """Say that the feed was removed for good."""
    return Reply(410)


# What a Retry-After may say, and how long that is: more than any wait of ours, where it says anything.
RETRY_AFTER: dict[str, tuple[Callable[[datetime], str], timedelta]] = {
    "seconds": (lambda _: "108000", 30 * HOUR),
    "date": (lambda at: http_date(at + 30 * HOUR), 30 * HOUR),
    "absent": (lambda _: "", HOUR),
    "negative": (lambda _: "-3600", HOUR),
    "huge": (lambda _: "9" * 40, 7 * DAY),
    "rubbish": (lambda _: "soon, I hope", HOUR),
}

ODD_TAGS = {
    "weak": 'W/"still"',
    "unquoted": "still",
    "quotes": '"st"il"l"',
    "latin-1": '"stille Nacht \xe9\xe8"',
    "spaces": '"still  as   the sea" "twice"',
    "comma": '"a", "b"',
    "lone": '"',
}


def slow(handler: Handler, clock: VirtualTime) -> None:
    """Begin to answer after the caller's deadline."""
    clock.sleep(31)
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n")


def drip(handler: Handler, clock: VirtualTime) -> None:
    """Answer a byte a second."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(60):
        clock.sleep(1)
        handler.wfile.write(b"<")
        handler.wfile.flush()


def validators(board: Board) -> None:
    """Set up feeds that differ by what they give to be sent back."""
    monday = "Mon, 04 May 2026 08:00:00 GMT"
    board.play("etag", steady(Reply()))
    board.play("last-modified", steady(Reply(), etag="", modified=monday))
    board.play("both", steady(Reply(), modified=monday))
    board.play("odd-date", steady(Reply(), etag="", modified="the day before yesterday"))
    board.play("nothing", steady(Reply(), etag=""))
    board.play("new-tags", new_tag_each_time)
    board.play("new-bodies", new_each_time)
    board.play("new-dates", new_date_each_time)
    board.play("never-a-feed", unreadable(1))
    board.play("a-page-now-and-then", unreadable(3))
    board.play("cookies", steady(Reply(headers=(("Set-Cookie", "id=7; Path=/; Max-Age=99999999"),))))
    for name, tag in ODD_TAGS.items():
        board.play(f"tag-{name}", steady(Reply(), etag=tag))


def wishes(board: Board) -> None:
    """Set up feeds that say how long to wait, in all the ways there are."""
    long, short, daily = 20 * HOUR, timedelta(seconds=60), "<sy:updatePeriod>daily</sy:updatePeriod>"
    fresh = (("Cache-Control", f"public, max-age={long.seconds}"),)
    board.play("max-age", steady(Reply(headers=fresh, wait=long)))
    board.play("max-age-not-in-304", steady(Reply(headers=fresh, wait=long), silent=("Cache-Control",)))
    board.play("max-age-new", lambda visit: replace(new_each_time(visit), headers=fresh, wait=long))
    board.play("max-age-short", steady(Reply(headers=(("Cache-Control", "max-age=60"),), wait=short)))
    board.play("max-age-huge", steady(Reply(headers=(("Cache-Control", f"max-age={9**30}"),), wait=DAY)))
    board.play("ttl", steady(Reply(body=document(START, extra="<ttl>1200</ttl>"), wait=long)))
    board.play("ttl-same", steady(Reply(body=document(START, extra="<ttl>1200</ttl>"), wait=long), etag=""))
    period = document(START, extra=daily).replace(
        b"<rss ", b'<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    )
    board.play("update-period", steady(Reply(body=period, wait=DAY)))
    hours = "".join(f"<hour>{hour}</hour>" for hour in (20, 21, 22, 23, 0, 1, 2, 3, 4, 5))
    night = frozenset(range(20, 24)) | frozenset(range(6))
    body = document(START, extra=f"<skipHours>{hours}</skipHours>")
    board.play("skip-hours", steady(Reply(body=body, skips=(night, frozenset()))))
    body = document(START, extra="<skipDays><day>Saturday</day><day>Sunday</day></skipDays>")
    board.play("skip-days", steady(Reply(body=body, skips=(frozenset(), frozenset({5, 6})))))
    everything = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    board.play("skip-all", steady(Reply(body=document(START, extra=f"<skipHours>{everything}</skipHours>"))))


def redirects(board: Board) -> None:
    """Set up feeds that are elsewhere, for good or for now, and one that is gone."""
    board.play("moved-301", redirected(301, ("/moved-301/2", "/moved-301/3"), steady(Reply())), hops=3)
    board.play("moved-308", redirected(308, ("/moved-308/2",), new_date_each_time), hops=2)
    board.play("found-302", redirected(302, ("/found-302/2",), steady(Reply())), hops=2)
    board.play("gone", gone)
    board.play("beside", steady(Reply()))


def overloaded(board: Board) -> None:
    """Set up feeds that say 503 now and then: no other feed of the host has to wait for that."""
    for name, (header, wait) in RETRY_AFTER.items():
        if name != "huge":
            least = wait if wait > HOUR else timedelta(0)
            board.play(f"503-{name}", busy(503, header, least))
    board.play("beside", new_date_each_time)


def too_many(board: Board) -> None:
    """Set up hosts with a feed that says 429 now and then and one that never does; and another host."""
    for name, (header, wait) in RETRY_AFTER.items():
        if name != "huge":
            board.play(f"429-{name}", busy(429, header, wait), host=name)
            board.play(f"neighbour-{name}", new_date_each_time, host=name)
    board.play("elsewhere", new_date_each_time, host="elsewhere")


def huge(board: Board) -> None:
    """Ask for more patience than anybody has."""
    header, wait = RETRY_AFTER["huge"]
    board.play("429-huge", busy(429, header, wait, every=5), host="closed")
    board.play("neighbour", new_date_each_time, host="closed")
    board.play("503-huge", busy(503, header, wait, every=5), host="open")
    board.play("elsewhere", steady(Reply()), host="open")


def unhurried(board: Board) -> None:
    """Set up servers that hold on to whoever waits for them."""
    board.play("slow", lambda _: Reply(readable=False), host="slow", trick=slow)
    board.play("drip", lambda _: Reply(readable=False), host="drip", trick=drip)


GROUPS: tuple[Callable[[Board], None], ...] = (
    validators,
    wishes,
    redirects,
    overloaded,
    too_many,
    huge,
    unhurried,
)
