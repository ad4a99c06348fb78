"""Processes that die at a statement of their work, as `kill -9` would have it, and who orders that.

A server process has everything imported and no thread; for each order, a JSON line, it forks a
child that does the work. So a death takes as long as the work, and not as long as a start.
"""

from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from tracker.store import statements

if TYPE_CHECKING:
    from collections.abc import Callable

# What a round calls, and the stage of the flow that this is.
STAGES = {
    "polling": "lock",
    "intake": "fetch",
    "muting": "rules",
    "clustering": "cluster",
    "uniting": "union",
    "searching": "search",
    "pages": "fulltext",
    "writing": "dossier",
    "read_state": "settle",
    "telling": "notice",
}


@dataclass(frozen=True, slots=True)
class Order:
    """A piece of work on a folder, and when to die in it.

    At the `nth` statement (from 1) of a `stage`, or after so many seconds; without either it lives.
    """

    folder: str
    act: str = "poll"
    stage: str = ""
    nth: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Death:
    """What came of an order: the exit code (-9: killed) and the statements of each stage, if it lived."""

    code: int
    counts: dict[str, int]
    said: str = ""

    @property
    def was_killed(self) -> bool:
        """Tell whether it died as it should."""
        return self.code == -signal.SIGKILL


class Undertaker:
    """A server process: MODULE as a script, whose main is `serve`; `first` is Python that it runs before."""

    def __init__(self, module: str, first: str = "") -> None:
        code = f"{first}\nimport runpy; runpy.run_module({module!r}, run_name='__main__')"
        # What a dying child logs is nobody's to read; what it raised comes with the answer.
        self._process = subprocess.Popen(  # noqa: S603 - this Python, a module of ours
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def carry_out(self, order: Order) -> Death:
        """Have an order carried out, and wait for its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        return Death(**json.loads(self._process.stdout.readline() or '{"code": 1, "counts": {}}'))


def serve(work: Callable[[Order], None]) -> None:
    """Read orders from stdin and answer each on stdout, until stdin ends."""
    for line in sys.stdin:
        order = Order(**json.loads(line))
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.close(reader)
            _work(work, order, writer)
        os.close(writer)
        if order.seconds:
            time.sleep(order.seconds)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        with os.fdopen(reader, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(child, 0)
        answer: dict[str, Any] = json.loads(told) if told else {"counts": {}}
        print(json.dumps({"code": os.waitstatus_to_exitcode(status)} | answer), flush=True)  # noqa: T201


def _work(work: Callable[[Order], None], order: Order, writer: int) -> None:
    """Do the work in a child, and end it here: nothing of the server is to be cleared up."""
    counts: Counter[str] = Counter()

    def heed() -> None:
        stage = stage_of(inspect.currentframe())
        counts[stage] += 1
        if stage == order.stage and counts[stage] == order.nth:
            os.kill(os.getpid(), signal.SIGKILL)

    code, said = 0, ""
    try:
        statements.before_each(heed)
        work(order)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        code, said = 1, traceback.format_exc()
    os.write(writer, json.dumps({"counts": counts, "said": said[-2000:]}).encode())
    os._exit(code)


def stage_of(frame: Any) -> str:  # noqa: ANN401 - a frame, None where Python has none
    """Name the stage of the round that the code below a frame belongs to; "" outside of a round."""
    below = ""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("tracker.core."):
            name = module.rpartition(".")[2]
            if name != "polling":
                below = name
            elif frame.f_code.co_name == "round":
                return STAGES.get(below or name, below)
        frame = frame.f_back
    return ""
