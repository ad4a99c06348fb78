"""What runs in the sandbox: any function of a module, within bounds, and its faults as errors."""

from __future__ import annotations

import math
import os
import pickle
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

import pytest

from tracker.sandbox import Sandbox, SandboxError
from tracker.sandbox.child import BLOATED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(workers=1) as running:
        yield running


def count_for_ever() -> None:
    while True:
        pass


def fill_the_memory() -> int:
    return len(bytearray(2**31))


def end_the_process() -> None:
    os._exit(3)


def raise_a_runtime_error() -> None:
    raise RuntimeError(os.getpid())


def loaded(module: str) -> bool:
    return module in sys.modules


def hang(begun: Path, release: Path) -> str:
    """Begin, say so, and go on when the test lets it."""
    begun.touch()
    while not release.exists():
        os.sched_yield()
    return begun.name


class OddError(Exception):
    """An error that goes into a pipe and does not come out."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(one + other)


def raise_an_odd_error() -> None:
    raise OddError("a", "b")


def give_a_function() -> object:
    return lambda: None


def test_a_function_gives_what_it_gives_elsewhere(sandbox: Sandbox) -> None:
    assert sandbox.run(math.gcd, 12, 18) == 6
    assert sandbox.run(int, "ff", base=16) == 255


def test_it_runs_in_another_process(sandbox: Sandbox) -> None:
    assert sandbox.run(os.getpid) != os.getpid()


def test_what_a_function_raises_is_raised_here(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        sandbox.run(int, "no number")


def test_an_error_of_the_function_costs_no_child(sandbox: Sandbox) -> None:
    child = sandbox.run(os.getpid)
    with pytest.raises(RuntimeError, match=str(child)):
        sandbox.run(raise_a_runtime_error)
    assert sandbox.run(os.getpid) == child


def test_too_much_memory_is_told(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="takes too much memory"):
        sandbox.run(fill_the_memory)
    assert sandbox.run(math.gcd, 2, 4) == 2


def test_a_child_that_dies_is_replaced(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxError, match="broke the process"):
        sandbox.run(end_the_process)
    assert sandbox.run(math.gcd, 2, 4) == 2


def test_what_does_not_end_is_ended() -> None:
    with Sandbox(workers=1, timeout=0.5) as sandbox:
        with pytest.raises(SandboxError, match=r"took more than 0\.5 s"):
            sandbox.run(count_for_ever)
        assert sandbox.run(math.gcd, 2, 4) == 2


def test_each_child_loads_what_it_is_told_to() -> None:
    with Sandbox(workers=1, load=["imaplib"]) as sandbox:
        assert sandbox.run(loaded, "imaplib")
    assert "imaplib" not in sys.modules


def test_children_that_can_not_start_are_told() -> None:
    with (
        Sandbox(workers=1, load=["no_such_module"]) as sandbox,
        pytest.raises(SandboxError, match="no process"),
    ):
        sandbox.run(math.gcd, 2, 4)


def test_a_good_call_returns_while_hostile_ones_hang(tmp_path: Path) -> None:
    release = tmp_path / "release"
    with Sandbox(workers=2, timeout=60) as sandbox, ThreadPoolExecutor(4) as threads:
        begun = [tmp_path / f"begun{n}" for n in range(4)]
        hanging = [threads.submit(sandbox.run, hang, file, release) for file in begun]
        assert sandbox.run(math.gcd, 12, 18) == 6
        assert not any(future.done() for future in hanging)
        release.touch()
        assert [future.result() for future in hanging] == [file.name for file in begun]


def test_the_children_that_took_the_places_of_slow_ones_do_not_stay(tmp_path: Path) -> None:
    release, others = tmp_path / "release", _children()
    with Sandbox(workers=1, timeout=60) as sandbox, ThreadPoolExecutor(3) as threads:
        hanging = [threads.submit(sandbox.run, hang, tmp_path / f"{n}", release) for n in range(3)]
        assert sandbox.run(math.gcd, 12, 18) == 6
        assert len(_children() - others) > 1
        release.touch()
        wait(hanging)
        assert len(_children() - others) == 1


def test_at_rest_only_what_works_is_kept_and_the_next_call_is_answered(tmp_path: Path) -> None:
    begun, release, others = tmp_path / "begun", tmp_path / "release", _children()
    with Sandbox(workers=2, timeout=60) as sandbox, ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(sandbox.run, hang, begun, release)
        assert sandbox.run(math.gcd, 12, 18) == 6
        while not begun.exists():
            os.sched_yield()
        sandbox.rest()
        assert len(_children() - others) == 1
        assert sandbox.run(math.gcd, 12, 18) == 6
        release.touch()
        assert hanging.result() == begun.name
        sandbox.rest()
        assert _children() == others


def test_a_child_that_is_killed_in_its_sleep_is_replaced(sandbox: Sandbox) -> None:
    for _ in range(5):
        child = sandbox.run(os.getpid)
        os.kill(child, signal.SIGKILL)
        assert sandbox.run(os.getpid) != child


def test_an_error_that_no_pipe_carries_is_told_by_its_name(sandbox: Sandbox) -> None:
    with pytest.raises(RuntimeError, match="OddError"):
        sandbox.run(raise_an_odd_error)


def test_a_result_that_no_pipe_carries_is_an_error(sandbox: Sandbox) -> None:
    with pytest.raises((AttributeError, pickle.PicklingError)):
        sandbox.run(give_a_function)
    assert sandbox.run(math.gcd, 2, 4) == 2


def test_a_child_that_has_grown_large_is_not_used_again(sandbox: Sandbox) -> None:
    child = sandbox.run(os.getpid)
    assert sandbox.run(len, bytes(BLOATED)) == BLOATED
    assert sandbox.run(os.getpid) != child


def test_closing_ends_what_is_being_run(tmp_path: Path) -> None:
    sandbox, begun, others = Sandbox(workers=1, timeout=60), tmp_path / "begun", _children()
    with ThreadPoolExecutor(2) as threads:
        hanging = threads.submit(sandbox.run, hang, begun, tmp_path / "never")
        waiting = threads.submit(sandbox.run, hang, begun, tmp_path / "never")
        while not begun.exists():
            os.sched_yield()
        sandbox.close()
        for future in (hanging, waiting):
            with pytest.raises(SandboxError, match="was stopped"):
                future.result()
    assert _children() == others


def _children() -> set[int | None]:
    """List the processes that are alive, those of other tests too."""
    from multiprocessing import active_children

    return {child.pid for child in active_children()}


def test_a_closed_sandbox_says_so() -> None:
    sandbox = Sandbox()
    sandbox.close()
    sandbox.close()
    with pytest.raises(SandboxError, match="was stopped"):
        sandbox.run(math.gcd, 2, 4)


def test_importing_the_module_loads_no_processes() -> None:
    code = "import sys, tracker.sandbox; print({'multiprocessing'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_sandbox_that_is_closed_while_it_starts_says_so_to_nobody() -> None:
    with Sandbox(workers=1) as sandbox:
        sandbox.start()
    with pytest.raises(SandboxError, match="was stopped"):
        sandbox.run(int)


def test_a_sandbox_that_was_started_answers_as_any_other() -> None:
    with Sandbox(workers=1) as sandbox:
        sandbox.start()
        assert sandbox.run(int, "7") == 7
