"""What a program with a full database costs that stands in a terminal: to open, to hold, to search."""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks.rivals import END, FOUND, LISTED, AbsentError
from tests.benchmarks.watching import memory
from tests.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.rivals import Program

# An article: its title and its text.
Told = tuple[str, str]

SIZE: Final = (120, 40)
# Signs of a title that every list has room for, and stories whose titles are looked for.
SEEN, LISTED_STORIES = 16, 40
# Seconds after the first paint at which the memory is read, and that anything may take.
SETTLED, PATIENCE = 5.0, 120.0
# A common word is in so many of a hundred articles, a rare one in so few articles at all, but in one.
COMMON, RARE = (5, 40), 5
# What steers a terminal, beside what stands on it.
_STEERS = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()].|[^\[\]()])", re.DOTALL)


class Seat:
    """A program that was opened in a terminal, and how long it took to show one of some titles."""

    def __init__(self, program: Program, titles: Sequence[str]) -> None:
        self.program = program
        self._titles = titles
        self._mark = 0
        # The glass knows what Textual writes; of others that is read which they wrote last.
        self._on_glass = program.name in {"tracker", "rss-cli"}
        started = time.perf_counter()
        path, *arguments = program.start
        width, height = SIZE
        self.terminal = Terminal(
            *arguments, program=path, environ=program.environment, width=width, height=height
        )
        try:
            self.until(self.shows_list)
            self.painted_s = time.perf_counter() - started
        except AbsentError:
            self.close()
            raise

    def shows_list(self) -> bool:
        """Tell whether one of the titles stands on the screen."""
        seen = self.seen()
        return any(title in seen for title in self._titles)

    def seen(self) -> str:
        """Return what stands on the screen, or what was written since the last key."""
        if self._on_glass:
            return self.terminal.glass.text
        return _STEERS.sub(b"", self.terminal.said[self._mark :]).decode(errors="replace")

    def send(self, keys: str) -> None:
        """Press keys."""
        self._mark = len(self.terminal.said)
        self.terminal.send(keys)

    def until(self, told: Callable[[], bool]) -> None:
        """Read until something is so; AbsentError where it does not get so in time."""
        ends = time.perf_counter() + PATIENCE
        while not told():
            self.terminal.take(seconds=1.0)
            if self.terminal.process.poll() is not None or time.perf_counter() > ends:
                raise AbsentError(f"{self.program.name} shows\n{self.seen()[-3000:]}")

    def megabytes(self) -> float:
        """Return the memory of the program and all below it, shared pages once, some seconds from now."""
        ends = time.perf_counter() + SETTLED
        while (left := ends - time.perf_counter()) > 0:
            self.terminal.take(seconds=left)
        return memory(self.terminal.process.pid)["Pss"]

    def close(self) -> None:
        """End the program."""
        self.terminal.process.terminate()
        ends = time.perf_counter() + SETTLED
        while self.terminal.process.poll() is None and time.perf_counter() < ends:
            self.terminal.take(seconds=0.1)
        self.terminal.close()


def titles(program: Program, matter: Sequence[Told]) -> list[str]:
    """Return of a program with all these articles some beginnings of titles, of which its list shows one.

    The first article is the newest of the feed that is named first.
    """
    if program.name == "tracker":
        asked = ["stories", "--json", "--limit", str(LISTED_STORIES)]
        return [each["title"][:SEEN] for each in json.loads(program.run([*program.start, *asked]))]
    return {"reader": [END], "newsboat": ["Outlet 0"], "rss-cli": [matter[0][0][:SEEN]]}[program.name]


def queries(matter: Sequence[Told], number: int) -> dict[str, list[str]]:
    """Draw common words, rare words, and two common words that stand side by side in an article."""
    dice = random.Random(5)
    texts = [re.findall("[a-z]{4,}", text.lower()) for _, text in matter]
    held = Counter(word for text in texts for word in set(text))
    low, high = (share * len(texts) / 100 for share in COMMON)
    common = sorted(word for word, count in held.items() if low <= count <= high)
    rare = sorted(word for word, count in held.items() if count <= RARE)
    # Both in one sentence of letters and single spaces alone, so that it is found as it was typed, too.
    plain = [
        re.findall("[a-z]{4,}(?: [a-z]{4,})+", text)
        for _, text in dice.sample(matter, min(len(matter), 2000))
    ]
    usual = set(common)
    pairs = {
        f"{first} {second}"
        for parts in plain
        for part in parts
        for first, second in pairwise(part.split())
        if first in usual and second in usual
    }
    return {
        kind: dice.sample(some, min(number, len(some)))
        for kind, some in (("common", common), ("rare", rare), ("two", sorted(pairs)))
    }


def called(program: Program, asked: Sequence[str]) -> tuple[list[float], list[str]]:
    """Return the milliseconds of each call of a program's search, and its first hit; one call goes before."""
    words = [f"{query} " for query in (asked[0], *asked)]
    told: list[list[Any]] = json.loads(program.run(program.search, json.dumps(words)))
    return [spent for spent, _ in told[1:]], [hit for _, hit in told[1:]]


def typed(seat: Seat, asked: Sequence[str], matter: Sequence[Told]) -> Iterator[float]:
    """Yield the milliseconds from the last key of each query to the paint of what it found."""
    ways = {"tracker": _in_tracker, "newsboat": _in_newsboat, "rss-cli": _in_rss_cli}
    return ways[seat.program.name](seat, asked, matter)


def _spent(seat: Seat, keys: str, told: Callable[[str], bool]) -> float:
    started = time.perf_counter()
    seat.send(keys)
    seat.until(lambda: told(seat.seen()))
    return 1000 * (time.perf_counter() - started)


def _has(*texts: str, but: str = "\0") -> Callable[[str], bool]:
    """Return what tells whether all of these texts are on a screen, and one is not."""

    def is_there(seen: str) -> bool:
        return but not in seen and all(text in seen for text in texts)

    return is_there


def _in_tracker(seat: Seat, asked: Sequence[str], _: Sequence[Told]) -> Iterator[float]:
    """Type each query at once: what is painted is the newest hit, with the whole query in the field."""
    for query, hit in zip(asked, called(seat.program, asked)[1], strict=True):
        _spent(seat, "/", lambda seen: "outlet:" in seen)
        yield _spent(seat, f"{query} ", _has(query, hit[: 2 * SEEN]))
        _spent(seat, "\x1b", lambda seen: "› search" not in seen and "outlet:" not in seen)


def _in_newsboat(seat: Seat, asked: Sequence[str], _: Sequence[Told]) -> Iterator[float]:
    for query in asked:
        _spent(seat, "/", lambda seen: "Search for" in seen)
        yield _spent(seat, f"{query}\r", lambda seen: FOUND in seen)
        _spent(seat, "q", lambda seen: LISTED in seen)


def _in_rss_cli(seat: Seat, asked: Sequence[str], matter: Sequence[Told]) -> Iterator[float]:
    """Search as it does, for the very signs; it writes how many it found beside each."""
    folded = [f"{title}\n{text}".lower() for title, text in matter]
    for query in asked:
        number = sum(query in each for each in folded)
        for words, count in ((query, number), ("", len(matter))):
            _spent(seat, "s", lambda seen: "Search articles" in seen)
            spent = _spent(
                seat,
                f"{words}\r",
                _has(f" 1/{count} ", but="Search articles"),
            )
            if words:
                yield spent
