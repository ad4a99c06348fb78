"""The way to a terminal that may be slow, stopped or gone: Textual's own, made to wait for nobody.

Textual 8 hands what it draws to a thread through a queue of thirty, and blocks when that is full: on a
slow line each key waits for every frame before it. A terminal that was closed ends that thread, and the
program hangs for ever on its queue. SIGCONT, which a closing terminal sends too, starts a second thread
that reads keys. Here a frame that the line has no room for is not sent; what it would have shown is
drawn when the line is free again.
"""

from __future__ import annotations

import os
import select
import signal
from threading import Condition
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from tracker.screens.sturdy import CaughtUp

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from textual.app import App

# Bytes given to the terminal at once: at 1,200 a second, an answer to "leave" comes within a second.
PIECE = 512
# Texts up to so many signs set modes, ring, copy an address; longer ones are frames, which may be left out.
SHORT = 256
# Texts that may wait. The restoring of a terminal takes fifteen, and Textual's queue holds thirty.
WAITING = 10
# Seconds without a byte taken after which a terminal is given up when leaving (a pseudo-terminal takes up to
# 4,096 bytes and then none for 3.5 seconds on a line of 1,200 a second), and between two looks
# whether it is still there: one that went without SIGHUP reads as if at its end, over and over.
PATIENCE, LOOK = 15.0, 2.0


class Line:
    """The file to the terminal: told in pieces, never raises, and knows how much is still to be said.

    `when_free` is called, in the thread that writes, when all is said after somebody had to wait.
    """

    def __init__(self, file: TextIO, when_free: Callable[[], object]) -> None:
        self._file = file
        self._when_free = when_free
        self._moved = Condition()
        self._given = self._said = self._passed_over = 0
        self._is_awaited = False
        self.is_gone = False

    @property
    def waiting(self) -> int:
        """How many texts were given and are not written yet."""
        return self._given - self._said

    def give(self) -> None:
        """Count a text that is going to be written."""
        self._given += 1

    def is_busy(self) -> bool:
        """Tell whether texts wait; `when_free` is called when they do no more."""
        with self._moved:
            self._is_awaited = self.waiting > 0
            return self._is_awaited

    def pass_over(self) -> None:
        """Leave out the frames that wait, and the rest of the one that is being written."""
        self._passed_over = self._given

    def write(self, text: str) -> None:
        """Write a text (in the thread that writes); what the terminal's encoding lacks is a "?"."""
        data = memoryview(text.encode(self._file.encoding or "utf-8", "replace"))
        while data and not self.is_gone and (len(text) <= SHORT or self._said >= self._passed_over):
            try:
                data = data[os.write(self.fileno(), data[:PIECE]) :]
            except OSError:
                self.is_gone = True
            self._move(0)
        if self._move(1):
            self._when_free()

    def flush(self) -> None:
        """Nothing is held back."""

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._file.fileno()

    def is_said(self) -> bool:
        """Wait until all is written; False for a terminal that takes no more."""
        with self._moved:
            while self.waiting:
                if not self._moved.wait(PATIENCE):
                    return False
        return True

    def _move(self, texts: int) -> bool:
        """Count what was said, wake who waits for it, and tell whether the line has come free."""
        with self._moved:
            self._said += texts
            self._moved.notify_all()
            is_free = self._is_awaited and not self.waiting
            self._is_awaited = self._is_awaited and not is_free
            return is_free


class TerminalDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, for a terminal that may be slow, stopped or gone."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._line = Line(self._file, lambda: self._app.post_message(CaughtUp()))
        self._file: Any = self._line  # all that Textual's thread does with it is to write and flush
        self._is_away = True
        # As callbacks of the loop they come between two steps: Textual's own interrupt whatever runs,
        # a thread's lock in hand.
        self._loop.add_signal_handler(signal.SIGTSTP, self._sigtstp_application)
        self._loop.add_signal_handler(signal.SIGCONT, self._sigcont_application)

    @property
    def is_behind(self) -> bool:
        """Tell whether the terminal has not taken what was drawn last; `CaughtUp` comes when it has."""
        return self._line.is_busy()

    @property
    def has_shell(self) -> bool:
        """Tell whether there is a shell to go back to: nobody would continue what was started without one."""
        shell = os.getppid()
        try:
            return os.getsid(shell) == os.getsid(0) and os.getpgid(shell) != os.getpgrp()
        except OSError:
            return False

    def write(self, data: str) -> None:
        """Let a text be written, or leave it out where too many wait."""
        if self._line.waiting < WAITING or self._is_away:
            self._line.give()
            super().write(data)

    def start_application_mode(self) -> None:
        """Take the terminal over."""
        reader = self._key_thread
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it so
        # In the background of a shell Textual does not begin: it is stopped, and continued later.
        if self._key_thread is not reader:
            self._is_away = False
            self._look()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, at once: what is still to be drawn is left out."""
        self._is_away = True
        self._line.pass_over()
        if self._mouse_pixels:
            # Textual 8.2 forgets it, and the next program would be told pixels for cells.
            self.write("\x1b[?1016l")
        super().stop_application_mode()

    def close(self) -> None:
        """Wait until all is written, but not for a terminal that takes nothing."""
        if self._line.is_said():
            super().close()

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, with the terminal as the shell knows it; without a shell, as the kernel does: not at all."""
        if self.has_shell:
            super()._sigtstp_application()

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop. Whoever was stopped without warning (SIGSTOP) begins anew too."""
        if self._auto_restart and not self._is_lost():
            if not self._is_away:
                self.suspend_application_mode()
            self.resume_application_mode()

    def _look(self) -> None:
        """Leave when the terminal is gone, else look again."""
        if self._is_lost():
            self._app.exit()
        elif not self._is_away:
            self._loop.call_later(LOOK, self._look)

    def _is_lost(self) -> bool:
        poll = select.poll()
        poll.register(self.fileno, 0)
        return self._line.is_gone or any(event & select.POLLHUP for _, event in poll.poll(0))
