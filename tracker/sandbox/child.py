"""One child process and the pipe to it; and what runs on the other side.

The parent sends a call; the child says that it has taken it, then sends what came of it.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

# A fork of a process with threads can stand still for ever, so children come from a clean
# process: on Linux from one that has loaded the libraries once (10 ms a child), else each anew.
METHOD = "forkserver" if sys.platform == "linux" else "spawn"
TAKEN = b"taken"
# The lowest priority that POSIX systems know.
_LOWEST = 19
# A child that grew beyond this is not used again: Python gives little memory back.
BLOATED = 200 * 2**20


class LostError(Exception):
    """The child is dead."""


class Child:
    """A child process, for one thread at a time.

    `taken`: it has begun a call. `fresh`: it never did. `usable`: it can take another one.
    """

    def __init__(self, memory: int, load: Sequence[str]) -> None:
        from multiprocessing import get_context

        context: Any = get_context(METHOD)
        if METHOD == "forkserver":
            context.set_forkserver_preload(["__main__", *load])
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, memory, tuple(load)), name="tracker-sandbox", daemon=True
        )
        self.taken, self.fresh, self.usable = False, True, True
        self._behind = False
        try:
            self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def take(self, call: bytes, seconds: float) -> bool:
        """Hand a call over; False if it was not taken in so many seconds. LostError: the child is dead."""
        self.taken, self.usable = False, False
        try:
            self._pipe.send_bytes(call)
        except OSError:
            raise LostError from None
        if not self.answers(seconds):
            return False
        self._received()
        self.taken, self.fresh = True, False
        return True

    def answers(self, seconds: float) -> bool:
        """Wait for what the child has to say, so long at most; a dead one answers too."""
        return bool(self._pipe.poll(seconds))

    def answer(self) -> Any:  # noqa: ANN401 - what the function returns
        """Return or raise what the function did. LostError: it killed the child."""
        good, found, fit = pickle.loads(self._received())  # noqa: S301 - our own child wrote it
        self.usable = fit and not self._behind
        if good:
            return found
        raise found

    def step_back(self) -> None:
        """Let the system run everything else first; this can't be taken back, so it is the last call."""
        with contextlib.suppress(AttributeError, OSError):  # Windows has no such call; the child may be dead
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _LOWEST)
            self._behind = True

    def kill(self) -> None:
        """Kill the process; the thread that waits for an answer gets a LostError."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process and clear up; no thread may wait for an answer."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _received(self) -> bytes:
        try:
            received: bytes = self._pipe.recv_bytes()
        except (EOFError, OSError):
            raise LostError from None
        return received


def _serve(pipe: Connection, memory: int, load: Sequence[str]) -> None:
    """Answer calls until the parent closes the pipe or dies."""
    _settle(memory, load)
    with contextlib.suppress(EOFError, OSError):
        while True:
            call = pipe.recv_bytes()
            pipe.send_bytes(TAKEN)
            pipe.send_bytes(_outcome(call))


def _settle(memory: int, load: Sequence[str]) -> None:
    """Prepare a child: Ctrl-C is the parent's matter, nothing is printed, memory is bounded."""
    import signal
    from importlib import import_module

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a dying child says would land in the middle of the screen.
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.close(sink)
    for module in load:
        import_module(module)
    _limit("RLIMIT_AS", memory)


def _outcome(call: bytes) -> bytes:
    """Carry a call out, and put into bytes what came of it."""
    try:
        timeout, function, args, kwargs = pickle.loads(call)  # noqa: S301 - our own parent wrote it
        return _packed(True, _called(timeout, function, args, kwargs))
    except Exception as error:  # noqa: BLE001  it is raised in the parent
        return _told(error)


def _called(timeout: float, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:  # noqa: ANN401 - the function's own
    """Call with a bound on this call's seconds of work, should the parent die meanwhile."""
    import time

    _limit("RLIMIT_CPU", math.ceil(time.process_time() + 2 * timeout + 1))
    return function(*args, **kwargs)


def _told(error: Exception) -> bytes:
    """Put an error into bytes that the parent can read, or another one in its place."""
    try:
        packed = _packed(False, error)
        pickle.loads(packed)  # noqa: S301 - written the line before
    except Exception:  # noqa: BLE001  an error may be anything
        return _packed(False, RuntimeError(type(error).__name__))
    return packed


def _packed(good: bool, found: object) -> bytes:  # noqa: FBT001  the first field of a message
    return pickle.dumps((good, found, not _is_bloated()), pickle.HIGHEST_PROTOCOL)


def _is_bloated() -> bool:
    try:
        import resource
    except ImportError:
        return False
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > BLOATED


def _limit(name: str, soft: int) -> None:
    """Lower a limit of this process where the system has it; macOS and Windows lack some."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (soft, hard))
