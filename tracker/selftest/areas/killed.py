"""`kill -9` in the stages of a round, on the feeds of the demo: nothing lost, twice or torn."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from tracker import subscriptions
from tracker.demo.server import FeedServer
from tracker.model import Subscription
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.dying import Order, Undertaker
from tracker.selftest.soundness import kept, torn, unfinished
from tracker.store import Filter, Store

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.selftest.dying import Death
    from tracker.selftest.ground import Ground

# Acts with their stages, and how far into each of them it dies, as a share of its statements.
PLACES = (
    ("poll", "lock", 0.5),
    ("poll", "fetch", 0.2),
    ("poll", "fetch", 0.9),
    ("poll", "rules", 0.5),
    ("poll", "cluster", 0.3),
    ("poll", "cluster", 1.0),
    ("poll", "dossier", 0.2),
    ("poll", "dossier", 0.8),
    ("poll", "settle", 1.0),
    ("gc", "", 0.5),
)
# How many statements earlier to die where a stage ended before it should have died.
FEWER = 12
# Seconds that opening the database may take after a death.
REOPENS = 1.0


@dataclass(slots=True)
class _Tally:
    killed: int = 0
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    slowest: float = 0.0


class _Deaths:
    """Rounds over the feeds of a server that die, each on a copy of what one before has left."""

    def __init__(self, ground: Ground, server: FeedServer, undertaker: Undertaker) -> None:
        self.tally = _Tally()
        self._ground = ground
        self._undertaker = undertaker
        self._begun = ground.room("killed")
        feeds = [Subscription(url, title, fulltext="never") for url, title, _ in server.urls]
        subscriptions.add_all(self._begun / "feeds.yaml", feeds)
        self._do(self._begun, "begin")
        server.turn(2)
        whole = shutil.copytree(self._begun, ground.folder / "killed-not")
        self._counts = {"poll": self._do(whole, "poll").counts}
        self._whole = whole
        self._titles = self._kept(whole)
        gone = shutil.copytree(whole, ground.folder / "killed-gc")
        self._counts["gc"] = self._do(gone, "gc").counts

    def run(self) -> _Tally:
        """Die at every place."""
        for number, (act, stage, share) in enumerate(PLACES):
            count = self._counts[act].get(stage, 0)
            nth = max(round(share * count), 1)
            self._die(number, Order("", act, stage, nth))
        return self.tally

    def _die(self, number: int, order: Order) -> None:
        """Die there, or sooner: feeds that answer together are stored together, with fewer statements."""
        of = self._whole if order.act == "gc" else self._begun
        where = order.stage or order.act
        for nth in range(order.nth, 0, -FEWER):
            folder = shutil.copytree(of, self._ground.folder / f"killed-{number}-{nth}")
            if self._undertaker.carry_out(replace(order, folder=str(folder), nth=nth)).was_killed:
                self._look(folder, order.act, f"{where} at statement {nth}")
                return
        self.tally.missed.append(f"nothing to kill in {where}")

    def _look(self, folder: Path, act: str, where: str) -> None:
        tally = self.tally
        tally.killed += 1
        started = time.monotonic()
        store = Store(folder / "tracker.db")
        store.shelf.stories(Filter(limit=50))
        tally.slowest = max(tally.slowest, time.monotonic() - started)
        tally.torn += [f"{where}: {fault}" for fault in torn(store)]
        acknowledged = {article.url for article in kept(store)}
        store.close()
        death = self._undertaker.carry_out(Order(str(folder), act))
        tally.unfinished += [f"{where}: {death.said[-200:]}"] * bool(death.code)
        if act == "poll":
            store = Store(folder / "tracker.db")
            tally.unfinished += [f"{where}: {fault}" for fault in unfinished(store, self._titles)]
            tally.lost += [f"{where}: {url}" for url in acknowledged - {a.url for a in kept(store)}]
            store.close()

    def _kept(self, folder: Path) -> set[str]:
        store = Store(folder / "tracker.db")
        titles = {article.title for article in kept(store)}
        store.close()
        return titles

    def _do(self, folder: Path, act: str) -> Death:
        death = self._undertaker.carry_out(Order(str(folder), act))
        if death.code:
            raise RuntimeError(f"{act} did not end: {death.said[-300:]}")
        return death


def _tally(ground: Ground) -> _Tally:
    with FeedServer() as server, Undertaker("tracker.selftest.work", ground.first) as undertaker:
        return _Deaths(ground, server, undertaker).run()


def _judge(ground: Ground, what: str) -> Verdict:
    tally = ground.once("killed", partial(_tally, ground))
    figures = {
        "lost": f"0 of {tally.killed} deaths",
        "torn": f"{tally.killed} databases whole, integrity and full-text checks pass",
        "unfinished": f"{tally.killed} rounds taken up",
    }
    faults: list[str] = getattr(tally, what)
    return judged([*tally.missed, *faults], figures[what])


def _reopens(ground: Ground) -> Verdict:
    slowest = ground.once("killed", partial(_tally, ground)).slowest
    return judged([f"{slowest:.2f} s"] * (slowest > REOPENS), f"{slowest * 1000:.0f} ms at most")


CHECKS = (
    Check("no article that was stored is lost by kill -9", partial(_judge, what="lost")),
    Check("no story or version is torn", partial(_judge, what="torn")),
    Check("the next poll goes on from there", partial(_judge, what="unfinished")),
    Check("the database opens again in a second", _reopens),
)
