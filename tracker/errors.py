"""What can go wrong, as one family of errors that a user can read.

A message says what and where; `hint` says what to do next. The command line turns
each class into its exit code; screens show message and hint on one line.
"""

from __future__ import annotations


class TrackerError(Exception):
    """Something the user should be told in a sentence."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(TrackerError):
    """The request itself makes no sense (exit code 2)."""


class NotFoundError(TrackerError):
    """What was named does not exist (exit code 3)."""


class ConfigError(TrackerError):
    """A file the user wrote can't be understood; nothing was changed (exit code 2)."""


class StoreError(TrackerError):
    """The database can't be used: locked, read-only, full, damaged or newer (exit code 1)."""


class StoppedError(TrackerError):
    """The user ended a round of polling; what was stored is kept, the next round goes on (exit code 1)."""


class BusyError(StoreError):
    """Another process is ingesting; the message says which (exit code 1)."""
