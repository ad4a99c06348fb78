"""What tracker stands on here: Python, SQLite and the libraries it needs, in the versions it asks for."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from platform import python_version
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.selftest.check import Check, Verdict, judged
from tracker.store.health import sqlite_version

if TYPE_CHECKING:
    from tracker.selftest.ground import Ground

PYTHON = (3, 11)
# `update … from`, the newest part of SQL that is used: https://www.sqlite.org/lang_update.html#update_from
SQLITE = (3, 33)
# A requirement as pyproject.toml writes them: a name and the least version, without a condition.
_NEEDED = re.compile(r"([\w.-]+)\s*(?:\[[^\]]*\])?\s*>=\s*([\d.]+)[^;]*$")


def _python(ground: Ground) -> Verdict:
    del ground
    faults = [f"Python {python_version()} is too old"] * (sys.version_info < PYTHON)
    faults += [f"SQLite {sqlite_version()} is too old"] * (_parts(sqlite_version()) < SQLITE)
    return judged(faults, f"tracker {__version__}, Python {python_version()}, SQLite {sqlite_version()}")


def _libraries(ground: Ground) -> Verdict:
    del ground
    try:
        wanted = [found for each in requires("tracker") or () if (found := _NEEDED.match(each))]
    except PackageNotFoundError:
        return Verdict("not tried", "tracker runs from its source tree, uninstalled")
    faults = [fault for each in wanted if (fault := _lacking(each[1], each[2]))]
    return judged(faults + ["no library is named"] * (not wanted), f"{len(wanted)} libraries, all new enough")


def _lacking(name: str, least: str) -> str:
    try:
        there = version(name)
    except PackageNotFoundError:
        return f"{name} is missing"
    return f"{name} {there} is older than {least}" if _parts(there) < _parts(least) else ""


def _parts(told: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", told)[:3])


CHECKS = (Check("Python and SQLite are new enough", _python), Check("the libraries are there", _libraries))
