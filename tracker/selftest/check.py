"""A check of the self-test, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.selftest.ground import Ground

Result = Literal["held", "failed", "not tried"]
# Faults that are told of a check; more make a table nobody reads.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a check, with a figure that says how much was tried, or what was wrong."""

    result: Result
    figure: str


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold, in a few words, and how that is tried; whatever is raised is a failure."""

    test: str
    run: Callable[[Ground], Verdict]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    area: str
    test: str
    result: Result
    figure: str


def judged(faults: Sequence[str], figure: str) -> Verdict:
    """Hold what has no faults; else tell the first of them."""
    if not faults:
        return Verdict("held", figure)
    more = f" · and {len(faults) - TOLD} more" if len(faults) > TOLD else ""
    return Verdict("failed", " · ".join(faults[:TOLD]) + more)
