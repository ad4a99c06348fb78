"""Work with a model that its user may end at any time, and that leaves no connection open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from tracker.errors import StoppedError
    from tracker.llm.ports import Model, Oversight

Result = TypeVar("Result")

# How often the work looks whether the user ended it, in seconds: as quick as a key should feel.
_LOOKS = 0.2


async def attended(
    work: Coroutine[Any, Any, Result], model: Model, oversight: Oversight | None, stopped: StoppedError
) -> Result:
    """Do some work while the user lets it, and let go of the model's connections; else raise `stopped`."""
    task = asyncio.ensure_future(work)
    try:
        while not (await asyncio.wait({task}, timeout=_LOOKS))[0]:
            if oversight and oversight.stopped:
                raise stopped
        return task.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await model.close()
