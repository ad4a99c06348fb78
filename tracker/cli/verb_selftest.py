"""`tracker selftest`: proof on this machine that nothing is lost, torn or let through."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.session import Session
    from tracker.selftest.check import Row

COLUMNS = ("area", "test", "result", "figure")
# How a failure stands out in a column of "held".
_MARKS = {"held": "held", "failed": "FAILED", "not tried": "–"}


@click.command(cls=Verb)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def verb(session: Session, *, as_json: bool) -> int:
    """Try tracker on this machine: hostile feeds, servers, kills, databases; exit 1 where anything fails.

    Takes less than a minute, in a temporary folder and on loopback alone: nothing of yours is read or
    changed, and nothing leaves the machine.
    """
    from tracker.selftest.ground import Ground
    from tracker.selftest.run import AREAS, run

    session.talk(f"Trying {', '.join(AREAS)} in a temporary folder …")
    with tempfile.TemporaryDirectory(prefix="tracker-selftest-") as folder:
        rows = run(Ground(Path(folder)), lambda area: session.talk(f"{area}: done"), AREAS)
    failed = sum(row.result == "failed" for row in rows)
    if as_json:
        session.json([{name: getattr(row, name) for name in COLUMNS} for row in rows])
    else:
        session.text("\n".join([*_table(rows), "", _sum(rows, failed)]))
    return 1 if failed else 0


def _table(rows: Sequence[Row]) -> list[str]:
    """Set the rows in columns; the figure stands last, so that it may be of any length."""
    area, test = (max(len(getattr(row, name)) for row in rows) for name in ("area", "test"))
    return [f"{row.area:<{area}}  {row.test:<{test}}  {_MARKS[row.result]:<6}  {row.figure}" for row in rows]


def _sum(rows: Sequence[Row], failed: int) -> str:
    skipped = sum(row.result == "not tried" for row in rows)
    told = [f"{len(rows) - failed - skipped} held", f"{failed} failed"]
    return " · ".join(told + [f"{skipped} could not be tried here"] * bool(skipped))
