"""Hostile feeds: bodies, mutants and servers that mean no good, through the product's own parser."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.fetch import Failure, Fetcher
from tracker.model import Subscription
from tracker.parse import ParseError, Parser
from tracker.selftest.bodies import BODIES
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.ground import opened
from tracker.selftest.inline import START
from tracker.selftest.laws import unsound
from tracker.selftest.mutants import Document, documents, mutants
from tracker.selftest.servers import Site, babble, bomb, cut_off, dripping, hung_up, silent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tracker.model import Article
    from tracker.selftest.ground import Ground

URL = "https://wire.example/feeds/all.xml"
MUTANTS, DOCUMENTS = 400, 110
# Seconds that a document may take, with the sandbox's own limit of ten and what a loaded machine adds.
LONGEST = 15.0
# Megabytes that a small gzip body inflates to, of which a reader takes fifteen.
BOMB = 40
# Where no feed of the open web may lead: this machine, its networks, its cloud's secrets.
PRIVATE = (
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://0.0.0.0:{port}/",
    "http://2130706433:{port}/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "file:///etc/passwd",
    "ftp://127.0.0.1/",
    "/etc/passwd",
    "-o/tmp/x",
)


def _hostile(ground: Ground) -> Verdict:
    del ground
    return _parsed(
        [Document(name, body, "application/rss+xml", ()) for name, body in BODIES.items()], "bodies"
    )


def _mutants(ground: Ground) -> Verdict:
    del ground
    return _parsed(list(mutants(MUTANTS)), "mutants")


def _parsed(bodies: list[Document], what: str) -> Verdict:
    """Have documents read in the children that read feeds: entries that are sound, or one kind of error."""

    def read(document: Document) -> tuple[list[str], float]:
        started = time.monotonic()
        try:
            faults = unsound(parser.parse(document.body, document.content_type, URL, START), START)
        except ParseError:
            faults = []
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            faults = [type(error).__name__]
        return [f"{document.name}: {fault}" for fault in faults], time.monotonic() - started

    with Parser() as parser, ThreadPoolExecutor(2) as pool:
        found = list(pool.map(read, bodies))
    worst = max(seconds for _, seconds in found)
    faults = [fault for told, _ in found for fault in told]
    faults += [f"{worst:.1f} s for one of them"] * (worst > LONGEST)
    return judged(faults, f"{len(bodies)} {what}, 0 faults, {worst:.1f} s at most")


def _again(ground: Ground) -> Verdict:
    """Poll well-formed and damaged feeds twice, as if they had changed; the second adds nothing."""
    room = ground.room("feeds")
    served = [*documents(DOCUMENTS), *mutants(DOCUMENTS, seed=5)]
    with Site() as site:
        urls = [
            site.serve(f"/{number}", document.body, headers={"Content-Type": document.content_type})
            for number, document in enumerate(served)
        ]
        subscriptions.add_all(room / "feeds.yaml", [Subscription(url, fulltext="never") for url in urls])
        first, second, faults = _twice(room, urls)
    wanted = sum(len(document.titles) for document in served)
    faults += [f"{first} articles of {wanted}"] * (first < wanted) + [f"{second} more"] * bool(second)
    return judged(faults, f"{len(urls)} feeds, {first} articles, then 0 more and 0 changed")


def _twice(room: Path, urls: list[str]) -> tuple[int, int, list[str]]:
    tracker = opened(room)
    try:
        first = tracker.polling.round(force=True).new_articles
        before = _stored(tracker.store.articles.listed(None, 10_000))
        for state in tracker.store.feeds.states(urls).values():
            tracker.store.feeds.save(replace(state, body_hash="", etag="", modified=""))
        second = tracker.polling.round(force=True).new_articles
        after = _stored(tracker.store.articles.listed(None, 10_000))
        complaints = tracker.store.upkeep.complaints()
    finally:
        tracker.close()
    changed = sum(before[each] != after.get(each) for each in before)
    return first, second, complaints + [f"{changed} changed"] * bool(changed)


def _stored(articles: Iterable[Article]) -> dict[int, tuple[str, str, int]]:
    return {each.id: (each.title, each.text, each.revision) for each in articles}


def _private(ground: Ground) -> Verdict:
    del ground
    with Site() as site:
        site.serve("/", b"<rss></rss>")
        fetcher = Fetcher(version="selftest", pause=0)
        urls = [url.format(port=site.port) for url in PRIVATE]
        faults = [f"{url} was answered" for url in urls if not isinstance(fetcher.get(url), Failure)]
        fetcher.close()
        faults += [f"{len(site.requests)} requests reached this machine"] * bool(site.requests)
    return judged(faults, f"{len(PRIVATE)} addresses of this machine and its networks, 0 requests")


def _tricks(ground: Ground) -> Verdict:
    del ground
    tricks = {
        "silent": silent,
        "dripping": dripping,
        "hung-up": hung_up,
        "cut-off": cut_off,
        "babble": babble,
    }
    with Site() as site:
        urls = [site.do(f"/{name}", trick) for name, trick in tricks.items()]
        urls += [site.serve("/bomb", bomb(BOMB), headers={"Content-Encoding": "gzip"})]
        urls += [site.redirect("/round", site.url("/round")), site.redirect("/file", "file:///etc/passwd")]
        urls += [site.redirect("/inside", "http://169.254.169.254/")]
        fetcher = Fetcher(allow_private=["127.0.0.1"], version="selftest", pause=0, deadline=1.0)
        started = time.monotonic()
        with ThreadPoolExecutor(len(urls)) as pool:
            answers = list(pool.map(fetcher.get, urls))
        seconds = time.monotonic() - started
        fetcher.close()
    faults = [
        f"{url} was taken"
        for url, answer in zip(urls, answers, strict=True)
        if not isinstance(answer, Failure)
    ]
    faults += [f"{seconds:.1f} s"] * (seconds > LONGEST)
    return judged(faults, f"{len(urls)} tricks of servers, each given up in words, {seconds:.1f} s")


CHECKS = (
    Check("a hostile body gives a feed or one kind of error", _hostile),
    Check("a damaged feed does too", _mutants),
    Check("a second poll of the same adds and changes nothing", _again),
    Check("no feed leads into this machine or its networks", _private),
    Check("no server can hold a poll up or fill the memory", _tricks),
)
