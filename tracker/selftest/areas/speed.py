"""How long what one waits for takes here: the start, the first page of a list, a search."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from tracker.model import Entry
from tracker.query import parse
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.ground import wrong_end
from tracker.selftest.inline import START
from tracker.store import Filter, Origin, Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.selftest.ground import Ground

# Articles of the smaller and the larger database, each article a story of its own.
FEW, MANY = 1_000, 4_000
# Seconds: the project's own bounds, for a thousand times as many articles.
SEARCH, PAGE = 0.150, 1.0
# Four times the articles may take so many times as long, and a little more than nothing.
GROWTH, NOTHING = 8.0, 0.010
# Seconds in which a command must have answered, on a machine that does other things too.
ANSWER = 10.0
ROWS, TRIES = 50, 21
_WORDS = [
    *("harbour", "bridge", "council", "vote", "repair", "ferry", "storm", "school", "budget", "strike"),
    *("mayor", "crack", "steel", "orchard", "snow", "baker", "bread", "prize", "reef", "captain", "radar"),
    *("inquiry", "island", "lifeboat", "hill", "river", "market", "rail", "tunnel", "port"),
]


def _filled(folder: Path, count: int) -> Store:
    """Make a database of so many invented articles, the same ones each time."""
    store = Store(folder / f"{count}.db")
    dice = random.Random(count)  # noqa: S311 - the same articles each time
    origin = Origin("http://wire.example/feed", "Harbour Wire")
    with store.write():
        for number in range(count):
            title = f"{' '.join(dice.sample(_WORDS, 5)).capitalize()} {number}"
            url = f"https://wire.example/{number}"
            entry = Entry(title, url, url, " ".join(dice.choices(_WORDS, k=60)) + ".")
            article = store.articles.insert(entry, url, origin, START + timedelta(minutes=number))
            story = store.stories.create(title, f"story-{number}", START)
            store.stories.assign([article], story)
            store.stories.recount(story)
    return store


def _both(ground: Ground) -> dict[str, tuple[float, float]]:
    """Return the seconds of a search (95th of a hundred) and of a page (median), of few and of many."""
    times: dict[str, tuple[float, float]] = {}
    folder = ground.room("speed")
    for count in (FEW, MANY):
        store = _filled(folder, count)
        found = [_seconds(partial(store.search.find, parse(word, START), ROWS)) for word in _WORDS[:TRIES]]
        page = partial(store.shelf.stories, Filter(limit=ROWS))
        shown = [_seconds(page) for _ in range(TRIES)]
        times[str(count)] = (sorted(found)[-2], sorted(shown)[TRIES // 2])
        store.close()
    return times


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _judge(ground: Ground, place: int, bound: float) -> Verdict:
    times = ground.once("speed", partial(_both, ground))
    few, many = (times[str(count)][place] for count in (FEW, MANY))
    faults = [f"{many * 1000:.0f} ms, of {bound * 1000:.0f}"] * (many > bound)
    faults += [f"×{many / few:.1f} for ×{MANY // FEW} articles"] * (many > GROWTH * few + NOTHING)
    return judged(faults, f"{many * 1000:.1f} ms of {MANY:,} articles, ×{many / few:.1f} that of {FEW:,}")


def _start(ground: Ground) -> Verdict:
    room = ground.room("start")
    done, seconds = None, list[float]()
    for _ in range(3):
        started = time.perf_counter()
        done = ground.tracker(room, "stories")
        seconds.append(time.perf_counter() - started)
    assert done is not None
    best = min(seconds)
    return judged(wrong_end(done, (0,)) + [f"{best:.1f} s"] * (best > ANSWER), f"{best:.2f} s")


CHECKS = (
    Check("`tracker stories` answers", _start),
    Check("a search, 95th of a hundred", partial(_judge, place=0, bound=SEARCH)),
    Check("the first page of the story list", partial(_judge, place=1, bound=PAGE)),
)
