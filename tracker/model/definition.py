"""A story that the user defines by terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """By which terms the user has defined a story: words, names and phrases, each on one line.

    An article belongs to it that has one of `terms` (`every`: all of them) in its title or text, and
    none of `excluded`.
    """

    story: int
    name: str
    terms: tuple[str, ...]
    excluded: tuple[str, ...] = ()
    every: bool = False
