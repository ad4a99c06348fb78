"""The whole self-test: every area, each check guarded, those that measure time alone at the end."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING

from tracker.selftest.check import Row, Verdict
from tracker.text.clean import line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.selftest.check import Check
    from tracker.selftest.ground import Ground

# The areas in the order of the table.
AREAS = (
    "installation",
    "polling",
    "feeds",
    "killed",
    "database",
    "dossiers",
    "terminal",
    "interface",
    "speed",
)
# What is measured there would be that of the other areas beside it.
ALONE = frozenset({"speed"})
# Areas at one time: some only wait for processes.
AT_ONCE = 3


def run(ground: Ground, tell: Callable[[str], None], areas: Sequence[str]) -> list[Row]:
    """Try everything in the areas named; `tell` is given the name of each when it is done.

    A check that raises, whatever it is, has failed and hides no other.
    """
    found: dict[str, list[Row]] = {}

    def try_area(area: str) -> None:
        found[area] = [_tried(area, check, ground) for check in checks(area)]
        tell(area)

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="selftest") as pool:
        list(pool.map(try_area, [area for area in areas if area not in ALONE]))
    for area in areas:
        if area in ALONE:
            try_area(area)
    return [row for area in areas for row in found[area]]


def checks(area: str) -> tuple[Check, ...]:
    """Return the checks of an area; what they need is loaded now."""
    tried: tuple[Check, ...] = import_module(f"tracker.selftest.areas.{area}").CHECKS
    return tried


def _tried(area: str, check: Check, ground: Ground) -> Row:
    try:
        verdict = check.run(ground)
    except Exception as error:  # noqa: BLE001 - what can't be tried has not been held
        verdict = Verdict("failed", f"{type(error).__name__}: {error}")
    return Row(area, check.test, verdict.result, line(verdict.figure))
