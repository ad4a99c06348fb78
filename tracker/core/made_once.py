"""What is made when it is first asked for, so that a command loads only what it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import RLock


class Owner(Protocol):
    """Has a lock under which its parts are made; one part may ask for another."""

    making: RLock


Whole = TypeVar("Whole", bound=Owner)
Part = TypeVar("Part")


class made_once(Generic[Whole, Part]):  # noqa: N801 - used as a decorator, as functools.cached_property
    """A property that is made at the first look and then kept, one for all threads.

    `functools.cached_property` lets two threads make two of them from Python 3.12 on.
    """

    def __init__(self, make: Callable[[Whole], Part]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, owner: Whole, kind: type[Whole]) -> Part:
        """Make the part, or give the one that another thread has just made."""
        with owner.making:
            kept: dict[str, Part] = vars(owner)
            name = self._make.__name__
            if name not in kept:
                kept[name] = self._make(owner)
            return kept[name]
