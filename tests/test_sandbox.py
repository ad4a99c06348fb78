"""What runs in the sandbox: any function of a module, within bounds, and its faults as errors."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tracker.sandbox import Sandbox, SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterator


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


def prepare() -> None:
    os.environ["PREPARED"] = "yes"


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


def test_each_child_is_prepared() -> None:
    with Sandbox(workers=1, prepare=prepare) as sandbox:
        assert sandbox.run(os.getenv, "PREPARED") == "yes"
    assert "PREPARED" not in os.environ


def test_a_closed_sandbox_says_so() -> None:
    sandbox = Sandbox()
    sandbox.close()
    sandbox.close()
    with pytest.raises(SandboxError, match="was stopped"):
        sandbox.run(math.gcd, 2, 4)


def test_importing_the_module_loads_no_pool() -> None:
    code = "import sys, tracker.sandbox; print({'pebble', 'multiprocessing'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
