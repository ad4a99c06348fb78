"""Word of every statement that a process is about to run: for those who die at one on purpose."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def before_each(heed: Callable[[], None]) -> None:
    """Call `heed` before every statement of every connection that this process opens from now on.

    It is called in the thread of the statement, below the code that runs it. There is no way back.
    """
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def heard(*args: Any, **kwargs: Any) -> sqlite3.Connection:  # noqa: ANN401 - connect's own
        connection = connect(*args, **kwargs)
        connection.set_trace_callback(lambda _: heed())
        return connection

    sqlite3.connect = heard  # type: ignore[assignment]  # it takes whatever connect does
