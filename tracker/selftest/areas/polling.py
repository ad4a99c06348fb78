"""How servers are polled: many times over, in virtual time, against servers that judge it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.selftest.characters import GROUPS, overloaded
from tracker.selftest.check import Check, Verdict, judged
from tracker.selftest.reader import Reader
from tracker.selftest.scoring import Board

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.selftest.ground import Ground

# Polls of each feed: a host that says 429 now and then has said it, and what is gone is gone.
POLLS = 12
# The judge's checks, in words that say what must hold.
_TESTS = {
    "unconditional": "a feed's validators come back with every poll",
    "altered": "byte for byte, and the newest ones",
    "bogus": "none of another feed, or of an answer that was no feed",
    "cookies": "no cookie is kept",
    "early": "nobody is asked before max-age, ttl, Retry-After or an hour",
    "late": "nor left unasked for more than a day",
    "skipped hour": "skipHours and skipDays are heeded",
    "closed host": "a host that said 429 is left alone whole",
    "gone": "a feed that is gone is asked twice, not more",
    "crowding": "one request at a time and a second apart at one host",
    "nameless": "a User-Agent with version and address",
}


def _score(ground: Ground) -> tuple[dict[str, list[str]], int, int]:
    """Play every group of characters, one with restarts: faults, requests, feeds."""
    faults: dict[str, list[str]] = {test: [] for test in _TESTS}
    requests = feeds = 0
    for group in GROUPS:
        with Board() as board:
            group(board)
            _play(board, ground, group)
            for test, found in board.score().items():
                faults[test] += found
            requests += len(board.log)
            feeds += len(board.feeds)
    return faults, requests, feeds


def _play(board: Board, ground: Ground, group: Callable[[Board], None]) -> None:
    with Reader(board, ground.room(f"polling {group.__name__}")) as reader:
        reader.run(POLLS, restarts=group is overloaded)


def _judge(ground: Ground, test: str) -> Verdict:
    faults, requests, feeds = ground.once("polling", partial(_score, ground))
    return judged(faults[test], f"0 of {requests} requests to {feeds} feeds")


CHECKS = tuple(Check(test, partial(_judge, test=key)) for key, test in _TESTS.items())
