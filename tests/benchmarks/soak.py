"""`tracker watch` round after round: does anything grow that should not?

    python -m tests.benchmarks.soak [--feeds 300] [--minutes 10] [--keep FOLDER]

Runs the real command over loopback feeds, which are made due again as soon as a round has ended, so that
minutes stand for weeks. In the first two thirds of the time a tenth of the feeds has a new entry in each
round; in the last nothing is new (`still`). Prints one JSON line: `rounds`, `requests`, `articles`; the
memory of all processes (`pss_mb`, what they share counted once) after a tenth of the time, at the end of
the news and at the very end; how it grew by a thousand articles, and in a hundred still rounds; open
`descriptors` and `processes` at the same moments; the bytes of the database an article; the longest log
(`wal_mb`); and processes that outlived the command (`strays`). Exit code 1 where descriptors, processes
or memory grew in still rounds, the log grew beyond its bound, or anything was left.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks.watching import Watched, memory, tree

# Shares of the time at which it has warmed up, and at which the news end.
WARM, NEWS = 0.1, 2 / 3
# Megabytes that a hundred still rounds may add, and bytes of the log: a round writes 32 MB before the log
# is moved into the file (`store/connection.py`), and a round begins in that.
GROWTH, LONGEST_LOG = 10.0, 100_000_000
# A reading of a descriptor more or less is chance.
SLACK = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """What was measured after a round."""

    rounds: int
    articles: int
    pss_mb: float
    descriptors: int
    processes: int


def read(watched: Watched, rounds: int, articles: int) -> Reading:
    """Measure now; processes that end meanwhile are passed over."""
    descriptors, processes = 0, tree(watched.process.pid)
    for process in processes:
        with suppress(OSError):
            descriptors += len(list(Path(f"/proc/{process}/fd").iterdir()))
    pss = memory(watched.process.pid)["Pss"]
    return Reading(rounds, articles, round(pss, 1), descriptors, len(processes))


def soak(folder: Path, feeds: int, minutes: float) -> dict[str, Any]:
    """Let watch run so long; return all figures."""
    watched = Watched(folder, feeds)
    log = watched.database.with_name(f"{watched.database.name}-wal")
    started, rounds, articles, requests, longest = time.monotonic(), 0, 0, 0, 0
    readings: dict[str, Reading] = {}
    share = 0.0
    while share < 1:
        if rounds:
            if share < NEWS:
                watched.server.publish(rounds)
            watched.make_due()
        done = watched.round(feeds)
        rounds, articles, requests = rounds + 1, articles + done["new_articles"], requests + done["requests"]
        longest = max(longest, log.stat().st_size if log.exists() else 0)
        share = (time.monotonic() - started) / (minutes * 60)
        now = read(watched, rounds, articles)
        for name, bound in (("warm", WARM), ("news", NEWS)):
            if share >= bound:
                readings.setdefault(name, now)
        readings["end"] = now
    before = tree(watched.process.pid)
    ended = watched.stop()
    size = watched.database.stat().st_size
    strays = [process for process in before if _lives(process)]
    found = told(readings, longest) | {"requests": requests, "strays": len(strays)} | ended
    return found | {"database_mb": round(size / 1e6, 1), "bytes_an_article": round(size / max(articles, 1))}


def _lives(process: int) -> bool:
    """Tell whether a process goes on; one that ended and waits for its parent does not."""
    for _ in range(50):
        try:
            stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        except OSError:
            return False
        if stat.rpartition(") ")[2].startswith("Z"):
            return False
        time.sleep(0.1)
    return True


def told(readings: dict[str, Reading], longest: int) -> dict[str, Any]:
    """Return what grew between the readings."""
    warm, news, end = (readings.get(name, readings["end"]) for name in ("warm", "news", "end"))
    came, still = news.articles - warm.articles, end.rounds - news.rounds
    return {
        "rounds": end.rounds,
        "still": still,
        "articles": end.articles,
        "readings": {name: asdict(each) for name, each in readings.items()},
        "pss_mb_a_thousand_articles": round((news.pss_mb - warm.pss_mb) / came * 1000, 1) if came else 0.0,
        "pss_mb_a_hundred_still_rounds": round((end.pss_mb - news.pss_mb) / max(still, 1) * 100, 1),
        "descriptors_grew": end.descriptors - warm.descriptors,
        "processes_grew": end.processes - warm.processes,
        "wal_mb": round(longest / 1e6, 1),
    }


def is_flat(found: dict[str, Any]) -> bool:
    """Tell whether all that must stay as it is did."""
    return bool(
        found["pss_mb_a_hundred_still_rounds"] * found["still"] / 100 <= GROWTH
        and found["descriptors_grew"] <= SLACK
        and found["processes_grew"] <= 0
        and found["wal_mb"] * 1e6 <= LONGEST_LOG
        and not found["strays"]
        and found["exit_code"] == 0
    )


def main() -> None:
    """Soak in a temporary folder, or in one that is kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak")
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        found = soak(folder, asked.feeds, asked.minutes)
    print(json.dumps(found))
    if not is_flat(found):
        sys.exit(1)


if __name__ == "__main__":
    main()
