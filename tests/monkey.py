"""A monkey at the keyboard: keys, texts, clicks, wheel and sizes by a seed, drawn from the table of commands.

    python -m tests.monkey SEED [EVENTS]

repeats what a test or the benchmark named. After each event the interface must be up, and what it draws
must fill its screen to the cell; nothing may be written to the log as an error.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
import unicodedata
from collections import Counter, deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.screen import ModalScreen

import tracker
from tests.interface import FakeBrowser
from tests.monkey_acts import SIZES, Act, acts
from tests.newsstand import Newsstand, reader
from tracker.app import TrackerApp
from tracker.settings import Listen, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.core import Tracker

# Rounds that poll begin after so many events, if none is under way.
ROUND = 40
REMEMBERED = 50
# Cells of emoji that two edges of a dialog may cut.
LOST = 4


@dataclass(slots=True)
class Log:
    """What a run did: counts, the slowest event, the last events."""

    seed: int
    done: int = 0
    opened: int = 0
    rounds: int = 0
    next_round: int = 0
    looks: int = 0
    worst_ms: float = 0.0
    worst: str = ""
    screens: Counter[str] = field(default_factory=Counter)
    last: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    rss_mb: list[float] = field(default_factory=list)


class BrokenError(AssertionError):
    """What a monkey broke: what, by which seed, after which events."""

    def __init__(self, what: str, log: Log) -> None:
        told = "\n".join(log.last)
        super().__init__(
            f"{what}\nafter event {log.done} of seed {log.seed}, which were at last\n{told}\n"
            f"Repeat it: python -m tests.monkey {log.seed} {log.done + REMEMBERED}"
        )


class Apart(TrackerApp):
    """The interface as it is; Textual looks for the style sheet beside the module of the class."""

    CSS_PATH = str(Path(tracker.__file__).parent / "tracker.tcss")


class _Faults(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


@contextmanager
def _watched() -> Iterator[_Faults]:
    faults, logger = _Faults(), logging.getLogger("tracker")
    logger.addHandler(faults)
    try:
        yield faults
    finally:
        logger.removeHandler(faults)


@dataclass(frozen=True, slots=True)
class Run:
    """What a monkey is to do, and what it is watched for."""

    log: Log
    todo: Iterator[tuple[Act, bool]]
    amount: int
    wait: float
    faults: _Faults

    @property
    def is_over(self) -> bool:
        return self.log.done >= self.amount


def let_loose(folder: Path, seed: int, amount: int, wait: float = 60) -> Log:
    """Let a monkey do so many acts on the interface in a data folder, while rounds poll feeds that change.

    Raises BrokenError where something broke, or where an act had no effect within `wait` seconds.
    """
    newsstand = Newsstand(seed)
    try:
        with _watched() as faults:
            run = Run(Log(seed), acts(seed), amount, wait, faults)
            while not run.is_over:
                _open(folder, newsstand, run)
    finally:
        newsstand.close()
    return run.log


def _open(folder: Path, newsstand: Newsstand, run: Run) -> None:
    room = reader(folder, newsstand)
    try:
        # A loop of its own, which waits for the workers at its end, as `App.run` does.
        asyncio.run(_sit_down(room, run))
    except BrokenError:
        raise
    except Exception as error:
        raise BrokenError(f"{type(error).__name__}: {error}", run.log) from error
    finally:
        room.close()


async def _sit_down(room: Tracker, run: Run) -> None:
    """Open the interface and go on until it is left."""
    log = run.log
    log.opened += 1
    app = Apart(room, Settings(listen=Listen(("true",))), poll=True, browse=FakeBrowser())
    async with app.run_test(size=SIZES[0]):
        while not run.is_over and app.is_running and not app._exit:
            act, waits = next(run.todo)
            log.last.append(f"{log.done} {type(app.screen).__name__}: {act}{' …' * waits}")
            log.screens[type(app.screen).__name__] += 1
            await _one(app, act, run, waits=waits)
            if run.faults.told and app._exception is None:
                raise BrokenError("\n".join(run.faults.told), log)
        app.exit()


async def _one(app: TrackerApp, act: Act, run: Run, *, waits: bool) -> None:
    log = run.log
    if log.done >= log.next_round and not app._in_round:
        log.rounds, log.next_round = log.rounds + 1, log.done + ROUND
        app.start_round(force=True)
    begun = time.monotonic()
    async with asyncio.timeout(run.wait):
        _do(app, act)
        if waits and not app._exit:
            await _taken(app)
        else:
            await asyncio.sleep(0)
    took = 1000 * (time.monotonic() - begun)
    if took > log.worst_ms:
        log.worst_ms, log.worst = took, log.last[-1]
    log.done += 1
    if log.done % (10 * ROUND) == 0:
        log.rss_mb.append(_rss_mb())
    if waits and not app._exit and app.is_running:
        _look(app, log)


async def _taken(app: TrackerApp) -> None:
    """Wait until the application and the screen on top have taken what came before.

    The pilot waits for every widget, and for ever where one has gone meanwhile.
    """
    for of_app in (True, False):
        if not app.screen_stack:
            return
        taker = app if of_app else app.screen
        passed = asyncio.Event()
        taker.call_later(passed.set)
        while not passed.is_set() and not app._exit and (taker is app or taker in app.screen_stack):
            with suppress(TimeoutError):
                await asyncio.wait_for(passed.wait(), 0.05)


def _do(app: TrackerApp, act: Act) -> None:
    """Do one act as the driver of a terminal would."""
    width, height = app.size
    x, y = min(act.cells[0], width - 1), min(act.cells[1], height - 1)
    match act.kind:
        case "key":
            _press(app, act.what)
        case "type":
            for sign in act.what:
                _press(app, sign)
        case "paste":
            app.post_message(events.Paste(act.what))
        case "size":
            _resize(app, Size(*act.cells))
        case "wheel down" | "wheel up":
            kind = events.MouseScrollDown if act.kind == "wheel down" else events.MouseScrollUp
            _mouse(app, kind, x, y)
        case "point":
            _mouse(app, events.MouseMove, x, y)
        case _:
            for _ in range(1 + (act.kind == "double click")):
                _mouse(app, events.MouseMove, x, y)
                _mouse(app, events.MouseDown, x, y, button=1)
                if act.kind == "drag":
                    x, y = (x * 7 + 3) % width, (y * 5 + 2) % height
                    _mouse(app, events.MouseMove, x, y, button=1)
                _mouse(app, events.MouseUp, x, y, button=1)


def _press(app: TrackerApp, key: str) -> None:
    """Press a key by its sign or Textual's name, without the pilot's wait for an idle processor."""
    name = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
    try:
        sign = key if len(key) == 1 else unicodedata.lookup(_get_unicode_name_from_key(name))
    except KeyError:
        sign = None
    app.post_message(events.Key(name, sign))


def _resize(app: TrackerApp, size: Size) -> None:
    assert app._driver is not None
    app._driver._size = size
    app.post_message(events.Resize(size, size))


def _mouse(app: TrackerApp, kind: type[events.MouseEvent], x: int, y: int, button: int = 0) -> None:
    assert app._driver is not None
    app._driver.process_message(
        kind(
            widget=None,
            x=x,
            y=y,
            delta_x=0,
            delta_y=0,
            button=button,
            shift=False,
            meta=False,
            ctrl=False,
            screen_x=x,
            screen_y=y,
        )
    )


def _look(app: TrackerApp, log: Log) -> None:
    """See that what is drawn fills the screen to the cell, with nothing in it that could act."""
    width, height = app.size
    app.screen._on_timer_update()
    if app.screen._compositor.size != app.size:
        return  # it has been opened and not been laid out
    log.looks += 1
    drawn = app.screen._compositor.render_strips()
    if len(drawn) != height:
        raise BrokenError(f"{len(drawn)} rows are drawn on {height}", log)
    for row, strip in enumerate(drawn):
        text = strip.text
        # Under the edge of a dialog Rich 15 cuts an emoji from what is joined to it, and loses its cells.
        if not width - LOST * isinstance(app.screen, ModalScreen) <= cell_len(text) <= width:
            raise BrokenError(f"row {row} has {cell_len(text)} cells of {width}: {text!r}", log)
        if any(sign < " " or "\x7f" <= sign < "\xa0" for sign in text):
            raise BrokenError(f"row {row} has a control sign: {text!r}", log)


def _rss_mb() -> float:
    """Return how much memory the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Repeat a run from the command line."""
    seed, amount = int(sys.argv[1]), int([*sys.argv[2:], "5000"][0])
    # Nothing of the machine is to be started: no editor, no clipboard, no voice.
    os.environ["PATH"] = ""
    with TemporaryDirectory() as folder:
        print(let_loose(Path(folder), seed, amount))  # noqa: T201 - what the user asked for


if __name__ == "__main__":
    main()
