"""Leaving in order, by a signal, from a prompt that readline waits at."""

from __future__ import annotations

import signal
import socket
from contextlib import contextmanager
from threading import Event, Thread, main_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What asks a program to leave: the system, and the end of the terminal, which Windows has not.
_LEAVE = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
# Seconds after which a signal that was not heeded is sent once more.
_AGAIN = 0.2


@contextmanager
def leaving() -> Iterator[None]:
    """Let what the system asks to end raise EOFError, as the end of input does: the terminal is restored.

    A signal that comes just before readline begins to wait for a key is heard with the next key
    (Python runs its handlers between two steps of its own); so a thread sends it again until it is heard.
    """
    heeded = Event()

    def leave(*_: object) -> None:
        if not heeded.is_set():
            heeded.set()
            raise EOFError

    before = {number: signal.signal(number, leave) for number in _LEAVE}
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    descriptor = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    Thread(target=_insist, args=(reader, heeded), name="signals", daemon=True).start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(descriptor)
        for number, handler in before.items():
            signal.signal(number, handler)
        writer.close()


def _insist(reader: socket.socket, heeded: Event) -> None:
    """Run in a thread: read the numbers of signals as the interpreter writes them, and send them again."""
    with reader:
        while numbers := reader.recv(64):
            for number in {*numbers} & {*map(int, _LEAVE)}:
                while not heeded.wait(_AGAIN):
                    signal.pthread_kill(main_thread().ident or 0, number)
